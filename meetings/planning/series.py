"""The days of a series of meetings: which are proposed, and which are left out and why. Pure: no Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from units.workdays import is_working_day

SUMMER_WEEKS = range(28, 32)  # weeks 28 to 31, when most are away
LONGEST = 800  # days between the first and the last
HALF_YEAR = 6


class Skip(StrEnum):
    """Why no meeting is proposed on a day."""

    HOLIDAY = "holiday"
    SUMMER = "summer"
    PASSED = "passed"
    TAKEN = "taken"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SeriesDay:
    """A day of the rhythm, and why there is to be no meeting on it; None is a day to meet."""

    day: date
    skip: Skip | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A weekday (0 is Monday), how many weeks apart, and whether weeks 28 to 31 are left out."""

    weekday: int
    every: int = 1
    without_summer: bool = True


def series_days(rhythm: Rhythm, first: date, last: date, *, taken: Mapping[date, Skip], today: date) -> list[SeriesDay]:
    """Every day of `rhythm` from `first` to `last`, both included, in order.

    `taken` are days that have a meeting, or had one that is cancelled. A day that is left out does not move
    the ones after it.
    """
    day = first + timedelta(days=(rhythm.weekday - first.weekday()) % 7)
    days = []
    while day <= last:
        days.append(SeriesDay(day, _skip(rhythm, day, taken, today)))
        day += timedelta(weeks=rhythm.every)
    return days


def next_in_rhythm(last: date, every: int, earliest: date) -> date:
    """The day a whole number of times `every` weeks after `last` that is `earliest` or the first one after it."""
    weeks = max(1, -((last - earliest).days // (7 * every)))
    return last + timedelta(weeks=weeks * every)


def last_of_series(first: date) -> date:
    """Where a series that begins on `first` usually ends: the next 31 December at least half a year later."""
    return date(first.year + (first.month > HALF_YEAR), 12, 31)


def _skip(rhythm: Rhythm, day: date, taken: Mapping[date, Skip], today: date) -> Skip | None:
    if day in taken:
        return taken[day]
    if day < today:
        return Skip.PASSED
    if not is_working_day(day):
        return Skip.HOLIDAY
    if rhythm.without_summer and day.isocalendar().week in SUMMER_WEEKS:
        return Skip.SUMMER
    return None
