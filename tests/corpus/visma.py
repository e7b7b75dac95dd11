"""Visma Control: units and accounts in one column, told apart by how far they are indented; sums above their parts."""

from collections.abc import Callable, Iterator

from tests.corpus.case import Case, holds, holds_or_asks
from tests.corpus.organisation import ACCOUNTS, ADMINISTRATION, DEPARTMENTS, UNITS, department_of, ledger, ledger_truth
from tests.corpus.writing import Grid, Styled, delimited, kronor, xlsx

MONTH = 8
TITLE = (
    "Affärsenhet 101,102  Period 202608 * Objekttyp Ansvar, Konto * Objekt *(Summerad)  Visma  "
    "Utskriven 2026-09-08 :07:41"
)
HEADINGS = ["Objekt", "Utfall period", "Budget period", "Avvikelse"]


def amounts(units: list[str], accounts: list[str]) -> list[int]:
    """Öre of the month: actual, budget and what is left."""
    pairs = [(unit, account) for unit in units for account in accounts]
    actual = sum(ledger(*pair, MONTH) for pair in pairs)
    budget = sum(ledger(*pair, MONTH, "budget") for pair in pairs)
    return [actual, budget, budget - actual]


def tree(*, above: bool = True) -> Iterator[tuple[int, str, list[int]]]:
    """Depth, code with name and amounts of every row; a sum above its parts or below them."""
    every, accounts = list(UNITS), list(ACCOUNTS)
    whole = (0, " ".join(ADMINISTRATION), amounts(every, accounts))
    yield from [whole] if above else []
    for code, name in DEPARTMENTS.items():
        own = [unit for unit in every if department_of(unit) == code]
        gathered = (1, f"{code} {name}", amounts(own, accounts))
        yield from [gathered] if above else []
        for unit in own:
            summed = (2, f"{unit} {UNITS[unit]}", amounts([unit], accounts))
            yield from [summed] if above else []
            for account, text in ACCOUNTS.items():
                yield 3, f"{account} {text}", amounts([unit], [account])
            yield from [] if above else [summed]
        yield from [] if above else [gathered]
    yield from [] if above else [whole]


def listing(label: Callable[[int, str], object], *, above: bool = True) -> Grid:
    rows = [[label(depth, text), *map(kronor, amounts)] for depth, text, amounts in tree(above=above)]
    return Grid([[TITLE], [], HEADINGS, *rows])


def spaces(depth: int, text: str) -> str:
    return "   " * depth + text


def indented(depth: int, text: str) -> Styled:
    return Styled(text, indent=depth)


def cases() -> list[Case]:
    right = [holds(ledger_truth("actual", [MONTH]) | ledger_truth("budget", [MONTH]))]
    or_asked = [holds_or_asks(right[0].figures or {}, "missing-unit")]
    return [
        Case("visma-spaces.xlsx", lambda: xlsx(listing(spaces)), right),
        Case("visma-indent.xlsx", lambda: xlsx(listing(indented)), right),
        Case("visma-flat.csv", lambda: delimited(listing(lambda _, text: text)), right),
        Case("visma-sums-below.xlsx", lambda: xlsx(listing(spaces, above=False)), or_asked),
    ]
