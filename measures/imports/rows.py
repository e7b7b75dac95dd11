"""The rows of a list of measures: what each says, and which of them are about the same measure. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from forecasts.imports.cells import Amounts, Months, ore_of
from forecasts.imports.examined import Context
from forecasts.imports.lines import Notes, is_blank, is_total_label
from forecasts.imports.names import Names
from forecasts.imports.problems import Code
from forecasts.imports.sheet import Cell, Sheet
from measures.imports.columns import MONEY, TEXTS, Column
from measures.imports.problems import MeasureCode
from measures.imports.record import Record
from measures.imports.values import hundredths, parts_of, share_of, tidy, value_of
from units.money import MoneyUnit

KEPT = {"kind", "horizon", "stage", "anchored", "title", "start", "union_required"}  # an empty cell leaves them
EMPTY: dict[str, Any] = dict.fromkeys(TEXTS, "")
PLACES = {"unit", "share", "department"}


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised list of measures: where its heading is, its columns, and what its amounts are of and in.

    `header` is an index of `sheet.rows`. `year` is the file's year, `money` the unit of a column that says none.
    """

    sheet: Sheet
    header: int
    columns: Sequence[Column]
    year: int | None = None
    money: MoneyUnit | None = None

    def unit_of(self, column: Column) -> MoneyUnit | None:
        """The unit of money of `column`."""
        return MoneyUnit(column.money) if column.money and column.money != "mdkr" else self.money

    def cells(self, row: int) -> list[tuple[Column, Cell]]:
        """The columns with the cells of a row."""
        cells = self.sheet.rows[row]
        return [(each, cells[each.index] if each.index < len(cells) else None) for each in self.columns]


def key_of(column: Column, year: int | None) -> str:
    """What the values of a column are called: its role, and for a month's effect its month."""
    of = column.year or year
    return f"{of}-{column.month:02d}" if column.role == "month" and of else column.role


@dataclass(slots=True)
class Row:
    """One row: its values by `key_of`, the index of the column that said each, and its units with their shares."""

    index: int
    values: dict[str, Any] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)
    units: list[tuple[int, Decimal | None, int]] = field(default_factory=list)
    faulty: bool = False


