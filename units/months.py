"""A month is a date on its first day. A range of months includes both its ends. Pure: no Django."""

import re
from datetime import date

MONTHS_IN_YEAR = 12
SWEDISH = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1990, 2099

_ISO = re.compile(r"(\d{4})[-/. ]?(0[1-9]|1[0-2])(?:[-/.]?01(?:[ T]00:00:00(?:\.0+)?)?)?")
_NAMED = re.compile(r"([a-zåäö]{3,9})\.?[ \-/]*(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[ \-/]*([a-zåäö]{3,9})\.?")


def month_number(name: str) -> int | None:
    """1–12 of a Swedish or English month name or its first three letters (jan, januari, Maj, OCT), or None."""
    key = name.strip().rstrip(".").lower()
    for names in (SWEDISH, ENGLISH):
        for number, full in enumerate(names, 1):
            if key == full or (len(key) in (3, 4) and full.startswith(key)):
                return number
    return None


def parse_month(text: str) -> date:
    """Read 2026-08, 202608, 2026-08-01, aug 2026, augusti-26 or 2026 aug as the first day of the month.

    Raises:
        ValueError: the text is not one month with its year between 1990 and 2099.
    """
    key = text.strip().lower()
    if match := _ISO.fullmatch(key):
        return _month(int(match[1]), int(match[2]), text)
    if match := _NAMED.fullmatch(key):
        year = int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2])
        return _month(year, month_number(match[1]), text)
    if match := _YEAR_FIRST.fullmatch(key):
        return _month(int(match[1]), month_number(match[2]), text)
    raise ValueError(text)


def _month(year: int, number: int | None, text: str) -> date:
    if number is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(text)
    return date(year, number, 1)


def first_of(day: date) -> date:
    """The month that `day` is in."""
    return date(day.year, day.month, 1)


def add_months(month: date, count: int) -> date:
    """The month `count` months after `month` (before, when negative)."""
    index = month.year * MONTHS_IN_YEAR + month.month - 1 + count
    return date(index // MONTHS_IN_YEAR, index % MONTHS_IN_YEAR + 1, 1)


def months_of(year: int, through: int = MONTHS_IN_YEAR) -> list[date]:
    """January to the month number `through` of `year`, both included."""
    return [date(year, number, 1) for number in range(1, through + 1)]


def months_between(first: date, last: date) -> list[date]:
    """Every month from `first` to `last`, both included; empty when `last` is earlier."""
    count = (last.year - first.year) * MONTHS_IN_YEAR + last.month - first.month
    return [add_months(first, step) for step in range(count + 1)]
