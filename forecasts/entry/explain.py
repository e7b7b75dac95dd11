"""What must be explained, and how much of it is. Pure. Amounts in öre with the sign of the deviation."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

PERMILLE = 1000


class Reason(StrEnum):
    """Why a forecast must be explained."""

    DEVIATION = "deviation"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From what size (öre and per mille of the budget, both) a deviation and a change must be explained."""

    explain: int
    explain_permille: int
    change: int
    change_permille: int

    def explains(self, deviation: int | None, budget: int | None) -> bool:
        """Whether `deviation` of `budget` is so large."""
        return _reached(deviation, budget, self.explain, self.explain_permille)

    def changes(self, change: int | None, budget: int | None) -> bool:
        """Whether a `change` of a forecast with that `budget` is so large."""
        return _reached(change, budget, self.change, self.change_permille)


def _reached(amount: int | None, budget: int | None, least: int, permille: int) -> bool:
    size = abs(amount or 0)
    return size > 0 and size >= least and size * PERMILLE >= abs(budget or 0) * permille


def must_explain(deviation: int | None, change: int | None, budget: int | None, thresholds: Thresholds) -> list[Reason]:
    """Why a comment and a cause are asked for; nothing when they are not."""
    reasons = []
    if thresholds.explains(deviation, budget):
        reasons.append(Reason.DEVIATION)
    if thresholds.changes(change, budget):
        reasons.append(Reason.CHANGE)
    return reasons


def unexplained(deviation: int, causes: Sequence[int]) -> int:
    """What of `deviation` the amounts of the `causes` leave."""
    return deviation - sum(causes)
