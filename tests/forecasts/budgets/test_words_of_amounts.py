"""Amounts that could be read in two ways are asked about, and signs have the words of what they are."""

import pytest
from django.core.exceptions import ValidationError

from forecasts.budgets.fields import SignedKronorField
from units.display import Display
from units.money import MoneyUnit
from units.templatetags import figures

KR = Display(MoneyUnit.KR)


@pytest.mark.parametrize("written", ["1.234", "-12.500", "−1.000"])
def test_a_point_before_three_digits_is_asked_about(written):
    with pytest.raises(ValidationError, match="kan betyda"):
        SignedKronorField().clean(written)


@pytest.mark.parametrize(
    ("written", "ore"), [("1 234", 1_234_00), ("1,234", 1_23), ("1.5", 1_50), ("1.234.567", 1_234_567_00)]
)
def test_other_amounts_are_read(written, ore):
    assert SignedKronorField().clean(written) == ore


@pytest.mark.parametrize(
    ("shown", "words"),
    [(figures.improvement, ("bättre", "sämre")), (figures.against_index, ("över index", "under index"))],
)
def test_what_is_no_deviation_is_not_called_surplus_or_deficit(shown, words):
    assert [f"> {word}</span>" in shown(ore, KR) for word, ore in zip(words, (100_00, -100_00), strict=True)] == [
        True,
        True,
    ]
