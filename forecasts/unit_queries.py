"""Reads about one unit. The unit and its parts come in as primary keys: access is decided in the view."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Max, Min, Sum

from forecasts.matrix import Cell
from forecasts.models import Figure, Forecast, ForecastLine
from forecasts.queries import Period
from forecasts.unit_figures import Book, Key, Line, Submitted
from forecasts.unit_figures import Sum as MonthSum
from units.models import AccountGroup, Administration, Unit


def members_of(unit: Unit) -> list[Key]:
    """The unit and then its parts by code. One query."""
    parts = Unit.objects.filter(parent=unit.pk).order_by("code").values_list("pk", "code", "name")
    return [Key(unit.pk, unit.code, unit.name), *(Key(*part) for part in parts)]


def groups_of(administration: Administration) -> list[Key]:
    """The account groups in their order. One query."""
    rows = AccountGroup.objects.filter(administration=administration).values_list("pk", "code", "name")
    return [Key(*row) for row in rows]


def book_of(units: Sequence[int], period: Period) -> Book:
    """Two years of `units`, a unit and then its parts, as seen in `period`. Three queries."""
    return Book(period.year, period.month, period.closed, _sums(units, period), _forecasts(units, period), units[0])


def _sums(units: Sequence[int], period: Period) -> list[MonthSum]:
    rows = (
        Figure.objects.filter(
            unit__in=units, month__gte=date(period.year - 1, 1, 1), month__lte=date(period.year, 12, 1)
        )
        .values_list("unit", "group", "month", "kind")
        .annotate(total=Sum("amount"))
        .order_by()
    )
    return [
        MonthSum(unit, group, month, Figure.Kind(kind).counts_as, total) for unit, group, month, kind, total in rows
    ]


def _forecasts(units: Sequence[int], period: Period) -> list[Submitted]:
    handed_in = Forecast.objects.filter(
        unit__in=units, year=period.year, as_of__lte=period.month, withdrawn_at=None
    ).order_by("as_of", "version", "unit")
    lines: dict[int, list[Line]] = defaultdict(list)
    columns = ("forecast", "group", "amount", "cause", "comment")
    for pk, *line in (
        ForecastLine.objects.filter(forecast__in=handed_in.order_by().values("pk")).order_by().values_list(*columns)
    ):
        lines[pk].append(Line(*line))
    return [
        Submitted(
            each.pk,
            each.unit_id,
            each.as_of,
            each.version,
            each.comment,
            each.submitted_at,
            str(each.submitted_by or ""),
            each.unit.name,
            tuple(lines[each.pk]),
        )
        for each in handed_in.select_related("submitted_by", "unit")
    ]


def cells(units: Sequence[int], year: int, through: date) -> list[Cell]:
    """Every account's budget of `year` and its actuals up to the month `through`, summed over `units`. One query.

    Budget changes are cells of their own, as budget without account.
    """
    rows = (
        Figure.objects.filter(unit__in=units, month__gte=date(year, 1, 1), month__lte=date(year, 12, 1))
        .values_list("group", "account", "activity", "month", "kind")
        .annotate(total=Sum("amount"), first=Min("upload"), last=Max("upload"))
        .order_by()
    )
    return [
        Cell(group, account, activity, month, Figure.Kind(kind).counts_as, total, first if first == last else None)
        for group, account, activity, month, kind, total, first, last in rows
        if kind in Figure.BUDGET_KINDS or month <= through
    ]
