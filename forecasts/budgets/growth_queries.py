"""Two years of every unit, department and the whole, for the growth of the budget. Amounts are öre."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from forecasts.budgets.growth import Growth, summed
from forecasts.budgets.queries import has_actuals
from forecasts.deviation import Standing
from forecasts.overview_queries import units_of
from forecasts.queries import Period, standings
from units.models import Administration, Unit
from units.months import MONTHS_IN_YEAR


@dataclass(frozen=True, slots=True)
class GrowthPage:
    """Two years. `result` says whether last year's deviations are of the whole year's actuals or of forecasts."""

    year: int
    total: Growth
    departments: list[Growth]
    units: list[Growth]
    result: bool

    @property
    def known(self) -> bool:
        """Whether there are two years to compare."""
        return bool(self.total.last_budget) and bool(self.total.budget)


def growth_page(administration: Administration, seen: Period, index: int | None) -> GrowthPage:
    """Budgets of the year and the one before; this year's deviations by forecast as in `seen`. Ten queries.

    `index` is how much prices and wages rise, in hundredths of a per cent.

    Last year's are budget minus actual when December has actuals, else those of its last forecasts.
    """
    december = date(seen.year - 1, MONTHS_IN_YEAR, 1)
    found = units_of(administration, seen.year) | units_of(administration, seen.year - 1)
    units = Unit.objects.filter(pk__in=[unit.pk for unit in found.distinct()])
    result = has_actuals(administration, december)
    now = {each.unit: each for each in standings(units, seen)}
    before = {each.unit: each for each in standings(units, Period(december.year, december, december))}
    rows = [_row(now[pk], before[pk], index, result=result) for pk in now]
    rows = [row for row in rows if row.budget or row.last_budget]
    return GrowthPage(seen.year, summed(rows, "", administration.name), _departments(rows, now.values()), rows, result)


def _row(now: Standing, before: Standing, index: int | None, *, result: bool) -> Growth:
    last = before.deviation_to_date if result else before.deviation
    return Growth(
        now.code,
        now.name,
        before.budget,
        last if before.budget or before.actual_to_date else None,
        now.budget,
        now.deviation,
        now.department,
        index,
    )


def _departments(rows: Iterable[Growth], found: Iterable[Standing]) -> list[Growth]:
    names = {each.department: each.department_name for each in found}
    by_department: dict[str, list[Growth]] = defaultdict(list)
    for row in rows:
        by_department[row.department].append(row)
    return [summed(each, code, names[code]) for code, each in sorted(by_department.items())]
