"""Amounts of a part of the year that look like those of months, or of the whole of it."""

from collections.abc import Callable
from datetime import date

from tests.corpus.case import Case, Key, Reading, asks, holds, holds_or_asks
from tests.corpus.organisation import ACCOUNTS, UNITS, ledger, ledger_truth, net_tkr, units_truth
from tests.corpus.traps import EIGHT, QUESTIONS, SHORT, YEAR
from tests.corpus.writing import Grid, kronor, xlsx

MARCH = (1, 2, 3)
AUGUST = date(2026, 8, 1)


def net(unit: str, months: tuple[int, ...], kind: str = "actual") -> int:
    """Whole tkr of a unit."""
    return sum(net_tkr(unit, number, kind) for number in months)


def first_months(title: str, *, total: str = "") -> Grid:
    """Sums to date of three months, and perhaps the last of them once more."""
    rows = [
        [name, *(net(unit, MARCH[:number]) for number in MARCH), *([net(unit, MARCH)] if total else [])]
        for unit, name in UNITS.items()
    ]
    return Grid([[title], ["Enhet", *SHORT[:3], *([total] if total else [])], *rows])


def first_months_listed(title: str) -> Grid:
    rows = [
        [unit, account, f"2026{number:02}", kronor(sum(ledger(unit, account, each) for each in MARCH[:number]))]
        for unit in UNITS
        for account in ACCOUNTS
        for number in MARCH
    ]
    return Grid([[title], ["Ansvar", "Konto", "Period", "Belopp"], *rows])


def one_column(title: str, heading: str, months: tuple[int, ...], kind: str = "budget") -> Grid:
    return Grid([[title], ["Enhet", heading], *([name, net(unit, months, kind)] for unit, name in UNITS.items())])


def several_years(title: str) -> Grid:
    rows = [[name, (year := net(unit, YEAR, "budget")), year + 100, year + 200] for unit, name in UNITS.items()]
    return Grid([[title], ["Enhet", "Budget 2026", "Budget 2027", "Budget 2028"], *rows])


def month_of_accounts(title: str, *kinds: tuple[str, str]) -> Grid:
    """August by account: a heading and the kind that stands under it."""
    rows = [
        [unit, account, *(kronor(ledger(unit, account, 8, kind)) for _, kind in kinds)]
        for unit in UNITS
        for account in ACCOUNTS
    ]
    return Grid([[title], ["Ansvar", "Konto", *(heading for heading, _ in kinds)], *rows])


def spread() -> dict[Key, int]:
    """Each unit's yearly budget evenly over the months, what is left over in December."""
    found = {}
    for unit in UNITS:
        month, rest = divmod(100_000 * net(unit, YEAR, "budget"), len(YEAR))
        for number in YEAR:
            found["budget", unit, f"2026-{number:02}", "0"] = month + (rest if number == YEAR[-1] else 0)
    return found


def cases() -> list[Case]:
    asked = asks(*QUESTIONS)
    march, year = units_truth("actual", MARCH), spread()
    of_month = {kind: ledger_truth(kind, [8]) for kind in ("budget", "actual")}
    both = (("Budget", "budget"), ("Utfall", "actual"))
    made: dict[str, tuple[Callable[[], Grid], list[Reading]]] = {
        "months-to-date": (
            lambda: first_months("Utfall ackumulerat 2026, tkr"), [holds_or_asks(march, *QUESTIONS)],
        ),
        "months-up-to-march": (
            lambda: first_months("Utfall t.o.m. mars 2026, tkr"),
            [holds_or_asks(march, *QUESTIONS), holds(march, amounts="to-date")],
        ),
        "months-to-date-beside": (lambda: first_months("Utfall 2026, tkr", total="Ack"), [holds(march)]),
        "list-to-date": (lambda: first_months_listed("Ackumulerat utfall 2026, kr"), [asked]),
        "actuals-of-august": (
            lambda: one_column("Uppföljning januari–augusti 2026, tkr", "Utfall aug", EIGHT, "actual"), [asked],
        ),
        "budget-to-august": (lambda: one_column("Budget januari-augusti 2026, tkr", "Budget", EIGHT), [asked]),
        "budget-to-date": (lambda: one_column("Ackumulerad budget 2026-08, tkr", "Belopp", EIGHT), [asked]),
        "budget-of-august": (
            lambda: one_column("Budget augusti 2026, tkr", "Budget", (8,)),
            [asked, holds(units_truth("budget", (8,)), month=AUGUST)],
        ),
        "budgets-of-years": (lambda: several_years("Verksamhetsplan, tkr"), [asked, holds(year, year=2026)]),
        "budget-of-its-year": (lambda: several_years("Budget 2026, tkr"), [holds(year)]),
        "heading-of-another-month": (
            lambda: month_of_accounts("Utfall 2026-08, kr", ("Utfall jul", "actual")), [asked],
        ),
        "heading-of-a-month": (
            lambda: month_of_accounts("2026, kr", ("Budget aug", "budget")), [holds(of_month["budget"])],
        ),
        "follow-up-by-account": (
            lambda: month_of_accounts("Uppföljning augusti 2026, kr", *both),
            [asked, holds(of_month["budget"] | of_month["actual"], amounts="monthly")],
        ),
    }  # fmt: skip
    return [
        Case(f"part-{name}.xlsx", lambda grid=grid: xlsx(grid()), readings) for name, (grid, readings) in made.items()
    ]
