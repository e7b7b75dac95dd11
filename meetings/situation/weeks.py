"""Weeks as a date on their Monday. Pure: no Django."""

from datetime import date, timedelta

WEEK = timedelta(weeks=1)


def monday_of(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def week_number(day: date) -> int:
    """The number of the week of `day`, as in Swedish calendars."""
    return day.isocalendar().week


def weeks_from(day: date, count: int) -> list[date]:
    """The Mondays of `count` weeks, the week of `day` first."""
    first = monday_of(day)
    return [first + number * WEEK for number in range(count)]