class Rows:
    """Reads the rows of a table into records and notes what is wrong."""

    def __init__(self, table: Table, context: Context, notes: Notes, writable: frozenset[int] | None) -> None:
        self.table, self.sheet, self.notes = table, table.sheet, notes
        self.units, self.groups = Names(context.units, context.aliases), Names(context.groups)
        self.labels = {each.pk: f"{each.code} {each.name}" for each in context.units}
        self.writable = writable
        money = [each.index for each in table.columns if each.role in MONEY]
        self.amounts = Amounts(cell for at in money for cell in self._column(at))
        self.months = Months(table.year)

    def _column(self, index: int) -> Iterable[Cell]:
        return (row[index] for row in self.sheet.rows[self.table.header + 1 :] if index < len(row))

    def records(self) -> list[Record]:
        """The measures that can be held against what is stored."""
        groups: dict[object, list[Row]] = {}
        for index in range(self.table.header + 1, len(self.sheet.rows)):
            if (row := self._row(index)) is not None:
                groups.setdefault(_key(row), []).append(row)
        found = [self._record(rows) for rows in groups.values()]
        return [each for each in found if each is not None]

    def _row(self, index: int) -> Row | None:
        cells = self.table.cells(index)
        faulty = self._faults(index, cells)
        if all(is_blank(cell) for column, cell in cells if column.role not in ("version", "number")):
            return None
        if _is_total(cells):
            self.notes.skipped += 1
            return None
        row = Row(index, faulty=faulty)
        for column, cell in cells:
            if column.role not in PLACES:
                self._read(row, column, cell)
        self._read_units(row, {column.role: (column, cell) for column, cell in cells if column.role in PLACES})
        return row

    def _faults(self, index: int, cells: list[tuple[Column, Cell]]) -> bool:
        """Whether a cell of the row holds no value to trust; it is noted."""
        places = [(self.sheet.first_row + index, self.sheet.first_column + column.index) for column, _ in cells]
        faults = [self.sheet.faults[place] for place in places if place in self.sheet.faults]
        self.notes.problems += faults
        return bool(faults)

    def _read(self, row: Row, column: Column, cell: Cell) -> None:
        key = key_of(column, self.table.year)
        if is_blank(cell):
            row.values.setdefault(key, None)
            return
        value = self._amount(column, cell) if column.role in MONEY else self._value(column.role, cell)
        if isinstance(value, StrEnum):
            hint = self.groups.near(cell) if value is Code.UNKNOWN_GROUP else ""
            self._wrong(row, value, column.index, cell, hint)
        else:
            row.values[key] = value
            row.said[key] = column.index

    def _value(self, role: str, cell: Cell) -> Any:
        if role == "group":
            found = self.groups.find(cell)
            return Code.UNKNOWN_GROUP if found is None else found
        return value_of(role, cell, self.months)

    def _amount(self, column: Column, cell: Cell) -> Any:
        number = self.amounts.read(cell)
        if number is None or isinstance(number, Code):
            return number
        return ore_of([number], self.table.unit_of(column) or MoneyUnit.KR)[0]

    def _wrong(self, row: Row, code: StrEnum, index: int, found: Cell, hint: str = "") -> None:
        self.notes.at(code, self.sheet, [(row.index, index)], found, hint)  # type: ignore[arg-type]
        row.faulty = True

    def _read_units(self, row: Row, places: dict[str, tuple[Column, Cell]]) -> None:
        column, cell = places.get("unit") or places.get("department") or (None, None)
        if column is None or is_blank(cell):
            return
        parts = parts_of(cell)
        shares = self._shares(row, places.get("share"), len(parts))
        for (name, own), share in zip(parts, shares, strict=True):
            unit = self.units.find(name)
            if unit is None:
                self._wrong(row, Code.UNKNOWN_UNIT, column.index, name, self.units.near(name))
            elif self.writable is not None and unit not in self.writable:
                self._wrong(row, Code.UNIT_NOT_YOURS, column.index, name)
            else:
                row.units.append((unit, own if own is not None else share, column.index))

    def _shares(self, row: Row, place: tuple[Column, Cell] | None, count: int) -> list[Decimal | None]:
        """The shares that the column for them says, one for each unit of the row."""
        if place is None or is_blank(place[1]):
            return [None] * count
        column, cell = place
        cells: list[Cell] = list(cell.replace("\n", ";").split(";")) if isinstance(cell, str) else [cell]
        found = [share_of(each) for each in cells]
        if len(found) != count or any(each is None or isinstance(each, StrEnum) for each in found):
            self._wrong(row, MeasureCode.NOT_A_SHARE, column.index, cell)
            return [None] * count
        return [each for each in found if not isinstance(each, StrEnum)]

    def _record(self, rows: list[Row]) -> Record | None:
        first = rows[0]
        for row in rows[1:]:
            for key in row.said:
                self._agree(first, row, key)
        if not first.values.get("title", "wrong, and said to be"):
            self._wrong(first, MeasureCode.MISSING_TITLE, self._index("title"), None)
        shares = self._whole(first, [place for row in rows for place in [(*unit, row) for unit in row.units]])
        if any(row.faulty for row in rows):
            return None
        return self._said(first, shares)

    def _agree(self, first: Row, row: Row, key: str) -> None:
        """Rows of one measure say the same, or the later ones nothing."""
        if key not in first.said:
            first.values[key], first.said[key] = row.values[key], row.said[key]
        elif first.values[key] != row.values[key]:
            there = self.sheet.address(first.index, first.said[key])
            self._wrong(row, MeasureCode.ROWS_DIFFER, row.said[key], self.sheet.rows[row.index][row.said[key]], there)

    def _whole(self, first: Row, places: list[tuple[int, Decimal | None, int, Row]]) -> dict[int, int] | None:
        """The shares of the units; None when the measure says no unit."""
        seen: dict[int, str] = {}
        for unit, _share, column, row in places:
            if unit in seen:
                self._wrong(row, Code.DUPLICATE_ROW, column, self.labels[unit], seen[unit])
            seen[unit] = self.sheet.address(row.index, column)
        if not places or any(row.faulty for *_, row in places):
            return None
        if len(places) == 1 and places[0][1] is None:
            return {places[0][0]: 10_000}
        given = [share for _, share, _, _ in places if share is not None]
        parts = hundredths(given) if len(given) == len(places) else None
        if parts is None:
            text = f"{sum(given)}".replace(".", ",") if given else "–"
            self._wrong(first, MeasureCode.SHARES, places[0][2], text)
            return None
        return dict(zip((unit for unit, *_ in places), parts, strict=True))

    def _said(self, row: Row, shares: dict[int, int] | None) -> Record:
        values = dict(row.values)
        months = {_month(key): values.pop(key) for key in list(values) if key[:1].isdigit()}
        own = {name: values.pop(name, None) for name in ("number", "version", "stage", "word", "year_effect")}
        owner = values.pop("owner", None) if "owner" in row.said else None
        values.pop("owner", None)
        values.pop("month", None)
        if "fte" in values:
            values["fte_hundredths"] = values.pop("fte")
        return Record(
            sheet=self.sheet.name,
            cells=self._cells(row),
            number=own["number"],
            version=own["version"] or "",
            values={name: _empty(name, value) for name, value in values.items() if not _is_kept(name, value)},
            owner=owner,
            shares=shares,
            months={month: amount or 0 for month, amount in months.items()} if _any(months) else None,
            year_effect=own["year_effect"],
            year=self.table.year,
            step=self._step(),
            stage=own["stage"] or "",
            word=own["word"] or "",
        )

    def _step(self) -> int:
        """The largest rounding step of the amounts of the year, in öre."""
        of_year = [each for each in self.table.columns if each.role in ("month", "year_effect")]
        return max(((self.table.unit_of(each) or MoneyUnit.KR).ore for each in of_year), default=0)

    def _cells(self, row: Row) -> dict[str, str]:
        address = self.sheet.address
        said = {key: address(row.index, index) for key, index in row.said.items()}
        units = {"unit": address(row.index, row.units[0][2])} if row.units else {}
        return {**said, **units, "row": address(row.index, self._index("title"))}

    def _index(self, role: str) -> int:
        return next(each.index for each in self.table.columns if each.role == role)


