"""Which days a series of meetings proposes, and why others are left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.planning.series import Rhythm, Skip, last_of_series, next_in_rhythm, series_days
from units.workdays import is_working_day

MONDAYS = Rhythm(weekday=0)
JANUARY, DECEMBER = date(2027, 1, 1), date(2027, 12, 31)


def days(rhythm=MONDAYS, first=JANUARY, last=DECEMBER, taken=None, today=JANUARY):
    return series_days(rhythm, first, last, taken=taken or {}, today=today)


def skipped(**asked):
    return {each.day: each.skip for each in days(**asked) if each.skip}


def test_a_year_of_mondays_skips_easter_monday_and_the_summer():
    assert skipped() == {
        date(2027, 3, 29): Skip.HOLIDAY,
        date(2027, 7, 12): Skip.SUMMER,
        date(2027, 7, 19): Skip.SUMMER,
        date(2027, 7, 26): Skip.SUMMER,
        date(2027, 8, 2): Skip.SUMMER,
    }


def test_a_series_may_go_on_through_the_summer():
    assert set(skipped(rhythm=Rhythm(0, without_summer=False)).values()) == {Skip.HOLIDAY}


def test_eves_are_left_out():
    assert skipped(rhythm=Rhythm(4, without_summer=False), first=date(2027, 6, 20), last=date(2027, 6, 30)) == {
        date(2027, 6, 25): Skip.HOLIDAY
    }


def test_a_day_that_is_left_out_does_not_move_the_ones_after_it():
    found = days(Rhythm(0, every=2), first=date(2027, 3, 15), last=date(2027, 4, 30))

    assert [(each.day, each.skip) for each in found] == [
        (date(2027, 3, 15), None),
        (date(2027, 3, 29), Skip.HOLIDAY),
        (date(2027, 4, 12), None),
        (date(2027, 4, 26), None),
    ]


def test_days_that_have_a_meeting_or_have_passed_are_named():
    found = skipped(last=date(2027, 1, 31), taken={date(2027, 1, 18): Skip.TAKEN}, today=date(2027, 1, 12))

    assert found == {
        date(2027, 1, 4): Skip.PASSED,
        date(2027, 1, 11): Skip.PASSED,
        date(2027, 1, 18): Skip.TAKEN,
    }


@pytest.mark.parametrize(
    ("every", "earliest", "day"),
    [
        (1, date(2027, 1, 5), date(2027, 1, 11)),
        (2, date(2027, 1, 5), date(2027, 1, 18)),
        (2, date(2027, 1, 18), date(2027, 1, 18)),
        (2, date(2027, 1, 19), date(2027, 2, 1)),
        (4, date(2026, 12, 1), date(2027, 2, 1)),
    ],
)
def test_a_series_goes_on_in_the_rhythm_of_the_last_meeting(every, earliest, day):
    assert next_in_rhythm(date(2027, 1, 4), every, earliest) == day


def test_both_ends_are_included():
    assert [each.day for each in days(first=date(2027, 1, 4), last=date(2027, 1, 11))] == [
        date(2027, 1, 4),
        date(2027, 1, 11),
    ]


def test_a_series_that_ends_before_its_weekday_has_no_days():
    assert days(first=date(2027, 1, 5), last=date(2027, 1, 10)) == []


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 7), date(2026, 12, 31)),
        (date(2026, 6, 30), date(2026, 12, 31)),
        (date(2026, 7, 1), date(2027, 12, 31)),
        (date(2026, 11, 27), date(2027, 12, 31)),
    ],
)
def test_a_series_ends_with_a_year_at_least_half_a_year_away(first, last):
    assert last_of_series(first) == last


@given(st.dates(date(2025, 1, 1), date(2035, 1, 1)), st.integers(0, 800), st.integers(0, 4), st.sampled_from([1, 2, 4]))
def test_every_proposed_day_is_a_working_day_of_the_weekday_within_the_series(first, length, weekday, every):
    last = first + timedelta(days=length)

    proposed = [each.day for each in days(Rhythm(weekday, every), first, last, today=first) if each.skip is None]

    assert all(first <= day <= last and day.weekday() == weekday and is_working_day(day) for day in proposed)
