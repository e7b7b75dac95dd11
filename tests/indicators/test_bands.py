"""Which values left their band: what people set, and what is usual where they have not."""

from datetime import date

import pytest

from indicators.bands import Left, Range, left, usual_band
from indicators.scale import SCALE
from units.months import add_months

AUGUST = date(2026, 8, 1)


def whole(*ends):
    return Range(*(None if end is None else end * SCALE for end in ends))


def year_before(*values):
    return {add_months(AUGUST, -number): value * SCALE for number, value in enumerate(reversed(values), 1)}


@pytest.mark.parametrize(
    ("band", "value", "beyond"),
    [
        (whole(10, 20), 10, 0),
        (whole(10, 20), 20, 0),
        (whole(10, 20), 21, 1),
        (whole(10, 20), 7, -3),
        (whole(None, 20), -5, 0),
        (whole(10, None), 9, -1),
    ],
)
def test_a_band_holds_both_its_ends(band, value, beyond):
    assert band.beyond(value * SCALE) == beyond * SCALE


def test_a_value_outside_a_set_band_has_left_it_however_little():
    assert left(20 * SCALE + 1, whole(10, 20), decimals=0) == Left(20 * SCALE + 1, whole(10, 20), 1)


def test_where_no_band_is_nothing_is_left():
    assert left(1, None, decimals=0) is None


def test_what_is_usual_is_the_range_of_the_twelve_months_before():
    values = year_before(1000, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 90)

    assert usual_band(values | {AUGUST: 5 * SCALE}, AUGUST) == Range(90 * SCALE, 110 * SCALE, usual=True)


def test_eight_months_do_not_say_what_is_usual():
    assert usual_band(year_before(*range(8)), AUGUST) is None


@pytest.mark.parametrize(("value", "is_outside"), [(122, False), (123, True), (98, False), (97, True)])
def test_what_is_usual_is_left_by_more_than_a_tenth_of_its_width(value, is_outside):
    band = Range(100 * SCALE, 120 * SCALE, usual=True)

    assert (left(value * SCALE, band, decimals=0) is not None) is is_outside


@pytest.mark.parametrize(("tenths", "decimals", "is_outside"), [(1009, 0, False), (1010, 0, True), (1001, 1, True)])
def test_what_is_usual_is_left_by_a_step_of_what_is_shown_at_least(tenths, decimals, is_outside):
    band = Range(100 * SCALE, 100 * SCALE, usual=True)

    assert (left(tenths * SCALE // 10, band, decimals=decimals) is not None) is is_outside


@pytest.mark.parametrize(("values", "is_usual"), [([0] * 12, False), ([4] * 12, False), ([4] * 11 + [5], True)])
def test_nothing_is_usual_for_people_who_are_too_few(values, is_usual):
    assert (usual_band(year_before(*values), AUGUST, of_people=True) is not None) is is_usual


@pytest.mark.parametrize(
    ("band", "few", "told"),
    [
        (whole(None, 3), False, whole(None, 3)),
        (whole(None, 3), True, whole(None, None)),
        (whole(6, None), True, whole(6, None)),
        (whole(None, 0), True, whole(None, 0)),
        (Range(3 * SCALE, 9 * SCALE, usual=True), False, Range(0, 9 * SCALE, usual=True)),
    ],
)
def test_a_band_points_nobody_out(band, few, told):
    assert band.told(of_people=True, few=few) == told
    assert band.told(of_people=False, few=few) == band


def test_the_share_is_of_the_end_that_was_passed():
    assert left(25 * SCALE, whole(10, 20), decimals=0).share * 4 == 1
    assert left(5 * SCALE, whole(10, 20), decimals=0).share * 2 == 1
    assert left(3 * SCALE, whole(None, 0), decimals=0).share == 3
