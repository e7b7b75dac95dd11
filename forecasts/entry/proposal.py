"""What a forecast could be: full-year net cost of one account group by a stated method. Pure.

Amounts in öre, net cost. A proposal is shown beside the forecast and never becomes it unless somebody says so.
"""

from dataclasses import dataclass

REMAINING_BUDGET, LINEAR, LAST_YEAR = "remaining-budget", "linear", "last-year"
NOTHING_CLOSED, NO_LAST_YEAR, UNIT_ENDS = "nothing-closed", "no-last-year", "unit-ends"
PERMILLE = 1000
LEAST_PACE, MOST_PACE = 500, 2000


@dataclass(frozen=True, slots=True)
class Basis:
    """What a proposal is made from. None is nothing there.

    `months` are the closed months of the unit's life this year and `life` all of its months this year. Last year is
    parted in the same months (`last_to_date`) and those that remain (`last_rest`). `ends` says that the unit ends
    before December.
    """

    budget: int | None
    budget_to_date: int | None
    actual_to_date: int | None
    last_to_date: int | None = None
    last_rest: int | None = None
    months: int = 0
    life: int = 12
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal, the method that gave it, and why it is another than the chosen one.

    `rest` (öre) is what is expected after the closed months. `pace` is this year's actual to date in per mille of last
    year's, by which last year's remaining months were counted up; None when they were taken as they were.
    """

    amount: int | None
    method: str
    fallback: str = ""
    rest: int = 0
    pace: int | None = None
    months: int = 0
    life: int = 12


def propose(method: str, basis: Basis) -> Proposed:
    """The full year by `method`, or by what remains of the budget when there is nothing to use the method on."""
    if not basis.months or basis.actual_to_date is None:
        return Proposed(basis.budget, REMAINING_BUDGET, NOTHING_CLOSED, basis.budget or 0, life=basis.life)
    if basis.budget is None and not basis.actual_to_date and not basis.last_rest:
        return Proposed(None, method, months=basis.months, life=basis.life)
    if method == LINEAR:
        return _linear(basis, basis.actual_to_date)
    if method == LAST_YEAR and not basis.ends and basis.last_rest is not None:
        return _last_year(basis, basis.actual_to_date, basis.last_rest)
    fallback = (UNIT_ENDS if basis.ends else NO_LAST_YEAR) if method == LAST_YEAR else ""
    return _remaining_budget(basis, basis.actual_to_date, fallback)


def _remaining_budget(basis: Basis, actual: int, fallback: str) -> Proposed:
    rest = (basis.budget or 0) - (basis.budget_to_date or 0)
    return Proposed(actual + rest, REMAINING_BUDGET, fallback, rest, months=basis.months, life=basis.life)


def _linear(basis: Basis, actual: int) -> Proposed:
    amount = _shared(actual, basis.life, basis.months)
    return Proposed(amount, LINEAR, rest=amount - actual, months=basis.months, life=basis.life)


def _last_year(basis: Basis, actual: int, last_rest: int) -> Proposed:
    """Last year's remaining months, counted up by how this year compares so far unless that is more than a doubling."""
    pace = _shared(actual, PERMILLE, basis.last_to_date) if basis.last_to_date else None
    if pace is None or not LEAST_PACE <= pace <= MOST_PACE:
        return Proposed(actual + last_rest, LAST_YEAR, rest=last_rest, months=basis.months, life=basis.life)
    rest = _shared(last_rest, actual, basis.last_to_date or 1)
    return Proposed(actual + rest, LAST_YEAR, rest=rest, pace=pace, months=basis.months, life=basis.life)


def _shared(amount: int, by: int, of: int) -> int:
    """`amount` · `by` / `of` in whole öre, halves away from zero."""
    product = amount * by
    size = (2 * abs(product) + abs(of)) // (2 * abs(of))
    return size if (product < 0) == (of < 0) else -size
