"""What a measure saves in which month, and how that is shared and revised. Pure.

Amounts are öre. An effect is positive when it saves, a cost is positive, the net effect is effect minus cost. Months
are dates on their first day; ranges include both ends. Sums are exact: what cannot be parted evenly is parted by
rounding what has accumulated, so no öre is lost.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from units.months import MONTHS_IN_YEAR, months_between

PER_CENT = 100
YEARS_AHEAD = 2


def last_month(start: date, end: date | None) -> date:
    """The last month that effects are written out for: `end`, else December two years after the year of `start`."""
    return end or date(start.year + YEARS_AHEAD, 12, 1)


def months_of_measure(start: date, end: date | None) -> list[date]:
    """Every month that effects are written out for."""
    return months_between(start, last_month(start, end))


def ramped(full_year: int, months: Sequence[date], ramp: Sequence[int] = (PER_CENT,)) -> dict[date, int]:
    """The effect in each of `months` of a measure that saves `full_year` in a year at full effect.

    `ramp` is per cent of the full effect in the first month, the second and so on; the last one holds from there on.
    """
    steps = [ramp[min(place, len(ramp) - 1)] for place in range(len(months))]
    return _parted(full_year, steps, PER_CENT * MONTHS_IN_YEAR, months)


def costs(one_time: int, reinvestment: int, months: Sequence[date]) -> dict[date, int]:
    """The cost in each of `months`: what is paid once in the first one, and a twelfth of `reinvestment` in each."""
    monthly = _parted(reinvestment, [1] * len(months), MONTHS_IN_YEAR, months)
    return {month: amount + (one_time if month == months[0] else 0) for month, amount in monthly.items()}


def shared(amounts: Mapping[date, int], shares: Mapping[int, int]) -> dict[int, dict[date, int]]:
    """`amounts` by month parted between the keys of `shares` in proportion; each month sums to its amount."""
    parts: dict[int, dict[date, int]] = {key: {} for key in shares}
    for month, amount in amounts.items():
        for key, part in in_parts(amount, shares).items():
            parts[key][month] = part
    return parts


def in_parts(amount: int, shares: Mapping[int, int]) -> dict[int, int]:
    """`amount` parted between the keys of `shares` in proportion, in their order; the parts sum to it."""
    whole, seen, given = sum(shares.values()), 0, 0
    parts: dict[int, int] = {}
    for key, share in shares.items():
        seen += share
        until = _rounded(amount * seen, whole)
        parts[key], given = until - given, until
    return parts


def reforecast(
    amounts: Mapping[date, int], year: int, *, through: date, realised: int, expected: int
) -> dict[date, int]:
    """`amounts` of `year` as a follow-up says them: `realised` to the end of `through`, `expected` in the whole year.

    Months keep their proportions to each other; where they had nothing they share evenly. Other years are as they were.
    Without months on one side of `through`, all of the year is on the other: `expected` then stands as it was said.
    """
    own = sorted(month for month in amounts if month.year == year)
    past, coming = [each for each in own if each <= through], [each for each in own if each > through]
    if not past or not coming:
        return {**amounts, **_proportional(expected, {each: amounts[each] for each in own})}
    return {
        **amounts,
        **_proportional(realised, {each: amounts[each] for each in past}),
        **_proportional(expected - realised, {each: amounts[each] for each in coming}),
    }


def weighted(amount: int, probability: int) -> int:
    """`amount` as its probability in per cent weighs it; halves are rounded away from zero."""
    return _rounded(amount * probability, PER_CENT)


def of_year(amounts: Mapping[date, int], year: int) -> int:
    """The sum of the months of `year`."""
    return sum(amount for month, amount in amounts.items() if month.year == year)


def _parted(amount: int, steps: Sequence[int], whole: int, months: Sequence[date]) -> dict[date, int]:
    parts, seen, given = {}, 0, 0
    for month, step in zip(months, steps, strict=True):
        seen += step
        until = _rounded(amount * seen, whole)
        parts[month] = until - given
        given = until
    return parts


def _proportional(total: int, sizes: Mapping[date, int]) -> dict[date, int]:
    """`total` over the months of `sizes` as the sizes stand to each other; evenly where they differ in sign."""
    if not sizes:
        return {}
    alike = sum(sizes.values()) and (min(sizes.values()) >= 0 or max(sizes.values()) <= 0)
    steps = [abs(size) for size in sizes.values()] if alike else [1] * len(sizes)
    return _parted(total, steps, sum(steps), list(sizes))


def _rounded(number: int, by: int) -> int:
    """`number` ÷ `by` to the nearest whole; halves are rounded away from zero."""
    size = (2 * abs(number) + by) // (2 * by)
    return size if number >= 0 else -size
