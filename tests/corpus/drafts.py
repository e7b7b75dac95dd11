"""Good tables before they are written: what a mutation changes, and what is right to understand of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from forecasts.imports.sheet import Cell, Sheet, Workbook
from tests.corpus.case import Key
from tests.corpus.organisation import (
    ACCOUNTS,
    COST_GROUPS,
    DEPARTMENTS,
    GROUP_NAMES,
    UNITS,
    department_of,
    groups_truth,
    in_group,
    ledger,
    ledger_truth,
    net_tkr,
    tkr,
    units_truth,
)
from tests.corpus.writing import Grid, kronor
from units.money import MoneyUnit

SHORT = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass
class Column:
    """`role` is unit, account, group, month, name, amount, total (of the row), deviation or other."""

    heading: str
    role: str


@dataclass
class Row:
    """`sort` is data, total, memo, heading or other."""

    sort: str
    cells: list[object]


@dataclass
class Draft:
    """A table to be: lines above it, its columns and rows, lines below.

    `answers` are what a person would say of it who is asked. `unfit` are mutations that make no sense here.
    """

    name: str
    titles: list[str]
    columns: list[Column]
    rows: list[Row]
    truth: Mapping[Key, int]
    answers: dict[str, object] = field(default_factory=dict)
    notes: list[list[object]] = field(default_factory=list)
    above: int = 0
    left: int = 0
    upper: list[object] = field(default_factory=list)
    divided: int | None = None
    others: list[list[list[object]]] = field(default_factory=list)
    unfit: frozenset[str] = frozenset()

    def at(self, *roles: str) -> list[int]:
        """Places of the columns with one of the roles."""
        return [place for place, each in enumerate(self.columns) if each.role in roles]

    @property
    def numbers(self) -> list[int]:
        return self.at("amount", "total", "deviation")

    @property
    def data(self) -> list[Row]:
        return [each for each in self.rows if each.sort == "data"]

    def cells(self) -> list[list[object]]:
        titles: list[list[object]] = [[title] for title in self.titles]
        if self.divided is not None:
            titles[0] = [*[None] * self.divided, *self.titles[0].replace(",", "").split()]
        headings = [each.heading or None for each in self.columns]
        upper = [self.upper] if self.upper else []
        rows = [*titles, *upper, headings, *(list(each.cells) for each in self.rows), *self.notes]
        width = max(map(len, rows)) + self.left
        filled = [[None] * self.left + row + [None] * (width - self.left - len(row)) for row in rows]
        return [[None] * width for _ in range(self.above)] + filled

    def workbook(self) -> Workbook:
        """As it would be read: whole numbers are read as numbers with decimals."""
        every = [self.cells(), *self.others]
        return Workbook("xlsx", [Sheet(f"Blad{at}", _as_read(cells)) for at, cells in enumerate(every, start=1)])

    def grids(self) -> list[Grid]:
        every = [self.cells(), *self.others]
        return [Grid(cells, f"Blad{at}") for at, cells in enumerate(every, start=1)]


def _as_read(cells: list[list[object]]) -> list[list[Cell]]:
    return [[float(cell) if type(cell) is int else cell for cell in row] for row in cells]  # type: ignore[misc]


def _columns(*pairs: str) -> list[Column]:
    return [Column(heading, role) for heading, _, role in (pair.partition("/") for pair in pairs)]


def said(kind: str, money: str = "kr") -> dict[str, object]:
    return {"kind": kind, "money": MoneyUnit(money), "sign": "cost-positive", "year": 2026}


def ledger_list() -> Draft:
    rows = [
        Row("data", [unit, account, f"2026{number:02}", kronor(ledger(unit, account, number))])
        for unit in UNITS
        for account in ACCOUNTS
        for number in (7, 8)
    ]
    columns = _columns("Ansvar/unit", "Konto/account", "Period/month", "Utfall/amount")
    return Draft("ledger", ["Huvudbok, utfall 2026, kr"], columns, rows, ledger_truth("actual", (7, 8)), said("actual"))


def described_list() -> Draft:
    """With texts beside the codes, and the month's budget."""
    rows = [
        Row(
            "data",
            [
                unit, name, account, text, kronor(ledger(unit, account, 8, "budget")), kronor(ledger(unit, account, 8)),
                round(kronor(ledger(unit, account, 8, "budget")) - kronor(ledger(unit, account, 8)), 2),
            ],
        )
        for unit, name in UNITS.items()
        for account, text in ACCOUNTS.items()
    ]  # fmt: skip
    columns = _columns(
        "Ansvar/unit", "Ansvar (T)/name", "Konto/account", "Konto (T)/name", "Budget period/amount",
        "Utfall period/amount", "Avvikelse/deviation",
    )  # fmt: skip
    truth = ledger_truth("budget", (8,)) | ledger_truth("actual", (8,))
    return Draft("described", ["Uppföljning augusti 2026, kr"], columns, rows, truth, said("actual"))


