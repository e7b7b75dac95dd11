"""Rows that no word tells to be totals, but whose numbers are the sum of the rows above or below them. Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from forecasts.imports.cells import Number, decimals
from forecasts.imports.problems import Code

NEAREST = 60
MOST = 5_000
SAMPLE = 5_000
FEWEST_PARTS = 2
FEWEST_CLEAR = 3
EXACTLY = 1e-3

Cells = Sequence[Number | Code | None]
Block = tuple[int, int]


def blocks(marks: Sequence[int], index: int, rows: int) -> list[Block]:
    """The blocks of rows that a total may cover: those that end just above it, the nearest first, then below it.

    `marks` are, for each total, how many rows stand above it; `index` says which of them is asked about. A block is its
    first row and the row after its last.
    """
    here = marks[index]
    above = [*dict.fromkeys([*reversed(marks[max(0, index - NEAREST) : index]), 0])]
    below = [*dict.fromkeys([*marks[index + 1 : index + 1 + NEAREST], rows])]
    return [(start, here) for start in above if start < here] + [(here, end) for end in below if end > here]


def sums_among(
    candidates: Iterable[int],
    data: Sequence[int],
    lists: Sequence[Cells],
    *,
    totals: Iterable[int] = (),
    own: Mapping[int, Sequence[Block]] | None = None,
) -> set[int]:
    """Those of `candidates` that are, in every one of `lists`, the sum of a block of `data` within rounding.

    Args:
        candidates: positions of rows that may be sums.
        data: positions of the rows that hold figures, in order.
        lists: the numbers of each column of amounts, by position.
        totals: positions of rows known to be totals: where one block ends, another begins.
        own: blocks (indices in `data`) that a candidate may be the sum of by what its label says, even of one row.
            Any other block has two rows at least; one of only two must sum exactly, or in more than one column.
    """
    chosen = sorted(set(candidates))[:MOST]
    columns = [_Column(numbers, data) for numbers in lists]
    places = sorted({*chosen, *totals})
    marks = [bisect_left(data, each) for each in places]
    found = set()
    for each in chosen:
        around = blocks(marks, bisect_left(places, each), len(data))
        wide = [block for block in around if block[1] - block[0] >= FEWEST_PARTS]
        by_label = any(_covers(block, each, columns) for block in (own or {}).get(each, ()))
        if by_label or any(_covers(block, each, columns) and _is_clear(block, each, columns) for block in wide):
            found.add(each)
    return found


def _is_clear(block: Block, candidate: int, columns: Sequence["_Column"]) -> bool:
    """Whether a sum that no label tells is no chance: of three rows or more, in several columns, or exact."""
    if block[1] - block[0] >= FEWEST_CLEAR or sum(each.has(candidate) for each in columns) > 1:
        return True
    return all(each.agrees(block, candidate, rounding=False) for each in columns)


def _covers(block: Block, candidate: int, columns: Sequence["_Column"]) -> bool:
    return all(each.agrees(block, candidate) for each in columns) and any(each.has(candidate) for each in columns)


class _Column:
    """A column of amounts with its sums from the top."""

    def __init__(self, numbers: Cells, data: Sequence[int]) -> None:
        self.numbers = numbers
        own = [_plain(numbers[position]) for position in data]
        self.sums = [0.0, *accumulate(own)]
        self.half = 0.5 * 10.0 ** -decimals(own[:: max(1, len(own) // SAMPLE)])

    def has(self, candidate: int) -> bool:
        """Whether it has an amount that is not zero."""
        return bool(_plain(self.numbers[candidate]))

    def agrees(self, block: Block, candidate: int, *, rounding: bool = True) -> bool:
        """Whether the rows of `block` sum to the candidate; an empty cell says nothing."""
        number = self.numbers[candidate]
        if number is None or isinstance(number, Code):
            return number is None
        total = self.sums[block[1]] - self.sums[block[0]]
        rounded = self.half * (block[1] - block[0] + 1) if rounding else self.half * EXACTLY
        return abs(total - float(number)) <= rounded + abs(total) * 1e-9


def _plain(number: Number | Code | None) -> float:
    return 0.0 if number is None or isinstance(number, Code) else float(number)
