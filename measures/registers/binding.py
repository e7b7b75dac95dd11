"""What commitments over several years cost in each year, and what of it is bound. Pure.

Amounts are öre. A month costs a twelfth of the yearly cost, so cut that twelve months of a year are it to the öre.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from units.months import MONTHS_IN_YEAR, add_months, first_of

YEARS = 5
PERMILLE = 1000


@dataclass(frozen=True, slots=True)
class Term:
    """A commitment of `yearly` from the month `first` to `last`, both included; without `last` it goes on.

    `notice` is how many whole months it goes on after the month in which notice is given; None cannot be given.
    """

    yearly: int
    first: date
    last: date | None = None
    notice: int | None = None

    def end(self, today: date) -> date | None:
        """The earliest last month, if notice is given today; None when it has no end at all."""
        if self.notice is None:
            return self.last
        given = add_months(first_of(today), self.notice)
        return given if self.last is None else min(given, self.last)

    def agreed(self, year: int) -> int:
        """What it costs in `year` if nobody gives notice."""
        return cost(self.yearly, year, self.first, self.last)

    def bound(self, year: int, today: date) -> int:
        """What it costs in `year` even if notice is given today; months that have been are bound too."""
        return cost(self.yearly, year, self.first, self.end(today))

    def has_ended(self, today: date) -> bool:
        """Whether its last month was before that of `today`."""
        return self.last is not None and self.last < first_of(today)


@dataclass(frozen=True, slots=True)
class YearSum:
    """What commitments cost in a year: `agreed` in all, and `bound` even if notice is given today."""

    year: int
    agreed: int
    bound: int
    budget: int | None = None

    @property
    def avoidable(self) -> int:
        """What falls away if notice is given today."""
        return self.agreed - self.bound

    @property
    def permille(self) -> int | None:
        """The bound share of the year's budget in whole per mille; None where there is no budget."""
        if not self.budget or self.budget < 0:
            return None
        return (2 * PERMILLE * self.bound + self.budget) // (2 * self.budget)


def cost(yearly: int, year: int, first: date, last: date | None) -> int:
    """What `yearly` comes to in the months of `year` from `first` to `last`, both included."""
    begins = max(first, date(year, 1, 1))
    ends = date(year, MONTHS_IN_YEAR, 1) if last is None else min(last, date(year, MONTHS_IN_YEAR, 1))
    if ends < begins:
        return 0
    return _through(yearly, ends.month) - _through(yearly, begins.month - 1)


def _through(yearly: int, months: int) -> int:
    return yearly * months // MONTHS_IN_YEAR


def years_from(today: date) -> list[int]:
    """This year and the four that follow."""
    return [today.year + step for step in range(YEARS)]


def summed(terms: Sequence[Term], budgets: dict[int, int], today: date) -> list[YearSum]:
    """The sum of `terms` in this year and the four that follow; `budgets` are öre by year, those that are known."""
    return [
        YearSum(
            year,
            sum(term.agreed(year) for term in terms),
            sum(term.bound(year, today) for term in terms),
            budgets.get(year),
        )
        for year in years_from(today)
    ]
