"""What costs would have been after a month, from the 36 months before it. Pure.

The mean of three calculations: the pace of the last 3 months, the pace of the last 6, and the same months of the last
year counted up by 0.7 of how that year stood to the one before. Paces are freed from season by a season index: what
each month of the year costs beside the mean month. A line's own index leans on that of its pool (lines of the same
account group) as much as its own months differ between the years, and the pool's leans on none at all in the same way.

Costs are whole öre, positive, month after month. A place is how many months after the first one a month is; because
36 months are whole years, a place's month of the year is the same before and after the start.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median, variance

from units.months import MONTHS_IN_YEAR

HISTORY = 36
SHORT_PACE, LONG_PACE = 3, 6
CARRY = 0.7
LEAST_GROWTH, MOST_GROWTH = 0.2, 5.0
HALF = MONTHS_IN_YEAR // 2


@dataclass(frozen=True, slots=True)
class Season:
    """An index (mean 1) by place in the year, and how much of it returns from year to year: 0 nothing, 1 all."""

    index: tuple[float, ...]
    steady: float


def ratios(history: Sequence[int]) -> tuple[float, ...]:
    """What each month costs beside the mean of the twelve months around it, half a year from either end left out."""
    return tuple(history[place] / _around(history, place) for place in range(HALF, len(history) - HALF))


def _around(history: Sequence[int], place: int) -> float:
    """The mean of twelve months centred on `place`: thirteen months whose first and last count half."""
    months = history[place - HALF : place + HALF + 1]
    return (sum(months) - (months[0] + months[-1]) / 2) / MONTHS_IN_YEAR


def pool_season(lines: Sequence[Sequence[float]]) -> Season:
    """The season of a pool from the ratios of its lines: their median, flattened as much as it is unsteady."""
    common = _season([median(each) for each in zip(*lines, strict=True)])
    return Season(tuple(1 + common.steady * (each - 1) for each in common.index), common.steady)


def season_index(own: Sequence[float], pool: Season) -> tuple[float, ...]:
    """The season index of a line with the ratios `own`: its own pattern as far as it is steady, else the pool's."""
    line = _season(own)
    pairs = zip(line.index, pool.index, strict=True)
    return _mean_one([common + line.steady * (each - common) for each, common in pairs])


def _season(line: Sequence[float]) -> Season:
    """How the ratios of each month of the year agree; a year's ratios begin half a year after the history does."""
    years = [[*line[(place - HALF) % MONTHS_IN_YEAR :: MONTHS_IN_YEAR]] for place in range(MONTHS_IN_YEAR)]
    means = [fmean(each) for each in years]
    between = variance(means)
    within = fmean([variance(each) / len(each) for each in years])
    return Season(_mean_one(means), max(0.0, 1 - within / between) if between else 0.0)


def _mean_one(index: Sequence[float]) -> tuple[float, ...]:
    mean = fmean(index)
    return tuple(each / mean for each in index)


def expected(history: Sequence[int], index: Sequence[float], count: int) -> list[float]:
    """What each of the `count` months after `history` would cost; after a year its last twelve months begin anew."""
    short, long = _pace(history, index, SHORT_PACE), _pace(history, index, LONG_PACE)
    last_year = history[-MONTHS_IN_YEAR:]
    growth = sum(last_year) / sum(history[-2 * MONTHS_IN_YEAR : -MONTHS_IN_YEAR])
    carried = 1 + CARRY * (min(max(growth, LEAST_GROWTH), MOST_GROWTH) - 1)
    places = [step % MONTHS_IN_YEAR for step in range(count)]
    return [fmean([short * index[place], long * index[place], last_year[place] * carried]) for place in places]


def _pace(history: Sequence[int], index: Sequence[float], months: int) -> float:
    """What a month without season costs, by the last `months`."""
    return sum(history[-months:]) / sum(index[-months:])
