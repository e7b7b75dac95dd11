"""The organisation and the account plan as workbooks that can be changed and handed in again.

Codes and accounts are text, so that no zero is lost; months are dates; no text is a formula.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from forecasts.imports.sheet import column_letters
from units.export import SAFE

HEADER_ROW = 4
ROWS_TO_FILL = 300
Cell = str | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width, what its drop-down offers, and whether nothing else may be written."""

    heading: str
    width: int = 14
    offered: Sequence[str] = ()
    only: bool = False
    month: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """A list to write: its title, what stands below it, its columns by name and how to fill it in."""

    sheet: str
    title: str
    note: str
    columns: Mapping[str, Column]
    instructions: Sequence[str]


def write_list(wanted: List, rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """An xlsx with `rows`, cells by column, and empty rows to fill in; on a second sheet how to fill it in."""
    content = io.BytesIO()
    body = list(rows)
    with xlsxwriter.Workbook(content, SAFE) as book:
        sheet, forms = book.add_worksheet(wanted.sheet), _formats(book)
        sheet.write_string(0, 0, wanted.title, forms["title"])
        sheet.write_string(1, 0, wanted.note, forms["note"])
        sheet.write_string(2, 0, _("How to fill it in is on the next sheet."), forms["note"])
        for at, column in enumerate(wanted.columns.values()):
            sheet.write_string(HEADER_ROW - 1, at, column.heading, forms["heading"])
            sheet.set_column(at, at, column.width, forms[_form(column)])
        for number, row in enumerate(body, start=HEADER_ROW):
            for at, (name, column) in enumerate(wanted.columns.items()):
                _write_cell(sheet, number, at, row.get(name), forms[_form(column)])
        _write_instructions(book.add_worksheet(_("Instructions")), forms, wanted.instructions)
        _offer(book.add_worksheet(_("Lists")), sheet, wanted.columns, HEADER_ROW + len(body) + ROWS_TO_FILL)
        _set_up_page(sheet, len(wanted.columns), len(body))
    return content.getvalue()


def _formats(book: Workbook) -> dict[str, Format]:
    text = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
    return {
        "title": book.add_format({**text, "bold": True, "font_size": 16}),
        "note": book.add_format({**text, "font_color": "#444444"}),
        "heading": book.add_format({**text, "bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
        "text": book.add_format({**text, "num_format": "@", "text_wrap": True}),
        "line": book.add_format({**text, "text_wrap": True}),
        "month": book.add_format({**text, "num_format": "yyyy-mm", "align": "left"}),
    }


def _form(column: Column) -> str:
    return "month" if column.month else "text"


def _write_cell(sheet: Worksheet, row: int, at: int, cell: Cell, form: Format) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, at, cell, form)
    elif cell:
        sheet.write_string(row, at, cell, form)


def _write_instructions(sheet: Worksheet, forms: dict[str, Format], lines: Sequence[str]) -> None:
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, _("How to fill it in"), forms["title"])
    for row, line in enumerate(lines, start=2):
        sheet.write_string(row, 0, line, forms["line"])


def _offer(hidden: Worksheet, sheet: Worksheet, columns: Mapping[str, Column], last: int) -> None:
    """Drop-downs, from lists on a hidden sheet."""
    for at, column in enumerate(columns.values()):
        for row, word in enumerate(column.offered):
            hidden.write_string(row, at, word)
        if column.offered:
            letters = column_letters(at + 1)
            rule = {
                "validate": "list",
                "source": f"='{hidden.get_name()}'!${letters}$1:${letters}${len(column.offered)}",
                "show_error": column.only,
                "error_title": _("Not in the list"),
                "error_message": _("Choose from the list."),
            }
            sheet.data_validation(HEADER_ROW, at, last, at, rule)
    hidden.hide()


def _set_up_page(sheet: Worksheet, columns: int, rows: int) -> None:
    sheet.freeze_panes(HEADER_ROW, 2)
    sheet.autofilter(HEADER_ROW - 1, 0, HEADER_ROW - 1 + max(rows, 1), columns - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW - 1)
    sheet.set_footer("&L&F&R&P (&N)")
