"""The rounds of a year and their deadlines."""

from datetime import date

from forecasts.rounds.calendar import Days, Deadlines, deadlines, extra_deadlines, next_fortnight, plan

DAYS = Days(ledger=5, unit_head=8, controller=10, department_head=12, director=13, committee=20)


def test_deadlines_are_working_days_after_the_month():
    assert deadlines(date(2026, 9, 1), DAYS) == Deadlines(
        ledger_due=date(2026, 10, 7),
        unit_head_due=date(2026, 10, 12),
        controller_due=date(2026, 10, 14),
        department_head_due=date(2026, 10, 16),
        director_due=date(2026, 10, 19),
        committee_due=date(2026, 10, 28),
    )


def test_a_year_has_one_round_for_each_month_with_a_forecast():
    planned = plan(2026, [9, 3, 5], DAYS, fortnightly=False)

    assert [(each.as_of.month, each.number) for each in planned] == [(3, 0), (5, 0), (9, 0)]


def test_the_round_of_december_ends_in_january():
    (december,) = plan(2026, [12], DAYS, fortnightly=False)

    assert december.deadlines.unit_head_due == date(2027, 1, 14)


def test_fortnightly_rounds_are_on_mondays_between_the_ordinary_ones():
    planned = plan(2026, [8, 9, 10], DAYS, fortnightly=True)

    assert [(each.as_of.month, each.number, each.deadlines.unit_head_due) for each in planned] == [
        (8, 0, date(2026, 9, 10)),
        (8, 1, date(2026, 9, 28)),
        (9, 0, date(2026, 10, 12)),
        (9, 1, date(2026, 10, 26)),
        (10, 0, date(2026, 11, 11)),
        (10, 1, date(2026, 11, 30)),
        (10, 2, date(2026, 12, 14)),
        (10, 3, date(2026, 12, 28)),
    ]


def test_no_extra_round_comes_after_the_year():
    planned = plan(2026, [11, 12], DAYS, fortnightly=True)

    assert [(each.as_of.month, each.number) for each in planned] == [(11, 0), (11, 1), (12, 0)]


def test_a_monday_that_is_a_holiday_gives_way_to_the_next():
    assert next_fortnight(date(2026, 3, 20)) == date(2026, 4, 13)  # 6 April is Easter Monday


def test_the_later_steps_of_an_extra_round_follow_its_unit_heads_as_usual():
    ordinary = deadlines(date(2026, 9, 1), DAYS)

    assert extra_deadlines(ordinary, DAYS, date(2026, 10, 26)) == Deadlines(
        ledger_due=date(2026, 10, 7),
        unit_head_due=date(2026, 10, 26),
        controller_due=date(2026, 10, 28),
        department_head_due=date(2026, 10, 30),
        director_due=date(2026, 11, 2),
        committee_due=date(2026, 11, 11),
    )
