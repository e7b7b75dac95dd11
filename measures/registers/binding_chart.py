"""Bound cost a year as a chart: a plain plotly dictionary as in `forecasts.charts`. Pure."""

from collections.abc import Sequence

from forecasts.charts import Figure


def bound_bars(
    years: Sequence[str],
    bound: Sequence[float],
    avoidable: Sequence[float],
    *,
    names: Sequence[str],
) -> Figure:
    """What is bound as a filled bar and what notice would end as a hollow one on top of it.

    Args:
        years: what each bar is called, in one line or two.
        bound: one per year in the unit shown.
        avoidable: the same.
        names: what the filled and the hollow bars are called.
    """
    usual: Figure = {"type": "bar", "x": list(years), "hoverinfo": "skip", "cliponaxis": False}
    tops = [one + other for one, other in zip(bound, avoidable, strict=True)]
    return {
        "data": [
            {
                **usual,
                "name": names[0],
                "y": list(bound),
                "marker": {"color": "--accent"},
            },
            {
                **usual,
                "name": names[1],
                "y": list(avoidable),
                "marker": {"color": "--paper", "line": {"color": "--accent", "width": 1.5}},
            },
        ],
        "layout": {
            "barmode": "stack",
            "bargap": 0.45,
            "hovermode": False,
            "yaxis": {"range": [0, 1.1 * (max(tops, default=0) or 1)]},
            "xaxis": {"categoryorder": "array", "categoryarray": list(years)},
        },
    }
