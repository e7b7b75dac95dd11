"""A list whose rows lean on those above them becomes one whose every row says all about itself. Pure.

Labels that are printed once and left blank below are filled down. Where units and what stands under them share a
column, the unit in force and the account, or the account group, of each row become two columns of their own.
"""

from collections.abc import Sequence
from dataclasses import replace

from forecasts.imports.cells import account_of
from forecasts.imports.columns import ACCOUNT, looks_like_accounts, moved_unit
from forecasts.imports.headings import Heading, plain
from forecasts.imports.lines import Job, is_blank, is_department, is_memo_label, is_total_label, shown_cell
from forecasts.imports.problems import Code
from forecasts.imports.sheet import Cell
from forecasts.imports.table import Column

FILLED = ("unit", "account", "group", "activity", "month")
KEYS = ("unit", "account", "group", "activity")
INNER = (*KEYS, "month", "year", "detail")
FEWEST_BELOW = 2
FEWEST_FOLLOWED = 2
CLOSE = 0.005


def outline(job: Job) -> None:
    """Complete the labels of `job`'s table, and say where its units are read when no column of theirs says so."""
    _say_units(job)
    _settle_months(job)
    _settle_accounts(job)
    if job.table.one("account") is None and job.table.one("group") is None:
        _open_tree(job)
    _fill_down(job)


def _say_units(job: Job) -> None:
    moved = moved_unit(job.table.columns)
    if moved and not job.context.options.columns:
        job.notes.say("unit-column-moved", column=moved[0], other=moved[1])
    if job.table.title_units:
        units = dict.fromkeys(shown_cell(cell) for _, cell in job.table.title_units)
        job.notes.say("unit-title", units=", ".join(units))


def _settle_months(job: Job) -> None:
    """A month beside a full-year forecast, where each unit stands once, is when the forecast was made."""
    table = job.table
    unit, month = table.one("unit"), table.one("month")
    if table.shape != "ledger" or not unit or not month or table.one("account"):
        return
    forecasts = [each for each in table.with_role("amount") if each.heading.kind == "forecast"]
    cells = [cell for cell in job.cells(unit.index) if not is_blank(cell)]
    if forecasts and len(set(cells)) == len(cells):
        job.table = replace(table, shape="summary")


def _settle_accounts(job: Job) -> None:
    """A column of account groups that holds accounts is one of accounts, and the other way about."""
    for role, other in (("group", "account"), ("account", "group")):
        column = job.table.one(role)
        if column is None or job.table.one(other) is not None:
            continue
        cells = [cell for cell in job.distinct(column.index) if not is_blank(cell) and not is_total_label(cell)]
        accounts = looks_like_accounts(cells)
        groups = sum(job.groups.find(cell) is not None for cell in cells) * 2 >= len(cells) > 0
        if (role == "group" and accounts and not groups) or (role == "account" and groups and not accounts):
            shape = "ledger" if other == "account" and job.table.shape == "summary" else job.table.shape
            _replace(job, column, other, shape)


def _replace(job: Job, column: Column, role: str, shape: str) -> None:
    changed = replace(column, heading=replace(column.heading, role=role))
    columns = tuple(changed if each is column else each for each in job.table.columns)
    job.table = replace(job.table, columns=columns, shape=shape)


def _open_tree(job: Job) -> None:
    """Part a column where accounts or account groups stand under their unit."""
    column = job.table.one("unit")
    if column is None or column.index >= len(job.sheet.columns()):
        return
    cells = job.cells(column.index)
    sorts = {cell: _sort(job, cell) for cell in job.distinct(column.index) if not is_blank(cell)}
    below = sum(sort in {"account", "group"} for sort in map(sorts.get, cells))
    if below < FEWEST_BELOW or "unit" not in sorts.values():
        return
    _settle_headings(job, cells, sorts)
    _note_twofold(job, column, cells, sorts)
    units, keys, deepest = _parted(cells, sorts)
    made = job.table.made
    role = "account" if "account" in sorts.values() else "group"
    for index, values in ((made, units), (made + 1, keys)):
        job.body[index] = values
        job.sheet.stands_for[index] = column.index
    if role == "account":
        job.body[made + 1] = [key if sorts.get(key) == "account" else None for key in keys]
    bare = replace(column, heading=replace(column.heading, role=""))
    columns = [bare if each is column else each for each in job.table.columns]
    columns += [Column(made, column.heading), Column(made + 1, Heading(role, text=column.heading.text))]
    shape = "ledger" if role == "account" and job.table.shape == "summary" else job.table.shape
    job.table = replace(job.table, columns=tuple(columns), shape=shape)
    job.is_tree = True
    job.notes.say("tree", rows=deepest)


