"""Charts of many units: plain plotly dictionaries as in `forecasts.charts`. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from forecasts.charts import Figure
from forecasts.deviation import Standing

MOST_BARS = 12
LONGEST_NAME = 26


@dataclass(frozen=True, slots=True)
class Bar:
    """A unit, or the rest of them together: name and full-year deviation (öre)."""

    name: str
    deviation: int


def bars(standings: Sequence[Standing], *, rest: str) -> list[Bar]:
    """The units with a forecast, the largest deficit first; those in the middle of a long list as one bar `rest`.

    The rest are the ones whose deviations are smallest. `rest` takes their number as {n}.
    """
    known = [Bar(each.name, each.deviation) for each in standings if each.deviation is not None]
    largest = sorted(known, key=lambda bar: (-abs(bar.deviation), bar.name))
    shown = sorted(largest[:MOST_BARS], key=lambda bar: (bar.deviation, bar.name))
    others = largest[MOST_BARS:]
    if others:
        shown.append(Bar(rest.format(n=len(others)), sum(bar.deviation for bar in others)))
    return shown


def deviation_bars(names: Sequence[str], deviations: Sequence[float], texts: Sequence[str]) -> Figure:
    """Horizontal bars around the budget, in the order given from above; a deficit points left.

    Args:
        names: what each bar is called.
        deviations: one per bar in the unit shown, a deficit negative.
        texts: the same deviations as they are written.
    """
    low, high = min(0, *deviations), max(0, *deviations)
    span = (high - low) or 1
    places = list(range(len(names)))
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": list(deviations),
                "y": places,
                "text": list(texts),
                "textposition": "outside",
                "textangle": 0,
                "cliponaxis": False,
                "hoverinfo": "skip",
                "marker": {"color": ["--deficit" if value < 0 else "--surplus" for value in deviations]},
            }
        ],
        "layout": {
            "bargap": 0.35,
            "hovermode": False,
            "margin": {"l": 8, "r": 16, "t": 4, "b": 8},
            "xaxis": {
                "type": "linear",
                "range": [low - (0.3 if low else 0.02) * span, high + (0.3 if high else 0.02) * span],
                "showticklabels": False,
                "zeroline": True,
                "zerolinecolor": "--ink",
            },
            "yaxis": {
                "type": "linear",
                "range": [len(names) - 0.5, -0.5],
                "tickmode": "array",
                "tickvals": places,
                "ticktext": [_short(name) for name in names],
                "showgrid": False,
                "zeroline": False,
            },
        },
    }


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"
