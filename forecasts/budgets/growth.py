"""How much of a better result is a larger budget, and whether the budget kept up with prices and wages. Pure.

Amounts are öre: budgets are net cost, deviations positive when surplus. The deviation changes because the budget grew
and because the cost did: change of deviation = growth of budget − growth of cost. The real improvement is what is left
of the change of the deviation when the growth of the budget is taken away: what the cost fell by.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

HUNDREDTHS = 10_000  # hundredths of a per cent in a whole


class Result(StrEnum):
    """What a deviation is."""

    DEFICIT = "deficit"
    SURPLUS = "surplus"
    BALANCE = "balance"


class Course(StrEnum):
    """What has happened to the result since last year."""

    DEFICIT_DECREASED = "deficit-decreased"
    DEFICIT_INCREASED = "deficit-increased"
    SURPLUS_DECREASED = "surplus-decreased"
    SURPLUS_INCREASED = "surplus-increased"
    DEFICIT_TO_SURPLUS = "deficit-to-surplus"
    SURPLUS_TO_DEFICIT = "surplus-to-deficit"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Growth:
    """Two years of a unit, a department or the whole. A deviation is None where there is nothing to compare.

    `index` is how much prices and wages rise, in hundredths of a per cent.
    """

    key: str
    name: str
    last_budget: int
    last_deviation: int | None
    budget: int
    deviation: int | None
    department: str = ""
    index: int | None = None

    @property
    def budget_growth(self) -> int:
        """How much larger this year's budget is."""
        return self.budget - self.last_budget

    @property
    def improvement(self) -> int | None:
        """How much better the deviation is; negative is worse."""
        if self.deviation is None or self.last_deviation is None:
            return None
        return self.deviation - self.last_deviation

    @property
    def real_improvement(self) -> int | None:
        """How much better the result would be with last year's budget; negative is worse."""
        return None if self.improvement is None else self.improvement - self.budget_growth

    @property
    def course(self) -> Course | None:
        """What has happened to the result."""
        if self.deviation is None or self.last_deviation is None:
            return None
        return course(self.last_deviation, self.deviation)

    @property
    def erosion(self) -> int | None:
        """What the budget lacks (−) or has over (+) last year's raised by the index; None without either.

        Rounded to whole öre, halves away from zero.
        """
        if self.index is None or not self.last_budget:
            return None
        return self.budget_growth - share(self.last_budget * self.index, HUNDREDTHS)

    @property
    def growth_hundredths(self) -> int | None:
        """The growth of the budget in hundredths of a per cent of last year's; None without one."""
        return share(self.budget_growth * HUNDREDTHS, abs(self.last_budget)) if self.last_budget else None


def course(last: int, now: int) -> Course:
    """What has happened between the deviations `last` and `now`."""
    if last == now:
        return Course.SAME
    if last < 0 < now:
        return Course.DEFICIT_TO_SURPLUS
    if now < 0 < last:
        return Course.SURPLUS_TO_DEFICIT
    if last < 0 or now < 0:
        return Course.DEFICIT_DECREASED if now > last else Course.DEFICIT_INCREASED
    return Course.SURPLUS_INCREASED if now > last else Course.SURPLUS_DECREASED


def share(number: int, by: int) -> int:
    """`number` / `by`, rounded half away from zero."""
    sign = -1 if (number < 0) != (by < 0) else 1
    return sign * ((2 * abs(number) + abs(by)) // (2 * abs(by)))


def summed(rows: Iterable[Growth], key: str, name: str) -> Growth:
    """The sum of `rows`. Who has no deviation counts as in balance, as long as anyone has one."""
    rows = list(rows)
    lasts = [row.last_deviation for row in rows if row.last_deviation is not None]
    nows = [row.deviation for row in rows if row.deviation is not None]
    return Growth(
        key,
        name,
        sum(row.last_budget for row in rows),
        sum(lasts) if lasts else None,
        sum(row.budget for row in rows),
        sum(nows) if nows else None,
        index=rows[0].index if rows else None,
    )
