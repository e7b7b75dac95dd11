from decimal import Decimal

import pytest

from indicators.scale import from_scaled, is_few, mean, to_scaled
from indicators.words import value_words


@pytest.mark.parametrize(
    ("value", "scaled"), [(312, 3_120_000), (54.5, 545_000), (Decimal("0.00005"), 1), (0.1 + 0.2, 3_000), (-3, -30_000)]
)
def test_a_value_is_whole_ten_thousandths_halves_away_from_zero(value, scaled):
    assert to_scaled(value) == scaled


@pytest.mark.parametrize(("scaled", "text"), [(3_120_000, "312"), (545_000, "54.5"), (1, "0.0001"), (0, "0")])
def test_a_value_comes_back_exactly_without_needless_zeros(scaled, text):
    assert str(from_scaled(scaled)) == text


def test_a_mean_is_rounded_to_ten_thousandths():
    assert mean([10_000, 10_000, 20_000]) == 13_333


@pytest.mark.parametrize(("value", "few"), [(0, False), (1, True), (4.9, True), (5, False), (-1, False)])
def test_one_to_four_are_few(value, few):
    assert is_few(to_scaled(value)) is few


def test_values_are_written_as_swedes_write_them():
    assert value_words(12_345_000, 1) == "1\N{NO-BREAK SPACE}234,5"
    assert value_words(-4_999, 0) == "0"
    assert value_words(3_125_000, 0, exactly=True) == "312,5"
    assert value_words(10_000, 0, signed=True) == "+1"
