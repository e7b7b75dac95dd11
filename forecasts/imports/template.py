"""Our own forecast template: a workbook filled in with what is known, with open cells for the forecast.

Amounts are whole kronor with decimals where there are any, net cost with costs positive, as everywhere in the program.
A very hidden sheet carries a key (`template_key`), by which the file is recognised for certain when it comes back.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import xlsxwriter
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from forecasts.imports.sheet import column_letters
from forecasts.imports.template_key import COLUMNS, LOCKED_COLUMNS, TemplateKey, digest, dump_key
from units.money import ORE_PER_KRONA
from units.own_tables import KEY_SHEET

HEADER_ROW = 7
_WIDTHS = (10, 28, 12, 28, 15, 15, 15, 15, 20, 50)
_AMOUNTS = range(5, 9)
_FORECAST, _CAUSE, _COMMENT = 8, 9, 10
_CELL_LENGTH = 30_000
_LARGEST = 10**12
_LONGEST_COMMENT = 2000


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One unit and account group: öre of the year's budget, the actuals to date and the last forecast, if any."""

    unit: str
    unit_name: str
    group: str
    group_name: str
    budget: int
    actual: int
    previous: int | None = None

    @property
    def locked(self) -> tuple[str | float | None, ...]:
        """The cells that are locked, in the order of the columns, amounts in kronor."""
        previous = None if self.previous is None else self.previous / ORE_PER_KRONA
        budget, actual = self.budget / ORE_PER_KRONA, self.actual / ORE_PER_KRONA
        return (self.unit, self.unit_name, self.group, self.group_name, budget, actual, previous)


def write_template(
    lines: Iterable[TemplateLine], *, administration: str, name: str, month: date, causes: Sequence[str]
) -> bytes:
    """An xlsx to fill in forecasts in, one row per line and a total row after each unit.

    Args:
        lines: those of one unit follow each other.
        administration: its code, for the key.
        name: what the title says it is for: the administration, a department or a unit.
        month: the as-of month, first day; its year is the forecast's.
        causes: what the drop-down of causes offers, in the reader's language.
    """
    lines = list(lines)
    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet(_("Forecast"))
        formats = _formats(book)
        _write_head(sheet, formats, name, month)
        rows = _write_lines(sheet, formats, lines)
        _validate(sheet, rows, len(causes))
        _set_up_page(sheet)
        key = TemplateKey(
            administration=administration,
            year=month.year,
            month=month,
            sheet=sheet.get_name(),
            header_row=HEADER_ROW,
            units=tuple(dict.fromkeys(line.unit for line in lines)),
            rows=tuple(rows),
            digests="".join(digest(line.locked) for line in lines),
        )
        _hide_key(book.add_worksheet(KEY_SHEET), dump_key(key), causes)
    return content.getvalue()


def _formats(book: Workbook) -> dict[str, Format]:
    text = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
    amount = {**text, "num_format": "#,##0", "align": "right"}
    entry = {"locked": False, "bg_color": "#FFF8E1", "border": 1, "border_color": "#C9BFA5"}
    rule = {"bold": True, "top": 1}
    return {
        "title": book.add_format({**text, "bold": True, "font_size": 16}),
        "note": book.add_format({**text, "font_color": "#444444"}),
        "heading": book.add_format({**text, "bold": True, "bottom": 1, "text_wrap": True}),
        "heading_amount": book.add_format({**text, "bold": True, "bottom": 1, "text_wrap": True, "align": "right"}),
        "text": book.add_format(text),
        "amount": book.add_format(amount),
        "entry_amount": book.add_format({**amount, **entry}),
        "entry_text": book.add_format({**text, **entry, "text_wrap": True}),
        "total": book.add_format({**text, **rule}),
        "total_amount": book.add_format({**amount, **rule}),
    }


def _headings(month: date) -> tuple[str, ...]:
    return (
        _("Unit"),
        _("Unit name"),
        _("Account group"),
        _("Account group name"),
        _("Budget full year"),
        _("Actual up to and including %(month)s") % {"month": date_format(month, "F")},
        _("Previous forecast"),
        _("Forecast full year"),
        _("Cause"),
        _("Comment"),
    )


def _write_head(sheet: Worksheet, formats: dict[str, Format], name: str, month: date) -> None:
    title = _("Forecast %(year)s as of %(month)s") % {"year": month.year, "month": date_format(month, "F")}
    notes = (
        _("Amounts in kr for the full year. Costs are positive, revenues negative."),
        _("Fill in the coloured cells; the others are locked."),
        _("Choose the main cause when the forecast deviates from the budget, and explain it in the comment."),
        _("Write nothing that can be tied to a client."),
    )
    sheet.write_string(0, 0, f"{title} – {name}", formats["title"])
    for row, note in enumerate(notes, start=1):
        sheet.write_string(row, 0, note, formats["note"])
    for column, heading in enumerate(_headings(month), start=1):
        form = formats["heading_amount" if column in _AMOUNTS else "heading"]
        sheet.write_string(HEADER_ROW - 1, column - 1, heading, form)


