"""Tables that look like one thing and are another: what is easiest to understand wrongly without noticing."""

from collections.abc import Callable, Sequence
from datetime import date

from tests.corpus.case import Case, asks, holds, holds_or_asks
from tests.corpus.organisation import (
    ACCOUNTS,
    COST_GROUPS,
    GROUP_NAMES,
    UNITS,
    groups_truth,
    in_group,
    ledger,
    ledger_truth,
    net_tkr,
    tkr,
    units_truth,
)  # fmt: skip
from tests.corpus.writing import Grid, kronor, swedish, xlsx

SHORT = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
YEAR, EIGHT = tuple(range(1, 13)), tuple(range(1, 9))
QUESTIONS = (
    "ask-kind", "ask-year", "ask-month", "ask-columns", "ask-amounts", "ask-sheet", "ask-money-unit", "ask-sign",
    "ambiguous-columns", "accumulated-amounts", "summary-of-actuals", "duplicate-row", "unknown-layout",
    "not-that-kind",
)  # fmt: skip
Rows = list[list[object]]


def by_month(kind: str = "budget", numbers: Sequence[int] = YEAR, units: Sequence[str] = tuple(UNITS)) -> Rows:
    return [[f"{unit} {UNITS[unit]}", *(net_tkr(unit, number, kind) for number in numbers)] for unit in units]


def postings(numbers: Sequence[int] = (8,), kind: str = "actual") -> list[tuple[str, str, int, float]]:
    return [
        (unit, account, number, kronor(ledger(unit, account, number, kind)))
        for unit in UNITS
        for account in ACCOUNTS
        for number in numbers
    ]


def table(months: Sequence[object], *, title: Sequence[object] = ("Budget 2026, tkr",), total: bool = False) -> Grid:
    rows = [[*row, sum(row[1:])] if total else row for row in by_month()]  # type: ignore[arg-type]
    return Grid([list(title), ["Enhet", *months, *(["Totalt"] if total else [])], *rows])


def dates_in_text(*, total: bool) -> Grid:
    return table([f"2026-{number:02}-{28 if number == 2 else 30}" for number in YEAR], total=total)


def dash_and_comma() -> Grid:
    """Costs after a dash and a space, thousands with a comma: whole tkr that look like tkr with three decimals."""
    rows = [[row[0], *(f"– {cell:,}" for cell in row[1:])] for row in by_month()]
    return Grid([["Budget 2026, tkr"], ["Enhet", *SHORT], *rows])


def heading_halfway() -> Grid:
    """Two rows of headings, and halfway one row that says the same."""
    rows: Rows = [[unit, account, f"2026{number:02}", amount] for unit, account, number, amount in postings((7, 8))]
    again = ["Ansvar", "Konto", "Period", "Utfall (kr)"]
    return Grid([[None, None, None, "Utfall"], ["Ansvar", "Konto", "Period", "(kr)"], *rows[:9], again, *rows[9:]])


def volumes_below() -> Grid:
    """Under the budget of some units stand the hours of others, in the same columns."""
    upper, lower = by_month(units=list(UNITS)[:5]), by_month(units=list(UNITS)[5:])
    hours = [[row[0], *(3 * cell + 17 for cell in row[1:])] for row in lower]  # type: ignore[operator]
    return Grid(
        [["Budget 2026, tkr"], ["Enhet", *SHORT], *upper, [], ["Beviljade timmar 2026"], ["Enhet", *SHORT], *hours]
    )


def volumes_below_without_heading() -> Grid:
    grid = volumes_below()
    del grid.rows[-3]
    return grid


def account_classes() -> Grid:
    """Accounts with the sum of each class before them, told by nothing but shorter numbers."""
    rows: Rows = []
    for unit in UNITS:
        for at in ("35", "46", "50", "56", "60"):
            own = [account for account in ACCOUNTS if account.startswith(at)]
            total = sum(ledger(unit, account, 8) for account in own)
            rows.append([unit, at, kronor(total)])
            rows += [[unit, account, kronor(ledger(unit, account, 8))] for account in own]
    return Grid([["Utfall augusti 2026, kr"], ["Ansvar", "Konto", "Utfall period"], *rows])


