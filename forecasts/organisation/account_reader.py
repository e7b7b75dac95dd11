"""Recognises an account plan in a workbook and reads it. Pure: it is run in the reading process.

It has one row per account group with all its accounts, one row per range, or one row per account with its group.
"""

from dataclasses import dataclass, field

from forecasts.imports.cells import account_of
from forecasts.imports.examined import Context, Understood
from forecasts.imports.headings import plain
from forecasts.imports.lines import Notes, is_blank
from forecasts.imports.names import Names
from forecasts.imports.problems import Code
from forecasts.imports.sheet import Cell, Workbook
from forecasts.organisation.columns import GROUP_KINDS, kind_in
from forecasts.organisation.problems import PlanCode
from forecasts.organisation.reading import LONGEST, begun, code_of, finished, text_of, wrong_code
from forecasts.organisation.records import GroupRecord
from forecasts.organisation.sheets import ACCOUNT, Table
from units.accounts import format_ranges, parse_ranges

LAYOUT = "account-plan"


@dataclass(frozen=True, slots=True)
class AccountReader:
    """Reads an account plan for someone who may change it, or says that the person may not."""

    allowed: bool = True
    kind: str = ACCOUNT

    def understand(self, workbook: Workbook, context: Context) -> Understood | None:
        """The account groups of the workbook; None when it has no account plan, unless it was said that it has."""
        notes = Notes()
        table = begun(workbook, context, notes, self.kind, PlanCode.NO_PLAN, allowed=self.allowed)
        understood = finished(table, notes, self.kind, LAYOUT) if table or notes.problems else None
        if table and understood and not notes.problems:
            understood.records = _Groups(table, notes, Names(context.groups)).records()
            _say_left(understood, context, notes)
            if not understood.records and not notes.problems:
                notes.ask(Code.NO_ROWS, table.sheet)
        if understood:
            understood.skipped = notes.skipped
        return understood


def _say_left(understood: Understood, context: Context, notes: Notes) -> None:
    names = Names(context.groups)
    said = {names.find(each.code or each.group) for each in understood.records}
    left = [each.name for each in context.groups if each.pk not in said]
    if left:
        notes.say("groups-left", groups=", ".join(left))


@dataclass(slots=True)
class _Group:
    """What the rows of one group have said so far."""

    group: str
    code: str
    cells: dict[str, str]
    name: str = ""
    kind: str = ""
    ranges: list[tuple[str, str]] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)


class _Groups:
    """Reads the rows of a table, those of one group together, and notes what is wrong."""

    def __init__(self, table: Table, notes: Notes, names: Names) -> None:
        self.table, self.notes, self.names = table, notes, names
        self.groups: dict[str | int, _Group] = {}
        self.listed = "account" in table.columns
        self.whole = not self.listed and bool({"ranges", "first"} & table.columns.keys())

    def records(self) -> list[GroupRecord]:
        """The groups that the file speaks of, in its order."""
        current: _Group | None = None
        for index, cells in self.table.rows():
            faulty = self.table.faults(self.notes, index)
            current = self._of_row(index, cells, current)
            if current:
                current.faulty |= faulty
                self._read(current, index, cells)
        return [
            GroupRecord(
                self.table.sheet.name, each.group, each.code, each.name, each.kind,
                tuple(each.ranges) if self.whole else None, tuple(each.accounts), each.cells, frozenset(each.faulty),
            )
            for each in self.groups.values()
        ]  # fmt: skip

    def _of_row(self, index: int, cells: dict[str, Cell], before: _Group | None) -> _Group | None:
        """The group of a row. A row of a range alone belongs to the group above; an account without group to none."""
        role = "code" if "code" in cells else "group"
        text = code_of(cells[role])
        if not text:
            return self._without_group(index, cells, before)
        if role == "code" and (wrong := wrong_code(text)):
            self.table.note(self.notes, wrong, index, role, text)
            return None
        code = text if role == "code" or "name" in cells else ""
        known = None if code else self.names.find(text)
        cells_of = {each: self.table.address(index, each) for each in ("name", "kind", "ranges") if each in cells}
        new = _Group(text, code, cells_of | {"row": self.table.address(index, role)})
        return self.groups.setdefault(plain(text) if known is None else known, new)

    def _without_group(self, index: int, cells: dict[str, Cell], before: _Group | None) -> _Group | None:
        if self.listed:
            self.notes.skipped += 1
            return None
        if before and is_blank(cells.get("name")):
            return before
        role = "code" if "code" in cells else "group"
        self.table.note(self.notes, PlanCode.MISSING_GROUP, index, role)
        return None

    def _read(self, group: _Group, index: int, cells: dict[str, Cell]) -> None:
        self._say(group, index, "name", text_of(cells.get("name")))
        kind = cells.get("kind")
        if not is_blank(kind):
            meant = kind_in(kind, GROUP_KINDS)
            if not meant:
                self._wrong(group, PlanCode.UNKNOWN_KIND, index, "kind", kind)
            self._say(group, index, "kind", meant)
        if self.listed:
            self._read_account(group, index, cells["account"])
        elif "ranges" in cells:
            self._read_ranges(group, index, "ranges", code_of(cells["ranges"]))
        elif "first" in cells:
            first, last = code_of(cells["first"]), code_of(cells["last"])
            self._read_ranges(group, index, "first", f"{first}–{last or first}" if first or last else "")

    def _say(self, group: _Group, index: int, role: str, value: str) -> None:
        """Rows of one group say the same, or some of them nothing."""
        before = getattr(group, role)
        if not value or before == value:
            return
        if before:
            self._wrong(group, PlanCode.ROWS_DISAGREE, index, role, value, group.cells[role])
        elif role == "name" and len(value) > LONGEST["name"]:
            self._wrong(group, Code.TEXT_TOO_LONG, index, role, value)
        else:
            setattr(group, role, value)
            group.cells[role] = self.table.address(index, role)

    def _read_ranges(self, group: _Group, index: int, role: str, text: str) -> None:
        try:
            found = parse_ranges(text)
        except ValueError as error:
            self._wrong(group, PlanCode.NOT_A_RANGE, index, role, str(error))
            return
        group.cells.setdefault("ranges", self.table.address(index, role))
        for each in found:
            group.ranges.append(each)
            group.cells.setdefault(format_ranges([each]), self.table.address(index, role))

    def _read_account(self, group: _Group, index: int, cell: Cell) -> None:
        account = account_of(cell)
        if not account:
            self._wrong(group, PlanCode.NOT_AN_ACCOUNT, index, "account", cell)
            return
        address = self.table.address(index, "account")
        other = next((each for each in self.groups.values() if account in each.accounts), None)
        if other is None:
            group.accounts.append(account)
            group.cells[account] = address
        elif other is not group:
            self._wrong(group, PlanCode.ACCOUNT_TWICE, index, "account", account, other.cells[account])

    def _wrong(
        self, group: _Group, code: Code | PlanCode, index: int, role: str, found: Cell = None, hint: str = ""
    ) -> None:
        self.table.note(self.notes, code, index, role, found, hint)
        group.faulty.add(role)