def _write_lines(sheet: Worksheet, formats: dict[str, Format], lines: Sequence[TemplateLine]) -> list[int]:
    """Write the lines with a total after each unit, and tell the row of each line, counted from 1."""
    rows = []
    row = HEADER_ROW
    for _unit, group in groupby(lines, key=lambda line: line.unit):
        first = row + 1
        of_unit = list(group)
        for line in of_unit:
            row += 1
            rows.append(row)
            _write_line(sheet, formats, row, line)
        row += 1
        _write_total(sheet, formats, first, row, of_unit)
        row += 1
        sheet.set_row(row - 1, 6)
    return rows


def _write_line(sheet: Worksheet, formats: dict[str, Format], row: int, line: TemplateLine) -> None:
    for column, cell in enumerate(line.locked):
        if isinstance(cell, str):
            sheet.write_string(row - 1, column, cell, formats["text"])
        elif cell is None:
            sheet.write_blank(row - 1, column, None, formats["amount"])
        else:
            sheet.write_number(row - 1, column, cell, formats["amount"])
    sheet.write_blank(row - 1, _FORECAST - 1, None, formats["entry_amount"])
    sheet.write_blank(row - 1, _CAUSE - 1, None, formats["entry_text"])
    sheet.write_blank(row - 1, _COMMENT - 1, None, formats["entry_text"])


def _write_total(
    sheet: Worksheet, formats: dict[str, Format], first: int, row: int, lines: Sequence[TemplateLine]
) -> None:
    """The sums of a unit as formulas with their values beside, so that they show before anything is recalculated."""
    sheet.write_string(row - 1, 0, _("Total"), formats["total"])
    sheet.write_string(row - 1, 1, lines[0].unit_name, formats["total"])
    for column in range(2, len(COLUMNS)):
        sheet.write_blank(row - 1, column, None, formats["total"])
    sums = (
        sum(line.budget for line in lines),
        sum(line.actual for line in lines),
        sum(line.previous or 0 for line in lines),
        0,
    )
    for column, ore in zip(_AMOUNTS, sums, strict=True):
        letters = column_letters(column)
        formula = f"=SUM({letters}{first}:{letters}{row - 1})"
        sheet.write_formula(row - 1, column - 1, formula, formats["total_amount"], ore / ORE_PER_KRONA)


def _validate(sheet: Worksheet, rows: Sequence[int], causes: int) -> None:
    """Let the open cells take only amounts, known causes and comments that fit."""
    amount = {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -_LARGEST,
        "maximum": _LARGEST,
        "error_title": _("Not an amount"),
        "error_message": _("Write the amount in kr with figures only, such as 1234500."),
    }
    cause = {
        "validate": "list",
        "source": f"={KEY_SHEET}!$C$1:$C${causes}",
        "error_title": _("Unknown cause"),
        "error_message": _("Choose a cause from the list."),
    }
    comment = {
        "validate": "length",
        "criteria": "<=",
        "value": _LONGEST_COMMENT,
        "error_title": _("Too long"),
        "error_message": _("Write at most %(count)s characters.") % {"count": _LONGEST_COMMENT},
    }
    for first, last in _stretches(rows):
        for column, rule in ((_FORECAST, amount), (_CAUSE, cause), (_COMMENT, comment)):
            sheet.data_validation(first - 1, column - 1, last - 1, column - 1, rule)


def _stretches(rows: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each unbroken run of rows."""
    runs = groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0])
    stretches = []
    for _start, pairs in runs:
        run = [row for _at, row in pairs]
        stretches.append((run[0], run[-1]))
    return stretches


def _set_up_page(sheet: Worksheet) -> None:
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(HEADER_ROW, len(LOCKED_COLUMNS) - 3)
    sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW - 1)
    sheet.set_footer("&L&F&R&P (&N)")


def _hide_key(sheet: Worksheet, key: str, causes: Sequence[str]) -> None:
    for row, start in enumerate(range(0, len(key), _CELL_LENGTH)):
        sheet.write_string(row, 0, key[start : start + _CELL_LENGTH])
    for row, cause in enumerate(causes):
        sheet.write_string(row, 2, str(cause))
    sheet.protect()
    sheet.very_hidden()
