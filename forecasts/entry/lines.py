"""The rows of a unit's forecast in a round, and what they sum to. Pure.

Amounts are net cost in öre; None is nothing there. Deviation = budget − forecast, change = previous − forecast: + is
better.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from forecasts.entry.proposal import Proposed
from units.accounts import UNSPLIT

REVENUE = "revenue"


class EntryState(StrEnum):
    """Where a unit is in a round."""

    NOT_STARTED = "not-started"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent-back"
    CHECKED = "checked"
    APPROVED = "approved"
    LOCKED = "locked"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One account group of one unit in a round.

    `budget` and `last_year` are full years (the budget as it stands, the actuals of last year), the amounts to date the
    closed months up to the round's as-of month. `previous` is what the previous forecast said, `submitted` what the
    latest submitted forecast of this round says, `forecast` what the draft does, or the submitted one without a draft.
    `how` says how the proposal was made; `staff` whether the group is staff cost.
    """

    group: int
    code: str
    name: str
    kind: str
    budget: int | None = None
    last_year: int | None = None
    budget_to_date: int | None = None
    actual_to_date: int | None = None
    previous: int | None = None
    proposal: int | None = None
    method: str = ""
    forecast: int | None = None
    comment: str = ""
    submitted: int | None = None
    staff: bool = False
    how: Proposed | None = None

    @property
    def deviation(self) -> int | None:
        """Full-year deviation; None without a forecast."""
        return None if self.forecast is None else (self.budget or 0) - self.forecast

    @property
    def deviation_to_date(self) -> int | None:
        """Deviation of the closed months; None when none is closed."""
        return None if self.actual_to_date is None else (self.budget_to_date or 0) - self.actual_to_date

    @property
    def change(self) -> int | None:
        """How much better (+) or worse (−) it is than the previous forecast; None without both."""
        return None if self.forecast is None or self.previous is None else self.previous - self.forecast

    @property
    def is_unsplit(self) -> bool:
        """Whether it holds what is not divided by account group."""
        return self.code == UNSPLIT


def is_unsplit(lines: Sequence[EntryLine]) -> bool:
    """Whether the forecast is written as one amount for the whole unit, with nothing but zeros beside it."""
    whole = next((line.forecast for line in lines if line.is_unsplit), None)
    beside = [line.forecast for line in lines if not line.is_unsplit]
    if whole is None or not beside or any(beside):
        return False
    return whole != 0 or all(amount is None for amount in beside)


def unwritten(lines: Sequence[EntryLine]) -> list[EntryLine]:
    """The rows that a whole forecast lacks: those with budget, actuals or a previous forecast.

    An amount for the whole unit needs no others, and when the groups are written the whole is not asked for.
    """
    if is_unsplit(lines):
        return []
    return [
        line
        for line in lines
        if line.forecast is None and (line.budget or line.actual_to_date or (line.previous and not line.is_unsplit))
    ]


@dataclass(frozen=True, slots=True)
class EntryTotals:
    """What the rows sum to, in öre. `written` says how many rows have a forecast, `missing` how many lack one.

    The deviation is of what is written so far; the change needs the whole.
    """

    budget: int | None
    last_year: int | None
    budget_to_date: int | None
    actual_to_date: int | None
    previous: int | None
    proposal: int | None
    forecast: int | None
    deviation: int | None
    written: int
    missing: int

    @property
    def complete(self) -> bool:
        """Whether every row that should has a forecast."""
        return bool(self.written) and not self.missing

    @property
    def change(self) -> int | None:
        """This forecast against the previous one; None without both whole."""
        if not self.complete or self.previous is None or self.forecast is None:
            return None
        return self.previous - self.forecast

    @property
    def deviation_to_date(self) -> int | None:
        """Deviation of the closed months; None when none is closed."""
        return None if self.actual_to_date is None else (self.budget_to_date or 0) - self.actual_to_date


def totals(lines: Sequence[EntryLine]) -> EntryTotals:
    """The sum of `lines`."""
    budget, forecast = _sum(lines, lambda line: line.budget), _sum(lines, lambda line: line.forecast)
    deviation = _sum(lines, lambda line: line.deviation)
    if is_unsplit(lines) and forecast is not None:
        deviation = (budget or 0) - forecast
    return EntryTotals(
        budget=budget,
        last_year=_sum(lines, lambda line: line.last_year),
        budget_to_date=_sum(lines, lambda line: line.budget_to_date),
        actual_to_date=_sum(lines, lambda line: line.actual_to_date),
        previous=_sum(lines, lambda line: line.previous),
        proposal=_sum(lines, lambda line: line.proposal),
        forecast=forecast,
        deviation=deviation,
        written=sum(line.forecast is not None for line in lines),
        missing=len(unwritten(lines)),
    )


def folded(lines: Sequence[EntryLine]) -> list[EntryLine]:
    """The rows that a forecast is held against: one for the whole unit when that is how it is written."""
    if not is_unsplit(lines):
        return list(lines)
    whole, total = next(line for line in lines if line.is_unsplit), totals(lines)
    return [
        replace(
            whole,
            budget=total.budget,
            last_year=total.last_year,
            budget_to_date=total.budget_to_date,
            actual_to_date=total.actual_to_date,
            previous=total.previous,
            proposal=total.proposal,
        )
    ]


def _sum(lines: Sequence[EntryLine], of: Callable[[EntryLine], int | None]) -> int | None:
    amounts = [amount for line in lines if (amount := of(line)) is not None]
    return sum(amounts) if amounts else None
