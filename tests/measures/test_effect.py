"""What a measure saves in which month."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from measures.effect import costs, in_parts, months_of_measure, of_year, ramped, reforecast, shared, weighted
from units.months import add_months, months_of

JULY = date(2026, 7, 1)
HALF_YEAR = months_of(2026)[6:]


def test_thirds_of_a_krona_are_a_krona_together():
    assert in_parts(100, {1: 3_334, 2: 3_333, 3: 3_333}) == {1: 33, 2: 34, 3: 33}


def test_a_full_year_at_full_effect_saves_the_full_year_effect_to_the_ore():
    assert sum(ramped(1_000_000_01, months_of(2026)).values()) == 1_000_000_01


def test_a_measure_from_july_saves_half_of_its_full_year_effect_that_year():
    assert of_year(ramped(1_200_00, months_of_measure(JULY, None)), 2026) == 600_00


def test_a_ramp_holds_its_last_step():
    assert ramped(1_200_00, HALF_YEAR, (0, 50, 100)) == dict(
        zip(HALF_YEAR, [0, 50_00, 100_00, 100_00, 100_00, 100_00], strict=True)
    )


def test_a_measure_without_an_end_is_written_out_for_two_more_years():
    assert (months_of_measure(JULY, None)[0], months_of_measure(JULY, None)[-1]) == (JULY, date(2028, 12, 1))


def test_what_is_paid_once_is_paid_in_the_first_month():
    assert costs(90_00, 1_200_00, HALF_YEAR)[JULY] == 190_00


def test_what_is_reinvested_is_paid_by_the_month():
    assert sum(costs(0, 1_000_01, months_of(2026)).values()) == 1_000_01


@given(
    st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=36),
    st.lists(st.integers(1, 10_000), min_size=1, max_size=9),
)
def test_the_shares_of_each_month_sum_to_it(amounts, shares):
    months = {add_months(JULY, place): amount for place, amount in enumerate(amounts)}

    parts = shared(months, dict(enumerate(shares)))

    assert {month: sum(part[month] for part in parts.values()) for month in months} == months


def test_a_unit_gets_its_share():
    assert shared({JULY: 100_00}, {1: 2_500, 2: 7_500}) == {1: {JULY: 25_00}, 2: {JULY: 75_00}}


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12), st.integers(6, 12))
def test_a_follow_up_says_what_the_year_sums_to(realised, expected, number):
    months = ramped(1_200_00, months_of_measure(JULY, None))

    said = reforecast(months, 2026, through=date(2026, number, 1), realised=realised, expected=expected)

    assert (of_year(said, 2026), of_year(said, 2027)) == (expected, of_year(months, 2027))


def test_what_is_realised_is_in_the_months_that_have_been():
    said = reforecast(dict.fromkeys(HALF_YEAR, 100_00), 2026, through=date(2026, 8, 1), realised=60_00, expected=300_00)

    assert list(said.values()) == [30_00, 30_00, 60_00, 60_00, 60_00, 60_00]


def test_an_effect_is_weighed_by_its_probability():
    assert (weighted(1_000_01, 50), weighted(-1_01, 50)) == (500_01, -51)
