"""Figures as charts: plain plotly dictionaries. Pure.

Numbers come in the unit shown. A colour is the name of a CSS variable (--deficit); `static/js/charts.js` puts in its
value, so that charts follow light and dark mode, and adds the layout that all charts share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Figure = dict[str, Any]
PRELIMINARY = "preliminary"
ROOM = 36


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, the sentence it shows, and the same numbers as written in a table with its headings."""

    key: str
    title: str
    unit: str
    figure: dict[str, Any]
    head: list[str]
    rows: list[list[str]]
    note: str = ""

    @property
    def script_id(self) -> str:
        """The id of the element that carries the drawing."""
        return f"chart-{self.key}"

    @property
    def drawn(self) -> dict[str, Any]:
        """What the script needs."""
        return {"figure": self.figure, "unit": self.unit}


def _label(x: str, y: float, text: str, colour: str, **more: Any) -> Figure:
    """A line's name where the line ends."""
    usual = {"xanchor": "left", "yanchor": "middle", "xshift": 8, "showarrow": False}
    return {"x": x, "y": y, "text": text, "font": {"color": colour}, **usual, **more}


def _last(values: Sequence[float | None]) -> int | None:
    return max((index for index, value in enumerate(values) if value is not None), default=None)


def _apart(first: float, second: float, span: float) -> tuple[int, int]:
    """How many pixels up two labels are moved so that they do not cover each other."""
    if span and abs(first - second) / span < 0.1:
        return (9, -9) if first >= second else (-9, 9)
    return 0, 0


def _readable(texts: Sequence[str]) -> list[str]:
    """All of `texts` where there is room for them, else the first and the last."""
    if sum(map(len, texts)) <= ROOM:
        return list(texts)
    return [text if index in (0, len(texts) - 1) else "" for index, text in enumerate(texts)]


def trajectory(
    months: Sequence[str],
    deviations: Sequence[float],
    texts: Sequence[str],
    *,
    budget: str,
    axis: Sequence[str],
) -> Figure:
    """The expected deviation at the end of the year, forecast by forecast; zero is the budget.

    Args:
        months: short names of the as-of months, oldest first.
        deviations: one per month in the unit shown, a deficit negative.
        texts: the same deviations as they are written.
        budget: what the line at zero is called.
        axis: short names of all months of the year.
    """
    low, high = min(0, *deviations), max(0, *deviations)
    span = (high - low) or 1
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines+markers+text",
                "x": list(months),
                "y": list(deviations),
                "text": _readable(texts),
                "textposition": ["top center" if value >= 0 else "bottom center" for value in deviations],
                "textfont": {"size": 13},
                "hovertext": list(texts),
                "hoverinfo": "x+text",
                "cliponaxis": False,
                "line": {"color": "--strong-rule", "width": 2},
                "marker": {
                    "size": 9,
                    "color": ["--deficit" if value < 0 else "--surplus" for value in deviations],
                },
            }
        ],
        "layout": {
            "xaxis": {"categoryorder": "array", "categoryarray": list(axis), "range": [-0.4, len(axis) - 0.6]},
            "yaxis": {"range": [low - 0.22 * span, high + 0.18 * span], "zeroline": False},
            "shapes": [
                {
                    "type": "line",
                    "xref": "paper",
                    "x0": 0,
                    "x1": 1,
                    "y0": 0,
                    "y1": 0,
                    "line": {"color": "--ink", "width": 1},
                }
            ],
            "annotations": [
                _label(axis[-1], 0, budget, "--quiet", xanchor="right", yanchor="bottom", xshift=12, yshift=1)
            ],
        },
    }


def monthly(
    months: Sequence[str],
    budget: Sequence[float],
    actual: Sequence[float | None],
    preliminary: Sequence[bool],
    *,
    budget_name: str,
    actual_name: str,
) -> Figure:
    """Actual of each month as a bar and its budget as a line across it; a preliminary bar is hollow.

    The sequences have one value per month, in the unit shown; an actual that is not there is None.
    """
    labels = [_label(months[-1], budget[-1], budget_name, "--quiet", xshift=20)]
    end = _last(actual)
    if end is not None:
        top = max(actual[end] or 0, budget[end])
        labels.append(_label(months[end], top, actual_name, "--accent", xanchor="center", xshift=0, yshift=12))
    marked = [done is not None and open_ for done, open_ in zip(actual, preliminary, strict=True)]
    return {
        "data": [
            {
                "type": "bar",
                "name": actual_name,
                "x": list(months),
                "y": list(actual),
                "marker": {
                    "color": ["--paper" if each else "--accent" for each in marked],
                    "line": {"color": "--accent", "width": [1.5 if each else 0 for each in marked]},
                },
            },
            {
                "type": "scatter",
                "mode": "lines",
                "name": budget_name,
                "x": list(months),
                "y": list(budget),
                "line": {"color": "--context", "width": 2.5, "shape": "hvh"},
            },
        ],
        "layout": {
            "bargap": 0.35,
            "xaxis": {"range": [-0.6, len(months) - 0.4]},
            "yaxis": {"rangemode": "tozero"},
            "annotations": labels,
        },
    }


def accumulated(
    months: Sequence[str],
    budget: Sequence[float],
    actual: Sequence[float | None],
    preliminary: Sequence[bool],
    *,
    budget_name: str,
    actual_name: str,
) -> Figure:
    """Actual and budget from January to each month; the preliminary end of the actual is dotted."""
    closed = [None if open_ else value for value, open_ in zip(actual, preliminary, strict=True)]
    last_closed = _last(closed)
    opened = [
        value if open_ or index == last_closed else None
        for index, (value, open_) in enumerate(zip(actual, preliminary, strict=True))
    ]
    data: list[Figure] = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": budget_name,
            "x": list(months),
            "y": list(budget),
            "line": {"color": "--context", "width": 2.5},
        },
        {
            "type": "scatter",
            "mode": "lines",
            "name": actual_name,
            "x": list(months),
            "y": closed,
            "line": {"color": "--accent", "width": 3},
        },
    ]
    if _last([value if open_ else None for value, open_ in zip(actual, preliminary, strict=True)]) is not None:
        data.append(
            {
                **data[1],
                "y": opened,
                "meta": PRELIMINARY,
                "line": {"color": "--accent", "width": 3, "dash": "dot"},
            }
        )
    labels = [_label(months[-1], budget[-1], budget_name, "--quiet")]
    end = _last(actual)
    if end is not None:
        value = actual[end] or 0
        span = max(map(abs, [*budget, value]), default=0)
        near = end > len(months) - 3
        up, down = _apart(value, budget[-1], span) if near else (0, 0)
        above = value >= budget[end]
        place = {} if near else {"xshift": 0, "yshift": 14 if above else -14, "xanchor": "center"}
        labels[0]["yshift"] = down
        labels.append(_label(months[end], value, actual_name, "--accent", **({"yshift": up} | place)))
    axes = {"xaxis": {"range": [-0.4, len(months) - 0.6]}, "yaxis": {"rangemode": "tozero"}}
    return {"data": data, "layout": {**axes, "annotations": labels}}
