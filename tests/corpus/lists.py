"""Lists of the ledger that went through somebody's hands: amounts as text, signs turned, formulas."""

from collections.abc import Callable

from tests.corpus.case import Case, asks, holds
from tests.corpus.organisation import ACCOUNTS, UNITS, ledger, ledger_truth
from tests.corpus.writing import Grid, Styled, kronor, swedish, xls, xlsx

LEDGER = ["Ansvar", "Konto", "Period", "Utfall"]


def ledger_rows(number: int = 8) -> list[list[object]]:
    return [
        [unit, account, f"2026{number:02}", kronor(ledger(unit, account, number))]
        for unit in UNITS
        for account in ACCOUNTS
    ]


def ledger_grid(form: Callable[[float], object] = lambda amount: amount, *, times: int = 1) -> Grid:
    rows = [[*row[:3], form(row[3])] for row in ledger_rows() for _ in range(times)]
    return Grid([LEDGER, *rows])


def formulas() -> Grid:
    """Amounts that no program has computed: the file says that it must be, and zero in their place."""
    rows = [
        [unit, account, "202608", _not_computed(amount) if account == "6010" else amount]
        for unit in UNITS
        for account in ACCOUNTS
        for amount in [kronor(ledger(unit, account, 8))]
    ]
    return Grid([LEDGER, *rows])


def _not_computed(amount: float) -> Styled:
    return Styled(0, formula=f"={amount}*1")


def turned() -> Grid:
    rows = [[*row[:3], -row[3]] for row in ledger_rows()]
    return Grid([LEDGER, *rows])


def ledger_with_deviation(*, wrong: bool = False) -> Grid:
    rows = []
    for unit in UNITS:
        for account in ACCOUNTS:
            actual, budget = kronor(ledger(unit, account, 8)), kronor(ledger(unit, account, 8, "budget"))
            rows.append([unit, account, budget, actual, round(budget - actual, 2)])
    if wrong:
        rows[4][3] = rows[4][3] + 90_000
    return Grid([["Augusti 2026, kr"], ["Ansvar", "Konto", "Budget period", "Utfall period", "Avvikelse"], *rows])


def text_among_numbers() -> Grid:
    """Some amounts are text, as after pasting from a report."""
    rows = [
        [*row[:3], swedish(row[3], thousands=" ") if at % 3 == 0 else row[3]] for at, row in enumerate(ledger_rows())
    ]
    return Grid([LEDGER, *rows])


def parentheses(number: float) -> str:
    return f"({swedish(abs(number), thousands=' ')})" if number < 0 else swedish(number, thousands=" ")


def _minus_last(number: float) -> str:
    written = swedish(abs(number), thousands=" ")
    return f"{written}-" if number < 0 else written


def _with(figures: dict[tuple[str, str, str, str], int], more: int) -> dict[tuple[str, str, str, str], int]:
    """The figures with `more` in the fifth."""
    fifth = list(figures)[4]
    return figures | {fifth: figures[fifth] + more}


def cases() -> list[Case]:
    month = ledger_truth("actual", [8])
    return [
        Case("hand-formulas-zero.xlsx", lambda: xlsx(formulas()), [asks("formula-without-value", "no-rows")]),
        Case("hand-costs-negative.xlsx", lambda: xlsx(turned()), [holds(month)]),
        Case("hand-costs-negative.xls", lambda: xls(turned()), [holds(month)]),
        Case("hand-minus-last.xlsx", lambda: xlsx(ledger_grid(_minus_last)), [holds(month)]),
        Case("hand-parentheses.xlsx", lambda: xlsx(ledger_grid(parentheses)), [holds(month)]),
        Case("hand-text-among-numbers.xlsx", lambda: xlsx(text_among_numbers()), [holds(month)]),
        Case("hand-english-numbers.xlsx", lambda: xlsx(ledger_grid(lambda amount: f"{amount:,.2f}")), [holds(month)]),
        Case("hand-every-row-twice.xlsx", lambda: xlsx(ledger_grid(times=2)), [asks("duplicate-row")]),
        Case(
            "hand-ledger-deviation.xlsx",
            lambda: xlsx(ledger_with_deviation()),
            [holds(month | ledger_truth("budget", [8]))],
        ),
        Case(
            "hand-ledger-deviation-wrong.xlsx",
            lambda: xlsx(ledger_with_deviation(wrong=True)),
            [holds(_with(month, 9_000_000) | ledger_truth("budget", [8]), "deviation-differs")],
        ),
    ]
