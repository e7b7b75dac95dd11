"""Unit4's Browser: one row per string of codes and period, codes and texts in columns of their own, ledger-signed."""

from collections.abc import Iterator

from tests.corpus.case import Case, asks, holds
from tests.corpus.organisation import ACCOUNTS, UNITS, ledger, ledger_truth
from tests.corpus.writing import Grid, delimited, kronor, xlsx

MONTHS = (9, 10)
HEADINGS = [
    "Konto", "Konto (T)", "Ansvar", "Ansvar (T)", "Verksamhet", "Verksamhet (T)", "Aktivitet", "Aktivitet (T)",
    "Projekt", "Projekt (T)", "Motpart", "Motpart (T)", "Period",
]  # fmt: skip


def body() -> Iterator[list[object]]:
    """Each amount in two parts: one without a project, one with."""
    for number in MONTHS:
        for unit, name in UNITS.items():
            for account, text in ACCOUNTS.items():
                whole = ledger(unit, account, number)
                part = whole * 3 // 10
                codes = [int(account), text, int(unit), name, 5520, "Vuxna missbruk", None, None]
                when = 2026 * 100 + number
                yield [*codes, None, None, 810, "Privata företag", when, kronor(whole - part)]
                yield [*codes, 90210, "Nära vård", 880, "Övriga", when, kronor(part)]


def browser(heading: str, *, times: int = 1) -> Grid:
    return Grid([[*HEADINGS, heading], *(row for row in body() for _ in range(times))], "Browser")


def with_sum(heading: str) -> Grid:
    rows = list(body())
    total = [*[None] * 13, round(sum(row[-1] for row in rows), 2)]
    return Grid([[*HEADINGS, heading], *rows, ["Σ", *total[1:]]], "Browser")


def cases() -> list[Case]:
    right = ledger_truth("actual", MONTHS)
    return [
        Case("agresso.xlsx", lambda: xlsx(browser("Utfall")), [holds(right)]),
        Case("agresso-belopp.xlsx", lambda: xlsx(browser("Belopp")), [asks("ask-kind"), holds(right, kind="actual")]),
        Case("agresso-total.xlsx", lambda: xlsx(with_sum("Utfall")), [holds(right)]),
        Case("agresso.csv", lambda: delimited(browser("Utfall"), encoding="utf-8-sig"), [holds(right)]),
        Case("agresso-every-row-twice.xlsx", lambda: xlsx(browser("Utfall", times=2)), [asks("duplicate-row")]),
    ]
