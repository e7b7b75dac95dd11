"""An administration at a glance: its units' standings filtered, summed by kind and department, and over time. Pure.

Amounts are öre with the signs of `forecasts.deviation`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from forecasts.deviation import Limits, Standing, Status, Total, total

SEVERITY = [Status.DEFICIT, Status.WATCH, Status.MISSING, Status.BALANCE, Status.SURPLUS]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's standing and what it means."""

    standing: Standing
    status: Status

    @property
    def severity(self) -> int:
        """0 for the status to look at first."""
        return SEVERITY.index(self.status)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows are asked for; an empty field asks for all."""

    text: str = ""
    status: str = ""
    department: str = ""
    kind: str = ""

    def takes(self, row: UnitRow) -> bool:
        """Whether `row` is asked for."""
        standing = row.standing
        return (
            self.status in ("", row.status)
            and self.department in ("", standing.department)
            and self.kind in ("", standing.kind)
            and self.text.casefold() in f"{standing.code} {standing.name} {standing.department_name}".casefold()
        )


@dataclass(frozen=True, slots=True)
class Subtotal:
    """The sum of the units that share `key`."""

    key: str
    total: Total


@dataclass(frozen=True, slots=True)
class NamedSubtotal:
    """A subtotal as it is shown; `address` of the page that says more, or empty."""

    name: str
    total: Total
    address: str = ""


@dataclass(frozen=True, slots=True)
class TotalPoint:
    """The full-year deviation (öre) of all units as seen at the end of `month`, when `known` of them had a forecast."""

    month: date
    deviation: int
    known: int


def unit_rows(standings: Iterable[Standing], limits: Limits) -> list[UnitRow]:
    """One row per standing, the largest deficit first."""
    rows = [UnitRow(each, limits.status(each.deviation, each.budget)) for each in standings]
    return sorted(rows, key=lambda row: (row.standing.deviation or 0, row.standing.code))


def subtotals(standings: Iterable[Standing], key: Callable[[Standing], str]) -> list[Subtotal]:
    """The sums of `standings` that share a key, by key."""
    shares: dict[str, list[Standing]] = defaultdict(list)
    for each in standings:
        shares[key(each)].append(each)
    return [Subtotal(name, total(shares[name])) for name in sorted(shares)]


def total_trajectory(standings: Iterable[Standing]) -> list[TotalPoint]:
    """The total's deviation at the months in which forecasts were made, oldest first.

    A unit counts with its latest forecast up to the month and, so that like is compared with like, with its first one
    before that. Months by which fewer than half of the units with a forecast had made one are left out.
    """
    made = [each for each in standings if each.forecasts]
    points = []
    for month in sorted({point.as_of for each in made for point in each.forecasts}):
        known = [each for each in made if each.forecasts[0].as_of <= month]
        if len(known) * 2 >= len(made):
            points.append(TotalPoint(month, sum(_deviation_at(each, month) for each in made), len(known)))
    return points


def _deviation_at(standing: Standing, month: date) -> int:
    amount = standing.forecasts[0].amount
    for point in standing.forecasts:
        if point.as_of > month:
            break
        amount = point.amount
    return standing.budget - amount


def largest_changes(standings: Iterable[Standing], since: date, count: int) -> list[Standing]:
    """At most `count` units whose forecast as of `since` or later changed, the largest change first."""
    changed = [each for each in standings if each.change and each.as_of and each.as_of >= since]
    return sorted(changed, key=lambda each: (-abs(each.change or 0), each.code))[:count]
