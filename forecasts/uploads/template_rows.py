"""What the forecast template is filled in with."""

from collections import defaultdict
from datetime import date

from django.db.models import Q, QuerySet, Sum

from forecasts.imports.template import TemplateLine
from forecasts.models import Figure, ForecastLine
from forecasts.queries import current_forecasts, period
from units.models import Administration, Unit
from units.months import add_months, first_of


def template_lines(administration: Administration, units: QuerySet[Unit], month: date) -> list[TemplateLine]:
    """One line per unit and account group: the year's budget, actuals up to `month` and the forecast before it.

    A unit has the groups that it has figures or forecasts in, or every group when it has none. Units whose parts have
    the figures are left out. Five queries.
    """
    year = month.year
    own = [unit for unit in units.filter(valid_from__lte=month).order_by("code") if _is_there(unit, month)]
    keys = [unit.pk for unit in own]
    rows = Figure.objects.filter(unit__in=keys, month__gte=date(year, 1, 1), month__lte=date(year, 12, 1))
    budget = Sum("amount", filter=Q(kind__in=Figure.BUDGET_KINDS), default=0)
    actual = Sum("amount", filter=Q(kind=Figure.Kind.ACTUAL, month__lte=first_of(month)), default=0)
    summed = rows.values_list("unit", "group").annotate(budget=budget, actual=actual).order_by()
    amounts = {(unit, group): (full, to_date) for unit, group, full, to_date in summed}
    previous = _previous(keys, month)
    groups = list(administration.account_groups.order_by("order", "pk"))
    used: dict[int, set[int]] = defaultdict(set)
    for unit, group in [*amounts, *previous]:
        used[unit].add(group)
    wholes = set(administration.units.filter(parent__in=keys).values_list("parent", flat=True))
    return [
        TemplateLine(
            unit.code,
            unit.name,
            group.code,
            group.name,
            *amounts.get((unit.pk, group.pk), (0, 0)),
            previous.get((unit.pk, group.pk)),
        )
        for unit in own
        if used[unit.pk] or unit.pk not in wholes
        for group in groups
        if not used[unit.pk] or group.pk in used[unit.pk]
    ]


def template_months(administration: Administration) -> list[date]:
    """The months at whose end a forecast may be made now: the usual one first, then those around it."""
    usual = period(administration).month
    return [usual, add_months(usual, 1), *(add_months(usual, -back) for back in range(1, usual.month))]


def _is_there(unit: Unit, month: date) -> bool:
    return unit.valid_to is None or unit.valid_to >= month


def _previous(units: list[int], month: date) -> dict[tuple[int, int], int]:
    """Öre by unit and group of each unit's latest forecast before or of `month`."""
    latest = {unit: pk for pk, unit, _ in sorted(current_forecasts(units, month.year, month), key=lambda row: row[2])}
    lines = ForecastLine.objects.filter(forecast__in=latest.values())
    return {(unit, group): amount for unit, group, amount in lines.values_list("forecast__unit", "group", "amount")}
