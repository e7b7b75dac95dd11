"""The digest by which the program knows its own tables."""

from datetime import date, datetime
from pathlib import Path

import pytest

from forecasts.imports.own_table import is_unchanged, own_table
from forecasts.imports.read import read
from units.export import Column, Form, Origin, workbook
from units.own_tables import OwnTable, digest_of, dump_table, load_table

# `made()` as it was written once, and as LibreOffice 7.4 and openpyxl saved it; made anew only with another VERSION.
SAVED = sorted((Path(__file__).resolve().parents[2] / "fixtures/own-tables").iterdir())
COLUMNS = [
    Column("Enhet"),
    Column("Budget (kr)", Form.KRONOR),
    Column("Andel", Form.PERCENT),
    Column("Per", Form.MONTH),
    Column("Kommentar"),
]
ROWS = [
    ("4100 Barn", 1234567890.12, 1 / 3, date(2026, 8, 1), "Två rader:\nden andra – ”citat” & <tecken>"),
    ("0042", -0.1 - 0.2, 0.0, date(2012, 2, 29), "=1+1"),
    ("4200  Vuxen ", 5, None, None, ""),
    ("5", None, 0.123456789012345678, datetime(2026, 8, 1, 12, 30), "x" * 40_000),  # noqa: DTZ001
]


def made():
    lines = ["Enheter, augusti 2026", "4 enheter"]
    total = ["Summa", 1234567894.82, None, None, None]
    origin = Origin("EX", date(2026, 11, 25))
    return workbook("Enheter", COLUMNS, ROWS, lines=lines, total=total, origin=origin)


def digest(*rows):
    return digest_of([rows])


def test_a_workbook_says_what_it_is():
    book = read(made(), "enheter.xlsx")

    table = own_table(book)

    assert (table.name, table.rows, table.administration, table.day) == ("Enheter", 4, "EX", "2026-11-25")
    assert is_unchanged(book, table)


def test_the_key_is_no_sheet_that_is_read():
    assert [sheet.name for sheet in read(made(), "enheter.xlsx").sheets] == ["Enheter"]


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.name)
def test_a_table_that_another_program_saved_is_unchanged(path):
    book = read(path.read_bytes(), path.name)

    assert is_unchanged(book, own_table(book))


def test_a_unit_may_be_called_as_the_hidden_sheet_is():
    book = read(workbook("Socbudget", COLUMNS, []), "tabell.xlsx")

    assert is_unchanged(book, own_table(book))


@pytest.mark.parametrize(
    ("one", "same"),
    [
        (5, 5.0),
        (0.0, -0.0),
        (0.1 + 0.2, 0.3),
        (1 / 3, 0.333333333333333),
        (date(2026, 8, 1), datetime(2026, 8, 1)),  # noqa: DTZ001
        (date(2026, 8, 1), 46235.0),
        (None, ""),
        ("två\r\nrader", "två rader"),
        ("4100 Barn", "4100\N{NO-BREAK SPACE}Barn "),
        ("A\N{COMBINING RING ABOVE}", "Å"),
    ],
)
def test_what_saving_does_to_a_cell_is_no_change(one, same):
    assert digest(["x", one, "y"]) == digest(["x", same, "y"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (5, 6),
        (1234567890.12, 1234567890.13),
        (5, -5),
        (5, None),
        (0, None),
        ("underskott", "överskott"),
        ("0042", "42"),
        (date(2026, 8, 1), date(2026, 9, 1)),
        ("Budget (kr)", "Budget (tkr)"),
    ],
)
def test_another_value_is_a_change(one, other):
    assert digest(["x", one]) != digest(["x", other])


def test_the_order_of_rows_and_empty_rows_are_no_change():
    assert digest(["a", 1], ["b", 2]) == digest(["b", 2, None], [], ["a", 1], [None, ""])


def test_a_row_twice_is_a_change():
    assert digest(["a", 1]) != digest(["a", 1], ["a", 1])


def test_an_amount_moved_to_another_column_is_a_change():
    assert digest(["a", 1, None]) != digest(["a", None, 1])


def test_rows_of_another_sheet_are_a_change():
    assert digest_of([[["a"], ["b"]]]) != digest_of([[["a"]], [["b"]]])


def test_an_empty_sheet_more_is_no_change():
    assert digest_of([[["a"]]]) == digest_of([[["a"]], []])


@pytest.mark.parametrize("text", ["", "{", "[]", "5", '{"kind":"table","version":1}', '{"administration":"EX"}'])
def test_another_key_is_none_of_a_table(text):
    assert load_table(text) is None


def test_a_key_with_values_of_other_sorts_is_none_of_a_table():
    key = dump_table(OwnTable("Enheter", 4, "abc"))

    assert load_table(key) == OwnTable("Enheter", 4, "abc")
    assert load_table(key.replace("4", '"4"')) is None
