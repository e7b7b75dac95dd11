"""The different texts of a file that stand where units should and are none. Pure."""

import re
from collections.abc import Iterable

from forecasts.imports.examined import UnknownUnit
from forecasts.imports.headings import plain
from forecasts.imports.problems import Code, Problem
from forecasts.imports.sheet import Cell, Sheet
from forecasts.imports.table import Table

_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)")


def unknown_units(problems: Iterable[Problem], table: Table) -> tuple[UnknownUnit, ...]:
    """One for each text, those on most rows first. The whole text is read from the sheet: a problem shortens it."""
    rows: dict[str, int] = {}
    shown: dict[str, tuple[str, str]] = {}
    beside = table.one("unit-name")
    for each in problems:
        if each.code is not Code.UNKNOWN_UNIT or each.sheet != table.sheet.name:
            continue
        place = _place(table.sheet, each.cell)
        cell = (table.sheet.at(*place) if place else None) or each.found
        rows[plain(cell)] = rows.get(plain(cell), 0) + each.times
        at = (place[0], table.sheet.first_column + beside.index) if beside and place else None
        shown.setdefault(plain(cell), (_shown(cell), _shown(table.sheet.at(*at)) if at else ""))
    found = [UnknownUnit(text, count, *shown[text]) for text, count in rows.items() if text]
    return tuple(sorted(found, key=lambda each: -each.rows))


def _place(sheet: Sheet, address: str) -> tuple[int, int] | None:
    """Row and column of an address, both from 1."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def _shown(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else plain(cell)
