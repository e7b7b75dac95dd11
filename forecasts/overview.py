"""An administration at a glance: its units' standings filtered, summed by kind and department, and over time. Pure.

Amounts are öre with the signs of `forecasts.deviation`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from forecasts.deviation import Limits, Standing, Status, Total, total

SEVERITY = [Status.DEFICIT, Status.WATCH, Status.MISSING, Status.BALANCE, Status.SURPLUS]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's standing, what it means and the name of its department."""

    standing: Standing
    status: Status
    department: str

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
            and self.text.casefold() in f"{standing.code} {standing.name} {row.department}".casefold()
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
    """The full-year deviation (öre) of all units as seen at the end of a month, from `made` forecasts of that month."""

    month: date
    deviation: int
    made: int


def unit_rows(standings: Iterable[Standing], limits: Limits, departments: Mapping[str, str]) -> list[UnitRow]:
    """One row per standing, the largest deficit first; `departments` are names by code."""
    rows = [
        UnitRow(each, limits.status(each.deviation, each.budget), departments.get(each.department, each.department))
        for each in standings
    ]
    return sorted(rows, key=lambda row: (row.standing.deviation or 0, row.standing.code))


def subtotals(standings: Iterable[Standing], key: Callable[[Standing], str]) -> list[Subtotal]:
    """The sums of `standings` that share a key, by key."""
    shares: dict[str, list[Standing]] = defaultdict(list)
    for each in standings:
        shares[key(each)].append(each)
    return [Subtotal(name, total(shares[name])) for name in sorted(shares)]


def total_trajectory(standings: Sequence[Standing]) -> list[TotalPoint]:
    """The total's deviation at every month in which some unit made a forecast, oldest first.

    A unit counts with its latest forecast up to the month, and as on budget before its first.
    """
    months = sorted({point.as_of for each in standings for point in each.forecasts})
    sums, made = dict.fromkeys(months, 0), dict.fromkeys(months, 0)
    for each in standings:
        amounts = {point.as_of: each.budget - point.amount for point in each.forecasts}
        latest = 0
        for month in months:
            latest = amounts.get(month, latest)
            sums[month] += latest
            made[month] += month in amounts
    return [TotalPoint(month, sums[month], made[month]) for month in months]


def last_change(points: Sequence[TotalPoint]) -> int | None:
    """How much better (+) or worse (−) the total is at the last month than at the one before; None without both."""
    return points[-1].deviation - points[-2].deviation if len(points) > 1 else None


def largest_changes(standings: Iterable[Standing], since: date, count: int) -> list[Standing]:
    """At most `count` units whose forecast as of `since` or later changed, the largest change first."""
    changed = [each for each in standings if each.change and each.as_of and each.as_of >= since]
    return sorted(changed, key=lambda each: (-abs(each.change or 0), each.code))[:count]
