"""The same table in every format and encoding gives the same figures, and every layout goes the whole way."""

import io
import json

import openpyxl
import pytest
import xlwt
from django.core.management import call_command
from odf import table, text
from odf.opendocument import OpenDocumentSpreadsheet

from forecasts.models import Figure, ForecastLine, Upload
from tests.awkward import UPLOADS

HEADINGS = ["Ansvar", "Konto", "Period", "Utfall kr"]
ROWS = [
    ["4100", "5020", "202608", 1_000_100.5],
    ["4100", "3011", "202608", -12_000],
    ["4200", "5020", "202608", 200_000],
    ["Summa", "", "", 1_188_100.5],
]
FIGURES = [("4100", "3011", -12_000_00), ("4100", "5020", 1_000_100_50), ("4200", "5020", 200_000_00)]


def xlsx(rows):
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append([None if cell == "" else cell for cell in row])
    book.active.title = "Blad1"
    book.save(content)
    return content.getvalue()


def xls(rows):
    book, content = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("Blad1")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    book.save(content)
    return content.getvalue()


def ods(rows):
    book, content = OpenDocumentSpreadsheet(), io.BytesIO()
    sheet = table.Table(name="Blad1")
    for row in rows:
        line = table.TableRow()
        for cell in row:
            kind = {"valuetype": "float", "value": cell} if isinstance(cell, float | int) else {"valuetype": "string"}
            written = table.TableCell(**kind)
            written.addElement(text.P(text=str(cell)))
            line.addElement(written)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(content)
    return content.getvalue()


def csv(rows, separator, encoding):
    decimal = "," if separator != "," else "."
    lines = [
        [str(cell) if isinstance(cell, str) else f"{cell:.2f}".replace(".", decimal) for cell in row] for row in rows
    ]
    return "\r\n".join(separator.join(line) for line in lines).encode(encoding)


@pytest.fixture
def run(tmp_path, capsys):
    def call(name, content, *args):
        status = 0
        (tmp_path / name).write_bytes(content)
        try:
            call_command("upload", str(tmp_path / name), *args, "--json")
        except SystemExit as stop:
            status = stop.code
        return json.loads(capsys.readouterr().out), status

    return call


def stored():
    return list(Figure.objects.order_by("unit__code", "account").values_list("unit__code", "account", "amount"))


@pytest.mark.parametrize(("name", "write"), [("a.xlsx", xlsx), ("a.xlsm", xlsx), ("a.xls", xls), ("a.ods", ods)])
def test_a_workbook_of_each_format_gives_the_same_figures(administration, run, name, write):
    report, status = run(name, write([["Utfall, överskott är bra"], HEADINGS, *ROWS]), "--commit")

    assert (status, report["problems"], stored()) == (0, [], FIGURES)


@pytest.mark.parametrize("separator", [";", ",", "\t"], ids=["semicolon", "comma", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_text_file_of_each_encoding_and_separator_gives_the_same_figures(administration, run, separator, encoding):
    headings = [*HEADINGS[:3], "Utfall kr", "Förklaring"]
    rows = [[*row, "Å" if row[0] != "Summa" else ""] for row in ROWS]

    report, status = run("a.csv", csv([headings, *rows], separator, encoding), "--commit")

    assert (status, report["problems"], stored()) == (0, [], FIGURES)


@pytest.mark.parametrize("name", ["good.xls", "good.xlsb", "good.ods", "macros.xlsm"])
def test_the_samples_of_each_format_are_understood_as_the_xlsx_is(administration, run, name):
    asked = ["--year", "2026", "--kind", "forecast"]
    like, _ = run("a.xlsx", (UPLOADS / "good.xlsx").read_bytes(), *asked)

    report, _ = run(name, (UPLOADS / name).read_bytes(), *asked)

    own = {"file", "sha256"}
    assert {key: report[key] for key in report if key not in own} == {key: like[key] for key in like if key not in own}


def months_table():
    months = [f"2026-{number:02}" for number in range(1, 13)]
    return xlsx([["Budget 2026, tkr"], ["Ansvar", "Konto", *months], ["4100", "5020", *[100] * 12]])


def expected(upload, file, **own):
    usual = {"file": file, "sha256": upload.sha256, "administration": "EX", "year": 2026, "ready": True}
    told = {"committed": True, "upload": upload.pk, "problems": [], "reconciliation": []}
    return usual | told | own


def counts(new, skipped=0):
    return {"new": new, "changed": 0, "unchanged": 0, "removed": 0, "skipped": skipped}


def test_a_ledger_list_goes_the_whole_way(administration, run):
    report, status = run("ledger.xlsx", xlsx([HEADINGS, *ROWS]), "--commit")

    total = {"printed_ore": 118_810_050, "computed_ore": 118_810_050, "difference_ore": 0}
    assert (status, report) == (0, expected(
        Upload.objects.get(), "ledger.xlsx", layout="ledger-actuals", kind="actual", months=["2026-08-01"],
        counts=counts(3, 1), totals=[{"kind": "actual", "month": "2026-08-01", "amount_ore": 118_810_050}],
        reconciliation=[{"sheet": "Blad1", "cell": "D5", **total}],
    ))  # fmt: skip
    assert stored() == FIGURES


def test_months_as_columns_go_the_whole_way(administration, run):
    report, status = run("months.xlsx", months_table(), "--commit")

    months = [f"2026-{number:02}-01" for number in range(1, 13)]
    assert (status, report) == (0, expected(
        Upload.objects.get(), "months.xlsx", layout="months-budget", kind="budget", months=months, counts=counts(12),
        totals=[{"kind": "budget", "month": month, "amount_ore": 10_000_000} for month in months],
    ))  # fmt: skip
    assert stored() == [("4100", "5020", 10_000_000)] * 12


def test_a_summary_goes_the_whole_way(administration, run):
    rows = [
        ["Helårsprognos per augusti 2026, belopp i tkr"],
        ["Enhet", "Budget", "Prognos", "Avvikelse"],
        ["4100 Enhet 4100", 1000, 1100, -100],
        ["4200 Enhet 4200", 500, 450, 50],
        ["Totalt", 1500, 1550, -50],
    ]
    report, status = run("summary.xlsx", xlsx(rows), "--commit")

    same = {column: (amount, amount) for column, amount in (("B", 150_000_000), ("C", 155_000_000), ("D", -5_000_000))}
    assert (status, report) == (0, expected(
        Upload.objects.get(), "summary.xlsx", layout="summary-forecast", kind="forecast", months=["2026-08-01"],
        counts=counts(2, 1), totals=[{"kind": "forecast", "month": "2026-08-01", "amount_ore": 155_000_000}],
        reconciliation=[
            {"sheet": "Blad1", "cell": f"{column}5", "printed_ore": printed, "computed_ore": computed,
             "difference_ore": 0}
            for column, (printed, computed) in same.items()
        ],
    ))  # fmt: skip
    lines = ForecastLine.objects.order_by("forecast__unit__code").values_list("forecast__unit__code", "amount")
    assert list(lines) == [("4100", 110_000_000), ("4200", 45_000_000)]
