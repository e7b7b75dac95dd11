"""Where the tables of a sheet begin and end. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from forecasts.imports import layouts
from forecasts.imports.columns import Known, columns_of, said_columns
from forecasts.imports.heading_rows import headings_of, is_data, is_money_row, is_title, is_title_over, may_be_amount
from forecasts.imports.headings import NO_HEADING, Heading, heading_of, plain
from forecasts.imports.sheet import Cell, Sheet, column_number
from forecasts.imports.table import Column, Table
from forecasts.imports.title_units import unit_above, units_within
from forecasts.imports.titles import speak_otherwise
from units.months import FIRST_YEAR, LAST_YEAR

HEADER_WITHIN = 30
_TIMES = frozenset(map(float, (*range(1, 13), *range(FIRST_YEAR, LAST_YEAR + 1))))
MOST_ROWS = 20_000
LABELS = frozenset({"unit", "unit-name", "account", "account-name", "group", "group-name"})


@dataclass(frozen=True, slots=True)
class Said:
    """What a person has said of where the table is: the row of headings (from 1) and the columns by their letters."""

    header: int | None = None
    columns: tuple[tuple[str, str], ...] = ()

    def roles(self, sheet: Sheet) -> list[tuple[int, str]]:
        """Indices in the sheet's rows, and roles."""
        places = [(column_number(letters) - sheet.first_column, role) for letters, role in self.columns]
        return [(index, role) for index, role in places if index >= 0]


@dataclass(slots=True)
class _Found:
    """A row of headings, how much it says, and the table under it."""

    score: int
    table: Table
    again: list[int] = field(default_factory=list)


def recognise(sheet: Sheet, known: Known, said: Said = Said()) -> list[Table]:
    """The tables of `sheet` from the top. None when no row of headings within the first ones is of a known kind."""
    if said.header is not None or said.columns:
        table = _said(sheet, known, said)
        return [table] if table else []
    candidates = _candidates(sheet, range(min(HEADER_WITHIN, len(sheet.rows))), known)
    first = _best([each for each in candidates if not _has_figures_above(each.table, known)])
    if first is None:
        return []
    found = [first]
    if len(sheet.rows) <= MOST_ROWS:
        _find_more(sheet, known, found)
    if len(found) > 1 and not any(map(is_data, sheet.rows[found[-1].table.first :])):
        empty = found.pop()  # headings with nothing below them
        found[-1].again += empty.table.header
    bounded = [_bounded(sheet, found, index, known) for index in range(len(found))]
    return [part for each in bounded for part in _side_by_side(each, known)]


def _side_by_side(table: Table, known: Known) -> list[Table]:
    """The tables that share the heading rows: an empty column parts them, and each has a label of its own."""
    empty = {index for index in range(table.made) if not any(plain(cell) for cell in _whole(table, index))}
    inner = [index for index in sorted(empty) if 0 < index < table.made - 1]
    bounds = [-1, *inner, table.made]
    parts = []
    for left, right in pairwise(bounds):
        rows = (enumerate(table.sheet.rows[row]) for row in table.header)
        headings = headings_of([[_within(cell, at, left, right) for at, cell in row] for row in rows])
        if any(each.role in LABELS for each in headings):
            columns = tuple(columns_of(table.sheet, headings, table.first, known))
            if shape := _shape(columns):
                parts.append(replace(table, shape=shape, columns=columns))
    return parts if len(parts) > 1 else [table]


def _whole(table: Table, index: int) -> Sequence[Cell]:
    return table.sheet.columns()[index][table.header[0] : table.last]


def _within(cell: Cell, at: int, left: int, right: int) -> Cell:
    return cell if left < at < right else None


def _candidates(sheet: Sheet, rows: Sequence[int], known: Known) -> list[_Found]:
    tables = (_table(sheet, row, height, known) for row in rows for height in (1, 2))
    return [each for each in tables if each]


def _best(found: Sequence[_Found]) -> _Found | None:
    best: _Found | None = None
    for each in found:
        if best is None or each.score > best.score:
            best = each
    return best


