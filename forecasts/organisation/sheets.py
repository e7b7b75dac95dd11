"""Where on a sheet a list of units or an account plan is, and that the file is not one of figures. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from forecasts.imports.columns import Known
from forecasts.imports.examined import Context
from forecasts.imports.headings import heading_of, plain
from forecasts.imports.lines import Notes, is_blank, shown_cell
from forecasts.imports.names import Names
from forecasts.imports.problems import Code
from forecasts.imports.recognise import recognise
from forecasts.imports.sheet import Cell, Sheet, Workbook
from forecasts.organisation.columns import ACCOUNT_HEADINGS, TELLING, UNIT_HEADINGS, role_of

UNIT, ACCOUNT = "unit", "account"
HEADER_WITHIN = 30
FIGURES = {"amount", "total", "debit", "credit", "month"}
OF_OTHERS = ("åtgärd", "åtgärder", "measure", "measures", "titel", "nyckeltal", "helårseffekt")


@dataclass(slots=True)
class Table:
    """A recognised list: where its heading is (an index of `sheet.rows`) and the columns by role."""

    sheet: Sheet
    header: int
    columns: dict[str, int]
    doubled: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """The rows that say something: their indices and their cells by role."""
        for index in range(self.header + 1, len(self.sheet.rows)):
            cells = self.sheet.rows[index]
            found = {role: cells[at] if at < len(cells) else None for role, at in self.columns.items()}
            if not all(map(is_blank, found.values())) or self._faulty(index):
                yield index, found

    def address(self, index: int, role: str) -> str:
        """The spreadsheet's name of a cell, of the first column where the list lacks `role`."""
        return self.sheet.address(index, self.columns.get(role, min(self.columns.values())))

    def note(self, notes: Notes, code: object, index: int, role: str, found: Cell = None, hint: str = "") -> None:
        """Note what is wrong with a cell."""
        place = index, self.columns.get(role, min(self.columns.values()))
        notes.at(code, self.sheet, [place], found, hint)  # type: ignore[arg-type]

    def faults(self, notes: Notes, index: int) -> set[str]:
        """The roles whose cells in a row hold no value to trust; they are noted."""
        found = {role for role, at in self.columns.items() if self._place(index, at) in self.sheet.faults}
        notes.problems += [self.sheet.faults[self._place(index, self.columns[role])] for role in sorted(found)]
        return found

    def _faulty(self, index: int) -> bool:
        return any(self._place(index, at) in self.sheet.faults for at in self.columns.values())

    def _place(self, index: int, column: int) -> tuple[int, int]:
        return self.sheet.first_row + index, self.sheet.first_column + column

    def headings(self) -> dict[str, str]:
        """The heading of each role, from left to right."""
        cells = self.sheet.rows[self.header]
        return {role: shown_cell(cells[at]) for role, at in sorted(self.columns.items(), key=lambda each: each[1])}


_AMOUNT = re.compile(r"[-−]\s?[\d\s]+([.,]\d+)?|[\d\s]*\d[.,]\d{1,2}")
Fits = Callable[[set[str], str], bool]


def _unit_fits(roles: set[str], said: str) -> bool:
    named = {"code", "name"} <= roles
    return named and (bool(said) or bool(roles & {"department", "department_code", "parent"}) or "told" in roles)


def _account_fits(roles: set[str], said: str) -> bool:
    grouped = bool(roles & {"group", "code"}) and ("told" in roles or bool(said))
    ranged = "ranges" in roles or {"first", "last"} <= roles
    listed = "account" in roles and ("group" in roles or "name" in roles)
    return grouped and (listed or (ranged and ("name" in roles or bool(said))))


_KINDS: dict[str, tuple[dict[str, tuple[str, ...]], Fits]] = {
    UNIT: (UNIT_HEADINGS, _unit_fits),
    ACCOUNT: (ACCOUNT_HEADINGS, _account_fits),
}


