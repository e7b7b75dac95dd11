"""Working days in Sweden."""

from datetime import date

import pytest

from units.workdays import is_working_day, working_day, working_day_from


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),  # New Year
        date(2026, 1, 6),  # Epiphany
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),  # Easter Monday
        date(2027, 3, 29),  # Easter Monday the year after
        date(2026, 5, 1),
        date(2026, 5, 14),  # Ascension
        date(2027, 5, 6),  # Ascension the year after
        date(2025, 6, 6),  # national day
        date(2026, 6, 19),  # Midsummer Eve
        date(2027, 6, 25),  # Midsummer Eve at its latest
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 31),
    ],
    ids=str,
)
def test_a_holiday_or_an_eve_is_no_working_day(day):
    assert not is_working_day(day)


def test_saturdays_and_sundays_are_no_working_days():
    assert [is_working_day(date(2026, 9, day)) for day in (4, 5, 6, 7)] == [True, False, False, True]


def test_maundy_thursday_and_the_day_after_ascension_are_working_days():
    assert is_working_day(date(2026, 4, 2))
    assert is_working_day(date(2026, 5, 15))


def test_the_first_working_day_after_a_month_that_ends_on_a_weekend_is_the_monday():
    assert working_day(date(2026, 1, 1), 1) == date(2026, 2, 2)  # 31 January is a Saturday


def test_deadlines_in_january_step_over_new_year_and_epiphany():
    assert [working_day(date(2025, 12, 1), count) for count in (1, 2, 3)] == [
        date(2026, 1, 2),
        date(2026, 1, 5),
        date(2026, 1, 7),
    ]


def test_deadlines_in_april_step_over_easter():
    assert [working_day(date(2026, 3, 1), count) for count in (1, 2, 3, 5)] == [
        date(2026, 4, 1),
        date(2026, 4, 2),
        date(2026, 4, 7),
        date(2026, 4, 9),
    ]


def test_many_working_days_reach_past_the_end_of_the_next_month():
    assert working_day(date(2026, 4, 1), 20) == date(2026, 6, 1)  # May has 1 May and Ascension off: 19 working days


def test_a_day_counts_itself_when_it_is_a_working_day():
    assert working_day_from(date(2026, 9, 7)) == date(2026, 9, 7)
    assert working_day_from(date(2026, 9, 5)) == date(2026, 9, 7)
