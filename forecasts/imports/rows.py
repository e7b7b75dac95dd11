"""Which rows of a table hold figures, which are totals, and what unit and account each is about. Pure.

Positions count from the first row under the heading. A list may have 100 000 rows: each different cell is looked up
once, and rows are walked in comprehensions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from forecasts.imports.cells import account_of
from forecasts.imports.lines import Job, filled_down, is_blank, labels, rows_by_value, shown_cell
from forecasts.imports.problems import Code
from forecasts.imports.recognise import Column
from forecasts.imports.sheet import Cell
from units.accounts import UNSPLIT

LABEL_ROLES = frozenset(
    {"unit", "unit-name", "account", "account-name", "group", "group-name", "activity", "activity-name", "month", ""}
)


@dataclass(slots=True)
class Rows:
    """The rows that carry amounts: `data` are positions of figures, `totals` of printed totals, `memos` of varav.

    `unlabelled` are positions with an amount but nothing that says what of. The lists `units`, `groups`, `accounts`
    and `activities` go with `data`.
    """

    data: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    memos: list[int] = field(default_factory=list)
    unlabelled: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    activities: list[str] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)

    def keep(self, wanted: Sequence[bool]) -> None:
        """Keep the figures whose mark is true."""
        for name in ("data", "units", "groups", "accounts", "activities"):
            setattr(self, name, [each for each, kept in zip(getattr(self, name), wanted, strict=True) if kept])


def rows_of(job: Job, carrying: list[int], arithmetic: frozenset[int] = frozenset()) -> Rows:
    """What the positions in `carrying`, which have amounts, are about. `arithmetic` are totals that no word tells."""
    return _Resolver(job).resolve(carrying, arithmetic)


class _Resolver:
    def __init__(self, job: Job) -> None:
        self.job = job
        table = job.table
        first_amount = min((each.index for each in table.with_role("amount", "total", "debit")), default=0)
        self.label_cells = {
            each.index: job.cells(each.index)
            for each in table.columns
            if each.heading.role in LABEL_ROLES and (each.heading.role != "" or each.index < first_amount)
        }
        self.unit = table.one("unit")
        self.account = table.one("account")
        self.group = table.one("group") or (table.one("group-name") if not self.account else None)
        self.activity = table.one("activity")
        self.total_texts: set[Cell] = set()
        self.memo_texts: set[Cell] = set()
        self._find_labels()

    def _find_labels(self) -> None:
        self.total_at: dict[int, str] = {}
        self.memo_at: dict[int, str] = {}
        for index, cells in self.label_cells.items():
            totals, memos = labels(self.job.distinct(index))
            self.total_texts |= totals
            self.memo_texts |= memos
            for marks, texts in ((self.total_at, totals), (self.memo_at, memos)):
                for text, places in rows_by_value(cells, texts).items() if texts else ():
                    for place in places:
                        marks.setdefault(place, shown_cell(text))

    def resolve(self, carrying: list[int], arithmetic: frozenset[int]) -> Rows:
        rows = Rows()
        unit_cells = self._unit_cells()
        special = self.total_at.keys() | self.memo_at.keys() | arithmetic
        unit_of = {cell: self.job.units.find(cell) for cell in set(unit_cells)}
        blank = {cell for cell in unit_of if is_blank(cell)}
        if special or blank:
            self._part(rows, carrying, unit_cells, special, blank)
        else:
            rows.data = carrying
        self._fill(rows, unit_cells, unit_of)
        return rows

    def _unit_cells(self) -> list[Cell]:
        cells = self.label_cells[self.unit.index] if self.unit else []
        names = self.job.table.one("unit-name")
        blank = self.unit is not None and any(is_blank(cell) for cell in self.job.distinct(self.unit.index))
        if names and blank:
            named = self.label_cells.get(names.index) or self.job.cells(names.index)
            cells = [name if is_blank(cell) else cell for cell, name in zip(cells, named, strict=True)]
        if not (blank and (self.account or self.group)):
            return cells
        filled = filled_down(cells, self.total_texts | self.memo_texts)
        if filled is None:
            return cells
        own = [index for index, cell in enumerate(cells) if is_blank(cell) and filled[index] is not None]
        keyed = [index for index in own if self._has_key(index)]
        if keyed:
            self.job.notes.say("unit-filled-down", rows=len(keyed))
        marked = set(keyed)
        return [filled[index] if index in marked else cell for index, cell in enumerate(cells)]

    def _has_key(self, position: int) -> bool:
        column = self.account or self.group
        return column is not None and not is_blank(self.label_cells[column.index][position])

    def _part(
        self, rows: Rows, carrying: list[int], unit_cells: list[Cell], special: set[int], blank: set[Cell]
    ) -> None:
        for position in carrying:
            if position in special and not self._is_whole(position, unit_cells[position]):
                kind = rows.memos if position in self.memo_at else rows.totals
                kind.append(position)
                rows.labels[position] = self.memo_at.get(position) or self.total_at.get(position, "")
            elif unit_cells[position] in blank and self._is_bare(position):
                rows.unlabelled.append(position)
            else:
                rows.data.append(position)

    def _is_bare(self, position: int) -> bool:
        return all(is_blank(cells[position]) for cells in self.label_cells.values())

    def _is_whole(self, position: int, unit_cell: Cell) -> bool:
        """Whether a row with a word for a total in a name is a figure after all: its unit and account are known."""
        if self.job.units.find(unit_cell) is None or not self.account:
            return False
        cell = self.label_cells[self.account.index][position]
        month = self.job.table.one("month")
        dated = month is None or not is_blank(self.label_cells[month.index][position])
        return dated and self.job.group_of(account_of(cell)) is not None and position not in self.memo_at

    def _fill(self, rows: Rows, unit_cells: list[Cell], unit_of: dict[Cell, int | None]) -> None:
        found_units = [unit_of[unit_cells[position]] for position in rows.data]
        ok = [True] * len(rows.data)
        if None in found_units:
            self._unknown_units(rows.data, unit_cells, unit_of)
            ok = [unit is not None for unit in found_units]
        self._accounts(rows, ok)
        rows.units = [unit or 0 for unit in found_units]
        self._activities(rows)
        if not all(ok):
            rows.keep(ok)

    def _unknown_units(self, data: list[int], unit_cells: list[Cell], unit_of: dict[Cell, int | None]) -> None:
        places: dict[Cell, list[int]] = {}
        for position in data:
            if unit_of[unit_cells[position]] is None:
                places.setdefault(unit_cells[position], []).append(position)
        column = self.unit.index if self.unit else 0
        for cell, positions in places.items():
            at = [(self.job.table.first + position, column) for position in positions]
            if is_blank(cell):
                self._without(Code.MISSING_UNIT, positions, column)
            else:
                self.job.notes.at(Code.UNKNOWN_UNIT, self.job.sheet, at, cell, self.job.units.near(cell))

    def _without(self, code: Code, positions: list[int], column: int) -> None:
        """A row with an amount but no unit or account; the amount is what stood there."""
        amounts = self.job.table.with_role("amount", "debit", "credit", "total")
        for position in positions:
            row = self.job.sheet.rows[self.job.table.first + position]
            found = next(
                (row[each.index] for each in amounts if each.index < len(row) and not is_blank(row[each.index])), None
            )
            self.job.notes.at(code, self.job.sheet, [(self.job.table.first + position, column)], found)

    def _accounts(self, rows: Rows, ok: list[bool]) -> None:
        column = self.account or self.group
        if column is None:
            rows.groups = [self.job.group_keys.get(UNSPLIT, 0)] * len(rows.data)
            rows.accounts = [""] * len(rows.data)
            return
        cells = self.label_cells.get(column.index) or self.job.cells(column.index)
        used = [cells[position] for position in rows.data]
        different = self.job.distinct(column.index)
        text_of = {cell: account_of(cell) for cell in different} if self.account else {}
        group_of = {cell: self._group(cell, text_of.get(cell, "")) for cell in different}
        rows.groups = [group_of[cell] or 0 for cell in used]
        rows.accounts = [text_of[cell] for cell in used] if self.account else [""] * len(used)
        if 0 in rows.groups:
            self._unknown_accounts(rows, column, used, group_of, ok)

    def _group(self, cell: Cell, account: str) -> int | None:
        return self.job.group_of(account) if self.account else self.job.groups.find(cell)

    def _unknown_accounts(
        self, rows: Rows, column: Column, used: list[Cell], group_of: dict[Cell, int | None], ok: list[bool]
    ) -> None:
        places: dict[Cell, list[int]] = {}
        for index, cell in enumerate(used):
            if group_of[cell] is None:
                ok[index] = False
                places.setdefault(cell, []).append(rows.data[index])
        for cell, positions in places.items():
            at = [(self.job.table.first + position, column.index) for position in positions]
            if is_blank(cell):
                self._without(Code.MISSING_ACCOUNT, positions, column.index)
            elif self.account:
                self.job.notes.at(Code.UNKNOWN_ACCOUNT, self.job.sheet, at, cell)
            else:
                self.job.notes.at(Code.UNKNOWN_GROUP, self.job.sheet, at, cell, self.job.groups.near(cell))

    def _activities(self, rows: Rows) -> None:
        if self.activity is None:
            rows.activities = [""] * len(rows.data)
            return
        cells = self.label_cells[self.activity.index]
        text_of = {cell: activity_of(cell) for cell in set(cells)}
        rows.activities = [text_of[cells[position]] for position in rows.data]


def activity_of(cell: Cell) -> str:
    """The activity code of a cell: `5100 Hemtjänst` is 5100; at most ten characters."""
    text = shown_cell(cell).strip()
    head, _, rest = text.partition(" ")
    return (head if rest and head.isdigit() else text)[:10]
