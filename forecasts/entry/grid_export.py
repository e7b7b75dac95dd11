"""The grid as a workbook, in kronor."""

from django.utils.translation import gettext as _

from forecasts.entry.grid_page import Desk, page_of
from forecasts.entry.grid_words import previous_words, state_word, to_date_words
from forecasts.rounds.words import round_name
from units.export import Cell, Column, Form, workbook
from units.money import ORE_PER_KRONA
from units.tables import taken_out


def workbook_of(desk: Desk) -> bytes:
    """Every row of the grid with its figures and comment, and their sum."""
    page, unit = page_of(desk), desk.unit
    named = [
        (_("Budget"), "budget"),
        (_("Actual {year}").format(year=desk.round.year - 1), "last_year"),
        (to_date_words(desk.entry), "actual_to_date"),
        (page.get("previous_words") or previous_words(desk.entry), "previous"),
        (_("Proposal"), "proposal"),
        (_("Forecast"), "forecast"),
        (_("Change"), "change"),
        (_("Deviation"), "deviation"),
    ]
    columns = [Column(_("Account group")), *(Column(f"{name} (kr)", Form.KRONOR) for name, _field in named)]
    columns.append(Column(_("Comment")))
    rows: list[list[Cell]] = [
        [row.line.name, *(_kronor(getattr(row.line, field)) for _name, field in named), row.line.comment]
        for row in page["rows"]
    ]
    sums: list[Cell] = [_("Total"), *(_kronor(getattr(page["total"], field)) for _name, field in named), ""]
    lines = [
        f"{unit.code} {unit.name}: {_('Forecast as of {month}').format(month=round_name(desk.round))}",
        str(unit.administration),
        state_word(desk.entry),
    ]
    return workbook(unit.name, columns, rows, lines=lines, total=sums, origin=taken_out(unit.administration))


def _kronor(ore: int | None) -> float | None:
    return None if ore is None else ore / ORE_PER_KRONA
