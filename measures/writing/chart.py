"""The drawing of a measure's months: what was planned and what is expected. Pure.

Numbers come in the unit shown, positive when they save. Colours are names of CSS variables, as in `forecasts.charts`.
"""

from collections.abc import Sequence

from forecasts.charts import Figure

PLANNED, EXPECTED = "--context", "--accent"


def planned_and_expected(
    months: Sequence[str],
    planned: Sequence[float] | None,
    expected: Sequence[float],
    *,
    planned_name: str,
    expected_name: str,
) -> Figure:
    """A bar for what is expected in each month, and a line across it for what was planned; None is no plan yet."""
    data: list[Figure] = [
        {"type": "bar", "name": expected_name, "x": list(months), "y": list(expected), "marker": {"color": EXPECTED}}
    ]
    labels = [_name(months, expected, expected_name, EXPECTED, "center")]
    if planned:
        line = {"color": PLANNED, "width": 2.5, "shape": "hvh"}
        data.append(
            {"type": "scatter", "mode": "lines", "name": planned_name, "x": list(months), "y": list(planned),
             "line": line}
        )  # fmt: skip
        labels.append(
            {"xref": "paper", "x": 1, "y": planned[-1], "text": planned_name, "font": {"color": "--quiet"},
             "xanchor": "left", "yanchor": "middle", "xshift": 4, "showarrow": False}
        )  # fmt: skip
        labels[0]["yshift"] = _above(expected, planned)
    return {
        "data": data,
        "layout": {
            "bargap": 0.35,
            "margin": {"l": 8, "r": 84, "t": 26, "b": 28},
            "xaxis": {"range": [-0.6, len(months) - 0.4]},
            "yaxis": {"rangemode": "tozero"},
            "annotations": labels,
        },
    }


def _name(months: Sequence[str], values: Sequence[float], text: str, colour: str, anchor: str) -> Figure:
    """The bars' name above the highest of them."""
    place = max(range(len(values)), key=lambda each: values[each])
    return {"x": months[place], "y": max(values[place], 0), "text": text, "font": {"color": colour},
            "xanchor": anchor, "yanchor": "bottom", "yshift": 3, "showarrow": False}  # fmt: skip


def _above(expected: Sequence[float], planned: Sequence[float]) -> int:
    """How many pixels the bars' name is lifted so that it stands above the line too."""
    place = max(range(len(expected)), key=lambda each: expected[each])
    return 8 if planned[place] >= expected[place] else 3