def units_by_month(kind: str = "budget", last: int = 12) -> Draft:
    numbers = tuple(range(1, last + 1))
    rows = []
    for unit, name in UNITS.items():
        amounts: list[object] = [net_tkr(unit, number, kind) for number in numbers]
        rows.append(Row("data", [f"{unit} {name}", *amounts, sum(amounts)]))  # type: ignore[arg-type]
    columns = [Column("Enhet", "unit"), *(Column(name, "amount") for name in SHORT[:last]), Column("Totalt", "total")]
    word = {"budget": "Budget", "actual": "Utfall"}[kind]
    return Draft(f"units-{kind}", [f"{word} 2026, tkr"], columns, rows, units_truth(kind, numbers), said(kind, "tkr"))


def groups_by_month() -> Draft:
    rows = []
    for unit, name in UNITS.items():
        for group in COST_GROUPS:
            amounts: list[object] = [tkr(in_group(unit, group, number, "budget")) for number in range(1, 13)]
            rows.append(Row("data", [f"{unit} {name}", GROUP_NAMES[group], *amounts, sum(amounts)]))  # type: ignore[arg-type]
    columns = [
        Column("Enhet", "unit"), Column("Kontogrupp", "group"), *(Column(name, "amount") for name in SHORT),
        Column("Totalt", "total"),
    ]  # fmt: skip
    return Draft(
        "groups", ["Budget 2026, tkr"], columns, rows, groups_truth("budget", range(1, 13)), said("budget", "tkr")
    )


def summary() -> Draft:
    rows, truth = [], {}
    for at, (unit, name) in enumerate(UNITS.items()):
        budget = sum(net_tkr(unit, number, "budget") for number in range(1, 13))
        forecast = budget + 431 * (at - 2) + 17
        rows.append(Row("data", [unit, name, budget, forecast, budget - forecast]))
        truth["forecast", unit, "2026-08", "0"] = forecast * 100_000
    columns = _columns(
        "Ansvar/unit", "Enhet/name", "Budget helår/amount", "Prognos helår/amount", "Avvikelse/deviation"
    )
    return Draft("summary", ["Helårsprognos per augusti 2026, tkr"], columns, rows, truth, said("forecast", "tkr"))


def hierarchy() -> Draft:
    """Department, unit and account group."""
    draft = groups_by_month()
    draft.name = "hierarchy"
    draft.columns.insert(0, Column("Avdelning", "name"))
    for row in draft.rows:
        row.cells.insert(0, DEPARTMENTS[department_of(str(row.cells[0]))])
    return draft


def pairs() -> Draft:
    """Budget, actuals and what is left of each month, the month above."""
    numbers = tuple(range(1, 9))
    columns, upper = [Column("Enhet", "unit")], [None]
    for name in SHORT[:8]:
        columns += _columns("Budget/amount", "Utfall/amount", "Avvikelse/deviation")
        upper += [name, None, None]  # type: ignore[list-item]
    rows = []
    for unit, name in UNITS.items():
        cells: list[object] = [f"{unit} {name}"]
        for number in numbers:
            budget, actual = net_tkr(unit, number, "budget"), net_tkr(unit, number)
            cells += [budget, actual, budget - actual]
        rows.append(Row("data", cells))
    truth = units_truth("budget", numbers) | units_truth("actual", numbers)
    return Draft("pairs", ["Uppföljning 2026, tkr"], columns, rows, truth, said("actual", "tkr"), upper=[*upper])


def to_date() -> Draft:
    """Sums to date in columns of months."""
    draft = units_by_month("actual", 8)
    draft.name, draft.titles = "to-date", ["Ackumulerat utfall 2026, tkr"]
    for row in draft.rows:
        row.cells[1:9] = [sum(row.cells[1 : at + 1]) for at in range(1, 9)]  # type: ignore[arg-type]
    draft.unfit = frozenset({"quarter_columns", "columns_of_the_year", "two_rows_of_headings"})
    draft.answers["amounts"] = "to-date"
    return draft


def tree() -> Draft:
    """Units and accounts in one column, each unit's sum above its accounts."""
    rows, every = [], []
    for unit, name in UNITS.items():
        own = [[kronor(ledger(unit, account, 8, kind)) for kind in ("budget", "actual")] for account in ACCOUNTS]
        leaves = [
            Row("data", [f"   {code} {text}", *pair, round(pair[0] - pair[1], 2)])
            for (code, text), pair in zip(ACCOUNTS.items(), own, strict=True)
        ]
        sums = [round(sum(column), 2) for column in zip(*own, strict=True)]
        every.append(sums)
        rows += [Row("sum", [f"{unit} {name}", *sums, round(sums[0] - sums[1], 2)]), *leaves]
    whole = [round(sum(column), 2) for column in zip(*every, strict=True)]
    rows.insert(0, Row("sum", ["Totalt", *whole, round(whole[0] - whole[1], 2)]))
    columns = _columns("Objekt/unit", "Budget period/amount", "Utfall period/amount", "Avvikelse/deviation")
    truth = ledger_truth("budget", (8,)) | ledger_truth("actual", (8,))
    draft = Draft("tree", ["Uppföljning augusti 2026, kr"], columns, rows, truth, said("actual"))
    draft.unfit = frozenset(
        {"shuffle_rows", "rename_units", "add_subtotals", "add_total", "add_memo_rows", "blank_out", "swap_amounts"}
    )
    return draft


BASES: tuple[Callable[[], Draft], ...] = (
    ledger_list, described_list, units_by_month, lambda: units_by_month("actual", 8), groups_by_month, summary,
    hierarchy, pairs, to_date, tree,
)  # fmt: skip
