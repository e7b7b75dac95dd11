"""How the units ended a year. Amounts are net cost in öre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from forecasts.budgets.carrying import CarryRule, YearEnd
from forecasts.budgets.planning import first_open_month
from forecasts.budgets.queries import has_actuals, is_final
from forecasts.budgets.years import budget_year
from forecasts.deviation import Standing
from forecasts.models import BudgetYear, ClosedMonth, Figure
from forecasts.overview_queries import units_of
from forecasts.queries import Period, standings
from units.models import Administration, Unit
from units.months import MONTHS_IN_YEAR, months_of


@dataclass(frozen=True, slots=True)
class YearEndPage:
    """A year as it ended, or will: `open_months` are those with or without actuals that are not closed.

    It is `over` when December has actuals or is closed; until then the units have no result.
    """

    year: BudgetYear
    rule: CarryRule
    units: list[YearEnd]
    open_months: list[date]
    over: bool

    @property
    def final(self) -> bool:
        """Whether the controller has said that it is final."""
        return self.year.final_at is not None

    @property
    def can_be_final(self) -> bool:
        """Whether every month is closed."""
        return not self.open_months and not self.final


def rule_of(year: BudgetYear) -> CarryRule:
    """What is carried over from the year."""
    return CarryRule(year.carry_surplus, year.carry_deficit, year.carry_cap)


def year_end(administration: Administration, year: int) -> YearEndPage:
    """The whole year's actuals beside budgets and last forecasts, closed or not. At most ten queries.

    A unit that has ended without anyone carrying it on carries nothing over.
    """
    row = budget_year(administration, year)
    rule = rule_of(row)
    december = date(year, MONTHS_IN_YEAR, 1)
    closed = set(ClosedMonth.objects.filter(administration=administration).values_list("month", flat=True))
    over = december in closed or has_actuals(administration, december)
    nobody = _left_to_nobody(administration, year) if rule.carries else set()
    found = standings(units_of(administration, year), Period(year, december, december))
    units = [
        YearEnd(
            each.unit,
            each.code,
            each.name,
            each.budget,
            (each.actual_to_date or 0) if over else None,
            each.forecast,
            _carried(each, rule, nobody) if over else None,
            each.department_name,
        )
        for each in found
        if each.budget or each.actual_to_date
    ]
    return YearEndPage(row, rule, units, [month for month in months_of(year) if month not in closed], over)


def _carried(ended: Standing, rule: CarryRule, nobody: set[int]) -> int:
    return 0 if ended.unit in nobody else rule.carried(ended.budget - (ended.actual_to_date or 0), ended.budget)


def _left_to_nobody(administration: Administration, year: int) -> set[int]:
    """The units that neither exist in the next year's first open month nor are carried on. Two queries."""
    month = first_open_month(administration, year + 1) or date(year + 1, 1, 1)
    units = administration.units.select_related("successor")
    return {unit.pk for unit in units if receiver_of(unit, month) is None}


def largest_groups(units: Sequence[int], year: int) -> dict[int, int]:
    """The account group with the largest net budget by unit, parts apart, in `year`. One query."""
    rows = Figure.objects.budget().filter(unit__in=units, month__in=months_of(year), group__kind="cost")
    sums = rows.values_list("unit", "group").annotate(amount=Sum("amount")).order_by("amount", "group")
    return {unit: group for unit, group, _amount in sums}


def result_final(administration: Administration, seen: Period) -> bool | None:
    """Whether a whole closed year's result is final; None before December is closed. At most one query."""
    if seen.closed is None or seen.closed.month != MONTHS_IN_YEAR:
        return None
    return is_final(administration, seen.year)


def receiver_of(unit: Unit, month: date) -> Unit | None:
    """Who takes over what `unit` carries to `month`: itself, or who carried it on; None when nobody is left."""
    seen: set[int] = set()
    while unit and unit.pk not in seen:
        seen.add(unit.pk)
        if unit.valid_from <= month and (unit.valid_to is None or unit.valid_to >= month):
            return unit
        unit = unit.successor
    return None
