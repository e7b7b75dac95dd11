"""Which key figures left their band, over the units and the total."""

from datetime import date

import pytest

from indicators.band_queries import LeftBand, left_band
from indicators.models import Band, Observation
from indicators.scale import SCALE, to_scaled
from tests import factories
from units.months import add_months

AUGUST = date(2026, 8, 1)


@pytest.fixture
def band(administration):
    """Set a band of a key figure in a unit, or without one of its total."""

    def setting(indicator, unit, low, high):
        of = administration.units.get(code=unit) if unit else None
        ends = [None if end is None else end * SCALE for end in (low, high)]
        return Band.objects.create(indicator=indicator, unit=of, low=ends[0], high=ends[1])

    return setting


@pytest.fixture
def history(administration):
    """Store the values of a key figure in a unit, the last of them in August."""

    def storing(indicator, unit, *values):
        of = administration.units.get(code=unit)
        Observation.objects.bulk_create(
            Observation(indicator=indicator, unit=of, month=add_months(AUGUST, -number), scaled=to_scaled(value))
            for number, value in enumerate(reversed(values))
        )

    return storing


def told(administration, **asked):
    """What left its band: code of the key figure and the unit, value and which band."""
    asked = {"through": AUGUST} | asked
    found = left_band(administration, asked.pop("units", administration.units.all()), **asked)
    return [(each.code, each.unit_code, each.value // SCALE, each.band) for each in found]


def test_what_left_its_band_is_told_with_it(days, history, band, administration):
    history(days, "4100", 312)
    band(days, "4100", 100, 300)

    unit = administration.units.get(code="4100")
    assert left_band(administration, administration.units.all(), through=AUGUST) == [
        LeftBand(
            indicator=days.pk, code="hvb", name="Vårddygn HVB", unit_of_measure="dygn", decimals=0, better="neither",
            unit=unit.pk, unit_code="4100", unit_name="Barn och ungdom", month=AUGUST, value=312 * SCALE,
            low=100 * SCALE, high=300 * SCALE, band="set", few=False, beyond=12 * SCALE,
        )
    ]  # fmt: skip


def test_without_a_band_what_is_usual_holds(days, history, administration):
    history(days, "4100", *[100, 110] * 6, 130)
    history(days, "4200", *[100, 110] * 6, 110)

    assert told(administration) == [("hvb", "4100", 130, "usual")]


def test_a_band_that_is_set_holds_instead_of_what_is_usual(days, history, band, administration):
    history(days, "4100", *[100, 110] * 6, 130)
    band(days, "4100", None, 150)

    assert told(administration) == []


def test_the_latest_month_is_the_one_that_counts(days, history, observe, band, administration):
    history(days, "4100", 400, 200)
    observe(days, "4100", "2026-09", 400)
    band(days, "4100", None, 300)

    assert told(administration) == []
    assert told(administration, through=date(2026, 9, 1)) == [("hvb", "4100", 400, "set")]


@pytest.mark.parametrize(("month", "count"), [("2026-03", 1), ("2026-02", 0)])
def test_what_is_older_than_half_a_year_is_no_news(days, observe, band, administration, month, count):
    observe(days, "4100", month, 400)
    band(days, "4100", None, 300)

    assert len(told(administration)) == count


def test_the_worst_comes_first_and_what_is_for_the_better_last(make, history, band, administration):
    for code, better, value in (("a", "neither", 110), ("b", "less", 150), ("c", "more", 300)):
        indicator = make(code, f"Nyckeltal {code}", better=better)
        history(indicator, "4100", value)
        band(indicator, "4100", 50, 100)

    assert [code for code, *_ in told(administration)] == ["b", "a", "c"]


def test_only_units_asked_for_are_told_of(days, history, band, administration):
    for unit in ("4100", "4200"):
        history(days, unit, 312)
        band(days, unit, None, 300)

    assert told(administration, units=administration.units.filter(code="4200")) == [("hvb", "4200", 312, "set")]


def test_the_total_is_told_of_where_all_are_asked_for(days, history, band, administration):
    history(days, "4100", 200)
    history(days, "4200", 150)
    band(days, None, None, 300)

    assert told(administration) == []
    assert told(administration, whole=True) == [("hvb", "", 350, "set")]


def test_a_total_that_lacks_a_unit_does_not_count(days, history, observe, band, administration):
    history(days, "4100", 200)
    history(days, "4200", 150)
    observe(days, "4100", "2026-09", 200)
    band(days, None, 300, None)

    assert told(administration, whole=True, through=date(2026, 9, 1)) == []


def test_a_unit_that_has_ended_is_not_missing_in_the_total(days, history, observe, band, administration):
    history(days, "4100", 200)
    history(days, "4200", 150)
    administration.units.filter(code="4200").update(valid_to=AUGUST)
    observe(days, "4100", "2026-09", 200)
    band(days, None, 300, None)

    assert told(administration, whole=True, through=date(2026, 9, 1)) == [("hvb", "", 200, "set")]


def test_a_total_of_a_mean_is_a_mean(price, history, band, administration):
    history(price, "4100", 200)
    history(price, "4200", 100)
    band(price, None, None, 140)

    assert told(administration, whole=True) == [("pris", "", 150, "set")]


def test_so_few_people_are_not_told(households, history, band, administration):
    history(households, "4100", 3)
    band(households, "4100", 4, 20)

    [found] = left_band(administration, administration.units.all(), through=AUGUST)

    assert (found.few, found.value, found.low, found.high, found.beyond) == (True, 0, None, None, -1)


def test_a_band_that_is_set_for_few_people_is_told_as_it_is_where_they_are_many(
    households, history, band, administration
):
    history(households, "4100", 9)
    band(households, "4100", None, 3)

    [found] = left_band(administration, administration.units.all(), through=AUGUST)

    assert (found.value, found.low, found.high, found.band) == (9 * SCALE, None, 3 * SCALE, "set")


def test_one_that_is_asked_for_is_told_though_it_is_within_its_band(days, price, history, band, administration):
    for indicator in (days, price):
        history(indicator, "4100", 200)
        band(indicator, "4100", None, 300)
    unit = administration.units.get(code="4100")

    found = left_band(administration, administration.units.all(), through=AUGUST, also={(days.pk, unit.pk)})

    assert [(each.code, each.beyond) for each in found] == [("hvb", 0)]


def test_another_administration_is_another_matter(days, history, band, administration):
    history(days, "4100", 312)
    band(days, "4100", None, 300)
    other = factories.small_administration("ZZ")

    assert told(other) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_questions_do_not_grow(make, history, band, administration, count, django_assert_num_queries):
    for number in range(count):
        indicator = make(f"k{number}", f"Nyckeltal {number}")
        for unit in ("4100", "4200")[: count or 1]:
            history(indicator, unit, 10)
            band(indicator, unit, None, 5)
        band(indicator, None, None, 5)

    with django_assert_num_queries(3):
        left_band(administration, administration.units.all(), through=AUGUST, whole=True)
