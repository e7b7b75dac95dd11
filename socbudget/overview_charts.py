"""The charts of an administration or a department, each with the sentence that it shows and its numbers as a table."""

from datetime import date

from django.utils.translation import gettext as _

from forecasts import charts
from forecasts.charts import Chart
from forecasts.overview_charts import bars, deviation_bars
from socbudget import overview_words as words
from socbudget.overview import Overview
from units.display import month_name
from units.months import months_of


def units_chart(overview: Overview) -> Chart | None:
    """The deviation of each unit; None unless at least two have a forecast."""
    display = overview.display
    shown = bars(overview.standings, rest=_("the other {n} together"))
    if len(shown) < 2:
        return None
    texts = [display.deviation(bar.deviation) for bar in shown]
    return Chart(
        key="units",
        title=words.bars_finding(overview.standings),
        unit=str(display.unit),
        figure=deviation_bars([bar.name for bar in shown], [display.number(bar.deviation) for bar in shown], texts),
        head=[_("Unit"), _("Deviation, full year")],
        rows=[[bar.name, text] for bar, text in zip(shown, texts, strict=True)],
    )


def total_chart(overview: Overview) -> Chart | None:
    """How the total moved from month to month; None with fewer than two months."""
    points, display = overview.points, overview.display
    if len(points) < 2:
        return None
    texts = [display.deviation(point.deviation) for point in points]
    return Chart(
        key="total",
        title=words.trajectory_finding(points, display),
        unit=str(display.unit),
        figure=charts.trajectory(
            [_short_month(point.month) for point in points],
            [display.number(point.deviation) for point in points],
            texts,
            budget=_("budget"),
            axis=[_short_month(month) for month in months_of(overview.period.year)],
        ),
        head=[_("Forecasts as of"), _("Deviation, full year"), _("Units with a forecast by then")],
        rows=[
            [month_name(point.month).capitalize(), text, str(point.known)]
            for point, text in zip(points, texts, strict=True)
        ],
        note=_("A unit counts with its first forecast in the months before it"),
    )


def _short_month(month: date) -> str:
    return month_name(month)[:3].lower()
