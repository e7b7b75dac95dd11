"""Where the table of a sheet begins and what its columns are. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from forecasts.imports.headings import NO_HEADING, Heading, heading_of, money_word, plain
from forecasts.imports.names import Names
from forecasts.imports.sheet import Cell, Sheet

HEADER_WITHIN = 30
SAMPLE = 60
LABELS = ("unit", "unit-name", "account", "account-name", "group", "group-name", "name")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its index in the sheet's rows and what its heading says."""

    index: int
    heading: Heading


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised table. `header` are indices of the heading rows; the rows begin at index `first`."""

    sheet: Sheet
    shape: str
    header: tuple[int, ...]
    first: int
    columns: tuple[Column, ...]

    def with_role(self, *roles: str) -> list[Column]:
        """The columns with one of these roles, from left to right."""
        return [each for each in self.columns if each.heading.role in roles]

    def one(self, role: str) -> Column | None:
        """The first column with this role."""
        return next(iter(self.with_role(role)), None)

    @property
    def month_columns(self) -> list[Column]:
        """The columns that each hold a month's amount."""
        return [each for each in self.with_role("amount") if each.heading.month]


def recognise(sheet: Sheet, units: Names) -> Table | None:
    """The best table of `sheet`, or None when no heading row within the first rows belongs to a known kind of file."""
    best: tuple[int, Table] | None = None
    for row in range(min(HEADER_WITHIN, len(sheet.rows))):
        for height in (1, 2):
            found = _table(sheet, row, height, units)
            if found and (best is None or found[0] > best[0]):
                best = found
    return best[1] if best else None


def _table(sheet: Sheet, row: int, height: int, units: Names) -> tuple[int, Table] | None:
    header = tuple(range(row, row + height))
    if header[-1] >= len(sheet.rows) or any(_is_data(sheet.rows[index]) for index in header):
        return None
    if height > 1 and _is_title(sheet.rows[row]):
        return None
    headings = _headings([sheet.rows[index] for index in header])
    first = header[-1] + 1
    if first < len(sheet.rows) and _is_money_row(sheet.rows[first]):
        header, first = (*header, first), first + 1
        headings = _headings([sheet.rows[index] for index in header])
    columns = _columns(sheet, headings, first, units)
    shape = _shape(columns)
    if not shape:
        return None
    said = sum(each.heading.role == "amount" and each.heading.kind != "" for each in columns)
    named = any(heading.role == "unit" for heading in headings)
    known = sum(each.heading.role not in ("", "ignored") for each in columns)
    score = 10 * known + 5 * said + 5 * named - height - row / 100
    return int(score * 100), Table(sheet, shape, header, first, tuple(columns))


def _is_data(row: Sequence[Cell]) -> bool:
    """Whether a row holds amounts, so that it is no heading: a number that is no month and no year."""
    return any(
        isinstance(cell, bool) or (isinstance(cell, int | float) and heading_of(cell) == NO_HEADING) for cell in row
    )


def _is_title(row: Sequence[Cell]) -> bool:
    """Whether a row is a title rather than the upper row of a heading: one text, at the left."""
    present = [index for index, cell in enumerate(row) if plain(cell)]
    return not present or (len(present) == 1 and present[0] == 0)


def _is_money_row(row: Sequence[Cell]) -> bool:
    texts = [plain(cell) for cell in row if plain(cell)]
    return len(texts) > 0 and all(money_word(text) and len(text) <= 8 for text in texts)


def _headings(rows: Sequence[Sequence[Cell]]) -> list[Heading]:
    """One heading per column; of several rows the upper ones reach to the right over blank cells."""
    if len(rows) == 1:
        return [heading_of(cell) for cell in rows[0]]
    width = max(len(row) for row in rows)
    last = [*rows[-1], *[None] * (width - len(rows[-1]))]
    uppers = [_filled(row, width, last) for row in rows[:-1]]
    return [_joined([*(upper[index] for upper in uppers), last[index]]) for index in range(width)]


