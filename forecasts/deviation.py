"""How a unit stands, and the signs of the project. Pure.

Amounts are net cost in öre: a cost is positive, a revenue negative.
Deviation = budget − forecast (full year) or budget − actual (to date): positive is a surplus, negative a deficit.
A change is this forecast's deviation minus the previous one's: positive is better.
An effect is positive when it saves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PERMILLE = 1000


class Status(StrEnum):
    """What a deviation means for the one who answers for it."""

    DEFICIT = "deficit"
    WATCH = "watch"
    BALANCE = "balance"
    SURPLUS = "surplus"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Limits:
    """From what size a deviation is watched or is a deficit: both the amount (öre) and the share must be reached."""

    watch: int
    watch_permille: int
    deficit: int
    deficit_permille: int

    def status(self, deviation: int | None, budget: int) -> Status:
        """What `deviation` of `budget` (öre) means. None is a missing forecast."""
        if deviation is None:
            return Status.MISSING
        if self._reached(abs(deviation), budget, self.deficit, self.deficit_permille):
            return Status.DEFICIT if deviation < 0 else Status.SURPLUS
        if deviation < 0 and self._reached(-deviation, budget, self.watch, self.watch_permille):
            return Status.WATCH
        return Status.BALANCE

    @staticmethod
    def _reached(size: int, budget: int, amount: int, permille: int) -> bool:
        return size > 0 and size >= amount and size * PERMILLE >= abs(budget) * permille


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    """A full-year forecast (öre) as seen at the end of the month `as_of`."""

    as_of: date
    amount: int


@dataclass(frozen=True, slots=True)
class Remaining:
    """What decided measures will save in a year that no forecast contains, net of costs (öre).

    `weighted` is the same as the measures' probabilities weigh it; it stands beside `amount`, never in its place.
    """

    amount: int = 0
    weighted: int = 0

    def __add__(self, other: "Remaining") -> "Remaining":
        return Remaining(self.amount + other.amount, self.weighted + other.weighted)


@dataclass(frozen=True, slots=True)
class Series:
    """What a unit without its parts, or a part, was given for the year and has forecast by as-of month. Öre."""

    budget: int
    forecasts: Mapping[date, int]

    def at(self, month: date) -> int:
        """The latest forecast up to `month`; the budget before there is one."""
        return (
            self.forecasts[max(made)] if (made := [each for each in self.forecasts if each <= month]) else self.budget
        )


def speaks_for_parts(own: int, parts: Iterable[int]) -> bool:
    """Whether the forecast of a unit with the budget `own` (öre) is for its `parts` too: they have all the budget."""
    return own == 0 and any(parts)


def joined_forecasts(own: Series, parts: Sequence[Series]) -> tuple[ForecastPoint, ...]:
    """The forecasts of a unit with its parts, oldest first: a point in each month when it or any part has one.

    Who has none that month counts with the latest, and before that as if it ends on budget. A forecast that the unit
    makes for its parts too stands alone, until the parts forecast for themselves.
    """
    alone = speaks_for_parts(own.budget, (each.budget for each in parts))
    by_part = {month for each in parts for month in each.forecasts}
    points = []
    for month in sorted(by_part | set(own.forecasts)):
        if alone and month not in by_part:
            points.append(ForecastPoint(month, own.forecasts[month]))
            continue
        amount = sum(each.at(month) for each in parts)
        points.append(ForecastPoint(month, amount if alone else amount + own.at(month)))
    return tuple(points)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one unit, its parts included, stands in a year as seen at the end of one month. Amounts in öre.

    `forecasts` are the unit's forecasts up to that month, one per as-of month, oldest first. `effect` is what decided
    measures are expected to save this year that the latest forecast does not contain, and `weighted_effect` the same as
    their probabilities weigh it. `budget_to_date` and `actual_to_date` hold closed months only and are None when no
    month is closed.
    """

    unit: int
    code: str
    name: str
    kind: str
    department: str
    budget: int
    budget_to_date: int | None
    actual_to_date: int | None
    forecasts: tuple[ForecastPoint, ...] = ()
    effect: int = 0
    department_name: str = ""
    weighted_effect: int = 0

    @property
    def forecast(self) -> int | None:
        """The latest forecast, or None."""
        return self.forecasts[-1].amount if self.forecasts else None

    @property
    def as_of(self) -> date | None:
        """The month the latest forecast was made for."""
        return self.forecasts[-1].as_of if self.forecasts else None

    @property
    def previous(self) -> ForecastPoint | None:
        """The forecast before the latest."""
        return self.forecasts[-2] if len(self.forecasts) > 1 else None

    @property
    def deviation(self) -> int | None:
        """Full-year deviation before measures; None without a forecast."""
        return None if self.forecast is None else self.budget - self.forecast

    @property
    def deviation_after(self) -> int | None:
        """Full-year deviation after measures; None without a forecast."""
        return None if self.deviation is None else self.deviation + self.effect

    @property
    def deviation_after_weighted(self) -> int | None:
        """Full-year deviation after measures as their probabilities weigh them; None without a forecast."""
        return None if self.deviation is None else self.deviation + self.weighted_effect

    @property
    def after(self) -> int | None:
        """Deviation after measures where any counts; None where it would only repeat the one before measures."""
        return self.deviation_after if self.effect else None

    @property
    def after_weighted(self) -> int | None:
        """The weighted deviation after measures where any counts."""
        return self.deviation_after_weighted if self.effect or self.weighted_effect else None

    @property
    def deviation_to_date(self) -> int | None:
        """Deviation of the closed months; None when none is closed."""
        if self.budget_to_date is None or self.actual_to_date is None:
            return None
        return self.budget_to_date - self.actual_to_date

    @property
    def change(self) -> int | None:
        """How much better (+) or worse (−) the latest forecast is than the one before; None without both."""
        if self.forecast is None or self.previous is None:
            return None
        return self.previous.amount - self.forecast


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over units that states its scope. Amounts in öre.

    Units without a forecast count as if they end on budget; `missing` says how many they are. `as_of` are the
    different months that the forecasts were made for, oldest first: more than one means that the months are mixed.
    `previous` are those of the forecasts before them, which `change` is counted from.
    """

    units: int
    missing: int
    as_of: tuple[date, ...]
    budget: int
    budget_to_date: int | None
    actual_to_date: int | None
    forecast: int
    change: int
    effect: int
    previous: tuple[date, ...] = ()
    weighted_effect: int = 0

    @property
    def deviation(self) -> int:
        """Full-year deviation before measures."""
        return self.budget - self.forecast

    @property
    def deviation_after(self) -> int:
        """Full-year deviation after measures."""
        return self.deviation + self.effect

    @property
    def deviation_after_weighted(self) -> int:
        """Full-year deviation after measures as their probabilities weigh them."""
        return self.deviation + self.weighted_effect

    @property
    def after(self) -> int | None:
        """Deviation after measures where any counts; None where it would only repeat the one before measures."""
        return self.deviation_after if self.effect else None

    @property
    def after_weighted(self) -> int | None:
        """The weighted deviation after measures where any counts."""
        return self.deviation_after_weighted if self.effect or self.weighted_effect else None

    @property
    def deviation_to_date(self) -> int | None:
        """Deviation of the closed months; None when none is closed."""
        if self.budget_to_date is None or self.actual_to_date is None:
            return None
        return self.budget_to_date - self.actual_to_date


def total(standings: Sequence[Standing]) -> Total:
    """The sum of `standings`, each unit once."""
    to_date = [each for each in standings if each.budget_to_date is not None and each.actual_to_date is not None]
    return Total(
        units=len(standings),
        missing=sum(each.forecast is None for each in standings),
        as_of=tuple(sorted({each.as_of for each in standings if each.as_of})),
        budget=sum(each.budget for each in standings),
        budget_to_date=sum(each.budget_to_date or 0 for each in to_date) if to_date else None,
        actual_to_date=sum(each.actual_to_date or 0 for each in to_date) if to_date else None,
        forecast=sum(each.budget if each.forecast is None else each.forecast for each in standings),
        change=sum(each.change or 0 for each in standings),
        effect=sum(each.effect for each in standings),
        previous=tuple(sorted({each.previous.as_of for each in standings if each.previous})),
        weighted_effect=sum(each.weighted_effect for each in standings),
    )


def largest_deficits(standings: Iterable[Standing], count: int) -> list[Standing]:
    """At most `count` standings with a deficit, the largest first."""
    deficits = [each for each in standings if (each.deviation or 0) < 0]
    return sorted(deficits, key=lambda each: (each.deviation or 0, each.code))[:count]
