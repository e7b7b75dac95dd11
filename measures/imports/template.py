"""The register of measures as a workbook that can be filled in and handed in again.

Amounts are kronor, months and days real dates, and no text is a formula. The last column, hidden, says in which version
each measure was written, so that nobody overwrites what they have not seen.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from forecasts.imports.sheet import column_letters
from measures.imports.columns import AMOUNTS, DAYS, MONTHS
from measures.imports.words import choice_words, field_name
from units.display import month_name
from units.export import SAFE
from units.money import ORE_PER_KRONA
from units.months import months_of

COLUMNS = (
    "number", "title", "what", "unit", "kind", "horizon", "stage", "group", "indicator", "owner", "start", "end",
    "end_condition", "full_year_effect",
)  # fmt: skip
AFTER = (
    "one_time_cost", "reinvestment", "fte_hundredths", "probability", "contained_from", "investigate_by",
    "decision_body", "decided_on", "decision_paragraph", "decision_reference", "decision_text", "union_required",
    "union_on", "for_clients", "for_staff", "for_quality", "for_children", "risk", "anchored", "word", "version",
)  # fmt: skip
CHOSEN = ("kind", "horizon", "stage", "anchored", "union_required")
WIDE = {"title", "what", "decision_text", "for_clients", "for_staff", "for_quality", "for_children", "risk", "word"}
HEADER_ROW = 4
ROWS_TO_FILL = 300
_LONGEST_CELL = 30_000
Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Lists:
    """What the drop-downs offer beside the fixed words: units, account groups and people."""

    units: Sequence[str]
    groups: Sequence[str]
    people: Sequence[str]


def write_register(rows: Iterable[dict[str, Cell]], *, name: str, year: int, lists: Lists) -> bytes:
    """An xlsx with the measures of `rows` and empty rows to fill in, and on a second sheet how to fill it in.

    Args:
        rows: cells by column of `COLUMNS` and `AFTER`, and öre by month of `year`, its first day in ISO form.
        name: of the administration, for the title.
        year: whose months have a column.
        lists: what can be chosen.
    """
    months = months_of(year)
    columns = [*COLUMNS, *(month.isoformat() for month in months), *AFTER]
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, SAFE) as book:
        sheet = book.add_worksheet(_("Measures"))
        forms = _formats(book)
        sheet.write_string(0, 0, _("Measures {year} – {name}").format(year=year, name=name), forms["title"])
        sheet.write_string(1, 0, _("Effects are positive when they save. One row per measure."), forms["note"])
        sheet.write_string(2, 0, _("How to fill it in is on the next sheet."), forms["note"])
        for at, column in enumerate(columns):
            _write_column(sheet, forms, at, column)
        body = list(rows)
        for number, row in enumerate(body, start=HEADER_ROW):
            for at, column in enumerate(columns):
                _write_cell(sheet, number, at, row.get(column), forms[_form(column)])
        last = HEADER_ROW + len(body) + ROWS_TO_FILL
        _write_instructions(book.add_worksheet(_("Instructions")), forms)
        _offer(book.add_worksheet(_("Lists")), sheet, columns, last, lists)
        _set_up_page(sheet, len(columns), len(body))
    return content.getvalue()


def _formats(book: Workbook) -> dict[str, Format]:
    text = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
    return {
        "title": book.add_format({**text, "bold": True, "font_size": 16}),
        "note": book.add_format({**text, "font_color": "#444444"}),
        "heading": book.add_format({**text, "bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
        "text": book.add_format({**text, "text_wrap": True}),
        "amount": book.add_format({**text, "num_format": "#,##0.##;-#,##0.##;0", "align": "right"}),
        "number": book.add_format({**text, "num_format": "0.##", "align": "right"}),
        "month": book.add_format({**text, "num_format": "yyyy-mm", "align": "left"}),
        "day": book.add_format({**text, "num_format": "yyyy-mm-dd", "align": "left"}),
    }


def _form(column: str) -> str:
    if column in AMOUNTS or column[:1].isdigit():
        return "amount"
    if column in ("number", "fte_hundredths", "probability"):
        return "number"
    if column in MONTHS:
        return "month"
    return "day" if column in DAYS else "text"


def _write_column(sheet: Worksheet, forms: dict[str, Format], at: int, column: str) -> None:
    month = date.fromisoformat(column) if column[:1].isdigit() else None
    text = f"{month_name(month)[:3].lower()} {month.year}" if month else field_name(column)
    sheet.write_string(HEADER_ROW - 1, at, text, forms["heading"])
    width = 40 if column in WIDE else 24 if column in ("unit", "kind", "group", "owner", "end_condition") else 13
    sheet.set_column(at, at, width, forms[_form(column)], {"hidden": column == "version"})


def _write_cell(sheet: Worksheet, row: int, at: int, cell: Cell, form: Format) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        if len(cell) <= _LONGEST_CELL:
            sheet.write_string(row, at, cell, form)
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, cell, form)
    else:
        sheet.write_number(row, at, cell, form)


def kronor(ore: int) -> float:
    """Öre as the cells of a workbook hold them."""
    return ore / ORE_PER_KRONA


def _write_instructions(sheet: Worksheet, forms: dict[str, Format]) -> None:
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, _("How to fill it in"), forms["title"])
    for row, line in enumerate(_instructions(), start=2):
        sheet.write_string(row, 0, line, forms["text"])


def _instructions() -> tuple[str, ...]:
    return (
        _("One row per measure. Leave the number empty for a new one; a measure that has a number keeps it."),
        _("Units: code or name. Several are parted by semicolons, each with its share: 4100 50 %; 4200 50 %."),
        _("Effect by month: what the measure saves in each month, in kr. Without it the full-year effect is spread "
          "evenly from the first month to the last."),
        _("A month is written 2026-09, a day 2026-09-15."),
        _("A stage is taken one step at a time, and only when what it demands is written: a decided measure needs who "
          "decided and when, and the day of the union negotiation where one is required."),
        _("The effect of a decided measure may be changed with a reason in its column. Closed months stay as they "
          "are."),
        _("An empty cell takes away what stood there, but not a title, first month, kind, stage, unit or owner."),
        _("A measure that is not in the file is left as it is. Nothing is stored until you have seen what changes."),
        _("Write nothing that can be tied to a client."),
    )  # fmt: skip


def _offer(hidden: Worksheet, sheet: Worksheet, columns: Sequence[str], last: int, lists: Lists) -> None:
    """Drop-downs, from lists on a hidden sheet. Units and people may be written otherwise than they are listed."""
    offered = {name: choice_words(name) for name in CHOSEN}
    offered |= {"unit": list(lists.units), "group": list(lists.groups), "owner": list(lists.people)}
    for at, (name, words) in enumerate(offered.items()):
        for row, word in enumerate(words):
            hidden.write_string(row, at, word)
        if not words:
            continue
        letters, column = column_letters(at + 1), columns.index(name)
        rule = {
            "validate": "list",
            "source": f"='{hidden.get_name()}'!${letters}$1:${letters}${len(words)}",
            "show_error": name not in ("unit", "owner"),
            "error_title": _("Not in the list"),
            "error_message": _("Choose from the list."),
        }
        sheet.data_validation(HEADER_ROW, column, last, column, rule)
    hidden.hide()


def _set_up_page(sheet: Worksheet, columns: int, rows: int) -> None:
    sheet.freeze_panes(HEADER_ROW, 2)
    sheet.autofilter(HEADER_ROW - 1, 0, HEADER_ROW - 1 + max(rows, 1), columns - 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW - 1)
    sheet.set_footer("&L&F&R&P (&N)")
