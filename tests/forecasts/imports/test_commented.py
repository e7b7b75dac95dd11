"""A file comes back with its problems at its cells."""

import io

import openpyxl
import pytest

from forecasts.imports.annotate import MOST_COMMENTS
from forecasts.imports.commented import write_commented
from forecasts.imports.problems import UnreadableError
from tests.awkward import UPLOADS


def commented(name: str, *notes: tuple[str, str, str]) -> openpyxl.Workbook:
    content = write_commented((UPLOADS / name).read_bytes(), name, notes)
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("name", ["good.xlsx", "macros.xlsm", "good.xls", "good.ods", "good.xlsb"])
def test_a_problem_is_a_comment_at_its_cell(name):
    book = commented(name, ("Blad1", "B2", "Fel ett."), ("Blad1", "B2", "Fel två."))

    assert book["Blad1"]["B2"].comment.text == "Fel ett.\nFel två."
    assert [cell.value for cell in book["Blad1"][2]] == ["4100", 1234.5]


def test_a_text_file_comes_back_as_a_workbook():
    book = commented("semicolon-utf-8.csv", ("", "D2", "Inget belopp."))

    assert book["Data"]["D2"].value == "1 234,50"
    assert book["Data"]["D2"].comment.text == "Inget belopp."


def test_the_first_sheet_lists_the_problems_those_of_the_whole_file_first():
    book = commented("good.xlsx", ("Blad1", "B2", "=Fel."), ("", "", "En enhet saknas."))

    rows = list(book.worksheets[0].values)
    assert rows[2:] == [(None, None, "En enhet saknas."), ("Blad1", "B2", "=Fel.")]
    assert book.worksheets[0]["C4"].data_type == "s"


def test_more_problems_than_are_shown_are_said_to_be():
    notes = [("Blad1", f"B{row}", "Fel.") for row in range(1, MOST_COMMENTS + 3)]

    rows = list(commented("good.xlsx", *notes).worksheets[0].values)

    assert len(rows) == MOST_COMMENTS + 3
    assert str(MOST_COMMENTS) in rows[-1][0]


def test_a_file_that_cannot_be_read_is_refused():
    with pytest.raises(UnreadableError):
        commented("truncated.xlsx")
