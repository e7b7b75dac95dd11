"""Between which values a month is as it should be, and how far outside them another is. Pure.

Values are ten-thousandths (`indicators.scale`). A band that people have set holds; where there is none, what is usual
is the range of the year before, so that a month that stands out is told of from the first day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from indicators.scale import SCALE, is_few
from units.months import add_months

YEAR = 12
ENOUGH = 9  # months with values, of the twelve before, that say what is usual
MARGIN = 10  # a month is outside what is usual by more than this part of its width
MORE, LESS = "more", "less"


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; an end that is None is open. `usual` when nobody has set it."""

    low: int | None
    high: int | None
    usual: bool = False

    def beyond(self, value: int) -> int:
        """How far `value` is above it, or below it as a negative number; 0 within."""
        if self.high is not None and value > self.high:
            return value - self.high
        if self.low is not None and value < self.low:
            return value - self.low
        return 0

    def told(self, *, of_people: bool, few: bool = True) -> "Range":
        """The same as it may be told without pointing people out, beside a value that is of `few` people or is not.

        What is usual are counts of people: an end of few of them is told as 0. A band that somebody set is no count of
        people, and is told as it is, but beside a value of few people it could say how few: then it has no ends.
        """
        ends = [end is not None and is_few(end) for end in (self.low, self.high)]
        if not of_people or not any(ends):
            return self
        if not self.usual:
            return Range(None, None) if few else self
        low, high = (0 if few else end for few, end in zip(ends, (self.low, self.high), strict=True))
        return Range(low, high, usual=True)


@dataclass(frozen=True, slots=True)
class Left:
    """A value outside its band. `beyond` is positive above and negative below it."""

    value: int
    band: Range
    beyond: int

    @property
    def share(self) -> Fraction:
        """How far outside it is, of the end that it passed; of one whole where that end is 0."""
        end = self.band.high if self.beyond > 0 else self.band.low
        return Fraction(abs(self.beyond), abs(end or SCALE))


def is_for_the_better(beyond: int, better: str) -> bool:
    """Whether what is `beyond` its band is so on the side that is `better`, where one is."""
    return better == (MORE if beyond > 0 else LESS)


def left(value: int, band: Range | None, *, decimals: int) -> Left | None:
    """The value when it is outside `band`; of a usual band by enough to stand out."""
    beyond = band.beyond(value) if band else 0
    if band is None or not beyond or (band.usual and not _stands_out(abs(beyond), band, decimals)):
        return None
    return Left(value, band, beyond)


def usual_band(values: Mapping[date, int], month: date, *, of_people: bool = False) -> Range | None:
    """The range of the twelve months before `month`; None when too few of them have values.

    Nor is anything usual for people who are so few that they come and go by chance.
    """
    first = add_months(month, -YEAR)
    before = [value for of, value in values.items() if first <= of < month]
    if len(before) < ENOUGH or (of_people and (max(before) == 0 or is_few(max(before)))):
        return None
    return Range(min(before), max(before), usual=True)


def _stands_out(distance: int, band: Range, decimals: int) -> bool:
    """By more than a tenth of the width, and by one step of what is shown at least."""
    width = (band.high or 0) - (band.low or 0)
    return distance * MARGIN > width and distance * 10**decimals >= SCALE
