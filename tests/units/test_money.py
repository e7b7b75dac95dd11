"""Öre to and from text."""

import pytest

from units.money import MoneyUnit, format_amount, kronor, parse_ore


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1 234,50", 1234_50),
        ("1\u00a0234,5", 1234_50),
        ("1\u2009234", 1234_00),
        ("1\u202f234\u202f567", 1_234_567_00),
        ("-12", -12_00),
        ("\u221212", -12_00),
        ("\u2013 37 264", -37264_00),
        ("12-", -12_00),
        ("(12)", -12_00),
        ("+5", 5_00),
        ("-", 0),
        ("\u2013", 0),
        ("1.234.567,50", 1_234_567_50),
        ("1,234,567.50", 1_234_567_50),
        ("1234.5", 1234_50),
        ("0,005", 1),
        ("-0,005", -1),
    ],
)
def test_an_amount_is_read_as_swedes_write_it(text, ore):
    assert parse_ore(text) == ore


def test_a_space_after_the_decimal_comma_is_read_over():
    assert parse_ore("\u221254, 829", MoneyUnit.MNKR) == -54_829_000_00


@pytest.mark.parametrize("text", ["", "abc", "1 23", "12 00O", "1-2", "1,2,3", "--5", "12 345 67"])
def test_what_is_not_one_amount_is_refused(text):
    with pytest.raises(ValueError):
        parse_ore(text)


@pytest.mark.parametrize(
    ("ore", "unit", "text"),
    [
        (-2_980_000_000, MoneyUnit.MNKR, "\u221229,8"),
        (123_456_700, MoneyUnit.TKR, "1\u00a0235"),
        (123_450_000, MoneyUnit.TKR, "1\u00a0235"),
        (-4, MoneyUnit.KR, "0"),
        (-50, MoneyUnit.KR, "\u22121"),
    ],
)
def test_an_amount_is_written_as_swedes_write_it(ore, unit, text):
    assert format_amount(ore, unit) == text


def test_a_signed_amount_has_a_plus_unless_it_is_zero():
    assert [format_amount(ore, MoneyUnit.KR, signed=True) for ore in (1_00, 0, -1_00)] == ["+1", "0", "\u22121"]


def test_kronor_have_ore_only_when_there_are_any():
    said = [kronor(1_234_00), kronor(12_50), kronor(-5), kronor(2_00, signed=True)]

    assert said == ["1\u00a0234", "12,50", "\u22120,05", "+2"]
