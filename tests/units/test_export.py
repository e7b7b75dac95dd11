"""Tables as workbooks."""

from datetime import date
from io import BytesIO

import openpyxl

from units.export import Column, Form, workbook

COLUMNS = [Column("Enhet"), Column("Budget (kr)", Form.KRONOR), Column("Per", Form.MONTH)]
ROWS = [("4100 Barn", 1234.5, date(2026, 8, 1)), ("=1+1", None, None), ("http://example.org/", -2, None)]


def opened(content):
    return openpyxl.load_workbook(BytesIO(content)).active


def test_a_workbook_holds_its_lines_its_table_and_its_total():
    sheet = opened(workbook("Enheter", COLUMNS, ROWS, lines=["Titel", "3 enheter"], total=["Summa", 1232.5, None]))

    assert list(sheet.values) == [
        ("Titel", None, None),
        ("3 enheter", None, None),
        (None, None, None),
        ("Enhet", "Budget (kr)", "Per"),
        ("4100 Barn", 1234.5, sheet["C5"].value),
        ("=1+1", None, None),
        ("http://example.org/", -2, None),
        ("Summa", 1232.5, None),
    ]
    assert sheet["C5"].value.date() == date(2026, 8, 1)


def test_text_is_never_a_formula_or_a_link():
    sheet = opened(workbook("Enheter", COLUMNS, ROWS))

    assert [(cell.data_type, cell.hyperlink) for cell in sheet["A"]] == [("s", None)] * 4


def test_a_sheet_name_leaves_out_what_a_sheet_name_cannot_hold():
    assert (
        opened(workbook("Vård/omsorg: [2026] och mycket mer än så", COLUMNS, [])).title
        == "Vård omsorg   2026  och mycket"
    )
