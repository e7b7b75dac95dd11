"""When two files are of the same kind: a digest of their headings but for the months and years in them. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256

from forecasts.imports.headings import plain
from forecasts.imports.sheet import Cell, Sheet, Workbook, column_letters
from forecasts.imports.table import Table
from units.months import ENGLISH, FIRST_YEAR, LAST_YEAR, SWEDISH

TIME = "#"
LOOKED_AT = 60
TALLEST = 3
FEWEST = 2
_MONTHS = sorted({*SWEDISH, *ENGLISH, *(name[:3] for name in (*SWEDISH, *ENGLISH)), "sept"}, key=len, reverse=True)
_TIMES = re.compile(
    r"(?<!\d)(?:"
    r"(?:19|20)\d{2}[-/. ]?(?:0[1-9]|1[0-2])(?:[-/. ]?(?:0[1-9]|[12]\d|3[01]))?"
    r"|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:19|20)?\d{2})?"
    r"|(?:19|20)\d{2}"
    r")(?!\d)"
    rf"|\b(?:{'|'.join(_MONTHS)})\b\.?"
)
_AGAIN = re.compile(rf"{TIME}(?:[\s–—-]*{TIME}|['’ -]?\d{{2}}\b)+")


@dataclass(frozen=True, slots=True)
class Place:
    """Rows of headings in a workbook: a sheet, the indices of the rows, and their shape."""

    sheet: Sheet
    rows: tuple[int, ...]
    shape: str


def shape_of(table: Table) -> str:
    """The shape of a recognised table; empty when it has too few headings to tell files apart."""
    return shape_at(table.sheet, table.header)


def shape_at(sheet: Sheet, rows: Sequence[int]) -> str:
    """The digest of the headings in these rows; empty when they are too few. More or other months change nothing."""
    found = [heading for heading in headings_at(sheet, rows) if heading]
    once = set[str]()
    kept = []
    for heading in found:
        if TIME not in heading or heading not in once:
            kept.append(heading)
        once.add(heading)
    if len(kept) < FEWEST or all(heading == TIME for heading in kept):
        return ""
    return sha256("\n".join(kept).encode()).hexdigest()


def headings_at(sheet: Sheet, rows: Sequence[int]) -> list[str]:
    """The heading of every column without its times; of several rows the upper ones reach over blank cells."""
    width = max((len(sheet.rows[row]) for row in rows), default=0)
    last = [_at(sheet, rows[-1], index) for index in range(width)] if rows else []
    texts = [[normal(cell)] for cell in last]
    for row in reversed(rows[:-1]):
        reaching = ""
        for index in range(width):
            reaching = normal(_at(sheet, row, index)) or (reaching if plain(last[index]) else "")
            texts[index].insert(0, reaching)
    return [" ".join(part for part in parts if part) for parts in texts]


def lettered_headings(sheet: Sheet, rows: Sequence[int]) -> tuple[tuple[str, str], ...]:
    """Letters of columns and their headings without times, for columns that have one."""
    found = enumerate(headings_at(sheet, rows))
    return tuple((column_letters(sheet.first_column + index), heading) for index, heading in found if heading)


def normal(cell: Cell) -> str:
    """A heading in lower case with # for every month, year and date."""
    if isinstance(cell, datetime | date):
        return TIME
    return _normal_text(plain(cell).strip(" .:*"))


@lru_cache(maxsize=4096)
def _normal_text(text: str) -> str:
    return TIME if _is_time(text) else _AGAIN.sub(TIME, _TIMES.sub(TIME, text))


def _is_time(text: str) -> bool:
    """Whether a number is a month, a year or both."""
    if not text.isdigit():
        return False
    if len(text) == 6:
        return FIRST_YEAR <= int(text[:4]) <= LAST_YEAR and 1 <= int(text[4:]) <= 12
    return 1 <= int(text) <= 12 or (len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR)


def places_with_shapes(workbook: Workbook) -> Iterator[Place]:
    """Every run of one to three rows that may be headings, with its shape: the tallest first, shown sheets first."""
    for sheet in sorted(workbook.sheets, key=lambda each: each.hidden):
        for height in range(TALLEST, 0, -1):
            for row in range(min(LOOKED_AT, len(sheet.rows)) - height + 1):
                rows = tuple(range(row, row + height))
                if _may_be_headings(sheet.rows[rows[-1]]) and (shape := shape_at(sheet, rows)):
                    yield Place(sheet, rows, shape)


def _may_be_headings(row: Sequence[Cell]) -> bool:
    """Whether a row has a text and something more; rows of amounts seldom begin with several."""
    return any(type(cell) is str for cell in row) and sum(cell is not None for cell in row) >= FEWEST


def _at(sheet: Sheet, row: int, index: int) -> Cell:
    cells = sheet.rows[row]
    return cells[index] if index < len(cells) else None
