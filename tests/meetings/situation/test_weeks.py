"""Weeks as a date on their Monday."""

from datetime import date

import pytest

from meetings.situation.weeks import monday_of, week_number, weeks_from


@pytest.mark.parametrize("day", [date(2026, 9, 14), date(2026, 9, 16), date(2026, 9, 20)])
def test_every_day_of_a_week_has_its_monday(day):
    assert monday_of(day) == date(2026, 9, 14)


def test_the_first_days_of_a_year_may_belong_to_the_last_week_of_the_year_before():
    assert (monday_of(date(2027, 1, 2)), week_number(date(2027, 1, 2))) == (date(2026, 12, 28), 53)


def test_weeks_begin_with_the_one_of_the_day():
    assert weeks_from(date(2026, 9, 16), 3) == [date(2026, 9, 14), date(2026, 9, 21), date(2026, 9, 28)]
