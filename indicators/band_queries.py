"""Which key figures left their band: the latest month of each unit, and of the total."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import F, Max, QuerySet

from indicators.bands import YEAR, Left, Range, is_for_the_better, left, usual_band
from indicators.models import Indicator, Observation
from indicators.scale import is_few
from indicators.summing import over_units
from units.models import Administration, Unit
from units.months import add_months

RECENT = 6  # a latest value that is older than this many months is no news
Values = Mapping[date, int]
Place = tuple[int, int | None]  # a key figure and a unit (pks); without a unit it is the total


@dataclass(frozen=True, slots=True)
class LeftBand:
    """A month of a key figure outside its band: values are ten-thousandths. Without a unit it is the total.

    A side of the band that is None has no end. `beyond` is how far outside: positive above, negative below. With `few`
    it is of so few people that the value is told as 0 and `beyond` as its sign alone; a band that would say more has no
    ends. One that was asked for `also` may be within its band: then `beyond` is 0.
    """

    indicator: int
    code: str
    name: str
    unit_of_measure: str
    decimals: int
    better: str
    unit: int | None
    unit_code: str
    unit_name: str
    month: date
    value: int
    low: int | None
    high: int | None
    band: Literal["set", "usual"]
    few: bool
    beyond: int

    @property
    def is_for_the_better(self) -> bool:
        """Whether it left its band on the side that is better, where one is."""
        return is_for_the_better(self.beyond, self.better)


@dataclass(frozen=True, slots=True)
class _Found:
    """A month of a key figure outside its band, in a unit or, without one, in the total."""

    indicator: Indicator
    unit: Unit | None
    month: date
    left: Left

    @property
    def order(self) -> tuple[object, ...]:
        better = is_for_the_better(self.left.beyond, self.indicator.better)
        place = (self.indicator.order, self.indicator.code, self.unit.code if self.unit else "")
        return (not self.left.beyond, better, -self.left.share, self.left.band.usual, *place)


def left_band(
    administration: Administration,
    units: QuerySet[Unit],
    *,
    through: date,
    whole: bool = False,
    indicator: Indicator | None = None,
    also: Collection[Place] = (),
) -> list[LeftBand]:
    """What left its band in the latest month, up to and including `through`, of each key figure and unit.

    The worst comes first; what is outside on the better side comes after all else. With `whole`, when `units` are all
    of the administration, totals that have a band are in it too, in the latest month that no unit is missing in. With
    `indicator` only that one is looked at. Those of `also` that have a band are told of last though they are within it.
    Three queries.
    """
    asked = administration.indicators.all() if indicator is None else administration.indicators.filter(pk=indicator.pk)
    indicators, bands = _with_bands(asked)
    named = {each.pk: each for each in units.order_by()}
    values = _values(list(indicators), list(named), through)
    found: list[_Found] = []
    for pk, by_unit in values.items():
        each = indicators[pk]
        for unit, months in by_unit.items():
            found += _left_in(each, named[unit], months, bands[pk].get(unit), through, also)
        if whole and None in bands[pk]:
            found += _left_in(each, None, _totals(each, by_unit, named), bands[pk][None], through, also)
    return [_told(each) for each in sorted(found, key=lambda each: each.order)]


def _with_bands(asked: QuerySet[Indicator]) -> tuple[dict[int, Indicator], dict[int, dict[int | None, Range]]]:
    """The key figures by pk, and their bands by unit."""
    joined = asked.annotate(band=F("bands"), of=F("bands__unit"), low=F("bands__low"), high=F("bands__high"))
    indicators: dict[int, Indicator] = {}
    bands: dict[int, dict[int | None, Range]] = defaultdict(dict)
    for each in joined.order_by("order", "code"):
        indicators.setdefault(each.pk, each)
        if each.band is not None:
            bands[each.pk][each.of] = Range(each.low, each.high)
    return indicators, bands


def _values(indicators: list[int], units: list[int], through: date) -> dict[int, dict[int, dict[date, int]]]:
    """Values by key figure, unit and month: the recent ones, and the year before the oldest of them."""
    first = add_months(through, 1 - RECENT - YEAR)
    rows = Observation.objects.filter(
        indicator__in=indicators, unit__in=units, month__gte=first, month__lte=through
    ).order_by()
    found: dict[int, dict[int, dict[date, int]]] = defaultdict(lambda: defaultdict(dict))
    for pk, unit, month, scaled in rows.values_list("indicator", "unit", "month", "scaled"):
        found[pk][unit][month] = scaled
    return found


def _left_in(
    indicator: Indicator, unit: Unit | None, values: Values, band: Range | None, through: date, also: Collection[Place]
) -> Iterator[_Found]:
    """The latest month when it is recent and outside `band`, or outside what is usual in a unit without one."""
    month = max(values, default=date.min)
    if month <= add_months(through, -RECENT):
        return
    held = band or usual_band(values, month, of_people=indicator.of_people)
    outside = left(values[month], held, decimals=indicator.decimals)
    if outside:
        yield _Found(indicator, unit, month, outside)
    elif held and (indicator.pk, unit.pk if unit else None) in also:
        yield _Found(indicator, unit, month, Left(values[month], held, 0))


def _totals(indicator: Indicator, by_unit: Mapping[int, Values], units: Mapping[int, Unit]) -> dict[date, int]:
    """The total of each month in which every unit that goes on, and had a value in the year before, has one."""
    months = {month for values in by_unit.values() for month in values}
    return {
        month: over_units(indicator.aggregate, [values[month] for values in by_unit.values() if month in values]) or 0
        for month in months
        if all(month in values or not _expected(units[unit], values, month) for unit, values in by_unit.items())
    }


def _expected(unit: Unit, values: Values, month: date) -> bool:
    goes_on = unit.valid_to is None or month <= unit.valid_to
    return goes_on and any(add_months(month, -YEAR) <= each < month for each in values)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _told(found: _Found) -> LeftBand:
    each, outside = found.indicator, found.left
    few = each.of_people and is_few(outside.value)
    band = outside.band.told(of_people=each.of_people, few=few)
    return LeftBand(
        indicator=each.pk,
        code=each.code,
        name=each.name,
        unit_of_measure=each.unit_of_measure,
        decimals=each.decimals,
        better=each.better,
        unit=found.unit.pk if found.unit else None,
        unit_code=found.unit.code if found.unit else "",
        unit_name=found.unit.name if found.unit else "",
        month=found.month,
        value=0 if few else outside.value,
        low=band.low,
        high=band.high,
        band="usual" if band.usual else "set",
        few=few,
        beyond=_sign(outside.beyond) if few else outside.beyond,
    )


@dataclass(frozen=True, slots=True)
class BandPlace:
    """A unit, or without one the total, with the band set for it and the range of its latest twelve months."""

    unit: Unit | None
    band: Range | None
    latest: Range | None = None

    @property
    def key(self) -> str:
        """Which one it is in a form."""
        return str(self.unit.pk) if self.unit else "total"


def bands_of(indicator: Indicator) -> dict[int | None, Range]:
    """The bands that are set, by unit; None is the total. One query."""
    return {each.unit_id: Range(each.low, each.high) for each in indicator.bands.order_by()}


def band_places(indicator: Indicator) -> list[BandPlace]:
    """The total, and the units that have had values for the last two years or have a band, by code. Four queries."""
    bands = bands_of(indicator)
    latest = indicator.observations.aggregate(latest=Max("month"))["latest"]
    values = _values_of(indicator, latest) if latest else {}
    units = Unit.objects.filter(pk__in={*values, *(pk for pk in bands if pk)}).order_by("code")
    named = {each.pk: each for each in units}
    places = [(None, _totals(indicator, values, named)), *((each, values.get(each.pk, {})) for each in units)]
    return [_place(unit, months, bands.get(unit.pk if unit else None), latest) for unit, months in places]


def _values_of(indicator: Indicator, latest: date) -> dict[int, dict[date, int]]:
    found: dict[int, dict[date, int]] = defaultdict(dict)
    rows = indicator.observations.filter(month__gt=add_months(latest, -2 * YEAR)).order_by()
    for unit, month, scaled in rows.values_list("unit", "month", "scaled"):
        found[unit][month] = scaled
    return found


def _place(unit: Unit | None, months: Values, band: Range | None, latest: date | None) -> BandPlace:
    own = [value for month, value in months.items() if latest and month > add_months(latest, -YEAR)]
    return BandPlace(unit, band, Range(min(own), max(own)) if own else None)
