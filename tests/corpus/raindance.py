"""Lists as Raindance prints them: rows of what was chosen above, subtotals within, credit negative."""

from collections.abc import Callable, Iterator
from functools import partial

from tests.corpus.case import Case, asks, holds
from tests.corpus.organisation import ACCOUNTS, UNITS, ledger, ledger_truth, yearly_truth
from tests.corpus.writing import Grid, bold_row, delimited, kronor, swedish, value_of, xls, xlsx

MONTH = 8
HEADINGS = ["Ansvar", "Ben", "Konto", "Ben", "Utfall per", "Utfall ack", "Budget ack", "Avvik", "Årsbudget"]
CHOSEN = [
    ["Företag: 117 Exempelstads kommun"],
    ["Period: 202608"],
    ["Urval: Ansvar 5110-5320, Konto 3-9"],
    ["Utskriven: 2026-09-08 07:41   Sida 1"],
    [],
]


def amounts(unit: str, account: str) -> list[int]:
    """Öre: the month, to date, budget to date, deviation, budget of the year."""
    months = range(1, MONTH + 1)
    actual = sum(ledger(unit, account, number) for number in months)
    budget = sum(ledger(unit, account, number, "budget") for number in months)
    year = sum(ledger(unit, account, number, "budget") for number in range(1, 13))
    return [ledger(unit, account, MONTH), actual, budget, budget - actual, year]


def added(rows: list[list[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


def body(*, repeat: bool = True) -> Iterator[list[object]]:
    every = []
    for unit, name in UNITS.items():
        own = []
        for account, text in ACCOUNTS.items():
            shown = [unit, name] if repeat or not own else [None, None]
            own.append(amounts(unit, account))
            yield [*shown, account, text, *map(kronor, own[-1])]
        yield bold_row(f"S:a {unit}", name, None, None, *map(kronor, added(own)))
        every += own
    yield bold_row("Totalt", None, None, None, *map(kronor, added(every)))


def listing(**options: bool) -> Grid:
    return Grid([*CHOSEN, HEADINGS, *body(**options)], "Uppföljning")


def in_text(form: Callable[[float], str]) -> Grid:
    """The same with every amount as text."""
    rows = [
        [form(value_of(cell)) if isinstance(value_of(cell), float) else value_of(cell) for cell in row]
        for row in body()
    ]
    return Grid([*CHOSEN, HEADINGS, *rows])


def minus_last(number: float) -> str:
    written = swedish(abs(number), thousands=" ")
    return f"{written}-" if number < 0 else written


def only_to_date() -> Grid:
    rows = [row[:4] + row[5:6] for row in body()]
    return Grid([*CHOSEN, [*HEADINGS[:4], "Utfall ack"], *rows])


def cases() -> list[Case]:
    month = ledger_truth("actual", [MONTH])
    year = {(unit, account): amounts(unit, account)[4] for unit in UNITS for account in ACCOUNTS}
    both = [holds(month), holds(yearly_truth(year), kind="budget", year=2026)]
    to_text = partial(swedish, thousands=" ")
    return [
        Case("raindance.xlsx", lambda: xlsx(listing()), both),
        Case("raindance.xls", lambda: xls(listing()), both),
        Case("raindance-windows-1252.csv", lambda: delimited(in_text(to_text)), both),
        Case("raindance-minus-last.csv", lambda: delimited(in_text(minus_last)), both),
        Case("raindance-unit-once.xlsx", lambda: xlsx(listing(repeat=False)), both),
        Case(
            "raindance-only-to-date.xlsx",
            lambda: xlsx(only_to_date()),
            [asks("accumulated-amounts", "summary-of-actuals", "ask-amounts")],
        ),
    ]
