"""A trajectory drawn small enough to stand in a table row. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 72, 20, 3


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Where a small line goes, in pixels from the upper left corner; `zero` is the height of the budget."""

    points: str
    zero: float
    last_x: float
    last_y: float


def sparkline(deviations: Sequence[int]) -> Sparkline | None:
    """The line of `deviations` (öre, oldest first) around the budget; a deficit lies below. None for fewer than two."""
    if len(deviations) < 2:
        return None
    low, high = min(0, *deviations), max(0, *deviations)
    span = max(high - low, 1)
    step = (WIDTH - 2 * MARGIN) / (len(deviations) - 1)

    def height(value: int) -> float:
        return round(MARGIN + (high - value) / span * (HEIGHT - 2 * MARGIN), 1)

    places = [(round(MARGIN + number * step, 1), height(value)) for number, value in enumerate(deviations)]
    last_x, last_y = places[-1]
    return Sparkline(" ".join(f"{x},{y}" for x, y in places), height(0), last_x, last_y)
