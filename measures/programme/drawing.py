"""The savings programme as charts: plain plotly dictionaries as in `forecasts.charts`. Pure.

Numbers come in the unit shown; what is saved is positive.
"""

from collections.abc import Sequence

from forecasts.charts import Figure


def against_needed(
    names: Sequence[str],
    amounts: Sequence[float],
    texts: Sequence[str],
    colours: Sequence[str],
    *,
    needed: float,
    needed_name: str,
) -> Figure:
    """Horizontal bars from zero in the order given, and a line across them at what is needed.

    `texts` are the amounts as written, `needed_name` what the line is called.
    """
    low, high = min(0, needed, *amounts), max(0, needed, *amounts)
    span = (high - low) or 1
    places = list(range(len(names)))
    line = {"type": "line", "x0": needed, "x1": needed, "y0": -0.5, "y1": len(names) - 0.5}
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": list(amounts),
                "y": places,
                "text": list(texts),
                "textposition": "outside",
                "textangle": 0,
                "cliponaxis": False,
                "hoverinfo": "skip",
                "marker": {"color": list(colours)},
            }
        ],
        "layout": {
            "bargap": 0.35,
            "hovermode": False,
            "margin": {"l": 8, "r": 16, "t": 4, "b": 8},
            "xaxis": {
                "type": "linear",
                "range": [low - (0.3 if low else 0.02) * span, high + 0.3 * span],
                "showticklabels": False,
                "zeroline": True,
                "zerolinecolor": "--ink",
            },
            "yaxis": {
                "type": "linear",
                "range": [len(names) - 0.5, -1.1],
                "tickmode": "array",
                "tickvals": places,
                "ticktext": list(names),
                "showgrid": False,
                "zeroline": False,
            },
            "shapes": [{**line, "line": {"color": "--deficit", "width": 2.5}}] if needed else [],
            "annotations": [
                {
                    "x": needed,
                    "y": -0.55,
                    "text": needed_name,
                    "showarrow": False,
                    "yanchor": "bottom",
                    "xanchor": "right" if needed > low + 0.5 * span else "left",
                    "font": {"color": "--deficit"},
                }
            ]
            if needed
            else [],
        },
    }


def by_year(
    years: Sequence[str],
    needed: Sequence[float],
    decided: Sequence[float],
    realised: Sequence[float],
    *,
    needed_name: str,
    decided_name: str,
    realised_name: str,
) -> Figure:
    """What is decided and realised of each year as bars beside each other, and what is needed as a line above them."""
    return {
        "data": [
            {
                "type": "bar",
                "name": name,
                "x": list(years),
                "y": list(amounts),
                "marker": {"color": colour},
            }
            for name, amounts, colour in ((decided_name, decided, "--accent"), (realised_name, realised, "--context"))
        ]
        + [
            {
                "type": "scatter",
                "mode": "markers",
                "name": needed_name,
                "x": list(years),
                "y": list(needed),
                "marker": {"symbol": "line-ew-open", "size": 44, "color": "--deficit", "line": {"width": 3}},
            }
        ],
        "layout": {
            "barmode": "group",
            "bargap": 0.45,
            "showlegend": True,
            "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "itemsizing": "constant"},
            "margin": {"l": 8, "r": 8, "t": 36, "b": 28},
            "yaxis": {"rangemode": "tozero"},
        },
    }