def _has_figures_above(table: Table, known: Known) -> bool:
    """Whether rows above the headings have a unit and an amount in the columns of both: they would be left out."""
    unit = table.one("unit")
    amounts = [each.index for each in table.with_role("amount", "total", "debit", "credit")]
    if unit is None:
        return False
    return any(
        unit.index < len(row)
        and any(index < len(row) and may_be_amount(row[index]) for index in amounts)
        and known.units.find(row[unit.index]) is not None
        for row in table.sheet.rows[: table.header[0]]
    )


def _find_more(sheet: Sheet, known: Known, found: list[_Found]) -> None:
    """Add the tables below the first: rows where headings stand again belong to the table before them."""
    row = found[0].table.first
    column = max(
        (each.index for each in found[0].table.with_role("amount") if each.index < len(sheet.columns())), default=0
    )
    amounts = sheet.columns()[column]
    while row < len(sheet.rows):
        if not _is_amount(amounts[row]) and _may_be_headings(sheet.rows[row]):
            last = found[-1].table
            top = max(_top_of_row(sheet, row), last.first)
            between = [at for at in range(top, row) if at not in found[-1].again]
            again = _stands_again(sheet, row, last) and not speak_otherwise(last, between)
            if again and _take_unit(found[-1], sheet, row, known):
                found[-1].again += range(row, row + len(last.header))
                row += len(last.header)
                continue
            below = [each for height in (1, 2) if (each := _table(sheet, row, height, known)) and _is_named(each.table)]
            if best := _best(below):
                found.append(best)
                row = best.table.first
                continue
        row += 1


def _may_be_headings(row: Sequence[Cell]) -> bool:
    """Whether a row far down holds nothing but texts, one of which is a heading for a label."""
    if any(map(_is_amount, row)):
        return False
    texts = [cell for cell in row if plain(cell)]
    if len(texts) < 2 or any(isinstance(cell, bool | int | float) and heading_of(cell) == NO_HEADING for cell in texts):
        return False
    return any(heading_of(cell).role in LABELS for cell in texts) or all(heading_of(cell).role for cell in texts[1:])


def _is_amount(cell: Cell) -> bool:
    """Whether a cell is a number that can be neither a month nor a year: the quick look at rows that hold amounts."""
    return type(cell) is float and cell not in _TIMES and not FIRST_YEAR * 100 < cell < LAST_YEAR * 100 + 13


def _stands_again(sheet: Sheet, row: int, table: Table) -> bool:
    again = sheet.rows[row : row + len(table.header)]
    return len(again) == len(table.header) and all(
        [plain(cell) for cell in now] == [plain(cell) for cell in sheet.rows[header]]
        for now, header in zip(again, table.header, strict=True)
    )


def _take_unit(found: _Found, sheet: Sheet, row: int, known: Known) -> bool:
    """Whether rows under headings that stand again belong to the table, which may have its units above its rows."""
    if not found.table.title_units:
        return True
    cell = unit_above(sheet, _top_of_row(sheet, row), row, known)
    if cell is None:
        return False
    units = (*found.table.title_units, (row + len(found.table.header), cell))
    found.table = replace(found.table, title_units=units)
    return True


def _is_named(table: Table) -> bool:
    """Whether headings themselves say both what the rows are about and what the amounts are."""
    labels = any(heading_of(each.heading.text).role in LABELS for each in table.columns)
    return labels and any(not each.heading.text.isdigit() for each in table.with_role("amount", "total", "debit"))


def _bounded(sheet: Sheet, found: Sequence[_Found], index: int, known: Known) -> Table:
    """The table with its end, the rows that speak of it and the rows where its headings stand again."""
    table = found[index].table
    heads = tuple(range(found[0].table.header[0]))
    last = _top_of(sheet, found[index + 1].table) if index + 1 < len(found) else None
    titles = tuple(range(_top_of(sheet, table), table.header[0])) if index else heads
    units = table.title_units
    if units:
        inner = units_within(replace(table, last=last), known)
        units = tuple(sorted({**dict(inner), **dict(units)}.items()))
    table = replace(table, title_units=units, last=last, titles=titles, heads=heads if index else ())
    return replace(table, repeated=frozenset(found[index].again))


