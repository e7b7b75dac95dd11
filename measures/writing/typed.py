"""What people type about a measure, turned into values and back: ramps, shares and effects by month. Pure.

Amounts are öre, positive when they save. Months are dates on their first day. Shares are hundredths of a per cent.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from forecasts.budgets.phasing import evenly
from measures.effect import PER_CENT, of_year, ramped
from units.money import ORE_PER_KRONA, format_number, parse_number
from units.months import MONTHS_IN_YEAR, months_of

WHOLE_SHARE = 10_000
PER_CENT_STEPS = (PER_CENT,)
ROUNDING = 1  # öre in a month
_STEP = re.compile(r"\d{1,3}")
_BETWEEN = re.compile(r"[\s,;%\u00a0]+")


def parse_ramp(text: str) -> list[int]:
    """Read 25, 50, 100 as per cent of the full effect in the first month, the second and so on; empty is 100.

    Raises:
        ValueError: something is no whole per cent from 0 to 100.
    """
    steps = [each for each in _BETWEEN.split(text) if each]
    if not all(_STEP.fullmatch(each) and int(each) <= PER_CENT for each in steps):
        raise ValueError(text)
    return [int(each) for each in steps] or [PER_CENT]


def format_ramp(steps: Sequence[int]) -> str:
    """`steps` as people write them: 25, 50, 100."""
    return ", ".join(map(str, steps))


def ramp_in(full_year: int, amounts: Mapping[date, int]) -> list[int] | None:
    """The shortest ramp by which `full_year` gives `amounts`, one for each month; None when there is none.

    An öre in a month is rounding. Months without any effect of a measure that has one follow no ramp.
    """
    months = sorted(amounts)
    if not months or not full_year or not any(amounts.values()):
        return [PER_CENT] if not full_year and not any(amounts.values()) else None
    if nearly(ramped(full_year, months), amounts):
        return [PER_CENT]
    steps = [round(amounts[month] * PER_CENT * MONTHS_IN_YEAR / full_year) for month in months]
    while len(steps) > 1 and steps[-1] == steps[-2]:
        steps.pop()
    possible = all(0 <= step <= PER_CENT for step in steps)
    return steps if possible and nearly(ramped(full_year, months, steps), amounts) else None


def nearly(one: Mapping[date, int], other: Mapping[date, int]) -> bool:
    """Whether both have the same months, with at most the öre of rounding between them in each."""
    return one.keys() == other.keys() and all(abs(one[month] - other[month]) <= ROUNDING for month in one)


def in_proportion(amounts: Mapping[date, int], full_year: int, before: int) -> dict[date, int]:
    """`amounts` of a measure that saved `before` in a full year when it saves `full_year` instead.

    Each year is rounded as a whole, so one that had all of `before` has all of `full_year`.
    """
    found: dict[date, int] = {}
    for year in {month.year for month in amounts}:
        seen = given = 0
        for month in sorted(each for each in amounts if each.year == year):
            seen += amounts[month]
            until = round(Fraction(seen * full_year, before))
            found[month] = until - given
            given = until
    return found


def disagrees(full_year: int, effects: Mapping[date, int]) -> bool:
    """Whether `effects` have full calendar years and none of them saves `full_year`, to the krona in a month."""
    whole = [year for year in {month.year for month in effects} if set(months_of(year)) <= effects.keys()]
    near = ORE_PER_KRONA * MONTHS_IN_YEAR
    return bool(whole) and all(abs(of_year(effects, year) - full_year) > near for year in whole)


def parse_hundredths(text: str) -> int:
    """Read a number with at most two decimals as whole hundredths: 33,33 is 3 333.

    Raises:
        ValueError: it is no such number.
    """
    hundredths = parse_number(text) * 100
    if hundredths != int(hundredths):
        raise ValueError(text)
    return int(hundredths)


def format_hundredths(hundredths: int) -> str:
    """3 333 as 33,33 and 10 000 as 100."""
    whole, rest = divmod(hundredths, 100)
    return format_number(Decimal(hundredths) / 100 if rest else whole)


def filled_shares(given: Sequence[int | None]) -> list[int]:
    """Shares where those that are None have equal parts of what the others leave; the first ones get what is over.

    When nothing is left to share they are 0, so that the sum is wrong and somebody says so.
    """
    left = max(WHOLE_SHARE - sum(each or 0 for each in given), 0)
    empty = sum(each is None for each in given)
    part, over = divmod(left, empty) if empty else (0, 0)
    shares = []
    for each in given:
        if each is None:
            shares.append(part + (1 if over > 0 else 0))
            over -= 1
        else:
            shares.append(each)
    return shares


def written_effects(
    months: Sequence[date],
    year: int,
    amounts: Mapping[int, int],
    sums: Mapping[int, int | None],
    *,
    full_year: int,
    kept: Mapping[date, int] | None = None,
) -> dict[date, int]:
    """The effect of each of `months` as it was written out, and of any month outside them that got an amount.

    `amounts` is öre by month number of `year`, `sums` the sums of other years, spread evenly over their months. A year
    without a sum has the effect of `full_year`; one whose sum is that of `kept`, how it stood before, keeps its months.
    """
    effects = dict.fromkeys(months, 0)
    effects |= {date(year, number, 1): amount for number, amount in amounts.items() if amount}
    for other in sorted({*sums, *(month.year for month in months)} - {year}):
        own = [month for month in months if month.year == other]
        effects |= _effects_of_year(other, own, sums.get(other), full_year, kept or {})
    return effects


def _effects_of_year(
    year: int, own: Sequence[date], amount: int | None, full_year: int, kept: Mapping[date, int]
) -> dict[date, int]:
    if amount is None:
        return ramped(full_year, own) if own else {}
    before = {month: each for month, each in kept.items() if month.year == year and each}
    if before and of_year(kept, year) == amount and before.keys() <= set(own):
        return before
    return evenly(amount, own or months_of(year)[:1])
