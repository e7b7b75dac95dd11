"""Which rows of a table hold figures, which are totals, and what unit and account each is about. Pure.

Positions count from the first row under the heading. A list may have 100 000 rows: each different cell is looked up
once, and rows are walked in comprehensions.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from forecasts.imports.cells import account_of
from forecasts.imports.lines import Job, is_blank, is_department, labels, rows_by_value, shown_cell
from forecasts.imports.problems import Code
from forecasts.imports.sheet import Cell
from forecasts.imports.sums import Block, Cells, sums_among
from forecasts.imports.table import Column
from units.accounts import UNSPLIT

MOST_NAMES = 200_000
LABEL_ROLES = frozenset(
    {"unit", "unit-name", "account", "account-name", "group", "group-name", "activity", "activity-name", "month", ""}
)
TOTAL_ROLES = frozenset({"unit", "account", "group", "month"})
FINER_ROLES = ("detail", "activity", "activity-name")
MOST_SUMS = 3
BY_CODE = re.compile(r"\d{2}")


@dataclass(slots=True)
class Rows:
    """The rows that carry amounts: `data` are positions of figures, `totals` of printed totals, `memos` of varav.

    `unlabelled` are positions with an amount but nothing that says what of, `left_out` those that a person has said are
    no unit; `left_out_sums` has for each column of amounts what they sum to as the file writes it. The lists `units`,
    `groups`, `accounts` and `activities` go with `data`.
    """

    data: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    memos: list[int] = field(default_factory=list)
    unlabelled: list[int] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    left_out_sums: list[float] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    activities: list[str] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)

    def keep(self, wanted: Sequence[bool]) -> None:
        """Keep the figures whose mark is true."""
        for name in ("data", "units", "groups", "accounts", "activities"):
            setattr(self, name, [each for each, kept in zip(getattr(self, name), wanted, strict=True) if kept])


def rows_of(job: Job, carrying: list[int], lists: Sequence[Cells]) -> Rows:
    """What the positions in `carrying`, which have amounts, are about. `lists` are the amounts of each column."""
    return _Resolver(job).resolve(carrying, lists)


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
        self.account = self._unless_empty("account")
        self.group = self._unless_empty("group") or (self._unless_empty("group-name") if not self.account else None)
        self.key = self.account or self.group
        self.activity = table.one("activity")
        self.unsplit: set[int] = set()
        self._find_labels()

    def _unless_empty(self, role: str) -> Column | None:
        column = self.job.table.one(role)
        return column if column and any(not is_blank(cell) for cell in self.job.distinct(column.index)) else None

    def _find_labels(self) -> None:
        self.total_at: dict[int, str] = {}
        self.memo_at: dict[int, str] = {}
        self.told: set[int] = set()
        roles = {each.index: each.heading.role for each in self.job.table.columns}
        for index, cells in self.label_cells.items():
            totals, memos = labels(self.job.distinct(index))
            for marks, texts in ((self.total_at, totals), (self.memo_at, memos)):
                for text, places in rows_by_value(cells, texts).items() if texts else ():
                    for place in places:
                        marks.setdefault(place, shown_cell(text))
                    if marks is self.memo_at or roles[index] in TOTAL_ROLES:
                        self.told.update(places)

    def resolve(self, carrying: list[int], lists: Sequence[Cells]) -> Rows:
        rows = Rows()
        self.unit_cells = self._unit_cells()
        self.unit_of = {cell: self.job.units.find(cell) for cell in set(self.unit_cells)}
        special = self.total_at.keys() | self.memo_at.keys()
        if special or None in self.unit_of.values() or self._may_lack_key():
            self._part(rows, carrying, special)
            self._take_sums(rows, lists)
        else:
            rows.data = carrying
        if rows.left_out:
            rows.left_out_sums = [_sum_at(numbers, rows.left_out) for numbers in lists]
        self._fill(rows, self.unit_cells, self.unit_of)
        return rows

    def _may_lack_key(self) -> bool:
        return self.key is not None and any(is_blank(cell) for cell in self.job.distinct(self.key.index))

    def _unit_cells(self) -> list[Cell]:
        """The cells that say the unit; where it is blank, its name may stand beside."""
        cells = self.label_cells[self.unit.index] if self.unit else []
        names = self.job.table.one("unit-name")
        if not names or not self.unit or not any(is_blank(cell) for cell in self.job.distinct(self.unit.index)):
            return cells
        named = self.label_cells.get(names.index) or self.job.cells(names.index)
        return [name if is_blank(cell) else cell for cell, name in zip(cells, named, strict=True)]

    def _has_key(self, position: int) -> bool:
        return self.key is not None and not is_blank(self.label_cells[self.key.index][position])

    def _part(self, rows: Rows, carrying: list[int], special: set[int]) -> None:
        """Part the rows that carry amounts by what their labels say they are."""
        self.candidates: list[int] = []
        for position in carrying:
            cell = self.unit_cells[position]
            unit = self.unit_of[cell]
            if position in special and unit is not None and position not in self.told:
                (rows.data if self._is_whole(position, unit) else self.candidates).append(position)
            elif position in special and not self._is_whole(position, unit):
                kind = rows.memos if position in self.memo_at else rows.totals
                kind.append(position)
                rows.labels[position] = self.memo_at.get(position) or self.total_at.get(position, "")
            elif self._is_bare(position):
                rows.unlabelled.append(position)
            elif (unit is None and self._is_dated_only(position)) or (
                unit is not None and (self.key is None or self._has_key(position))
            ):
                rows.data.append(position)
            elif unit is None and self.job.units.is_left_out(cell):
                rows.left_out.append(position)
            else:
                self.candidates.append(position)

    def _is_bare(self, position: int) -> bool:
        return all(is_blank(cells[position]) for cells in self.label_cells.values())

    def _is_dated_only(self, position: int) -> bool:
        """Whether nothing but a month says what a row is about: it lacks its unit, whatever it sums to."""
        month = self.job.table.one("month")
        return month is not None and all(
            is_blank(cells[position]) for index, cells in self.label_cells.items() if index != month.index
        )

    def _label(self, position: int) -> Cell:
        """What a row is called: its unit, else its first label."""
        cell = self.unit_cells[position] if self.unit_cells else None
        return (
            cell
            if not is_blank(cell)
            else next((cells[position] for cells in self.label_cells.values() if not is_blank(cells[position])), None)
        )

    def _take_sums(self, rows: Rows, lists: Sequence[Cells]) -> None:
        """Rows that say no unit, or a unit but no account, and that sum others are totals; the rest hold figures."""
        if not self.candidates:
            return
        known = {at: unit for at in self.candidates if (unit := self.unit_of[self.unit_cells[at]]) is not None}
        own = {at: self._own_blocks(rows.data, at, unit) for at, unit in known.items()}
        places = [at for at in self.candidates if at in known or self._may_be_sum(at)]
        sums = sums_among(places, rows.data, lists, totals=(*rows.totals, *rows.unlabelled), own=own)
        with_rows = {self.unit_of[self.unit_cells[position]] for position in rows.data}
        for at in self.candidates:
            if at in sums or self._is_heading(at, known.get(at), with_rows):
                rows.totals.append(at)
                rows.labels[at] = shown_cell(self._label(at))
            else:
                rows.data.append(at)
                if self.job.is_tree and at in known:
                    self.unsplit.add(at)
        rows.data.sort()
        rows.totals.sort()
        if sums:
            labels_of = [rows.labels[at] for at in sorted(sums)]
            self.job.notes.say("totals-by-sum", rows=len(sums), labels=", ".join(dict.fromkeys(labels_of[:5])))

    def _is_heading(self, at: int, unit: int | None, with_rows: set[int | None]) -> bool:
        """Whether a row is a total by its name, so that a gap in it is told: of a department, of a tree's unit, or one
        with a word for it beside finer rows of its unit.
        """
        if at in self.total_at and unit in with_rows and self.job.table.with_role(*FINER_ROLES):
            return True
        if self._has_key(at):
            return False
        if unit is None:
            return is_department(self.job, self._label(at))
        return self.job.is_tree and unit in with_rows

    def _may_be_sum(self, at: int) -> bool:
        """Whether a row of no known unit may be a sum by its numbers alone: with no account, not begun by a code."""
        label = self.unit_cells[at]
        if is_blank(label) or is_department(self.job, label):
            return is_blank(label) or not self._has_key(at)
        key = self.label_cells[self.key.index][at] if self.key else None
        has_key = BY_CODE.match(shown_cell(key)) or self._group(key, account_of(key)) is not None
        return not has_key and BY_CODE.match(shown_cell(label).strip()) is None

    def _own_blocks(self, data: Sequence[int], at: int, unit: int) -> list[Block]:
        """The unbroken run of rows of the same unit that ends just above a row, and the one that begins just below."""
        here = bisect_left(data, at)
        top, bottom = here, here
        while top and self.unit_of[self.unit_cells[data[top - 1]]] == unit:
            top -= 1
        while bottom < len(data) and self.unit_of[self.unit_cells[data[bottom]]] == unit:
            bottom += 1
        return [block for block in ((top, here), (here, bottom)) if block[0] < block[1]]

    def _is_whole(self, position: int, unit: int | None) -> bool:
        """Whether a row with a word for a total in a name is a figure after all: its unit and account are known."""
        if unit is None or not self.account:
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
        self._names_that_differ(rows.data, unit_cells, unit_of)
        self._accounts(rows, ok)
        rows.units = [unit or 0 for unit in found_units]
        self._activities(rows)
        if not all(ok):
            rows.keep(ok)

    def _names_that_differ(self, data: list[int], unit_cells: list[Cell], unit_of: dict[Cell, int | None]) -> None:
        """Say where the name beside a unit's code is that of another unit."""
        names = self.job.table.one("unit-name")
        if names is None or self.unit is None or len(data) > MOST_NAMES:
            return
        cells = self.job.cells(names.index)
        first: dict[tuple[Cell, Cell], int] = {}
        for position in data:
            first.setdefault((unit_cells[position], cells[position]), position)
        for (code, name), position in first.items():
            unit, other = unit_of[code], self.job.units.find(name)
            if unit is not None and other not in (None, unit):
                place = (self.job.table.first + position, names.index)
                self.job.notes.warn(Code.NAME_DIFFERS, self.job.sheet, place, shown_cell(name), shown_cell(code))

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
        column = self.key
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
        if self.unsplit:
            whole = self.job.group_keys.get(UNSPLIT, 0)
            pairs = zip(rows.groups, rows.data, strict=True)
            rows.groups = [whole if position in self.unsplit else group for group, position in pairs]
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
            if group_of[cell] is None and rows.data[index] not in self.unsplit:
                ok[index] = False
                places.setdefault(cell, []).append(rows.data[index])
        for cell, positions in places.items():
            at = [(self.job.table.first + position, column.index) for position in positions]
            if is_blank(cell):
                known = [each for each in positions if self.unit_of[self.unit_cells[each]] is not None]
                self._without(Code.MISSING_ACCOUNT, known, column.index)
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


def note_skipped(job: Job, rows: Rows) -> None:
    """Count the rows that hold no figures, and say why they are not added."""
    totals = len(rows.totals) + len(rows.memos)
    job.notes.skipped += totals + len(rows.left_out)
    if totals:
        job.notes.say("totals-skipped", rows=totals)
    if rows.left_out:
        sums = rows.left_out_sums if len(rows.left_out_sums) <= MOST_SUMS else [sum(rows.left_out_sums)]
        job.notes.say("left-out-sum", rows=len(rows.left_out), amounts="; ".join(map(_shown_sum, sums)))


def _sum_at(numbers: Cells, positions: Sequence[int]) -> float:
    found = [number for each in positions if (number := numbers[each]) is not None and not isinstance(number, Code)]
    return sum(map(float, found))


def _shown_sum(amount: float) -> str:
    """A sum as people write it: spaces between thousands, a comma before at most two decimals."""
    return f"{amount:,.2f}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",").removesuffix(",00")
