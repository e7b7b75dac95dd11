"""Rows of cells that are kept as columns: a million of them take a fraction of what a list for each would. Pure."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import overload

from forecasts.imports.progress import Step, report
from forecasts.imports.sheet import Cell

ALIKE = 2
FIRST_LOOK = 20_000
ROWS_AT_ONCE = 10_000


class Grid(Sequence[Sequence[Cell]]):
    """Rows of any length each; a row is a list made when it is asked for, so changing it changes nothing.

    Empty texts are None. `columns` are as long as there are rows. Where every cell is a text, `alike` ones of a column
    are one object, as long as there are enough of them for that to save memory.
    """

    __slots__ = ("_known", "_widths", "alike", "columns")

    def __init__(self, *, alike: bool = False) -> None:
        self.columns: list[list[Cell]] = []
        self.alike = alike
        self._known: list[dict[Cell, Cell]] = []
        self._widths = array("I")

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Put `rows` below the others."""
        above = len(self._widths)
        widths = array("I", map(len, rows))
        for _ in range(len(self.columns), max(widths, default=0)):
            self.columns.append([None] * above)
            self._known.append({"": None})
        self._widths += widths
        even = len(set(widths)) == 1
        added: Iterable[Sequence[Cell]] = zip(*rows, strict=True) if even else zip_longest(*rows)
        for at, cells in enumerate(added):
            self.columns[at] += self._kept(at, cells)
        for column in self.columns:
            column.extend([None] * (len(self._widths) - len(column)))

    def _kept(self, at: int, cells: Sequence[Cell]) -> Iterable[Cell]:
        known, rows = self._known[at], len(self.columns[at])
        if self.alike and (rows < FIRST_LOOK or len(known) * ALIKE < rows):
            return map(known.setdefault, cells, cells)
        known.clear()
        return [None if cell == "" else cell for cell in cells] if "" in cells else cells

    def drop_blank_end(self) -> None:
        """Take away the last rows that hold nothing; no rows are added after this."""
        last = len(self._widths)
        while last and not any(column[last - 1] for column in self.columns):
            last -= 1
        if last < len(self._widths):
            del self._widths[last:]
            for column in self.columns:
                del column[last:]
        del self.columns[max(self._widths, default=0) :]
        self._known.clear()

    @property
    def cells(self) -> int:
        """How many cells the rows have."""
        return sum(self._widths)

    def __len__(self) -> int:
        return len(self._widths)

    @overload
    def __getitem__(self, at: int) -> list[Cell]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Sequence[Cell]]: ...
    def __getitem__(self, at: int | slice) -> Sequence[Cell] | Sequence[Sequence[Cell]]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        return [column[at] for column in self.columns[: self._widths[at]]]

    def __iter__(self) -> Iterator[list[Cell]]:
        if self.columns and set(self._widths) == {len(self.columns)}:
            return map(list, zip(*self.columns, strict=True))
        return (self[at] for at in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Grid({list(self)!r})"


def in_columns(rows: Iterator[Sequence[Cell]]) -> Grid:
    """`rows` as they come, never more than some thousands of them at a time."""
    grid = Grid()
    while some := list(islice(rows, ROWS_AT_ONCE)):
        grid.add(some)
        report(Step.ROWS, len(grid))
    return grid
