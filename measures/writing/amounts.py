"""The amounts of a measure in a month or a year, and what a revision changed. Pure.

Amounts are öre; an effect is positive when it saves, a cost when it costs, the net effect is effect minus cost.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(slots=True)
class Amounts:
    """An effect, its cost, and the same as they stood when the measure was decided (None until then)."""

    effect: int = 0
    cost: int = 0
    planned_effect: int | None = None
    planned_cost: int | None = None

    @property
    def net(self) -> int:
        """Effect minus cost."""
        return self.effect - self.cost

    @property
    def planned(self) -> int | None:
        """The planned effect minus the planned cost."""
        return None if self.planned_effect is None else self.planned_effect - (self.planned_cost or 0)

    @property
    def against_plan(self) -> int | None:
        """Positive when it saves more than planned."""
        return None if self.planned is None else self.net - self.planned

    def add(self, effect: int, cost: int, planned: int | None, planned_cost: int | None) -> None:
        """Add what one unit has in one month."""
        self.effect += effect
        self.cost += cost
        if planned is not None:
            self.planned_effect = (self.planned_effect or 0) + planned
            self.planned_cost = (self.planned_cost or 0) + (planned_cost or 0)


def changed_years(before: Mapping[str, int], after: Mapping[str, int]) -> list[tuple[int, int, int]]:
    """The years that differ with their sums; `before` and `after` are öre by month (ISO)."""
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for side, amounts in enumerate((before, after)):
        for month, amount in amounts.items():
            sums[int(month[:4])][side] += amount
    changed = {int(month[:4]) for month in {*before, *after} if before.get(month, 0) != after.get(month, 0)}
    return [(year, sums[year][0], sums[year][1]) for year in sorted(changed)]
