"""The template that goes out comes back recognised, with its locked cells as they were."""

import io
from datetime import date

import openpyxl
import pytest
from django.utils import translation

from forecasts.imports.problems import Code, Problem
from forecasts.imports.read import read
from forecasts.imports.template import TemplateLine, write_template
from forecasts.imports.template_key import TemplateKey, dump_key, load_key, locked_problems

AUGUST = date(2026, 8, 1)
LINES = [
    TemplateLine("4100", "Barn och ungdom", "PER", "Personal", 1_000_00, 700_55, 990_10),
    TemplateLine("4100", "Barn och ungdom", "INT", "Intäkter", -200_00, -100_00),
    TemplateLine("4200", '=HYPERLINK("x")', "PER", "Personal", 500_00, 0, 500_00),
]


@pytest.fixture
def template() -> bytes:
    with translation.override("sv"):
        return write_template(LINES, administration="EX", name="Exempelstad", month=AUGUST, causes=["volym", "pris"])


def test_the_template_reads_as_the_table_it_is(template):
    workbook = read(template, "mall.xlsx")

    [sheet] = workbook.sheets
    assert sheet.name == "Prognos"
    assert sheet.faults == {}
    assert sheet.rows[7:] == [
        ["4100", "Barn och ungdom", "PER", "Personal", 1000.0, 700.55, 990.1, None, None, None],
        ["4100", "Barn och ungdom", "INT", "Intäkter", -200.0, -100.0, None, None, None, None],
        ["Summa", "Barn och ungdom", None, None, 800.0, 600.55, 990.1, 0.0, None, None],
        [None] * 10,
        ["4200", '=HYPERLINK("x")', "PER", "Personal", 500.0, 0.0, 500.0, None, None, None],
        ["Summa", '=HYPERLINK("x")', None, None, 500.0, 0.0, 500.0, 0.0, None, None],
    ]


def test_the_key_says_for_whom_and_when_the_template_was_made(template):
    key = load_key(read(template, "mall.xlsx").template_key)

    assert (key.administration, key.year, key.month, key.sheet) == ("EX", 2026, AUGUST, "Prognos")
    assert (key.header_row, key.units, key.rows) == (7, ("4100", "4200"), (8, 9, 12))


def test_an_untouched_template_has_no_changed_cell(template):
    workbook = read(template, "mall.xlsx")

    assert locked_problems(workbook.sheets[0], load_key(workbook.template_key)) == []


def test_a_template_saved_by_another_program_and_filled_in_is_still_recognised(template):
    book = openpyxl.load_workbook(io.BytesIO(template))
    book["Prognos"]["H8"] = 1_100
    saved = io.BytesIO()
    book.save(saved)

    workbook = read(saved.getvalue(), "mall.xlsx")

    assert workbook.sheets[0].at(8, 8) == 1100.0
    assert locked_problems(workbook.sheets[0], load_key(workbook.template_key)) == []


def test_each_changed_locked_cell_is_named(template):
    book = openpyxl.load_workbook(io.BytesIO(template))
    book["Prognos"]["E8"] = 5_000
    book["Prognos"]["A12"] = "4300"
    saved = io.BytesIO()
    book.save(saved)

    workbook = read(saved.getvalue(), "mall.xlsx")

    assert locked_problems(workbook.sheets[0], load_key(workbook.template_key)) == [
        Problem(Code.LOCKED_CELL_CHANGED, "Prognos", "E8", "5000.00"),
        Problem(Code.LOCKED_CELL_CHANGED, "Prognos", "A12", "4300"),
    ]


def test_only_the_cells_to_fill_in_are_open(template):
    sheet = openpyxl.load_workbook(io.BytesIO(template))["Prognos"]

    unlocked = [cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    assert sheet.protection.sheet
    assert unlocked == ["H8", "I8", "J8", "H9", "I9", "J9", "H12", "I12", "J12"]


def test_the_open_cells_take_amounts_known_causes_and_short_comments(template):
    sheet = openpyxl.load_workbook(io.BytesIO(template))["Prognos"]

    rules = {str(rule.sqref): rule.type for rule in sheet.data_validations.dataValidation}
    assert rules == {
        "H8:H9": "decimal",
        "I8:I9": "list",
        "J8:J9": "textLength",
        "H12": "decimal",
        "I12": "list",
        "J12": "textLength",
    }


def test_a_text_that_looks_like_a_formula_is_a_text(template):
    assert openpyxl.load_workbook(io.BytesIO(template))["Prognos"]["B12"].data_type == "s"


def test_the_key_of_three_hundred_units_does_not_fit_in_one_cell_and_comes_back_whole():
    lines = [
        TemplateLine(str(4000 + unit), "Enhet", str(group), "Grupp", 1, 2) for unit in range(300) for group in range(9)
    ]

    content = write_template(lines, administration="EX", name="x", month=AUGUST, causes=["volym"])

    workbook = read(content, "mall.xlsx")
    key = load_key(workbook.template_key)
    assert len(workbook.template_key) > 32_767
    assert len(key.rows) == 2700
    assert locked_problems(workbook.sheets[0], key) == []


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", "x", dump_key(TemplateKey("EX", 2026, AUGUST, "P", 7, ("1",), (8,), "ab"))],
)
def test_a_key_that_was_changed_is_no_key(text):
    with pytest.raises(ValueError):
        load_key(text)
