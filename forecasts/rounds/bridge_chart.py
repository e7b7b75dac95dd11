"""A bridge as a chart: plain plotly dictionaries, colours as names of CSS variables. Pure."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

LONGEST_NAME = 34
SMALL = 4  # moves that cover less than a fourth of the totals would not be seen beside them


def _ends(amounts: Sequence[float], totals: Sequence[bool]) -> list[float]:
    """Where each bar ends."""
    pairs = zip(amounts, totals, strict=True)
    return list(accumulate(0 if total and index else amount for index, (amount, total) in enumerate(pairs)))


def is_cut(amounts: Sequence[float], totals: Sequence[bool]) -> bool:
    """Whether the totals are drawn from another point than zero, so that the moves are seen."""
    ends = _ends(amounts, totals)
    return (
        max(ends) != min(ends) and min(map(abs, ends)) > SMALL * (max(ends) - min(ends)) and min(ends) * max(ends) > 0
    )


def _range(amounts: Sequence[float], totals: Sequence[bool]) -> tuple[float, float]:
    ends = _ends(amounts, totals)
    low, high = min(ends), max(ends)
    if not is_cut(amounts, totals):
        return min(0, low), max(0, high)
    room = (high - low) / 2
    return (low, high + room) if high < 0 else (low - room, high)


def waterfall(
    names: Sequence[str], amounts: Sequence[float], texts: Sequence[str], totals: Sequence[bool]
) -> dict[str, Any]:
    """Bars from above: totals from zero, and between them each move from where the one before it ended.

    Args:
        names: what each bar is called.
        amounts: one per bar in the unit shown; worse is negative. Where the moves are small beside the totals, the
            totals are cut: see `is_cut`.
        texts: the same amounts as they are written.
        totals: whether the bar is a total; the first and the last are.
    """
    low, high = _range(amounts, totals)
    span = (high - low) or 1
    places = list(range(len(names)))
    return {
        "data": [
            {
                "type": "waterfall",
                "orientation": "h",
                "measure": ["absolute" if total else "relative" for total in totals],
                "x": list(amounts),
                "y": places,
                "text": list(texts),
                "textposition": "outside",
                "textangle": 0,
                "cliponaxis": False,
                "hoverinfo": "skip",
                "connector": {"mode": "between", "line": {"color": "--rule", "width": 1}},
                "increasing": {"marker": {"color": "--surplus"}},
                "decreasing": {"marker": {"color": "--deficit"}},
                "totals": {"marker": {"color": "--context"}},
            }
        ],
        "layout": {
            "bargap": 0.35,
            "hovermode": False,
            "margin": {"l": 8, "r": 16, "t": 4, "b": 8},
            "xaxis": {
                "type": "linear",
                "range": [low - 0.22 * span, high + 0.22 * span],
                "showticklabels": False,
                "zeroline": True,
                "zerolinecolor": "--ink",
            },
            "yaxis": {
                "type": "linear",
                "range": [len(names) - 0.5, -0.5],
                "tickmode": "array",
                "tickvals": places,
                "ticktext": [
                    name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…" for name in names
                ],
                "showgrid": False,
                "zeroline": False,
            },
        },
    }