def revised_budget() -> Grid:
    rows = [[name, (year := sum(row[1:])), 250, year + 250] for name, *row in _yearly()]  # type: ignore[arg-type]
    return Grid([["Budget 2026, tkr"], ["Enhet", "Ursprunglig budget", "Tilläggsbudget", "Reviderad budget"], *rows])


def _yearly() -> Rows:
    return [[unit, *row] for unit, row in zip(UNITS.values(), by_month(), strict=True)]


def forecast_history() -> Grid:
    """What was forecast for the year, as of several months."""
    rows = []
    for name, *row in _yearly():
        year = sum(row[1:])  # type: ignore[arg-type]
        rows.append([name, year, year + 120, year + 180, year + 90])
    return Grid(
        [["Helårsprognoser 2026, tkr"], ["Enhet", "Budget", "Prognos mars", "Prognos april", "Prognos aug"], *rows]
    )


def history_truth() -> dict[tuple[str, str, str, str], int]:
    return {
        ("forecast", unit, "2026-08", "0"): 100_000 * (90 + sum(row[1:]))  # type: ignore[arg-type]
        for unit, row in zip(UNITS, by_month(), strict=True)
    }


def footnotes(mark: str) -> Grid:
    rows = [[unit, account, "202608", swedish(amount)] for unit, account, _, amount in postings()]
    rows[3][3] += mark  # type: ignore[operator]
    return Grid([["Ansvar", "Konto", "Period", "Utfall"], *rows])


def growing(title: str, heading: str = "Utfall") -> Grid:
    """Sums to date in a row of its own for each month."""
    rows = [
        [unit, account, f"2026{number:02}", kronor(sum(ledger(unit, account, each) for each in range(1, number + 1)))]
        for unit in UNITS
        for account in ACCOUNTS
        for number in EIGHT
    ]
    return Grid([[title], ["Ansvar", "Konto", "Period", heading], *rows])


def to_date_without_month(title: str) -> Grid:
    rows = [
        [unit, account, kronor(sum(ledger(unit, account, each) for each in EIGHT))]
        for unit in UNITS
        for account in ACCOUNTS
    ]
    return Grid([[title], ["Ansvar", "Konto", "Utfall"], *rows])


def kinds_in_rows(heading: str) -> Grid:
    """Budget and actuals below each other, told by a column of their own; projects divide the rows further."""
    rows = []
    for unit in UNITS:
        for account in ACCOUNTS:
            for word, kind in (("Budget", "budget"), ("Utfall", "actual")):
                rows.append([unit, account, "90210", "202608", word, kronor(ledger(unit, account, 8, kind))])
    return Grid([["Ansvar", "Konto", "Projekt", "Period", heading, "Belopp"], *rows])


def kinds_in_rows_by_month(heading: str) -> Grid:
    rows = []
    for one, other in zip(by_month("budget", EIGHT), by_month("actual", EIGHT), strict=True):
        left = [a - b for a, b in zip(one[1:], other[1:], strict=True)]  # type: ignore[operator]
        rows += [[one[0], "Budget", *one[1:]], [one[0], "Utfall", *other[1:]], [one[0], "Avvikelse", *left]]
    return Grid([["2026, tkr"], ["Enhet", heading, *SHORT[:8]], *rows])


def running_balance() -> Grid:
    """A general ledger: debit, credit and what the account stands at after each row."""
    rows, balance = [], {}
    for unit, account, _, amount in postings():
        half = round(amount / 3, 2)
        for part in (half, round(amount - half, 2)):
            balance[account] = round(balance.get(account, 0) + part, 2)
            sides = [part, None] if part > 0 else [None, -part]
            rows.append([unit, account, "202608", "Ver 1" if part == half else "Ver 2", *sides, balance[account]])
    heading = ["Ansvar", "Konto", "Period", "Vernr", "Debet", "Kredit", "Saldo"]
    return Grid([["Huvudbok 2026, kr"], heading, *rows])


def debit_and_credit() -> Grid:
    rows = [
        [unit, account, "202608", *([amount, None] if amount > 0 else [None, -amount])]
        for unit, account, _, amount in postings()
    ]
    return Grid([["Huvudbok utfall 2026, kr"], ["Ansvar", "Konto", "Period", "Debet", "Kredit"], *rows])