def table_of(sheet: Sheet, kind: str, *, said: bool = False) -> Table | None:
    """The list of `kind` on `sheet`; `said` is that a person has called it one."""
    best: Table | None = None
    for index, cells in enumerate(sheet.rows[:HEADER_WITHIN]):
        found = _table(sheet, index, cells, kind, said="said" if said else "")
        if found and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _table(sheet: Sheet, index: int, cells: Sequence[Cell], kind: str, *, said: str) -> Table | None:
    headings, fits = _KINDS[kind]
    table = Table(sheet, index, {})
    foreign = False
    for at, cell in enumerate(cells):
        role = role_of(cell, headings)
        if role in table.columns:
            table.doubled += [shown_cell(cells[table.columns[role]]), shown_cell(cell)]
        elif role:
            table.columns[role] = at
        elif not is_blank(cell):
            table.others.append(shown_cell(cell))
            foreign = foreign or _is_foreign(cell, kind)
    _settle(table, kind)
    roles = set(table.columns)
    if any(_tells(cell, kind) for cell in cells) and (kind == ACCOUNT or "valid_from" in roles):
        roles.add("told")
    return table if fits(roles, said) and (said or not (foreign or _has_amounts(table))) else None


def _settle(table: Table, kind: str) -> None:
    """Say what the columns are that could be two things."""
    columns = table.columns
    if kind == UNIT and "unit" in columns:
        columns.setdefault("name" if "code" in columns else "code", columns.pop("unit"))
    if kind == ACCOUNT:
        if "code" in columns and "group" in columns:
            columns.setdefault("name", columns.pop("group"))
        if "text" in columns and "account" not in columns:
            columns.setdefault("name", columns.pop("text"))
        columns.pop("text", None)


def _tells(cell: Cell, kind: str) -> bool:
    return isinstance(cell, str) and any(word in plain(cell) for word in TELLING[kind])


def _is_foreign(cell: Cell, kind: str) -> bool:
    """Whether a heading says that the rows are figures, measures or of the other kind."""
    heading = heading_of(cell)
    others = {"account", "group"} if kind == UNIT else {"unit"}
    if heading.role in FIGURES | others or (heading.year and not heading.role):
        return True
    return plain(cell).strip(" .:*") in OF_OTHERS


def _has_amounts(table: Table) -> bool:
    """Whether a column that is none of the list's own holds what can hardly be else than amounts.

    They are negative or have decimals, or are numbers without a heading.
    """
    own = set(table.columns.values())
    headings = table.sheet.rows[table.header]
    nameless = {at for at, cell in enumerate(headings) if is_blank(cell)}
    rows = table.sheet.rows[table.header + 1 :]
    return any(
        _is_amount(cell) or (at in nameless and type(cell) in (int, float))
        for row in rows
        for at, cell in enumerate(row)
        if at not in own
    )


def _is_amount(cell: Cell) -> bool:
    if isinstance(cell, float):
        return cell < 0 or not cell.is_integer()
    return isinstance(cell, str) and _AMOUNT.fullmatch(cell.strip()) is not None


def tables_in(workbook: Workbook, context: Context, kind: str, notes: Notes) -> list[Table]:
    """The lists of `kind` in the workbook; none when another of its sheets has figures and nobody has chosen.

    A workbook with a list of each kind is asked about: the sheets of both are noted.
    """
    options = context.options
    sheets = [each for each in workbook.sheets if not options.sheet or plain(each.name) == plain(options.sheet)]
    said = options.kind == kind
    found = [table for sheet in sheets if (table := table_of(sheet, kind, said=said))]
    found = [each for each in found if not each.sheet.hidden] or found
    if not found or said:
        return found
    own = {each.sheet.name for each in found}
    rest = [each for each in sheets if each.name not in own and not each.hidden]
    if any(recognise(sheet, Known(Names(context.units), Names(context.groups))) for sheet in rest):
        return []
    other = ACCOUNT if kind == UNIT else UNIT
    both = [each.name for each in sheets if each.name in own or (each in rest and table_of(each, other))]
    if len(both) > len(own):
        notes.ask(Code.ASK_SHEET, found=", ".join(both))
    return found
