"""What a unit's figures say in one line: the headline as a value, its words are in the template. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from forecasts.deviation import Standing
from units.money import MoneyUnit, rounded


class Finding(StrEnum):
    """What the headline says."""

    NOTHING = "nothing"  # neither budget nor forecast
    NO_FORECAST = "no-forecast"
    BALANCE = "balance"  # the deviation is zero in the unit shown
    DEFICIT = "deficit"
    SURPLUS = "surplus"


class Trend(StrEnum):
    """How the latest forecast compares with the one before it."""

    NONE = "none"  # no forecast
    FIRST = "first"
    SAME = "same"
    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Headline:
    """The deviation (öre) in one line; `change` is positive when better than the forecast of the month `since`."""

    finding: Finding
    trend: Trend
    deviation: int | None = None
    change: int | None = None
    since: date | None = None


def headline(standing: Standing, unit: MoneyUnit, *, any_budget: bool = True) -> Headline:
    """What `standing` says when amounts are shown in `unit`: what rounds to zero there is balance, or unchanged."""
    if standing.deviation is None:
        return Headline(Finding.NO_FORECAST if any_budget else Finding.NOTHING, Trend.NONE)
    shown = rounded(standing.deviation, unit)
    finding = Finding.BALANCE if not shown else Finding.DEFICIT if shown < 0 else Finding.SURPLUS
    if standing.change is None or standing.previous is None:
        return Headline(finding, Trend.FIRST, standing.deviation)
    moved = rounded(standing.change, unit)
    trend = Trend.SAME if not moved else Trend.WORSE if moved < 0 else Trend.BETTER
    return Headline(finding, trend, standing.deviation, standing.change, standing.previous.as_of)