def _sort(job: Job, cell: Cell) -> str:
    """What a label of a tree is: unit, account, group, total, or other; a code that is both is what its name says."""
    if is_total_label(cell) or is_memo_label(cell):
        return "total"
    unit = job.units.find(cell)
    is_account = _is_account(job, cell)
    if unit is not None and (not is_account or plain(cell).isdigit() or job.units.tells(cell, unit)):
        return "unit"
    if is_account:
        return "account"
    if job.groups.find(cell) is not None:
        return "group"
    return "department" if is_department(job, cell) else "other"


def _settle_headings(job: Job, cells: Sequence[Cell], sorts: dict[Cell, str]) -> None:
    """A label that is a unit's code and an account under another name is the unit's when it never has an amount, or
    when its amount is the sum of the accounts under it.
    """
    for cell in [each for each, sort in sorts.items() if sort == "account" and job.units.find(each) is not None]:
        if _is_over_accounts(job, cell, cells, sorts):
            sorts[cell] = "unit"


def _is_over_accounts(job: Job, cell: Cell, cells: Sequence[Cell], sorts: dict[Cell, str]) -> bool:
    """Whether the rows of a label have no amounts, or one is the sum of the accounts under it."""
    amounts = [job.cells(each.index) for each in job.table.with_role("amount", "total", "debit", "credit")]
    places = [position for position, each in enumerate(cells) if each == cell]
    if all(is_blank(own[position]) for own in amounts for position in places):
        return True
    return any(_sums_below(own, cells, sorts, position) for own in amounts for position in places)


def _sums_below(own: Sequence[Cell], cells: Sequence[Cell], sorts: dict[Cell, str], position: int) -> bool:
    """Whether the number of a row is the sum of those of the next rows, some or all until one that is no account."""
    left = own[position]
    if not isinstance(left, int | float) or not left:
        return False
    for at in range(position + 1, len(cells)):
        number = own[at]
        if sorts.get(cells[at]) != "account" or not isinstance(number, int | float):
            return False
        left -= number
        if abs(left) < CLOSE:
            return True
    return False


def _note_twofold(job: Job, column: Column, cells: Sequence[Cell], sorts: dict[Cell, str]) -> None:
    """Bare codes that are units and accounts too, among bare accounts, when nothing tells which they are."""
    bare = {cell for cell in sorts if plain(cell).isdigit()}
    if not any(sorts[cell] == "account" for cell in bare):
        return
    twofold = {cell for cell in bare if sorts[cell] == "unit" and _is_account(job, cell)}
    twofold -= {cell for cell in twofold if _is_over_accounts(job, cell, cells, sorts)}
    for position, cell in enumerate(cells):
        if cell in twofold:
            place = (job.table.first + position, column.index)
            job.notes.at(Code.UNKNOWN_UNIT, job.sheet, [place], cell, job.units.near(cell))


def _is_account(job: Job, cell: Cell) -> bool:
    account = account_of(cell)
    return len(account) >= ACCOUNT and job.group_of(account) is not None


def _parted(cells: Sequence[Cell], sorts: dict[Cell, str]) -> tuple[list[Cell], list[Cell], int]:
    """The unit in force and the key (account or group) of each row, and how many rows have a key.

    A label that is nothing known is taken for a unit: what stands under it is never counted to the unit above.
    """
    units: list[Cell] = []
    keys: list[Cell] = []
    unit: Cell = None
    for cell in cells:
        sort = sorts.get(cell, "")
        if sort in {"unit", "other"}:
            unit = cell
        elif sort == "department":
            unit = None
        below = sort in {"account", "group"}
        keys.append(cell if below else None)
        units.append(unit if below or sort in {"unit", "other"} else cell if sort else None)
    return units, keys, sum(key is not None for key in keys)


