"""What the readers of the layouts share: the rows of a table by what they are, and where problems are noted. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from forecasts.imports import layouts
from forecasts.imports.cells import Number
from forecasts.imports.examined import Context, Evidence, Reconciled
from forecasts.imports.headings import plain
from forecasts.imports.names import Names
from forecasts.imports.problems import Code, Problem, Severity
from forecasts.imports.sheet import Cell, Sheet
from forecasts.imports.table import Table
from forecasts.imports.titles import Claims
from units.accounts import AccountPlan, AccountRange

MANY = 200
LONGEST_FOUND = 60
_TOTAL, _MEMO = (
    re.compile(rf"(?:{'|'.join(map(re.escape, forms))})(?:[ :.,]|\Z)")
    for forms in (layouts.TOTAL_LABELS, layouts.MEMO_LABELS)
)


@dataclass(slots=True)
class Notes:
    """Problems, evidence and totals as they are found, in one place."""

    problems: list[Problem] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    reconciled: list[Reconciled] = field(default_factory=list)
    skipped: int = 0

    def say(self, code: str, **values: object) -> None:
        """Note a conclusion and what it rests on."""
        self.evidence.append(Evidence(code, {name: str(value) for name, value in values.items()}))

    def ask(
        self, code: Code, sheet: Sheet | None = None, found: str = "", hint: str = "", choices: tuple[str, ...] = ()
    ) -> None:
        """Note a question about the whole file, once; `choices` are what it is between."""
        problem = Problem(code, sheet.name if sheet else "", found=found, hint=hint, choices=choices)
        if problem not in self.problems:
            self.problems.append(problem)

    def at(
        self, code: Code, sheet: Sheet, places: Iterable[tuple[int, int]], found: Cell = None, hint: str = ""
    ) -> None:
        """Note the same thing at each place (row and column index); at more than hundreds of them once with a count."""
        listed = list(places)
        shown = shown_cell(found)
        problems = [Problem(code, sheet.name, sheet.address(*place), shown, hint) for place in listed[:MANY]]
        self.problems += [replace(problems[0], times=len(listed))] if len(listed) > MANY else problems

    def reconcile(
        self, sheet: Sheet, place: tuple[int, int], label: str, printed: int, computed: int, tolerance: int
    ) -> None:
        """Note a printed total beside what its rows sum to (öre, costs positive)."""
        self.reconciled.append(Reconciled(sheet.name, sheet.address(*place), label, printed, computed, tolerance))

    def warn(self, code: Code, sheet: Sheet, place: tuple[int, int], found: str, hint: str) -> None:
        """Note something that leaves the choice to the person."""
        self.problems.append(Problem(code, sheet.name, sheet.address(*place), found, hint, Severity.WARNING))


@dataclass(slots=True)
class Job:
    """One table being understood: what it is held against and what has been found.

    `is_tree` says that units and what stands under them shared a column: a row of a unit is the sum of those under
    it. `is_differenced` says that months were made of sums to date. `last_actual` is the number of the last month of
    actuals in a forecast that goes on from them.
    """

    table: Table
    claims: Claims
    context: Context
    units: Names
    groups: Names
    notes: Notes
    year: int | None = None
    body: dict[int, list[Cell]] = field(default_factory=dict)
    different: dict[int, set[Cell]] = field(default_factory=dict)
    departments: dict[Cell, bool] = field(default_factory=dict)
    is_tree: bool = False
    is_differenced: bool = False
    last_actual: int | None = None
    plan: AccountPlan = field(init=False)
    group_keys: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.plan = AccountPlan(AccountRange(*each) for each in self.context.ranges)
        self.group_keys = {each.code: each.pk for each in self.context.groups}

    @property
    def sheet(self) -> Sheet:
        """The sheet that holds the table."""
        return self.table.sheet

    @property
    def revenue(self) -> frozenset[int]:
        """Keys of the account groups that hold revenue."""
        return frozenset(each.pk for each in self.context.groups if each.kind == "revenue")

    def group_of(self, account: str) -> int | None:
        """The account group that holds `account`."""
        code = self.plan.group(account) if account else None
        return self.group_keys.get(code) if code else None

    def cells(self, index: int) -> list[Cell]:
        """The cells of a column under the heading."""
        if index not in self.body:
            self.body[index] = self.table.cells(index)
        return self.body[index]

    def distinct(self, index: int) -> set[Cell]:
        """The different cells of a column under the heading."""
        if index not in self.different:
            self.different[index] = set(self.cells(index))
        return self.different[index]


@dataclass(slots=True)
class Lines:
    """Monthly amounts of one kind in parallel lists, in the file's own sign and unit of money.

    `rows` are indices in the sheet; `columns` is the amount's one column, or one for each amount. `yearly` amounts
    are for a whole year, with January as their month, and are to be spread evenly over it.
    """

    kind: str
    rows: Sequence[int]
    columns: Sequence[int]
    units: Sequence[int]
    months: Sequence[date]
    groups: Sequence[int]
    accounts: Sequence[str]
    activities: Sequence[str]
    numbers: list[Number]
    yearly: bool = False

    def __len__(self) -> int:
        return len(self.numbers)


def say_ignored(job: Job, used: set[int]) -> None:
    """Say which columns of amounts are not read."""
    columns = [
        each.heading.text for each in job.table.with_role("amount", "total", "ignored") if each.index not in used
    ]
    if columns:
        job.notes.say("columns-ignored", columns=", ".join(columns))


def shown_cell(cell: Cell) -> str:
    """What stood in a cell, as the person sees it and not too long."""
    if cell is None:
        return ""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return text if len(text) <= LONGEST_FOUND else text[: LONGEST_FOUND - 1] + "…"


def is_total_label(cell: Cell) -> bool:
    """Whether a label begins with a word for a total: Summa, S:a 4100, Totalt, Nettokostnader."""
    return _begins(cell, _TOTAL)


def is_memo_label(cell: Cell) -> bool:
    """Whether a label begins with varav or därav: a part of what another row already holds."""
    return _begins(cell, _MEMO)


def is_department(job: Job, cell: Cell) -> bool:
    """Whether a label is a code or a name, or both, of a department or of the administration itself."""
    if cell not in job.departments:
        text = plain(cell)
        job.departments[cell] = any(
            text in {plain(code), plain(name), plain(f"{code} {name}"), plain(f"{name} ({code})")}
            for code, name in job.context.departments
        )
    return job.departments[cell]


def _begins(cell: Cell, forms: re.Pattern[str]) -> bool:
    return type(cell) is str and forms.match(plain(cell).lstrip("-–* ")) is not None


def labels(cells: Iterable[Cell]) -> tuple[set[Cell], set[Cell]]:
    """Which of the different `cells` are total labels, and which are memo labels."""
    texts = {cell for cell in cells if type(cell) is str}
    return {cell for cell in texts if is_total_label(cell)}, {cell for cell in texts if is_memo_label(cell)}


def is_blank(cell: Cell) -> bool:
    """Whether a cell is empty or holds nothing but spaces."""
    return cell is None or (type(cell) is str and not cell.strip())


def rows_by_value(cells: Sequence[Cell], wanted: set[Cell]) -> dict[Cell, list[int]]:
    """The positions of each wanted value."""
    found: dict[Cell, list[int]] = {}
    for index, cell in enumerate(cells):
        if cell in wanted:
            found.setdefault(cell, []).append(index)
    return found
