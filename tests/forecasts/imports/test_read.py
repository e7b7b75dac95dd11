"""Every awkward file is read rightly or refused with its reason."""

from datetime import date

import pytest

from forecasts.imports.limits import Limits
from forecasts.imports.problems import Code, Problem, UnreadableError
from forecasts.imports.read import read
from forecasts.imports.sheet import Sheet
from tests import awkward
from tests.awkward import UPLOADS

TABLE = [["Ansvar", "Utfall"], ["4100", 1234.5]]
LEDGER = [
    ["Ansvar", "Konto", "Period", "Utfall"],
    ["4100", "5010", "202608", "1 234,50"],
    ["4200", "4610", "202608", "-12,00"],
]
OLDER = [["Enhet", "Utfall"], ["Äldre", "1"]]


def content_of(name: str) -> bytes:
    return (UPLOADS / name).read_bytes()


def fault(code: Code, cell: str, found: str = "", sheet: str = "Blad1") -> Problem:
    return Problem(code, sheet, cell, found)


def spread(rows: list[list], **fields) -> Sheet:
    return Sheet("Blad1", rows, **fields)


READ_RIGHTLY = {
    "good.xlsx": spread(TABLE),
    "good.xls": spread(TABLE),
    "good.ods": spread(TABLE),
    "good.xlsb": spread(TABLE),
    "macros.xlsm": spread(TABLE),
    "xlsx-called.csv": spread(TABLE),
    "strict.xlsx": spread(TABLE),
    "utf-16-parts.xlsx": spread(TABLE),
    "dimension-too-small.xlsx": spread(TABLE),
    "dimension-too-large.xlsx": spread(TABLE),
    "hidden-row.xlsx": spread(TABLE),
    "starts-in-C5.xlsx": spread(TABLE, first_row=5, first_column=3),
    "merged-headings.xlsx": spread(TABLE, merged=((1, 1, 1, 2),)),
    "dates-from-1904.xlsx": spread([*TABLE, [date(2026, 8, 1), None]]),
    "error-cells.xlsx": spread(
        [*TABLE, ["4200", None], [None, None]],
        faults={
            (3, 2): fault(Code.ERROR_CELL, "B3", "#DIV/0!"),
            (4, 1): fault(Code.ERROR_CELL, "A4", "#N/A"),
            (4, 2): fault(Code.ERROR_CELL, "B4", "#REF!"),
        },
    ),
    "error-cells.xls": spread([*TABLE, [None, None]], faults={(3, 2): fault(Code.ERROR_CELL, "B3", "#REF!")}),
    "error-cells.xlsb": spread([*TABLE, [None, None]], faults={(3, 2): fault(Code.ERROR_CELL, "B3", "#REF!")}),
    "error-cells.ods": spread([*TABLE, [None, None]], faults={(3, 2): fault(Code.ERROR_CELL, "B3", "#DIV/0!")}),
    "prefixed-elements.xlsx": spread([*TABLE, [None, None]], faults={(3, 2): fault(Code.ERROR_CELL, "B3", "#REF!")}),
    "formulas-without-values.xlsx": spread(
        [*TABLE, ["4200", 1234.5], [None, None]],
        faults={
            (4, 2): fault(Code.FORMULA_WITHOUT_VALUE, "B4"),
            (5, 2): fault(Code.FORMULA_WITHOUT_VALUE, "B5"),
        },
    ),
    "semicolon-utf-8.csv": Sheet("", LEDGER),
    "csv-called.xlsx": Sheet("", LEDGER),
    "tab.txt": Sheet("", LEDGER),
    "semicolon-utf-8-with-mark.csv": Sheet("", OLDER),
    "utf-16-with-mark.csv": Sheet("", OLDER),
    "utf-16-without-mark.csv": Sheet("", OLDER),
    "utf-16-big-endian-without-mark.csv": Sheet("", OLDER),
    "windows-1252.csv": Sheet("", [["Enhet", "Utfall"], ["Äldre – hemtjänst", "1"]]),
    "comma-quoted-decimals.csv": Sheet(
        "", [["Ansvar", "Konto", "Utfall"], ["4100", "5010", "1234,50"], ["4200", "4610", "-12,00"]]
    ),
    "decimal-commas-and-semicolons.csv": Sheet("", [["Ansvar", "Utfall"], ["4100", "1234,50"], ["4200", "12,00"]]),
    "line-breaks-in-quotes.csv": Sheet(
        "", [["Ansvar", "Kommentar"], ["4100", 'två\nrader; och "citat"'], ["4200", "en"]]
    ),
    "separator-declared.csv": Sheet("", [["Ansvar", "Utfall"], ["4100", "12"]]),
    "title-lines-above.csv": Sheet("", [["Utfall, augusti 2026"], ["Uttag: 2026-09-05, kl 10"], [], *LEDGER]),
    "error-cells.csv": Sheet(
        "",
        [["Ansvar", "Utfall"], ["4100", None], ["4200", "12"]],
        faults={(2, 2): Problem(Code.ERROR_CELL, cell="B2", found="#SAKNAS!")},
    ),
    "html-called.xls": Sheet("", [["Ansvar", "Utfall"], ["4100", "12,50"]]),
}

