"""A workbook to fill in values of key figures in: a row for each key figure and unit, the months as columns."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from indicators.models import Indicator
from indicators.queries import template_values
from indicators.tables import exported_value
from units.display import month_name
from units.export import SAFE
from units.models import Administration, Unit
from units.months import months_of

HEADER_ROW = 4
ROWS_TO_FILL = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A row to fill in: what stands first in it, and its values by month, January first."""

    indicator: Indicator
    unit: Unit
    scaled: Sequence[int | None]


def template_rows(administration: Administration, year: int) -> list[Row]:
    """A row for each key figure and unit that has a value in `year` or the year before; every unit where none has.

    Three queries.
    """
    indicators = list(administration.indicators.all())
    units = list(administration.units.valid_in(year).order_by("code"))
    stored = template_values(indicators, year)
    months = months_of(year)
    return [
        Row(indicator, unit, [values.get(unit.pk, {}).get(month) for month in months])
        for indicator in indicators
        for values in [stored.get(indicator.pk, {})]
        for unit in units
        if not values or unit.pk in values
    ]


def write_template(administration: Administration, rows: Iterable[Row], year: int) -> bytes:
    """The xlsx of `rows`, how to fill it in on a second sheet, and lists to choose key figures and units from."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, SAFE) as book:
        sheet = book.add_worksheet(_("Key figures"))
        forms = _formats(book)
        title = _("Key figures {year} – {name}").format(year=year, name=administration.name)
        sheet.write_string(0, 0, title, forms["title"])
        sheet.write_string(1, 0, _("One row per key figure and unit. An empty cell changes nothing."), forms["note"])
        sheet.write_string(2, 0, _("How to fill it in is on the next sheet."), forms["note"])
        last = _write_table(sheet, list(rows), year, forms)
        _write_instructions(book.add_worksheet(_("Instructions")), forms)
        _offer(book.add_worksheet(_("Lists")), sheet, administration, last)
        sheet.freeze_panes(HEADER_ROW, 3)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW - 1)
    return content.getvalue()


def _formats(book: Workbook) -> dict[str, Format]:
    text = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
    return {
        "title": book.add_format({**text, "bold": True, "font_size": 16}),
        "note": book.add_format({**text, "font_color": "#444444"}),
        "heading": book.add_format({**text, "bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
        "text": book.add_format({**text, "text_wrap": True}),
        "value": book.add_format({**text, "num_format": "#,##0.####", "align": "right"}),
    }


def _write_table(sheet: Worksheet, rows: list[Row], year: int, forms: dict[str, Format]) -> int:
    """Write the headings and the rows; gives the last row that can be filled in."""
    headings = [_("Key figure"), _("Unit of measure"), _("Unit")]
    headings += [f"{month_name(month)[:3].lower()} {year}" for month in months_of(year)]
    for at, text in enumerate(headings):
        sheet.write_string(HEADER_ROW - 1, at, text, forms["heading"])
        sheet.set_column(at, at, (34, 16, 34)[at] if at < 3 else 11, forms["text" if at < 3 else "value"])
    for number, row in enumerate(rows, start=HEADER_ROW):
        texts = (row.indicator.name, row.indicator.unit_of_measure, str(row.unit))
        for at, text in enumerate(texts):
            sheet.write_string(number, at, text, forms["text"])
        for at, scaled in enumerate(row.scaled, start=3):
            if (value := exported_value(scaled)) is not None:
                sheet.write_number(number, at, value, forms["value"])
    return HEADER_ROW + len(rows) + ROWS_TO_FILL


def _write_instructions(sheet: Worksheet, forms: dict[str, Format]) -> None:
    lines = (
        _("Write the value of each month as digits, without its unit of measure: 312 or 54,5."),
        _("Per cent is written as per cent: 54 for 54 %."),
        _("An empty cell changes nothing that is stored. Write 0 where the value is none."),
        _("Rows can be added, removed and sorted. Key figures and units are known by name or code."),
        _("A key figure that is not in the list is made on the page Key figures first."),
        _("Hand the file in under Uploads. You see what changes before anything is stored."),
    )
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, _("How to fill it in"), forms["title"])
    for row, line in enumerate(lines, start=2):
        sheet.write_string(row, 0, line, forms["text"])


def _offer(lists: Worksheet, sheet: Worksheet, administration: Administration, last: int) -> None:
    """Drop-downs for key figures and units, from a hidden sheet; anything may be written all the same."""
    offered = (
        (0, [each.name for each in administration.indicators.all()]),
        (2, [str(each) for each in administration.units.order_by("code")]),
    )
    for at, (column, texts) in enumerate(offered):
        for row, text in enumerate(texts):
            lists.write_string(row, at, text)
        if texts:
            letter = "AB"[at]
            source = f"='{lists.get_name()}'!${letter}$1:${letter}${len(texts)}"
            rule = {"validate": "list", "source": source, "show_error": False}
            sheet.data_validation(HEADER_ROW, column, last, column, rule)
    lists.hide()
