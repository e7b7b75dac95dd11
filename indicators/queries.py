"""Values of key figures: the latest of each, and a year of one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet
from django.db.models.functions import ExtractYear

from indicators.access import Reach
from indicators.models import Indicator, Observation
from indicators.scale import is_few
from indicators.summing import Cell, Summed, over_units, summed
from units.models import Unit
from units.months import add_months, months_of

YEAR = 12
NO_VALUE = Cell()


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """The latest month of a key figure over the units read; its months and values are None when it has none.

    `change` is from the same month a year before, None unless the same units have a value in both. `reporting` units
    have a value in the month, of the `expected` that have had one in the year up to it. `is_few` says that the total of
    the month, or of the one it is compared with, is of so few people that it must not leave the administration.
    """

    indicator: Indicator
    month: date | None = None
    total: Cell = NO_VALUE
    change: int | None = None
    reporting: int = 0
    expected: int = 0
    is_few: bool = False

    @property
    def name(self) -> str:
        """What it is called."""
        return self.indicator.name

    @property
    def unit_of_measure(self) -> str:
        """What it is counted in."""
        return self.indicator.unit_of_measure


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a key figure: the units that have values in it, by code, and the years that have any."""

    year: int
    months: list[date]
    units: list[Unit]
    summed: Summed
    years: list[int]


def observations(reach: Reach) -> QuerySet[Observation]:
    """The values that the person reads, alone or in a total."""
    found = Observation.objects.filter(
        indicator__administration=reach.administration, unit__in=reach.units.order_by().values("pk")
    )
    return found if reach.months is None else found.filter(month__in=reach.months)


def indicator_rows(reach: Reach) -> list[IndicatorRow]:
    """Every key figure with its latest month. Three queries.

    Who reads some units only is given those that have values in them.
    """
    indicators = list(reach.administration.indicators.all())
    read = observations(reach).order_by()
    latest = dict(read.values_list("indicator").annotate(latest=Max("month")))
    if not reach.whole:
        indicators = [each for each in indicators if each.pk in latest]
    if not latest:
        return [IndicatorRow(each) for each in indicators]
    since = add_months(min(latest.values()), -YEAR)
    values: dict[int, dict[date, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for pk, unit, month, scaled in read.filter(month__gte=since).values_list("indicator", "unit", "month", "scaled"):
        values[pk][month][unit] = scaled
    return [
        _row(each, latest[each.pk], values[each.pk], suppress=reach.only_total and each.of_people)
        if each.pk in latest
        else IndicatorRow(each)
        for each in indicators
    ]


def indicator_row(reach: Reach, indicator: Indicator) -> IndicatorRow:
    """One key figure with its latest month. Three queries."""
    return next((each for each in indicator_rows(reach) if each.indicator == indicator), IndicatorRow(indicator))


def _row(indicator: Indicator, month: date, values: dict[date, dict[int, int]], *, suppress: bool) -> IndicatorRow:
    now, before = values[month], values.get(add_months(month, -YEAR), {})
    total, earlier = (over_units(indicator.aggregate, list(each.values())) for each in (now, before))
    first = add_months(month, 1 - YEAR)
    expected = {unit for of, units in values.items() if first <= of <= month for unit in units}
    few = indicator.of_people and any(each is not None and is_few(each) for each in (total, earlier))
    comparable = total is not None and earlier is not None and now.keys() == before.keys()
    return IndicatorRow(
        indicator,
        month,
        Cell(few=True) if suppress and total is not None and is_few(total) else Cell(total),
        total - earlier if comparable and not (few and suppress) else None,  # type: ignore[operator]
        len(now),
        len(expected),
        few,
    )


def year_of(reach: Reach, indicator: Indicator, asked: int | None, *, suppress: bool) -> Year | None:
    """A year of `indicator`, its latest one unless `asked` has values; None when there are no values. Three queries.

    `suppress` leaves out counts of too few people; who reads totals only is never given them.
    """
    read = observations(reach).filter(indicator=indicator).order_by()
    years = sorted(set(read.annotate(year=ExtractYear("month")).values_list("year", flat=True).distinct()))
    if not years:
        return None
    year = asked if asked in years else years[-1]
    rows = read.filter(month__gte=date(year, 1, 1), month__lte=date(year, YEAR, 1))
    values = {(unit, month): scaled for unit, month, scaled in rows.values_list("unit", "month", "scaled")}
    units = list(Unit.objects.filter(pk__in={unit for unit, _month in values}).order_by("code"))
    months = months_of(year)
    hidden = indicator.of_people and (suppress or reach.only_total)
    table = summed(
        indicator.aggregate,
        values,
        [each.pk for each in units],
        months,
        suppress=hidden,
        only_total=reach.only_total,
    )
    return Year(year, months, [] if reach.only_total else units, table, years)


def template_values(indicators: Sequence[Indicator], year: int) -> dict[int, dict[int, dict[date, int]]]:
    """Stored values by key figure, unit and month, of `year` and the one before. One query."""
    found: dict[int, dict[int, dict[date, int]]] = defaultdict(lambda: defaultdict(dict))
    rows = Observation.objects.filter(
        indicator__in=indicators, month__gte=date(year - 1, 1, 1), month__lte=date(year, YEAR, 1)
    )
    for pk, unit, month, scaled in rows.values_list("indicator", "unit", "month", "scaled"):
        found[pk][unit][month] = scaled
    return found