REFUSED = {
    "empty.xlsx": Problem(Code.EMPTY),
    "only-blanks.csv": Problem(Code.EMPTY),
    "truncated.xlsx": Problem(Code.DAMAGED),
    "truncated.xls": Problem(Code.DAMAGED),
    "pdf-called.xlsx": Problem(Code.NOT_A_SPREADSHEET, hint="pdf"),
    "word-called.xlsx": Problem(Code.NOT_A_SPREADSHEET, hint="document"),
    "word-called.xls": Problem(Code.NOT_A_SPREADSHEET, hint="document"),
    "zip-called.xlsx": Problem(Code.NOT_A_SPREADSHEET, hint="archive"),
    "~$lock-file.xlsx": Problem(Code.NOT_A_SPREADSHEET, hint="lock-file"),
    "password.xlsx": Problem(Code.LOCKED),
    "password.xls": Problem(Code.LOCKED),
    "entities.xlsx": Problem(Code.XML_ENTITIES),
    "entities-in-utf-16.xlsx": Problem(Code.XML_ENTITIES),
    "opposite-corners.xlsx": Problem(Code.STRAY_CELL, "Blad1", "XFD1048576"),
    "quote-never-closed.csv": Problem(Code.UNCLOSED_QUOTE, cell="A2"),
    "comma-decimals-cut-in-two.csv": Problem(Code.UNCLEAR_SEPARATOR, cell="D2", found="4100,5010,1234,50"),
}


@pytest.mark.parametrize("name", READ_RIGHTLY)
def test_an_awkward_file_is_read_rightly(name):
    assert read(content_of(name), name).sheets == [READ_RIGHTLY[name]]


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_with_its_reason(name):
    with pytest.raises(UnreadableError) as caught:
        read(content_of(name), name)

    assert caught.value.problem == REFUSED[name]


def test_a_workbook_without_sheets_has_none():
    assert read(content_of("no-sheets.xlsx"), "no-sheets.xlsx").sheets == []


def test_hidden_sheets_are_read_and_said_to_be_hidden():
    sheets = read(content_of("hidden-sheets.xlsx"), "hidden-sheets.xlsx").sheets

    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("Blad1", False), ("Blad2", True), ("Blad3", True)]


def test_every_awkward_file_that_is_made_here_stands_in_the_fixtures_as_made():
    made = {name: content for name, content in awkward.small_files().items() if not name.endswith(".ods")}

    assert {name: content_of(name) for name in made} == made


def test_a_file_over_the_limit_is_refused(tmp_path):
    path = tmp_path / "large.csv"
    path.write_bytes(b"a;b\n" * 100)

    with pytest.raises(UnreadableError) as caught:
        read(path, path.name, Limits(file_bytes=399))

    assert caught.value.problem.code == Code.TOO_LARGE


def test_an_address_is_that_of_the_spreadsheet():
    [sheet] = read(content_of("starts-in-C5.xlsx"), "x").sheets

    assert (sheet.address(1, 1), sheet.at(6, 4), sheet.at(1, 1)) == ("D6", 1234.5, None)
