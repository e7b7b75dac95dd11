"""What of a unit's result is carried over to the next year. Pure.

Öre with the sign of the deviation: a surplus is positive and adds to next year's net budget, a deficit takes from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

HUNDRED, THOUSAND = 100, 1000


@dataclass(frozen=True, slots=True)
class CarryRule:
    """The shares (per cent) of a surplus and of a deficit, and the most of either, per mille of the unit's budget."""

    surplus: int = 0
    deficit: int = 0
    cap: int = 0

    @property
    def carries(self) -> bool:
        """Whether anything is carried over at all."""
        return bool(self.cap and (self.surplus or self.deficit))

    def carried(self, deviation: int, budget: int) -> int:
        """What is carried over of `deviation`, whole öre towards zero."""
        share = self.surplus if deviation > 0 else self.deficit
        size = min(abs(deviation) * share // HUNDRED, abs(budget) * self.cap // THOUSAND)
        return size if deviation > 0 else -size


@dataclass(frozen=True, slots=True)
class YearEnd:
    """How one unit, its parts included, ended the year. `forecast` is its last, None when it made none.

    `result` and `carried` are None while the year is not over.
    """

    unit: int
    code: str
    name: str
    budget: int
    result: int | None
    forecast: int | None
    carried: int | None
    department: str = ""

    @property
    def deviation(self) -> int | None:
        """Budget minus result."""
        return None if self.result is None else self.budget - self.result

    @property
    def forecast_deviation(self) -> int | None:
        """What the last forecast said."""
        return None if self.forecast is None else self.budget - self.forecast

    @property
    def error(self) -> int | None:
        """The result minus the last forecast, both as deviations: positive ended better than forecast."""
        return None if self.forecast is None or self.result is None else self.forecast - self.result


@dataclass(frozen=True, slots=True)
class YearEndTotal:
    """The sum of units; None where no unit has anything.

    The last forecast and its error are of those that made one: their sum and `unforeseen`, the deviation of the others,
    is the deviation.
    """

    budget: int
    result: int | None
    deviation: int | None
    forecast_deviation: int | None
    error: int | None
    carried: int | None
    unforeseen: int | None


def total(rows: Iterable[YearEnd]) -> YearEndTotal:
    """The sum of `rows`."""
    rows = list(rows)
    return YearEndTotal(
        sum(row.budget for row in rows),
        _sum(row.result for row in rows),
        _sum(row.deviation for row in rows),
        _sum(row.forecast_deviation for row in rows),
        _sum(row.error for row in rows),
        _sum(row.carried for row in rows),
        _sum(row.deviation for row in rows if row.forecast is None),
    )


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
