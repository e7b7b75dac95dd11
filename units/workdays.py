"""Working days as Swedish administrations count them. Pure: no Django."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

from units.months import add_months

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Monday to Friday that is neither a public holiday nor Midsummer Eve, Christmas Eve or New Year's Eve."""
    return day.weekday() < SATURDAY and day not in _days_off(day.year)


def working_day(month: date, count: int) -> date:
    """The `count`-th working day after the end of `month`; 1 is the first working day of the next month."""
    return working_day_from(add_months(month, 1), count)


def working_day_from(day: date, count: int = 1) -> date:
    """The `count`-th working day from `day` on, `day` included."""
    day -= ONE_DAY
    while count:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


@lru_cache(maxsize=64)
def _days_off(year: int) -> frozenset[date]:
    """The public holidays of `year` and the eves when offices are closed. The library's own Sundays are left out."""
    days = holidays.country_holidays("SE", years=year, include_sundays=False, language="sv")
    eves = {date(year, 12, 24), date(year, 12, 31), _midsummer_eve(year)}
    return frozenset(days) | eves


def _midsummer_eve(year: int) -> date:
    """The Friday between 19 and 25 June."""
    first = date(year, 6, 19)
    return first + timedelta(days=(4 - first.weekday()) % 7)
