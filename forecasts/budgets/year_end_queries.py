"""How the units ended a year. Amounts are net cost in öre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from forecasts.budgets.carrying import CarryRule, YearEnd
from forecasts.budgets.years import budget_year
from forecasts.models import BudgetYear, ClosedMonth, Figure
from forecasts.overview_queries import units_of
from forecasts.queries import Period, standings
from units.models import Administration, Unit
from units.months import MONTHS_IN_YEAR, months_of


@dataclass(frozen=True, slots=True)
class YearEndPage:
    """A year as it ended, or will: `open_months` are those with or without actuals that are not closed."""

    year: BudgetYear
    rule: CarryRule
    units: list[YearEnd]
    open_months: list[date]

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
    """The whole year's actuals beside budgets and last forecasts, closed or not. Eight queries."""
    row = budget_year(administration, year)
    rule = rule_of(row)
    december = date(year, MONTHS_IN_YEAR, 1)
    found = standings(units_of(administration, year), Period(year, december, december))
    units = [
        YearEnd(
            each.unit,
            each.code,
            each.name,
            each.budget,
            each.actual_to_date or 0,
            each.forecast,
            rule.carried(each.budget - (each.actual_to_date or 0), each.budget),
            each.department_name,
        )
        for each in found
        if each.budget or each.actual_to_date
    ]
    closed = set(ClosedMonth.objects.filter(administration=administration).values_list("month", flat=True))
    return YearEndPage(row, rule, units, [month for month in months_of(year) if month not in closed])


def largest_groups(units: Sequence[int], year: int) -> dict[int, int]:
    """The account group with the largest net budget by unit, parts apart, in `year`. One query."""
    rows = Figure.objects.budget().filter(unit__in=units, month__in=months_of(year), group__kind="cost")
    sums = rows.values_list("unit", "group").annotate(amount=Sum("amount")).order_by("amount", "group")
    return {unit: group for unit, group, _amount in sums}


def is_final(administration: Administration, year: int) -> bool:
    """Whether the result of `year` is final."""
    return BudgetYear.objects.filter(administration=administration, year=year, final_at__isnull=False).exists()


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
