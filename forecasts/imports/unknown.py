"""The different texts of a file that stand where units should and are none. Pure."""

import re
from collections.abc import Iterable

from forecasts.imports.examined import UnknownUnit
from forecasts.imports.headings import plain
from forecasts.imports.problems import Code, Problem
from forecasts.imports.recognise import Table
from forecasts.imports.sheet import Sheet

_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)")


def unknown_units(problems: Iterable[Problem], table: Table) -> tuple[UnknownUnit, ...]:
    """One for each text, those on most rows first. The whole text is read from the sheet: a problem shortens it."""
    rows: dict[str, int] = {}
    names: dict[str, str] = {}
    beside = table.one("unit-name")
    for each in problems:
        if each.code is not Code.UNKNOWN_UNIT or each.sheet != table.sheet.name:
            continue
        place = _place(table.sheet, each.cell)
        text = _text(table.sheet, place) or plain(each.found)
        rows[text] = rows.get(text, 0) + each.times
        if beside and place:
            names.setdefault(text, _shown(table.sheet, (place[0], table.sheet.first_column + beside.index)))
    found = [UnknownUnit(text, count, names.get(text, "")) for text, count in rows.items() if text]
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


def _text(sheet: Sheet, place: tuple[int, int] | None) -> str:
    return plain(sheet.at(*place)) if place else ""


def _shown(sheet: Sheet, place: tuple[int, int]) -> str:
    cell = sheet.at(*place)
    return " ".join(cell.split()) if isinstance(cell, str) else ""
