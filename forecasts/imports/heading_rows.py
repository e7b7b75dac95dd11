"""Whether a row holds headings, a title or amounts, and what rows of headings say together. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from forecasts.imports.headings import NO_HEADING, Heading, heading_of, money_word, plain
from forecasts.imports.sheet import Cell

MOST_DIVIDED = 4
YEAR_DIGITS = 4
LONGEST_MONEY = 8
# an amount as text that is no year, month or number of a column: with a sign, groups of three or decimals
_AMOUNT = re.compile(r"(?:[-(\u2010-\u2015\u2212]\s*\d[\d\s.,]*|\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?|\d+[.,]\d{1,5})[)-]?")


def headings_of(rows: Sequence[Sequence[Cell]]) -> list[Heading]:
    """One heading per column; of several rows the upper ones reach to the right over blank cells."""
    if len(rows) == 1:
        return [heading_of(cell) for cell in rows[0]]
    width = max(len(row) for row in rows)
    last = [*rows[-1], *[None] * (width - len(rows[-1]))]
    uppers = [_filled(row, width, last) for row in rows[:-1]]
    own = {index for row in rows[:-1] for index, cell in enumerate(row) if plain(cell)}
    return [
        _joined([*(upper[index] for upper in uppers), last[index]], directly=index in own) for index in range(width)
    ]


def _filled(row: Sequence[Cell], width: int, below: Sequence[Cell]) -> list[Cell]:
    filled: list[Cell] = []
    current: Cell = None
    for index in range(width):
        cell = row[index] if index < len(row) else None
        current = cell if plain(cell) else None if plain(below[index]).startswith("(") else current
        filled.append(current if plain(below[index]) else cell)
    return filled


def _joined(cells: Sequence[Cell], *, directly: bool) -> Heading:
    """What the cells above each other say together. `directly` when the upper one stands in the very column."""
    present = [cell for cell in cells if plain(cell)]
    if len(present) == 1:
        return heading_of(present[0])
    texts = [
        f"{cell:%Y-%m}"
        if isinstance(cell, datetime | date)
        else str(cell if not isinstance(cell, float) else plain(cell))
        for cell in present
    ]
    alone = heading_of(present[-1]) if present else NO_HEADING
    joined = heading_of(" ".join(texts).replace("\n", " "))
    if alone.month and not joined.month and joined.role != "ignored":
        upper = heading_of(" ".join(texts[:-1]).replace("\n", " "))
        year, money = alone.year or upper.year, alone.money or upper.money
        return replace(alone, kind=upper.kind or alone.kind, scope=upper.scope, year=year, money=money)
    if alone.kind and joined.kind != alone.kind:
        return alone
    if alone.role in {"month", "year"} and directly and joined.kind:
        return joined
    return alone if alone.role and alone.role not in {"amount", "total", "ignored", "name"} else joined


def is_data(row: Sequence[Cell]) -> bool:
    """Whether a row holds amounts, so that it is no heading: a number that is no month and no year."""
    return any(
        isinstance(cell, bool) or (_is_amount(cell) and (isinstance(cell, str) or heading_of(cell) == NO_HEADING))
        for cell in row
    )


def _is_amount(cell: Cell) -> bool:
    """Whether a cell is a number, or a text that can be nothing but an amount."""
    if not isinstance(cell, str):
        return isinstance(cell, int | float)
    return _AMOUNT.fullmatch(cell.strip()) is not None and not heading_of(cell).role


def may_be_amount(cell: Cell) -> bool:
    """Whether a cell is a number, or a text of digits and signs."""
    if not isinstance(cell, str):
        return isinstance(cell, int | float)
    return any(map(str.isdigit, cell)) and not any(map(str.isalpha, cell))


def is_title(row: Sequence[Cell]) -> bool:
    """Whether a row is a title rather than the upper row of a heading: one text at the left, or a divided one."""
    present = [index for index, cell in enumerate(row) if plain(cell)]
    if len(present) < 2:
        return not present or present[0] == 0
    return len(present) <= MOST_DIVIDED and _is_divided([row[index] for index in present])


def _is_divided(cells: Sequence[Cell]) -> bool:
    """Whether cells are the words of one title, such as Budget | 2026 | tkr."""
    years = [cell for cell in cells if len(plain(cell)) == YEAR_DIGITS and heading_of(cell).year]
    moneys = [cell for cell in cells if isinstance(cell, str) and money_word(cell) and len(cell) <= LONGEST_MONEY]
    alone = len(years) + len(moneys)
    return 0 < alone < len(cells) or (len(years) == 1 and len(moneys) == 1)


def is_title_over(row: Sequence[Cell], headings: Sequence[Heading], lower: Sequence[Cell]) -> bool:
    """Whether the only text of a row does not stand over the first of the amounts: a title that is not at the left."""
    present = [index for index, cell in enumerate(row) if plain(cell)]
    amounts = [
        index
        for index, cell in enumerate(lower)
        if heading_of(cell).role in {"amount", "total"} and index < len(headings)
    ]
    return len(present) == 1 and bool(amounts) and present[0] != amounts[0]


def is_money_row(row: Sequence[Cell]) -> bool:
    texts = [plain(cell) for cell in row if plain(cell)]
    return len(texts) > 0 and all(money_word(text) and len(text) <= LONGEST_MONEY for text in texts)