def _top_of(sheet: Sheet, table: Table) -> int:
    """The first of the rows without numbers right above the headings."""
    return _top_of_row(sheet, table.header[0])


def _top_of_row(sheet: Sheet, top: int) -> int:
    while top > 0 and not is_data(sheet.rows[top - 1]):
        top -= 1
    return top


def _said(sheet: Sheet, known: Known, said: Said) -> Table | None:
    roles = said.roles(sheet)
    rows = [said.header - sheet.first_row] if said.header is not None else _rows_above_numbers(sheet, roles)
    for row in rows:
        if 0 <= row < len(sheet.rows):
            headings = [heading_of(cell) for cell in sheet.rows[row]]
            columns = said_columns([Column(at, each) for at, each in enumerate(headings)], roles) if roles else None
            columns = columns or columns_of(sheet, headings, row + 1, known)
            if shape := _shape(columns):
                return Table(sheet, shape, (row,), row + 1, tuple(columns), titles=tuple(range(row)))
    return None


def _rows_above_numbers(sheet: Sheet, roles: Sequence[tuple[int, str]]) -> list[int]:
    """The row above the first one with an amount where one is said to be; the headings stand there."""
    amounts = [index for index, role in roles if role not in layouts.NO_AMOUNTS]
    for row, cells in enumerate(sheet.rows):
        if any(index < len(cells) and isinstance(cells[index], int | float) for index in amounts):
            return [max(0, row - 1)]
    return [0]


def _table(sheet: Sheet, row: int, height: int, known: Known) -> _Found | None:
    header = tuple(range(row, row + height))
    if header[-1] >= len(sheet.rows) or any(is_data(sheet.rows[index]) for index in header):
        return None
    if height > 1 and is_title(sheet.rows[row]):
        return None
    if any(_names_unit(cell, known) for index in header for cell in sheet.rows[index]):
        return None
    headings = headings_of([sheet.rows[index] for index in header])
    if height > 1 and is_title_over(sheet.rows[row], headings, sheet.rows[header[-1]]):
        return None
    first = header[-1] + 1
    if first < len(sheet.rows) and is_money_row(sheet.rows[first]):
        header, first = (*header, first), first + 1
        headings = headings_of([sheet.rows[index] for index in header])
    columns = columns_of(sheet, headings, first, known)
    shape = _shape(columns)
    units: tuple[tuple[int, Cell], ...] = ()
    if not shape and {"account", "group"} & {each.heading.role for each in columns}:
        cell = unit_above(sheet, 0, row, known)
        columns = [*columns, Column(len(sheet.columns()), Heading("unit", text=shown(cell)))]
        shape, units = (_shape(columns), ((first, cell),)) if cell is not None else ("", ())
    if not shape:
        return None
    said = sum(each.heading.role == "amount" and each.heading.kind != "" for each in columns)
    named = any(heading.role == "unit" for heading in headings)
    recognised = sum(each.heading.role not in ("", "ignored") for each in columns)
    dated = sum(each.heading.month is not None for each in columns)
    score = 10 * recognised + 5 * said + 5 * named + 2 * dated - height - row / 100
    return _Found(int(score * 100), Table(sheet, shape, header, first, tuple(columns), title_units=units))


def shown(cell: Cell) -> str:
    """A cell as text; empty for None."""
    return "" if cell is None else plain(cell) if isinstance(cell, float) else str(cell)


def _names_unit(cell: Cell, known: Known) -> bool:
    """Whether a cell of what may be headings is a unit, so that its row is one of figures."""
    return isinstance(cell, str) and heading_of(cell).role == "" and known.units.find(cell) is not None


def _shape(columns: Sequence[Column]) -> str:
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
