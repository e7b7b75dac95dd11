"""The charts of a unit's page, each with the sentence that it shows and its numbers as a table."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from forecasts import charts, finding_words
from forecasts.charts import Chart
from socbudget.unit_page import UnitPage
from units.display import month_name
from units.months import months_of


def _short(months: Sequence[date]) -> list[str]:
    return [month_name(month)[:3].lower() for month in months]


def trajectory_chart(page: UnitPage) -> Chart | None:
    """How the expected deviation moved from forecast to forecast; None without any forecast."""
    points = page.standing.forecasts
    if not points:
        return None
    display, budget = page.display, page.standing.budget
    deviations = [budget - point.amount for point in points]
    texts = [display.deviation(each) for each in deviations]
    return Chart(
        key="trajectory",
        title=_trajectory_title(page, deviations),
        unit=str(display.unit),
        figure=charts.trajectory(
            _short([point.as_of for point in points]),
            [display.number(each) for each in deviations],
            texts,
            budget=_("budget"),
            axis=_short(months_of(page.period.year)),
        ),
        head=[_("Forecast as of"), _("Forecast"), _("Deviation")],
        rows=[
            [month_name(point.as_of), display.amount(point.amount), text]
            for point, text in zip(points, texts, strict=True)
        ],
    )


def _trajectory_title(page: UnitPage, deviations: Sequence[int]) -> str:
    first, last = page.standing.forecasts[0], page.standing.forecasts[-1]
    values = {
        "first": page.display.in_words(deviations[0]),
        "last": page.display.in_words(deviations[-1]),
        "month": month_name(first.as_of),
        "now": month_name(last.as_of),
    }
    if len(deviations) == 1:
        return _("The first forecast, as of {now}, says {last}").format(**values)
    if deviations[-1] < deviations[0]:
        return _("The forecast has gone from {first} in {month} to {last} in {now}").format(**values)
    if deviations[-1] > deviations[0]:
        return _("The forecast has improved from {first} in {month} to {last} in {now}").format(**values)
    return _("The forecast in {now} is what it was in {month}, {last}").format(**values)


def monthly_chart(page: UnitPage) -> Chart | None:
    """Actual against budget month by month; None without any actual."""
    points, display = page.months, page.display
    done = [point for point in points if point.actual is not None]
    if not done:
        return None
    closed = [point for point in done if not point.preliminary]
    over = [point for point in closed if (point.deviation or 0) < 0]
    title = _("{count} of {all} closed months have cost more than their budget").format(
        count=len(over), all=len(closed)
    )
    if not closed:
        title = _("Budget and preliminary actuals of each month")
    head = [_("Month"), _("Budget"), _("Actual"), _("Deviation")]
    rows = [
        [_month(point.month, point.preliminary and point.actual is not None), display.amount(point.budget),
         display.amount(point.actual), display.deviation(point.deviation)]
        for point in points
    ]  # fmt: skip
    figure = charts.monthly(
        _short([point.month for point in points]),
        [display.number(point.budget) for point in points],
        [None if point.actual is None else display.number(point.actual) for point in points],
        [point.preliminary for point in points],
        budget_name=_("budget"),
        actual_name=_("actual"),
    )
    return Chart("monthly", title, str(display.unit), figure, head, rows, note=_preliminary(page))


def accumulated_chart(page: UnitPage) -> Chart | None:
    """Actual against budget from January; None without any actual."""
    points, display = page.months, page.display
    done = [point for point in points if point.actual_so_far is not None]
    if not done:
        return None
    last = max((point for point in done if not point.preliminary), key=lambda point: point.month, default=None)
    head = [_("From January to"), _("Budget"), _("Actual"), _("Deviation")]
    rows = [
        [_month(point.month, point.preliminary and point.actual is not None), display.amount(point.budget_so_far),
         display.amount(point.actual_so_far), display.deviation(point.deviation_so_far)]
        for point in points
    ]  # fmt: skip
    figure = charts.accumulated(
        _short([point.month for point in points]),
        [display.number(point.budget_so_far) for point in points],
        [None if point.actual_so_far is None else display.number(point.actual_so_far) for point in points],
        [point.preliminary for point in points],
        budget_name=_("budget"),
        actual_name=_("actual"),
    )
    title = (
        _so_far_title(page, last.deviation_so_far or 0, last.month)
        if last
        else _("Budget and preliminary actuals from January")
    )
    return Chart("accumulated", title, str(display.unit), figure, head, rows)


def _so_far_title(page: UnitPage, deviation: int, month: date) -> str:
    values = {"size": page.display.size(deviation), "month": month_name(month)}
    if deviation < 0:
        return _("To {month} the unit has cost {size} more than its budget").format(**values)
    if deviation > 0:
        return _("To {month} the unit has cost {size} less than its budget").format(**values)
    return _("To {month} the unit has cost what was budgeted").format(**values)


def _preliminary(page: UnitPage) -> str:
    open_months = [point.month for point in page.months if point.preliminary and point.actual is not None]
    if not open_months:
        return ""
    return _("Hollow bars are months that are not closed: their actuals are preliminary.")


def _month(month: date, preliminary: bool) -> str:
    name = month_name(month)
    return _("{month}, preliminary").format(month=name) if preliminary else name


def headline_words(page: UnitPage) -> tuple[str, str]:
    """The headline of the page: the deviation as a figure, and how it moved."""
    return finding_words.headline_words(page.headline, page.display, page.period.year)
