"""What commitments cost in each year, and what of it is bound."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.registers.binding import Term, YearSum, cost, summed
from units.months import add_months

TODAY = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2020, 1, 1), None, 1200),
        (date(2026, 7, 1), None, 600),
        (date(2020, 1, 1), date(2026, 1, 1), 100),
        (date(2026, 5, 1), date(2026, 5, 1), 100),
        (date(2027, 1, 1), None, 0),
        (date(2020, 1, 1), date(2025, 12, 1), 0),
    ],
)
def test_a_year_costs_its_months_of_the_commitment(first, last, found):
    assert cost(1200, 2026, first, last) == found


@given(st.integers(0, 10**13), st.integers(1, 11))
def test_a_year_cut_in_two_costs_the_whole_year_to_the_ore(yearly, month):
    before = cost(yearly, 2026, date(2020, 1, 1), date(2026, month, 1))
    after = cost(yearly, 2026, date(2026, month + 1, 1), None)

    assert before + after == yearly


@pytest.mark.parametrize(
    ("last", "notice", "end"),
    [
        (None, None, None),
        (date(2028, 1, 1), None, date(2028, 1, 1)),
        (None, 3, date(2027, 1, 1)),
        (None, 0, date(2026, 10, 1)),
        (date(2028, 1, 1), 6, date(2027, 4, 1)),
        (date(2026, 12, 1), 6, date(2026, 12, 1)),
    ],
)
def test_the_earliest_end_is_today_and_the_notice_or_the_last_month(last, notice, end):
    assert Term(1200, date(2025, 1, 1), last, notice).end(TODAY) == end


def test_what_can_be_ended_is_agreed_but_not_bound():
    term = Term(1200, date(2025, 1, 1), date(2028, 12, 1), notice=3)

    sums = summed([term], {2026: 100_000, 2027: 0}, TODAY)

    assert [(each.year, each.agreed, each.bound, each.avoidable) for each in sums] == [
        (2026, 1200, 1200, 0),
        (2027, 1200, 100, 1100),
        (2028, 1200, 0, 1200),
        (2029, 0, 0, 0),
        (2030, 0, 0, 0),
    ]


@pytest.mark.parametrize(
    ("bound", "budget", "permille"), [(33, 1000, 33), (5, 10_000, 1), (4, 10_000, 0), (1, 0, None), (1, None, None)]
)
def test_the_share_of_the_budget_is_rounded_half_up_and_missing_without_a_budget(bound, budget, permille):
    assert YearSum(2026, bound, bound, budget).permille == permille


@given(st.integers(-24, 60), st.integers(0, 48))
def test_what_is_bound_is_never_more_than_what_is_agreed(begins, notice):
    term = Term(999_999_99, add_months(date(2026, 1, 1), begins), None, notice)

    assert all(0 <= term.bound(year, TODAY) <= term.agreed(year) for year in range(2024, 2032))


def test_a_commitment_has_ended_when_its_last_month_is_over():
    assert Term(1, date(2020, 1, 1), date(2026, 9, 1)).has_ended(TODAY)
    assert not Term(1, date(2020, 1, 1), date(2026, 10, 1)).has_ended(TODAY)
