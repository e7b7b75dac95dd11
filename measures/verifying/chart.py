"""Actual costs beside what they were planned and expected to be, as plain plotly dictionaries. Pure.

Numbers come in the unit shown; colours are names of CSS variables.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

APART = 16  # pixels between the names of two lines
HEIGHT = 240  # pixels of a drawing without its margins, about
ROOM = 0.12


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, its value by month (None where there is none), and how it is drawn."""

    name: str
    values: Sequence[float | None]
    colour: str
    width: float = 2.0
    dash: str = "solid"
    size: int = 4


def compared(months: Sequence[str], lines: Sequence[Line]) -> dict[str, Any]:
    """`lines` over `months`, each with its name where it ends. The last line lies on top.

    The axis begins below the lowest value, not at zero: costs differ by a few per cent.
    """
    known = [value for line in lines for value in line.values if value is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    room = ((high - low) or abs(high) or 1.0) * ROOM
    span = (low - room, high + room)
    ends = [_end(line.values) for line in lines]
    last = [None if end is None else line.values[end] for line, end in zip(lines, ends, strict=True)]
    shifts = _spread(last, span)
    return {
        "data": [_drawn(months, line) for line in lines],
        "layout": {
            "margin": {"l": 8, "r": 118, "t": 18, "b": 28},
            "xaxis": {"range": [-0.4, len(months) - 0.6]},
            "yaxis": {"range": list(span)},
            "annotations": [
                _name(months[end], line, value, shift)
                for line, end, value, shift in zip(lines, ends, last, shifts, strict=True)
                if end is not None and value is not None
            ],
        },
    }


def _drawn(months: Sequence[str], line: Line) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": list(months),
        "y": list(line.values),
        "cliponaxis": False,
        "line": {"color": line.colour, "width": line.width, "dash": line.dash},
        "marker": {"size": line.size, "color": line.colour},
    }


def _name(month: str, line: Line, value: float, shift: int) -> dict[str, Any]:
    place = {"xanchor": "left", "yanchor": "middle", "xshift": 8, "yshift": shift, "showarrow": False}
    return {"x": month, "y": value, "text": line.name, "font": {"color": line.colour, "size": 12}, **place}


def _end(values: Sequence[float | None]) -> int | None:
    return max((place for place, value in enumerate(values) if value is not None), default=None)


def _spread(values: Sequence[float | None], span: tuple[float, float]) -> list[int]:
    """How many pixels each name is moved up so that no two cover each other, in the order of their values."""
    scale = HEIGHT / (span[1] - span[0])
    wanted = {place: (value - span[0]) * scale for place, value in enumerate(values) if value is not None}
    at: dict[int, float] = {}
    for place in sorted(wanted, key=lambda each: -wanted[each]):
        at[place] = min([wanted[place], *(each - APART for each in at.values())])
    up = max(0.0, -min(at.values(), default=0.0))
    return [round(at[place] - wanted[place] + up) if place in at else 0 for place in range(len(values))]
