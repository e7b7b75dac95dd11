"""Reads about one unit. The unit and its parts come in as primary keys: access is decided in the view."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, F, Manager, Max, Min, QuerySet, Sum, TextField, Value
from django.db.models.functions import Cast

from forecasts.matrix import Cell
from forecasts.models import Figure, Forecast, ForecastCause, ForecastLine, ForecastRisk, OwnCause
from forecasts.queries import Period
from forecasts.unit_figures import Book, CauseName, Key, Line, Reason, Risk, Submitted
from forecasts.unit_figures import Sum as MonthSum
from units.models import AccountGroup, Administration, Unit

_LINE, _CAUSE, _RISK, _NAME = 1, 2, 3, 4


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
    forecasts, names = _forecasts(units, period)
    return Book(period.year, period.month, period.closed, _sums(units, period), forecasts, units[0], names)


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


def _forecasts(units: Sequence[int], period: Period) -> tuple[list[Submitted], tuple[CauseName, ...]]:
    """The forecasts handed in, and what causes are called by the administration's own names."""
    handed_in = Forecast.objects.filter(
        unit__in=units, year=period.year, as_of__lte=period.month, withdrawn_at=None
    ).order_by("as_of", "version", "unit")
    said, names = _said(handed_in.order_by().values("pk"), units[0])
    submitted = [
        Submitted(
            each.pk,
            each.unit_id,
            each.as_of,
            each.version,
            each.comment,
            each.submitted_at,
            str(each.submitted_by or ""),
            each.unit.name,
            tuple(said[each.pk].lines),
            tuple(said[each.pk].causes),
            tuple(said[each.pk].risks),
            each.state,
            each.late,
            each.round_id,
        )
        for each in handed_in.select_related("submitted_by", "unit")
    ]
    return submitted, names


@dataclass(slots=True)
class _Said:
    """What one forecast says."""

    lines: list[Line] = field(default_factory=list)
    causes: list[Reason] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)


def _said(forecasts: QuerySet, unit: int) -> tuple[dict[int, _Said], tuple[CauseName, ...]]:
    """Lines, causes and risks by forecast, in the order they were written, and the own names of causes.

    One query for all of it: a unit's page asks for little else.
    """
    names = OwnCause.objects.filter(administration__units=unit).exclude(name="").order_by()
    rows = _parts(ForecastLine.objects, forecasts, _LINE, F("group_id"), F("cause"), F("comment"))
    rows = rows.union(
        _parts(ForecastCause.objects, forecasts, _CAUSE, Value(0), F("cause"), F("comment")),
        _parts(ForecastRisk.objects, forecasts, _RISK, F("probability"), Value(""), F("text")),
        _columns(names, _NAME, Value(0), Value(0), Value(0), F("code"), F("name")),
        all=True,
    )
    found: dict[int, _Said] = defaultdict(_Said)
    named = []
    for part, _pk, forecast, number, amount, cause, text in rows.order_by("part", "row"):
        if part == _LINE:
            found[forecast].lines.append(Line(number, amount, cause, text))
        elif part == _CAUSE:
            found[forecast].causes.append(Reason(cause, amount, text))
        elif part == _RISK:
            found[forecast].risks.append(Risk(text, amount, number))
        else:
            named.append(CauseName(cause, text))
    return found, tuple(named)


def _parts(rows: Manager, forecasts: QuerySet, part: int, number: Any, cause: Any, text: Any) -> QuerySet:
    own = rows.filter(forecast__in=forecasts).order_by()
    return _columns(own, part, F("forecast_id"), number, F("amount"), cause, text)


def _columns(rows: QuerySet, part: int, forecast: Any, number: Any, amount: Any, cause: Any, text: Any) -> QuerySet:
    """`rows` as columns that unite: part, row, forecast, number, öre, cause, text."""
    columns = {
        "part": Value(part),
        "row": F("pk"),
        "of": Cast(forecast, BigIntegerField()),
        "number": Cast(number, BigIntegerField()),
        "ore": Cast(amount, BigIntegerField()),
        "why": Cast(cause, TextField()),
        "said": Cast(text, TextField()),
    }
    return rows.annotate(**columns).values_list(*columns)


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
