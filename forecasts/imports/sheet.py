"""A spreadsheet as the steps after reading see it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import zip_longest

from forecasts.imports.problems import Problem

Cell = str | float | int | bool | date | datetime | time | timedelta | None


@dataclass(slots=True)
class Sheet:
    """One sheet: its rows of cells as stored, empty cells None, with the address of the first one.

    A number stays a number, a date a date; text is stripped of nothing. `rows[0][0]` is at row `first_row` and column
    `first_column`, both counted from 1. `bold` holds addresses (row, column) of cells in bold where the format tells.
    `faults` says by address which cells hold no value to trust: they are None in `rows`, but not empty. `merged` holds
    ranges (first row, first column, last row, last column). All addresses count from 1 in the sheet, not in `rows`.
    `stands_for` says which column a made column, beyond the sheet's own, was made of.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    first_row: int = 1
    first_column: int = 1
    hidden: bool = False
    bold: frozenset[tuple[int, int]] = frozenset()
    faults: dict[tuple[int, int], Problem] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    stands_for: dict[int, int] = field(default_factory=dict, compare=False)
    _columns: list[list[Cell]] = field(default_factory=list, repr=False, compare=False)

    def columns(self) -> list[list[Cell]]:
        """The cells by column, each as long as there are rows. Ask when `rows` is complete: they are made once."""
        if not self._columns and self.rows:
            widths = set(map(len, self.rows))
            if len(widths) == 1:
                self._columns = [[row[at] for row in self.rows] for at in range(widths.pop())]
            else:
                self._columns = [list(cells) for cells in zip_longest(*self.rows)]
        return self._columns

    def address(self, row: int, column: int) -> str:
        """The spreadsheet's name of `rows[row][column]`: C14."""
        return f"{column_letters(self.first_column + self.stands_for.get(column, column))}{self.first_row + row}"

    def at(self, row: int, column: int) -> Cell:
        """The cell at an address counted from 1 in the sheet; None outside `rows`."""
        row, column = row - self.first_row, column - self.first_column
        if row < 0 or column < 0 or row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]


@dataclass(slots=True)
class Workbook:
    """A file that could be read: its format, its sheets and, in our own template, its hidden key."""

    format: str
    sheets: list[Sheet] = field(default_factory=list)
    template_key: str = ""


@cache
def column_letters(number: int) -> str:
    """A for 1, Z for 26, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
