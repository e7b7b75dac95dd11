"""What costs would have been: paces freed from season, and last year counted up."""

import pytest

from measures.verifying.pace import Season, expected, pool_season, ratios, season_index

FLAT = (1.0,) * 12
NO_SEASON = Season(FLAT, 0.0)
SEASON = (80, 90, 100, 110, 120, 130, 120, 110, 100, 90, 80, 70)


def test_steady_costs_go_on_as_they_were():
    assert expected([100] * 36, FLAT, 4) == [100, 100, 100, 100]


def test_costs_with_a_season_go_on_with_it():
    history = list(SEASON) * 3
    index = season_index(ratios(history), pool_season([ratios(history)] * 3))

    assert expected(history, index, 12) == pytest.approx(SEASON)


def test_after_a_year_the_last_year_before_the_start_begins_anew():
    history = list(range(100, 136))

    found = expected(history, FLAT, 14)

    assert found[12:] == found[:2]


def test_growth_is_carried_to_seven_tenths():
    history = [100] * 24 + [110] * 12

    assert expected(history, FLAT, 1) == [pytest.approx((110 + 110 + 110 * 1.07) / 3)]


def test_a_growth_beyond_reason_is_held_at_five_times():
    history = [1] * 24 + [100] * 12

    assert expected(history, FLAT, 1) == [pytest.approx((100 + 100 + 100 * (1 + 0.7 * 4)) / 3)]


def test_a_line_that_differs_between_its_years_has_the_season_of_its_pool():
    wavering = (2.0, 0.5) * 6 + (0.5, 2.0) * 6
    pool = Season(tuple(month / 100 for month in SEASON), 1.0)

    assert season_index(wavering, pool) == pytest.approx(pool.index)


def test_a_pool_that_differs_between_its_years_has_no_season():
    wavering = (2.0, 0.5) * 6 + (0.5, 2.0) * 6

    assert pool_season([wavering] * 10) == NO_SEASON
