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
    labels: list[Figure] = []
    if planned:
        line = {"color": PLANNED, "width": 2.5, "shape": "hvh"}
        data.append(
            {"type": "scatter", "mode": "lines", "name": planned_name, "x": list(months), "y": list(planned),
             "line": line}
        )  # fmt: skip
        labels.append(_name(months, expected, planned, expected_name))
        labels.append(
            {"xref": "paper", "x": 1, "y": planned[-1], "text": planned_name, "font": {"color": "--quiet"},
             "xanchor": "left", "yanchor": "middle", "xshift": 4, "showarrow": False}
        )  # fmt: skip
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


def _name(months: Sequence[str], expected: Sequence[float], planned: Sequence[float], text: str) -> Figure:
    """The bars' name above the highest of them, and above the line where that is higher."""
    place = max(range(len(expected)), key=lambda each: expected[each])
    top = max(expected[place], planned[place], 0)
    return {"x": months[place], "y": top, "text": text, "font": {"color": EXPECTED},
            "xanchor": "center", "yanchor": "bottom", "yshift": 4, "showarrow": False}  # fmt: skip