def _fill_down(job: Job) -> None:
    """Fill the blanks of labels that evidently are printed once, outer labels by the inner ones to their right."""
    merged = _merged(job)
    stops: list[bool] | None = None
    for column in [each for each in job.table.columns if each.heading.role in FILLED]:
        if not any(is_blank(cell) for cell in job.distinct(column.index)):
            continue
        stops = stops or _stops(job)
        inner = [each for each in job.table.columns if each.index > column.index and each.heading.role in INNER]
        outer = [each for each in job.table.columns if each.index < column.index and _is_outer(job, each)]
        filled = _filled(_Labels(job, column, inner, outer), stops, merged.get(column.index, {}))
        if filled:
            cells = list(job.cells(column.index))
            for position, cell in filled.items():
                cells[position] = cell
            job.body[column.index] = cells
            job.different.pop(column.index, None)
            code = "unit-filled-down" if column.heading.role == "unit" else "label-filled-down"
            job.notes.say(code, rows=len(filled))


def _is_label(column: Column) -> bool:
    return column.heading.role in {*FILLED, "unit-name", "account-name", "group-name", "activity-name", "ignored", ""}


def _is_outer(job: Job, column: Column) -> bool:
    """Whether a column may be a level further out: labels that repeat, or stand once for several rows."""
    present = [cell for cell in job.cells(column.index) if not is_blank(cell)]
    return _is_label(column) and len(set(present)) < len(job.cells(column.index)) and bool(present)


def _stops(job: Job) -> list[bool]:
    """By position whether a label of the row is a word for a total or a part."""
    found = [False] * (job.table.end - job.table.first)
    for each in job.table.columns:
        if _is_label(each):
            words = {cell for cell in job.distinct(each.index) if is_total_label(cell) or is_memo_label(cell)}
            if words:
                found = [stop or cell in words for stop, cell in zip(found, job.cells(each.index), strict=True)]
    return found


def _merged(job: Job) -> dict[int, dict[int, int]]:
    """For each column with cells merged downwards: by position the position of the cell that holds the value."""
    found: dict[int, dict[int, int]] = {}
    for top, left, bottom, right in job.sheet.merged:
        start = top - job.sheet.first_row - job.table.first
        if bottom > top and left == right and start >= 0:
            own = found.setdefault(left - job.sheet.first_column, {})
            own.update(dict.fromkeys(range(start + 1, bottom - top + start + 1), start))
    return found


class _Labels:
    """A column of labels and those beside it, by position."""

    def __init__(self, job: Job, column: Column, inner: Sequence[Column], outer: Sequence[Column]) -> None:
        self.cells = job.cells(column.index)
        self._inner = [job.cells(each.index) for each in inner]
        self._keys = [job.cells(each.index) for each in inner if each.heading.role in KEYS] or self._inner
        self._outer = [job.cells(each.index) for each in outer]

    def has_key(self, at: int) -> bool:
        """Whether a label further in says what the row is about."""
        return any(not is_blank(cells[at]) for cells in self._keys)

    def key(self, at: int) -> tuple[Cell, ...]:
        """The labels further in."""
        return tuple(cells[at] for cells in self._inner)

    def outer(self, at: int) -> list[tuple[int, Cell]]:
        """The labels further out that are printed in the row."""
        return [(number, cells[at]) for number, cells in enumerate(self._outer) if not is_blank(cells[at])]


def _filled(labels: _Labels, stops: Sequence[bool], merged: dict[int, int]) -> dict[int, Cell]:
    """The blanks to fill, by position: those of merged cells, and all where the list evidently prints a value once.

    It evidently does when, while the labels further out stay, no value is printed twice, at least every second value,
    and two of them or the only one, is followed by blanks, and what stands under a value differs. A total ends it, and
    so does a change further out.
    """
    cells = labels.cells
    found = {at: cells[top] for at, top in merged.items() if top < len(cells) > at and is_blank(cells[at])}
    blanks: dict[int, Cell] = {}
    seen: set[Cell] = set()
    current: Cell = None
    around: dict[int, Cell] = {}
    under: set[tuple[Cell, ...]] = set()
    values = 0
    for at, cell in enumerate(cells):
        changed = [pair for pair in labels.outer(at) if around.get(pair[0]) != pair[1]]
        if changed:
            around.update(changed)
            current, seen = None, set()
        if stops[at]:
            current = None
        elif not is_blank(cell):
            if cell in seen:
                return found
            seen.add(cell)
            values += 1
            current, under = cell, {labels.key(at)}
        elif current is not None and labels.has_key(at):
            if labels.key(at) in under:
                return found
            under.add(labels.key(at))
            blanks[at] = current
    followed = len(set(blanks.values()))
    evident = followed * 2 >= values > 0 and followed >= min(values, FEWEST_FOLLOWED)
    return found | blanks if evident else found