def _is_total(cells: list[tuple[Column, Cell]]) -> bool:
    """Whether a row sums others: it begins with a word for that, and is of no unit."""
    named = [cell for column, cell in cells if column.role in ("number", "title")]
    placed = [cell for column, cell in cells if column.role in ("unit", "department")]
    return any(map(is_total_label, [*named, *placed])) and all(
        is_blank(cell) or is_total_label(cell) for cell in placed
    )


def _key(row: Row) -> object:
    """Rows with one number are one measure; without, those with one title and a part of it each."""
    if row.values.get("number"):
        return row.values["number"]
    parts = len(row.units) == 1 and row.units[0][1] not in (None, 1, 100)
    return tidy(str(row.values.get("title"))).casefold() if parts and row.values.get("title") else (row.index,)


def _month(key: str) -> date:
    return date(int(key[:4]), int(key[5:]), 1)


def _any(months: dict[date, int | None]) -> bool:
    return any(amount is not None for amount in months.values())


def _is_kept(name: str, value: Any) -> bool:
    return value is None and name in KEPT


def _empty(name: str, value: Any) -> Any:
    """What an empty cell of a column means."""
    if value is not None:
        return value
    zero = ("full_year_effect", "one_time_cost", "reinvestment", "fte_hundredths")
    return EMPTY.get(name, 0 if name in zero else None)
