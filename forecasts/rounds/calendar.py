"""When the rounds of a year are, and their deadlines in working days. Pure: no Django."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date, timedelta

from units.workdays import working_day, working_day_from

MONDAY = 0
DECEMBER = 12
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
FORTNIGHT = timedelta(weeks=2)
NAMES = ("ledger", "unit_head", "controller", "department_head", "director", "committee")


@dataclass(frozen=True, slots=True)
class Days:
    """On which working day after the end of the as-of month each step must be done, in the order of the steps."""

    ledger: int
    unit_head: int
    controller: int
    department_head: int
    director: int
    committee: int


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The last day of each step, in the order of the steps."""

    ledger_due: date
    unit_head_due: date
    controller_due: date
    department_head_due: date
    director_due: date
    committee_due: date

    @property
    def in_order(self) -> bool:
        """Whether no step ends before the one that it follows."""
        days = astuple(self)
        return list(days) == sorted(days)


@dataclass(frozen=True, slots=True)
class Planned:
    """A round that is to be: its as-of month, 0 for the ordinary one or 1, 2 … for an extra, and its deadlines."""

    as_of: date
    number: int
    deadlines: Deadlines


def deadlines(as_of: date, days: Days) -> Deadlines:
    """The deadlines of the ordinary round as of the month `as_of`."""
    return Deadlines(*(working_day(as_of, count) for count in astuple(days)))


def extra_deadlines(ordinary: Deadlines, days: Days, unit_head_due: date) -> Deadlines:
    """The deadlines of an extra round whose unit heads answer on `unit_head_due`.

    The ledger is the ordinary round's: the month's actuals are the same. The later steps follow the unit heads' day by
    as many working days as in an ordinary round.
    """
    later = [days.controller, days.department_head, days.director, days.committee]
    follow = [working_day_from(unit_head_due, 1 + count - days.unit_head) for count in later]
    return Deadlines(min(ordinary.ledger_due, unit_head_due), unit_head_due, *follow)


def next_fortnight(day: date) -> date:
    """The first Monday that is a working day at least two weeks after `day`."""
    day += FORTNIGHT
    while day.weekday() != MONDAY or working_day_from(day) != day:
        day += DAY
    return day


def plan(year: int, months: Iterable[int], days: Days, *, fortnightly: bool) -> list[Planned]:
    """The rounds of `year` in order: one for each of `months`, and the extra ones between them when `fortnightly`.

    An extra round is on the first working Monday two weeks after the round before it, as long as a week is left to the
    next ordinary one and the year is not over.
    """
    ordinary = [Planned(date(year, month, 1), 0, deadlines(date(year, month, 1), days)) for month in sorted(months)]
    if not fortnightly:
        return ordinary
    ends = [each.deadlines.unit_head_due - WEEK for each in ordinary[1:]] + [date(year, DECEMBER, 31)]
    return [
        each
        for first, end in zip(ordinary, ends, strict=False)
        for each in (first, *_extra(first, days, min(end, date(year, DECEMBER, 31))))
    ]


def _extra(ordinary: Planned, days: Days, last: date) -> list[Planned]:
    """The fortnightly rounds after `ordinary` whose unit heads answer up to `last` (included)."""
    found: list[Planned] = []
    day = next_fortnight(ordinary.deadlines.unit_head_due)
    while day <= last:
        found.append(Planned(ordinary.as_of, len(found) + 1, extra_deadlines(ordinary.deadlines, days, day)))
        day = next_fortnight(day)
    return found
