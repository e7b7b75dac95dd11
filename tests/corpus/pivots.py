"""Pivot tables of Hypergene, Stratsys and Qlik: a hierarchy at the left, months across, what was filtered below."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from tests.corpus.case import Case, asks, holds, holds_or_asks
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
    tkr,
)  # fmt: skip
from tests.corpus.writing import NBSP, Grid, bold, delimited, kronor, ods, swedish, xlsx

SHORT = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
LABELS = ["Avdelning", "Enhet", "Kontogrupp"]
FILTER = "Filter: År = 2026; Version = Fastställd; Enhet = Alla; Uttag 2026-10-07"
YEAR = tuple(range(1, 13))
EIGHT = tuple(range(1, 9))


def row_of(kind: str, units: Sequence[str], groups: Sequence[str], numbers: Sequence[int]) -> list[int]:
    """Whole tkr by month, each printed amount rounded by itself as the rows are."""
    return [sum(tkr(in_group(unit, group, number, kind)) for unit in units for group in groups) for number in numbers]


def to_date(amounts: Sequence[int]) -> list[int]:
    return [sum(amounts[: at + 1]) for at in range(len(amounts))]


def padded(amounts: Sequence[object], blank: object) -> list[object]:
    return [*amounts, *[blank] * (12 - len(amounts))]


def body(
    kind: str, numbers: Sequence[int], *, repeat: bool, grow: bool = False, sums: bool = True, blank: object = None
) -> Iterator[list[object]]:
    """A row per group, with or without what its unit and department are, and sums in bold."""

    def amounts(units: Sequence[str], groups: Sequence[str]) -> list[object]:
        months = row_of(kind, units, groups, numbers)
        shown = to_date(months) if grow else months
        return [*padded(shown, blank), sum(months)]

    for code, name in DEPARTMENTS.items():
        own = [unit for unit in UNITS if department_of(unit) == code]
        for at, unit in enumerate(own):
            for position, group in enumerate(COST_GROUPS):
                head = name if repeat or (at == position == 0) else None
                unit_name = f"{unit} {UNITS[unit]}" if repeat or position == 0 else None
                comment = "Ny placering i mars, dyrare än planerat" if group == "KOP" else None
                yield [head, unit_name, GROUP_NAMES[group], *amounts([unit], [group]), comment]
            if sums:
                yield [None, bold(f"Summa {unit} {UNITS[unit]}"), None, *amounts([unit], COST_GROUPS)]
        if sums:
            yield [bold(f"Summa {name}"), None, None, *amounts(own, COST_GROUPS)]
    yield [bold("Totalt"), None, None, *amounts(list(UNITS), COST_GROUPS)]


def pivot(
    title: str, kind: str = "budget", months: Sequence[object] = SHORT, numbers: Sequence[int] = YEAR, **options
) -> Grid:
    repeat = options.pop("repeat", False)
    rows = list(body(kind, numbers, repeat=repeat, **options))
    return Grid([[title], [], [*LABELS, *months, "Totalt", "Kommentar"], *rows, [], [FILTER]], "Pivot")


def merged(title: str) -> Grid:
    """The hierarchy in merged cells."""
    grid = pivot(title, sums=False)
    places = []
    for column in (0, 1):
        starts = [at for at, row in enumerate(grid.rows) if at > 2 and len(row) > 1 and row[column] is not None]
        for first, following in pairwise(starts):
            if following - first > 1:
                places.append((first, column, following - 1, column))
    grid.merged = places
    return grid


def without_totals(title: str) -> Grid:
    """Amounts to date and nothing in the table that tells it."""
    grid = pivot(title, kind="actual", numbers=EIGHT, grow=True, sums=False)
    rows = [[*row[:15], *row[16:]] for row in grid.rows[2:-3]]
    return Grid([[title], [], *rows, [], [FILTER]], "Pivot")


def rolling(title: str) -> Grid:
    """Actuals to August and a forecast of the rest, in one row of months."""
    months = [f"Utfall {name}" if at < 8 else f"Prognos {name}" for at, name in enumerate(SHORT)]
    grid = Grid([[title], [], [*LABELS, *months, "Helårsprognos"]], "Prognos")
    for unit in UNITS:
        for group in COST_GROUPS:
            amounts = row_of("actual", [unit], [group], EIGHT) + row_of("budget", [unit], [group], range(9, 13))
            head = [DEPARTMENTS[department_of(unit)], f"{unit} {UNITS[unit]}", GROUP_NAMES[group]]
            grid.rows.append([*head, *amounts, sum(amounts)])
    return grid


def rolling_truth() -> dict[tuple[str, str, str, str], int]:
    return {
        ("forecast", unit, "2026-08", group): 100_000
        * sum(row_of("actual", [unit], [group], EIGHT) + row_of("budget", [unit], [group], range(9, 13)))
        for unit in UNITS
        for group in COST_GROUPS
    }


def qlik(form: Callable[[int], str]) -> Grid:
    """Every number as text; a row per group, unit in its own column."""
    rows = [
        [f"{unit} {UNITS[unit]}", GROUP_NAMES[group], *map(form, row_of("actual", [unit], [group], EIGHT))]
        for unit in UNITS
        for group in COST_GROUPS
    ]
    total = ["Totalt", None, *map(form, row_of("actual", list(UNITS), COST_GROUPS, EIGHT))]
    months = [f"2026{number:02}" for number in EIGHT]
    return Grid([["Utfall, tkr"], ["Enhet", "Kontogrupp", *months], total, *rows], "Sheet1")


def qlik_list() -> Grid:
    rows = [
        [unit, account, f"2026-{number:02}", swedish(kronor(ledger(unit, account, number)), minus="−")]
        for unit in UNITS
        for account in ACCOUNTS
        for number in EIGHT
    ]
    return Grid([["Ansvar", "Konto", "Period", "Utfall"], *rows], "Sheet1")


def in_text(number: int) -> str:
    return swedish(number, 0, thousands=NBSP, minus="−")


def cases() -> list[Case]:
    year, eight = [holds(groups_truth("budget", YEAR))], [holds(groups_truth("actual", EIGHT))]
    names = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]  # fmt: skip
    undecided = [
        asks("ask-amounts"),
        holds(groups_truth("actual", EIGHT), amounts="to-date"),
        holds(
            {
                ("actual", unit, f"2026-{number:02}", group): 100_000 * amount
                for unit in UNITS
                for group in COST_GROUPS
                for number, amount in zip(EIGHT, to_date(row_of("actual", [unit], [group], EIGHT)), strict=True)
            },
            amounts="monthly",
        ),
    ]
    grown = {"kind": "actual", "numbers": EIGHT, "grow": True}
    return [
        Case("pivot-repeated.xlsx", lambda: xlsx(pivot("Budget 2026, tkr", repeat=True)), year),
        Case("pivot-blanks.xlsx", lambda: xlsx(pivot("Budget 2026, tkr")), year),
        Case("pivot-blanks.csv", lambda: delimited(pivot("Budget 2026, tkr"), encoding="utf-8"), year),
        Case("pivot-blanks.ods", lambda: ods(pivot("Budget 2026, tkr")), year),
        Case("pivot-merged.xlsx", lambda: xlsx(merged("Budget 2026, tkr")), year),
        Case(
            "pivot-dates.xlsx",
            lambda: xlsx(pivot("Budget, tkr", months=[date(2026, number, 1) for number in YEAR])),
            year,
        ),
        Case(
            "pivot-month-year.xlsx", lambda: xlsx(pivot("Budget, tkr", months=[f"{each} 2026" for each in SHORT])), year
        ),
        Case("pivot-numbers.xlsx", lambda: xlsx(pivot("Budget, tkr", months=[202600 + each for each in YEAR])), year),
        Case("pivot-english.xlsx", lambda: xlsx(pivot("Budget 2026, tkr", months=names)), year),
        Case("pivot-actuals-blank-ahead.xlsx", lambda: xlsx(pivot("Utfall 2026, tkr", "actual", numbers=EIGHT)), eight),
        Case(
            "pivot-actuals-zeros-ahead.xlsx",
            lambda: xlsx(pivot("Utfall 2026, tkr", "actual", numbers=EIGHT, blank=0)),
            eight,
        ),
        Case("pivot-to-date-said.xlsx", lambda: xlsx(pivot("Ackumulerat utfall 2026, tkr", **grown)), eight),
        Case("pivot-to-date-by-totals.xlsx", lambda: xlsx(pivot("Utfall 2026, tkr", **grown)), eight),
        Case("pivot-to-date-untold.xlsx", lambda: xlsx(without_totals("Utfall 2026, tkr")), undecided),
        Case(
            "pivot-to-date-headings.xlsx",
            lambda: xlsx(pivot("Utfall 2026, tkr", months=[f"Ack {each}" for each in SHORT], **grown)),
            eight,
        ),
        Case(
            "pivot-rolling.xlsx",
            lambda: xlsx(rolling("Rullande prognos 2026, tkr")),
            [
                holds_or_asks(rolling_truth(), "ask-kind"),
                holds(groups_truth("actual", EIGHT), kind="actual"),
                holds(rolling_truth(), kind="forecast"),
            ],
        ),
        Case("qlik-pivot.xlsx", lambda: xlsx(qlik(in_text)), eight),
        Case("qlik-list.xlsx", lambda: xlsx(qlik_list()), [holds(ledger_truth("actual", EIGHT))]),
    ]
