"""Swedish personal identity numbers in the cells of a file. Pure."""

import re

from forecasts.imports.problems import Code, Problem
from forecasts.imports.progress import Step, report
from forecasts.imports.sheet import Cell, Sheet
from units.personal import SHORTEST, find_personal_numbers

__all__ = ["find_personal_numbers", "mask", "masked", "personal_cells", "personal_faults", "personal_numbers_of"]
_LEAST = 10**9
_NUMBERS = frozenset({float, int})


def personal_numbers_of(cell: Cell) -> list[str]:
    """The personal identity numbers in a cell, which may hold one as a number: 198001011238.0."""
    if isinstance(cell, str):
        return find_personal_numbers(cell)
    if isinstance(cell, (int, float)) and _LEAST <= cell < 10**12 and cell == int(cell):
        return find_personal_numbers(str(int(cell)))
    return []


def personal_cells(sheet: Sheet) -> list[tuple[int, int]]:
    """Which `sheet.rows[row][column]` hold a personal identity number. Equal cells of a column are read once."""
    found = []
    for column, cells in enumerate(sheet.columns()):
        report(Step.UNDERSTAND, len(cells) * column // len(sheet.columns()), len(cells))
        personal = {
            cell
            for cell in set(cells)
            if (len(cell) >= SHORTEST if type(cell) is str else type(cell) in _NUMBERS and cell >= _LEAST)  # type: ignore[operator]
            and personal_numbers_of(cell)
        }
        if personal:
            found += [(row, column) for row, cell in enumerate(cells) if cell in personal]
    return sorted(found)


def personal_faults(sheet: Sheet) -> list[Problem]:
    """The personal identity numbers that stood in texts which the sheet does not hold."""
    return [problem for problem in sheet.faults.values() if problem.code is Code.PERSONAL_NUMBER]


def masked(text: str) -> str:
    """`text` with stars for the digits of personal identity numbers, all but the first two."""
    for number in find_personal_numbers(text):
        text = text.replace(number, mask(number))
    return text


def mask(number: str) -> str:
    """A personal identity number with stars for all digits but the first two, whatever stood around it."""
    return number[:2] + re.sub(r"\d", "*", number[2:])