def thirteenth_period() -> Grid:
    rows = [[unit, account, f"2026{number:02}", amount] for unit, account, number, amount in postings()]
    rows.append(["5110", "5020", "202613", 1000.5])
    return Grid([["Ansvar", "Konto", "Period", "Utfall"], *rows])


def told_thousand_times_too_much() -> Grid:
    """Kronor under a title that says tkr: a unit of 26 milliards."""
    rows = [[row[0], *(cell * 1000 for cell in row[1:])] for row in by_month()]  # type: ignore[operator]
    return Grid([["Budget 2026, tkr"], ["Enhet", *SHORT], *rows])


def later_than_its_title(line: str) -> Grid:
    """Months of actuals that come after the day that the title speaks of."""
    return Grid([["Utfall, tkr"], [line], [], ["Enhet", *SHORT[:8]], *by_month("actual", EIGHT)])


def hierarchy_with_own_sums() -> Grid:
    """Groups under each unit, the unit's own row with nothing in the group."""
    rows: Rows = []
    for unit, row in zip(UNITS, by_month(), strict=True):
        groups = [
            [None, GROUP_NAMES[group], *(tkr(in_group(unit, group, number, "budget")) for number in YEAR)]
            for group in COST_GROUPS
        ]
        sums = [sum(column) for column in zip(*(each[2:] for each in groups), strict=True)]
        rows += [[row[0], None, *sums], *groups]
    return Grid([["Budget 2026, tkr"], ["Enhet", "Kontogrupp", *SHORT], *rows])


def per_person() -> Grid:
    """Amounts per care day: no unit of money for a year at all."""
    rows = [[name, 2400 + 31 * at, 2300 + 17 * at] for at, name in enumerate(UNITS.values())]
    return Grid([["Snittkostnad per dygn 2026, kr"], ["Enhet", "Budget kr/dygn", "Utfall kr/dygn"], *rows])


def full_time_equivalents() -> Grid:
    rows = [[row[0], *(20.5 + at for at in range(12))] for row in by_month()]
    return Grid([["Årsarbetare 2026, budget"], ["Enhet", *SHORT], *rows])


def two_years_of_months() -> Grid:
    """The months of two years beside each other, each with its year above."""
    upper: list[object] = [None, "Utfall 2025", *[None] * 7, "Utfall 2026", *[None] * 7]
    rows = [[row[0], *(cell - 40 for cell in row[1:]), *row[1:]] for row in by_month("actual", EIGHT)]  # type: ignore[operator]
    return Grid([["tkr"], upper, ["Enhet", *SHORT[:8] * 2], *rows], merged=[(1, 1, 1, 8), (1, 9, 1, 16)])


def shown_in_thousands() -> Grid:
    """Kronor in the cells, and a number format that shows thousands of them."""
    grid = told_thousand_times_too_much()
    grid.formats = dict.fromkeys(range(1, 13), "#,##0,")
    return grid


def merged_amounts() -> Grid:
    """One amount for two units: its cell reaches over both rows."""
    grid = table(SHORT)
    for at in range(1, 13):
        grid.rows[3][at] = None
    grid.merged = [(2, at, 3, at) for at in range(1, 13)]
    return grid


def same_heading_twice() -> Grid:
    rows = [[unit, account, "202608", amount, amount + 5] for unit, account, _, amount in postings()]
    return Grid([["Ansvar", "Konto", "Period", "Utfall", "Utfall"], *rows], hidden_columns=[4])


