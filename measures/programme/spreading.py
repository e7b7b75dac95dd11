"""How a savings requirement is parted over departments and units. Pure.

Amounts are öre. Parts sum exactly to their whole: what does not part evenly is left to the last place that takes part.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from units.money import ORE_PER_KRONA

Key = TypeVar("Key")
HUNDREDTHS = 10_000  # of a per cent, in a whole


@dataclass(frozen=True, slots=True)
class Given:
    """What a place is to save: an amount, or hundredths of a per cent of its budget. One of them."""

    amount: int | None = None
    hundredths: int | None = None

    def come_to(self, budget: int) -> int:
        """The amount, with `budget` the net budget of the place in the year."""
        return of_budget(budget, self.hundredths) if self.amount is None else self.amount


@dataclass(frozen=True, slots=True)
class DepartmentSpread:
    """What is given to a department itself (None when nothing is) and what its units are given in sum."""

    own: int | None
    units: int

    @property
    def needed(self) -> int:
        """What the department answers for: its own share, else the sum of its units'."""
        return self.units if self.own is None else self.own

    @property
    def rest(self) -> int:
        """What none of its units is given; negative when they are given more than the department."""
        return self.needed - self.units


def in_kronor(amount: int, budgets: Mapping[Key, int]) -> dict[Key, int]:
    """`amount` over the keys of `budgets` in proportion to them, in whole kronor but for the öre of the last.

    Budgets below zero take no part. Where none takes part, all do alike.
    """
    sizes = {key: max(budget, 0) for key, budget in budgets.items()}
    if not any(sizes.values()):
        sizes = dict.fromkeys(budgets, 1)
    whole, seen, given = sum(sizes.values()), 0, 0
    parts: dict[Key, int] = {}
    for key, size in sizes.items():
        seen += size
        until = amount if seen == whole else amount * seen // (whole * ORE_PER_KRONA) * ORE_PER_KRONA
        parts[key], given = until - given, until
    return parts


def of_budget(budget: int, hundredths: int | None) -> int:
    """So many hundredths of a per cent of `budget`, to the nearest whole krona; halves are rounded up."""
    per_krona = HUNDREDTHS * ORE_PER_KRONA
    return (2 * budget * (hundredths or 0) + per_krona) // (2 * per_krona) * ORE_PER_KRONA


def spread(departments: Iterable[DepartmentSpread]) -> int:
    """What is given to departments and units in all."""
    return sum(each.needed for each in departments)
