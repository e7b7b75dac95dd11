"""A value beside the band it should lie in, as places on a line. Pure."""

from dataclasses import dataclass

ROOM = 15  # per cent of the line left free at each end
WHOLE = 100


@dataclass(frozen=True, slots=True)
class BandLine:
    """Places from 0 to 100: where the band begins and how wide it is, and where the value lies."""

    low: float
    width: float
    value: float


def band_line(value: int, low: int | None, high: int | None) -> BandLine:
    """Where they lie on a line that has room for all of them. A band without an end goes on to the line's end."""
    known = [each for each in (value, low, high) if each is not None]
    least, most = min(known), max(known)
    span = (most - least) or 1

    def place(number: int) -> float:
        return round(ROOM + (number - least) / span * (WHOLE - 2 * ROOM), 2)

    start = place(low) if low is not None else 0.0
    end = place(high) if high is not None else float(WHOLE)
    return BandLine(start, round(end - start, 2), place(value))