def cases() -> list[Case]:
    budget, actual, month = units_truth("budget", YEAR), units_truth("actual", EIGHT), ledger_truth("actual", [8])
    asked = asks(*QUESTIONS)
    months = ledger_truth("actual", EIGHT)
    to_date = "Ackumulerat utfall jan-aug 2026, kr"
    simple: dict[str, tuple[Callable[[], Grid], list]] = {
        "dates-in-text": (lambda: dates_in_text(total=False), [holds_or_asks(budget, *QUESTIONS)]),
        "dates-in-text-total": (lambda: dates_in_text(total=True), [holds_or_asks(budget, *QUESTIONS)]),
        "title-to-the-right": (lambda: table(YEAR, title=[None, "Budget 2026, tkr"], total=True), [holds(budget)]),
        "title-over-months": (lambda: table(SHORT, title=[None, None, "Budget 2026, tkr"]), [holds(budget)]),
        "title-in-cells": (lambda: table(YEAR, title=["Budget", 2026, "tkr"], total=True), [holds(budget)]),
        "dash-and-comma": (dash_and_comma, [holds_or_asks(budget, "ambiguous-amount")]),
        "heading-halfway": (heading_halfway, [holds_or_asks(ledger_truth("actual", (7, 8)), "ask-sheet")]),
        "volumes-below": (volumes_below, [asks(*QUESTIONS, "unknown-unit")]),
        "volumes-below-no-heading": (volumes_below_without_heading, [asks(*QUESTIONS, "unknown-unit")]),
        "account-classes": (account_classes, [holds_or_asks(month, *QUESTIONS, "unknown-account")]),
        "revised-budget": (revised_budget, [asked, holds_or_asks({}, *QUESTIONS, kind="budget", year=2026)]),
        "forecast-history": (forecast_history, [holds_or_asks(history_truth(), *QUESTIONS)]),
        "footnote-raised": (lambda: footnotes("¹"), [asks("not-an-amount")]),
        "footnote-parenthesis": (lambda: footnotes(" 1)"), [asks("not-an-amount")]),
        "footnote-star": (lambda: footnotes("*"), [holds_or_asks(month, "not-an-amount")]),
        "to-date-by-period": (lambda: growing(to_date), [holds_or_asks(months, *QUESTIONS)]),
        "to-date-by-period-heading": (
            lambda: growing("Utfall 2026, kr", "Utfall ack"), [holds_or_asks(months, *QUESTIONS)],
        ),
        "to-date-no-month": (
            lambda: to_date_without_month(to_date), [asked, asks(*QUESTIONS, month=date(2026, 8, 1))],
        ),
        "kinds-in-rows": (
            lambda: kinds_in_rows("Typ"),
            [
                holds_or_asks(month | ledger_truth("budget", [8]), *QUESTIONS),
                holds_or_asks(month, *QUESTIONS, kind="actual"),
            ],
        ),
        "versions-in-rows": (
            lambda: kinds_in_rows("Version"),
            [
                holds_or_asks(month | ledger_truth("budget", [8]), *QUESTIONS),
                holds_or_asks(month, *QUESTIONS, kind="actual"),
            ],
        ),
        "kinds-in-rows-by-month": (
            lambda: kinds_in_rows_by_month("Typ"),
            [
                holds_or_asks(units_truth("budget", EIGHT) | actual, *QUESTIONS),
                holds_or_asks(actual, *QUESTIONS, kind="actual"),
            ],
        ),
        "kinds-in-rows-no-heading": (
            lambda: kinds_in_rows_by_month(""),
            [
                holds_or_asks(units_truth("budget", EIGHT) | actual, *QUESTIONS),
                holds_or_asks(actual, *QUESTIONS, kind="actual"),
            ],
        ),
        "running-balance": (running_balance, [holds_or_asks(month, *QUESTIONS), holds(month, kind="actual")]),
        "debit-and-credit": (debit_and_credit, [holds(month)]),
        "thirteenth-period": (thirteenth_period, [asks("not-a-month")]),
        "money-too-large": (told_thousand_times_too_much, [asks("ask-money-unit")]),
        "shown-in-thousands": (shown_in_thousands, [holds_or_asks(budget, "ask-money-unit")]),
        "merged-amounts": (merged_amounts, [asks(*QUESTIONS, "merged-amount")]),
        "same-heading-twice": (same_heading_twice, [asked]),
        "later-than-its-title": (lambda: later_than_its_title("Exempelstad den 31 januari 2026"), [asks("ask-year")]),
        "later-than-its-month": (lambda: later_than_its_title("Per 2026-03-31"), [asked]),
        "unit-row-above-groups": (hierarchy_with_own_sums, [holds(groups_truth("budget", YEAR))]),
        "per-care-day": (per_person, [asked]),
        "full-time-equivalents": (full_time_equivalents, [asked]),
        "two-years-of-months": (
            two_years_of_months,
            [holds_or_asks(actual, "ask-year"), holds(actual, year=2026)],
        ),
    }  # fmt: skip
    return [
        Case(f"trap-{name}.xlsx", lambda grid=grid: xlsx(grid()), readings) for name, (grid, readings) in simple.items()
    ]
