"""Tables of a web page: cells over several rows and columns, and several tables on a page."""

import pytest

from forecasts.imports.limits import Limits
from forecasts.imports.pipeline import understand
from forecasts.imports.problems import Code, UnreadableError
from forecasts.imports.read import read
from tests.forecasts.imports.tables import context

HEAD = "<tr><th>Ansvar</th><th>Konto</th><th>Period</th><th>Utfall kr</th></tr>"
SPANNED = f"""<html><table>{HEAD}
    <tr><td rowspan=2>4100</td><td>5020</td><td>202608</td><td>100</td></tr>
    <tr><td>6010</td><td>202608</td><td>500000</td></tr>
    <tr><td>4200</td><td>5020</td><td>202608</td><td>7</td></tr>
</table></html>"""
ROW = "<tr><td>{}</td><td>5020</td><td>202608</td><td>7</td></tr>"


def sheets(page):
    return read(page.encode(), "sida.xls").sheets


def test_a_cell_over_several_rows_shifts_nothing_in_the_rows_below():
    sheet = sheets(SPANNED)[0]

    assert sheet.rows[2] == [None, "6010", "202608", "500000"]
    assert sheet.merged == ((2, 1, 3, 1),)


def test_a_unit_over_several_rows_is_that_of_each_of_them():
    found = understand(read(SPANNED.encode(), "sida.xls"), context())

    assert [each for each in found.problems if each.severity == "error"] == []
    assert sum(found.figures["actual"].values()) == 500_107_00


def test_a_cell_over_rows_and_columns_takes_all_of_them():
    sheet = sheets("<table><tr><td rowspan=2 colspan=2>a<td>b</tr><tr><td>c</tr><tr><td>d<td>e</tr></table>")[0]

    assert sheet.rows == [["a", None, "b"], [None, None, "c"], ["d", "e"]]
    assert sheet.merged == ((1, 1, 2, 2),)


def test_a_cell_of_the_head_does_not_go_on_into_the_body():
    page = "<table><thead><tr><td rowspan=9>a<td>b</thead><tbody><tr><td>c<td>d</tbody></table>"

    assert (sheets(page)[0].rows, sheets(page)[0].merged) == ([["a", "b"], ["c", "d"]], ())


def test_of_two_tables_on_a_page_it_is_asked_which_one_to_read():
    large = HEAD + ROW.format("4100") * 4
    page = f"<html><table>{HEAD}{ROW.format('4200')}{ROW.format('4200')}</table><p>och</p><table>{large}</table></html>"

    found = understand(read(page.encode(), "sida.xls"), context())

    assert [(each.code, each.choices) for each in found.problems] == [(Code.ASK_SHEET, ("Tabell 1", "Tabell 2"))]


def test_what_lays_out_the_page_is_no_table_of_its_own():
    page = f"<table><tr><td>Rapport<table>{HEAD}{ROW.format('4100')}</table>slut</td></tr></table>"

    assert [(each.name, len(each.rows)) for each in sheets(page)] == [("", 2)]


def test_a_cell_that_says_to_be_vast_is_refused_before_it_fills_the_memory():
    page = "<table><tr><td rowspan=99999 colspan=9999>a</tr>" + "<tr><td>b</tr>" * 50 + "</table>"

    with pytest.raises(UnreadableError) as caught:
        read(page.encode(), "sida.xls", Limits(cells=10_000))

    assert caught.value.problem.code == Code.UNFOLDS_TOO_LARGE
