"""Corrections of the deviation to date that are no ledger postings. Pure.

An amount is öre of net cost, added to the actuals from its month on until, and not in, the month that takes it back.
The deviation to date and the corrections make the real deviation (reellt); they are never mixed into the ledger's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One correction."""

    month: date
    amount: int
    reverses: date | None = None

    def counts_at(self, month: date) -> bool:
        """Whether it is part of the year's deviation to the end of `month`."""
        made = self.month.year == month.year and self.month <= month
        return made and (self.reverses is None or self.reverses > month)


@dataclass(frozen=True, slots=True)
class Real:
    """A deviation to date as the ledger has it, and with corrections. Öre; positive is a surplus."""

    ledger: int
    correction: int

    @property
    def amount(self) -> int:
        """The real deviation."""
        return self.ledger + self.correction


def real_deviation(ledger: int, adjustments: Iterable[Adjustment], month: date) -> Real | None:
    """The real deviation to the end of `month` beside the `ledger`'s; None when no correction counts then."""
    counted = [each for each in adjustments if each.counts_at(month)]
    return Real(ledger, -sum(each.amount for each in counted)) if counted else None
