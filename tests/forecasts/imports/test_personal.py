"""What is a personal identity number, and what only looks like one.

The numbers are made up for the tests; their check digits are reckoned here.
"""

from datetime import date

import pytest

from forecasts.imports.personal import masked, personal_cells, personal_numbers_of
from forecasts.imports.sheet import Sheet
from units.personal import check_digit, find_personal_numbers


def number(digits: str) -> str:
    return digits + str(check_digit(digits[-9:]))


BORN_1980 = number("800101123")


def test_the_check_digit_is_that_of_the_published_example():
    assert check_digit("811218987") == 6


@pytest.mark.parametrize(
    "text",
    [
        BORN_1980,
        f"{BORN_1980[:6]}-{BORN_1980[6:]}",
        f"{BORN_1980[:6]}+{BORN_1980[6:]}",
        f"19{BORN_1980}",
        f"19{BORN_1980[:6]}-{BORN_1980[6:]}",
        f"1980-01-01-{BORN_1980[6:]}",
        f"{BORN_1980[:6]} {BORN_1980[6:]}",
        f"19{BORN_1980[:6]} - {BORN_1980[6:]}",
        f"{BORN_1980[:6]}\N{EM DASH}{BORN_1980[6:]}",
        number("800161123"),
        number("000229123"),
        number("20150630123"),
    ],
)
def test_a_personal_number_is_found_in_every_form(text):
    assert find_personal_numbers(f"Placering, {text}. Se akt") == [text]


def test_a_unit_and_an_account_beside_each_other_are_no_personal_number():
    assert find_personal_numbers(f"{BORN_1980[:6]} {BORN_1980[6:]}") == []


def test_a_number_cell_can_hold_a_personal_number():
    assert personal_numbers_of(float("19" + BORN_1980)) == ["19" + BORN_1980]
    assert personal_numbers_of(int(BORN_1980)) == [BORN_1980]


def test_two_numbers_in_one_text_are_both_found():
    other = number("800161123")

    assert find_personal_numbers(f"{BORN_1980} och {other}") == [BORN_1980, other]


@pytest.mark.parametrize(
    "text",
    [
        BORN_1980[:-1] + str((int(BORN_1980[-1]) + 1) % 10),  # wrong check digit
        number("801301123"),  # month 13
        number("800132123"),  # day 32
        number("800192123"),  # day 32 of a coordination number
        number("010229123"),  # no leap year in either century
        number("800101000"),  # no serial number
        number("18800101123"),  # born in 1880
        number("20800101123"),  # not born yet
        number("212000013"),  # a municipality's corporate number
        number("556000123"),  # a company's
        f"4{BORN_1980}",  # within a longer number
        f"{BORN_1980}7",
        f"A{BORN_1980}",
        f"{BORN_1980},50",  # an amount
        f"{BORN_1980}.5",
        f"{BORN_1980[:3]} {BORN_1980[3:6]} {BORN_1980[6:]}",
        f"80-01-01-{BORN_1980[6:]}",
        "5100 5010 510 202601",
        "4100-5010-5200-1",
        "Dnr 2016/0380 KS-3",
        "SN 2026-00123",
        "202601-202612",
        "2026-01-01",
        "08-508 04 000",
        "",
    ],
)
def test_what_only_looks_like_one_is_left_alone(text):
    assert find_personal_numbers(text) == []


@pytest.mark.parametrize("cell", [None, True, 1234567.0, float(BORN_1980) + 0.5, 1e300, float("inf"), date(1980, 1, 1)])
def test_other_cells_hold_none(cell):
    assert personal_numbers_of(cell) == []


def test_a_masked_text_tells_nothing_but_the_first_two_digits():
    assert masked(f"Akt 19{BORN_1980[:6]}-{BORN_1980[6:]}, 4100") == "Akt 19******-****, 4100"


def test_the_cells_of_many_rows_are_found_by_their_place():
    rows = [
        ["Namn på enheten", 5.0, None],
        [f"se {BORN_1980}", float(BORN_1980), date(2026, 1, 1)],
        [f"se {BORN_1980}"],
    ]

    assert personal_cells(Sheet("", rows)) == [(1, 0), (1, 1), (2, 0)]