def _filled(row: Sequence[Cell], width: int, below: Sequence[Cell]) -> list[Cell]:
    filled: list[Cell] = []
    for index in range(width):
        cell = row[index] if index < len(row) else None
        reaches = index and not plain(cell) and plain(below[index]) and not plain(below[index]).startswith("(")
        filled.append(filled[-1] if reaches else cell)
    return filled


def _joined(cells: Sequence[Cell]) -> Heading:
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
    if alone.kind and joined.kind != alone.kind:
        return alone
    return alone if alone.role and alone.role not in {"amount", "total", "ignored", "name"} else joined


def _columns(sheet: Sheet, headings: list[Heading], first: int, units: Names) -> list[Column]:
    columns = [Column(index, heading) for index, heading in enumerate(headings)]
    columns = _year_month_numbers(columns)
    columns = _named_neighbours(columns)
    return _with_units(sheet, columns, first, units)


def _year_month_numbers(columns: list[Column]) -> list[Column]:
    """Lone numbers 1–12 are months only when several of them follow each other."""
    numbers = [
        each.heading.month
        for each in columns
        if each.heading.text.isdigit() and each.heading.month and not each.heading.year
    ]
    runs = len(numbers) >= 2 and all(later == earlier + 1 for earlier, later in pairwise(numbers))
    if runs:
        return columns
    return [
        replace(each, heading=NO_HEADING) if each.heading.text.isdigit() and not each.heading.year else each
        for each in columns
    ]


def _named_neighbours(columns: list[Column]) -> list[Column]:
    """A name column and a repeated code heading belong to the code to their left."""
    seen: list[Column] = []
    codes = {"unit": "unit-name", "account": "account-name", "group": "group-name", "activity": "activity-name"}
    for each in columns:
        role = each.heading.role
        before = next((one.heading.role for one in reversed(seen) if one.heading.role in codes), "")
        if role == "name":
            role = codes.get(before, "unit-name")
        elif role in codes and any(one.heading.role == role for one in seen):
            role = codes[role] if seen[-1].heading.role == role else "ignored"
        seen.append(replace(each, heading=replace(each.heading, role=role)))
    return seen


def _with_units(sheet: Sheet, columns: list[Column], first: int, units: Names) -> list[Column]:
    """Where no heading says unit, the column whose cells mostly name units is it."""
    roles = {each.heading.role for each in columns}
    if "unit" in roles:
        return columns
    if "unit-name" in roles:
        return [_as(each, "unit") if each.heading.role == "unit-name" else each for each in columns]
    candidates = [each for each in columns if each.heading.role in {"", "activity", "ignored", "group"}]
    shares = [(_share_of_units(sheet, each.index, first, units), -each.index, each) for each in candidates]
    share, _, chosen = max(shares, key=lambda each: each[:2], default=(0.0, 0, None))
    if chosen is None or share < 0.5:
        return columns
    return [_as(each, "unit") if each is chosen else each for each in columns]


def _as(column: Column, role: str) -> Column:
    return replace(column, heading=replace(column.heading, role=role))


def _share_of_units(sheet: Sheet, index: int, first: int, units: Names) -> float:
    cells = [row[index] for row in sheet.rows[first : first + SAMPLE] if index < len(row) and plain(row[index])]
    return sum(units.find(cell) is not None for cell in cells) / len(cells) if cells else 0.0


def _shape(columns: list[Column]) -> str:
    """ledger, months or summary; empty when it is none of them."""
    roles = {each.heading.role for each in columns}
    amounts = [each.heading for each in columns if each.heading.role == "amount"]
    if "unit" not in roles or not (amounts or {"debit", "credit"} <= roles or "total" in roles):
        return ""
    months = [each for each in amounts if each.month]
    if len({(each.year, each.month, each.kind) for each in months}) >= 2 and "month" not in roles:
        return "months"
    if "month" in roles or "account" in roles:
        return "ledger"
    return "summary"
