import pytest

from forecasts.entry.grid_typed import (
    NotAnAmountError,
    TooLargeError,
    Typed,
    exact_text,
    read_amount,
    typed_cells,
)
from units.money import MINUS, NBSP, MoneyUnit

KR, TKR, MNKR = MoneyUnit.KR, MoneyUnit.TKR, MoneyUnit.MNKR


@pytest.mark.parametrize(
    ("ore", "unit", "text"),
    [
        (123_450_000, TKR, f"1{NBSP}234,5"),
        (123_450_001, TKR, f"1{NBSP}234,50001"),
        (-1_200_000, TKR, f"{MINUS}12"),
        (0, TKR, "0"),
        (123_450_001, KR, f"1{NBSP}234{NBSP}500,01"),
        (29_800_000_00, MNKR, "29,8"),
        (None, TKR, ""),
    ],
)
def test_an_amount_is_shown_to_the_last_ore(ore, unit, text):
    assert exact_text(ore, unit) == text


@pytest.mark.parametrize("ore", [0, 1, -1, 99_999, 100_000, -123_456_789_01, 10**14])
@pytest.mark.parametrize("unit", list(MoneyUnit))
@pytest.mark.parametrize("turned", [True, False])
def test_what_is_shown_is_read_as_the_same_amount(ore, unit, turned):
    assert read_amount(exact_text(ore, unit, turned=turned), unit, turned=turned) == ore


@pytest.mark.parametrize("text", ["1 234,5", "1234.5", f"1{NBSP}234,5", "+1234,5", " 1234,5 tkr"])
def test_an_amount_is_read_as_swedes_write_it(text):
    assert read_amount(text, TKR) == 123_450_000


@pytest.mark.parametrize("text", ["−12", "-12", "12-", "(12)", "– 12"])
def test_a_minus_is_read_wherever_it_stands(text):
    assert read_amount(text, TKR) == -1_200_000


def test_nothing_is_no_amount_and_no_fault():
    assert read_amount("  ", TKR) is None


@pytest.mark.parametrize("text", ["12 00O", "ca 5", "1e3", "1 2 3,4,5", "1.234", "−12.345 tkr", "(1.234)", "−", "--"])
def test_a_text_is_not_an_amount(text):
    with pytest.raises(NotAnAmountError):
        read_amount(text, TKR)


@pytest.mark.parametrize(("text", "ore"), [("0.123", 12_300), ("1.2345", 123_450), ("1.234,5", 123_450_000)])
def test_a_point_that_can_mean_one_thing_is_read(text, ore):
    assert read_amount(text, TKR) == ore


def test_an_amount_in_the_wrong_unit_of_money_is_too_large():
    with pytest.raises(TooLargeError):
        read_amount("12 000 000 000 000", TKR)


def test_the_amounts_are_stored_before_the_comments_and_nothing_else_is():
    sent = {"comment-7": "Vakanser", "amount-7": "12", "seen-amount-7": "500", "then": "submit", "amount-x": "1"}

    assert typed_cells(sent) == [
        Typed("amount-7", 7, "12", "500"),
        Typed("comment-7", 7, "Vakanser", ""),
    ]
