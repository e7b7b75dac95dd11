"""What people type about a measure, turned into values and back."""

from datetime import date

import pytest

from measures.effect import ramped
from measures.writing.typed import (
    filled_shares,
    format_hundredths,
    format_ramp,
    parse_hundredths,
    parse_ramp,
    ramp_in,
    written_effects,
)
from units.months import months_between, months_of

AUTUMN = months_of(2026)[8:]


@pytest.mark.parametrize(
    ("text", "steps"),
    [("25, 50, 100", [25, 50, 100]), ("25 50 100", [25, 50, 100]), ("25 %; 100 %", [25, 100]), ("", [100])],
)
def test_a_ramp_is_read_as_people_write_it(text, steps):
    assert parse_ramp(text) == steps


@pytest.mark.parametrize("text", ["101", "-5", "hälften", "25, x"])
def test_a_ramp_of_something_else_is_no_ramp(text):
    with pytest.raises(ValueError, match=text):
        parse_ramp(text)


def test_a_ramp_is_written_as_it_is_read():
    assert format_ramp([25, 50, 100]) == "25, 50, 100"


@pytest.mark.parametrize("steps", [[100], [25, 50, 100], [0, 0, 40]])
def test_the_ramp_of_an_effect_is_found_again(steps):
    assert ramp_in(3_600_000_00, ramped(3_600_000_00, AUTUMN, steps)) == steps


def test_an_effect_that_follows_no_ramp_has_none():
    assert ramp_in(1200_00, {AUTUMN[0]: 1, AUTUMN[1]: 7}) is None


def test_an_effect_above_the_full_one_has_no_ramp():
    assert ramp_in(1200_00, {AUTUMN[0]: 200_00}) is None


def test_no_effect_at_all_is_a_ramp_of_nothing():
    assert ramp_in(0, dict.fromkeys(AUTUMN, 0)) == [100]


@pytest.mark.parametrize(("text", "hundredths"), [("33,33", 3_333), ("100", 10_000), ("0.5", 50), ("−2,25", -225)])
def test_hundredths_are_read_exactly(text, hundredths):
    assert parse_hundredths(text) == hundredths


@pytest.mark.parametrize("text", ["33,333", "en tredjedel"])
def test_more_than_two_decimals_are_no_hundredths(text):
    with pytest.raises(ValueError, match=text):
        parse_hundredths(text)


def test_hundredths_are_written_with_decimals_only_when_there_are_any():
    assert [format_hundredths(each) for each in (3_333, 10_000, -225)] == ["33,33", "100", "−2,25"]


@pytest.mark.parametrize(
    ("given", "shares"),
    [
        ([None], [10_000]),
        ([None, None, None], [3_334, 3_333, 3_333]),
        ([6_000, None], [6_000, 4_000]),
        ([2_500, 7_500], [2_500, 7_500]),
        ([10_000, None], [10_000, 0]),
    ],
)
def test_shares_that_are_not_said_share_what_is_left(given, shares):
    assert filled_shares(given) == shares


def test_written_months_stand_as_they_are_written():
    effects = written_effects(AUTUMN, 2026, {9: 100, 11: 250}, {}, full_year=0)

    assert effects == dict(zip(AUTUMN, [100, 0, 250, 0], strict=True))


def test_the_sum_of_a_later_year_is_spread_evenly_to_the_ore():
    months = months_between(date(2026, 12, 1), date(2027, 3, 1))

    effects = written_effects(months, 2026, {12: 5}, {2027: 100}, full_year=0)

    assert [effects[month] for month in months] == [5, 33, 33, 34]


def test_a_later_year_without_a_sum_has_the_full_year_effect():
    months = months_between(date(2026, 12, 1), date(2027, 6, 1))

    effects = written_effects(months, 2026, {}, {2027: None}, full_year=1200)

    assert sum(effects[month] for month in months) == 600


def test_a_later_year_whose_sum_is_as_it_was_keeps_its_months():
    months = months_between(date(2026, 12, 1), date(2027, 2, 1))
    kept = {date(2027, 1, 1): 10, date(2027, 2, 1): 90}

    effects = written_effects(months, 2026, {12: 1}, {2027: 100}, full_year=0, kept=kept)

    assert effects == {date(2026, 12, 1): 1} | kept


def test_an_amount_outside_the_months_is_kept_so_that_it_can_be_refused():
    effects = written_effects(AUTUMN, 2026, {1: 7}, {2027: 9}, full_year=0)

    assert {month: amount for month, amount in effects.items() if amount} == {date(2026, 1, 1): 7, date(2027, 1, 1): 9}
