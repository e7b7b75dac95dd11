"""A table as an Excel workbook: real numbers, text that is never a formula, and its scope above it. Pure: no Django."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import BytesIO
from typing import Any

import xlsxwriter

from units.own_tables import KEY_SHEET, LONGEST_CELL, OwnTable, digest_of, dump_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
NARROWEST, WIDEST = 9, 60
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))

Cell = str | int | float | date | None


class Form(StrEnum):
    """How the cells of a column look."""

    TEXT = "@"
    KRONOR = "#,##0;-#,##0;0"
    NUMBER = "#,##0.0##"
    WHOLE = "0"
    PERCENT = "0.0%"
    MONTH = "yyyy-mm"
    DAY = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, with the unit of its numbers where they have one: Budget (kr)."""

    heading: str
    form: Form = Form.TEXT


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table was taken out, the code of an administration, and on which day."""

    administration: str
    day: date


def workbook(
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    lines: Sequence[str] = (),
    total: Sequence[Cell] | None = None,
    origin: Origin | None = None,
) -> bytes:
    """The bytes of an xlsx file with one sheet `name`, and a very hidden one by which it is known when it comes back.

    Args:
        name: of the sheet; what a sheet name cannot hold is left out.
        columns: one heading and number format per column.
        rows: one cell per column. None is an empty cell. Amounts are given in kronor, months as dates.
        lines: what stands above the table: first its title, then its scope, its date and so on.
        total: the last row, in bold under a rule.
        origin: where and when it was taken out, said when it comes back.
    """
    content = BytesIO()
    book = xlsxwriter.Workbook(content, SAFE)
    sheet = book.add_worksheet(_sheet_name(name))
    bold, wrap = book.add_format({"bold": True, "font_size": 14}), book.add_format({"font_color": "#566068"})
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line, wrap if number else bold)
    top = len(lines) + 1 if lines else 0
    body = [tuple(row) for row in rows]
    for index, column in enumerate(columns):
        _write_column(book, sheet, index, column, top, [row[index] for row in body])
        if total is not None:
            style = {"num_format": column.form.value, "bold": True, "top": 1}
            _write(sheet, top + len(body) + 1, index, total[index], book.add_format(style))
    sheet.freeze_panes(top + 1, 1)
    if body:
        sheet.autofilter(top, 0, top + len(body), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    written = [*([line] for line in lines), [column.heading for column in columns], *body, total or ()]
    where, day = (origin.administration, f"{origin.day:%Y-%m-%d}") if origin else ("", "")
    _hide_key(book, OwnTable(name, len(body), digest_of([written]), where, day))
    book.close()
    return content.getvalue()


def _sheet_name(name: str) -> str | None:
    """What a sheet can be called; None is the spreadsheet's own name for it."""
    plain = name.translate(_NOT_IN_SHEET_NAMES)[:31].strip()
    return plain if plain.casefold() not in ("", KEY_SHEET) else None


def _hide_key(book: Any, key: OwnTable) -> None:
    sheet = book.add_worksheet(KEY_SHEET)
    sheet.write_string(0, 0, dump_table(key))
    sheet.very_hidden()


def _write_column(book: Any, sheet: Any, index: int, column: Column, top: int, cells: Sequence[Cell]) -> None:
    right = column.form is not Form.TEXT
    heading = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "align": "right" if right else "left"}
    sheet.write_string(top, index, column.heading, book.add_format(heading))
    style = book.add_format({"num_format": column.form.value})
    for number, cell in enumerate(cells, top + 1):
        _write(sheet, number, index, cell, style)
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    sheet.set_column(index, index, min(max(longest + 2, len(column.heading) + 2, NARROWEST), WIDEST))


def _write(sheet: Any, row: int, index: int, cell: Cell, style: Any) -> None:
    if cell is None:
        sheet.write_blank(row, index, None, style)
    elif isinstance(cell, str):
        sheet.write_string(row, index, cell[:LONGEST_CELL], style)
    elif isinstance(cell, date):
        sheet.write_datetime(row, index, cell, style)
    else:
        sheet.write_number(row, index, cell, style)
