"""The chart of a measure's page with its sentence and its numbers."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forecasts.charts import Chart
from measures.words import fine
from measures.writing.amounts import Amounts
from measures.writing.chart import planned_and_expected
from measures.writing.words import chart_title
from units.display import NONE, Display, month_name
from units.money import format_amount


def month_chart(year: int, months: Sequence[tuple[date, Amounts]], whole: Amounts, display: Display) -> Chart:
    """What is expected net in each month of `year`, against the plan where there is one."""
    shown = fine(display)
    planned = whole.planned is not None
    plan = [shown.number(each.planned or 0) for _month, each in months] if planned else None
    figure = planned_and_expected(
        [month_name(month)[:3].lower() for month, _each in months],
        plan,
        [shown.number(each.net) for _month, each in months],
        planned_name=pgettext("measure", "planned"),
        expected_name=pgettext("measure", "expected"),
    )
    head = [_("Month"), *([_("Planned")] if planned else []), pgettext("measure", "Effect"), _("Cost"), _("Net")]
    rows = [
        [
            month_name(month),
            *([_said(each.planned, shown)] if planned else []),
            _said(each.effect, shown),
            shown.amount(each.cost),
            _said(each.net, shown),
        ]
        for month, each in months
    ]
    title = chart_title(whole.net, whole.planned, year, display)
    note = _("Net is the effect minus what it costs.")
    return Chart("months", title, str(shown.unit), figure, head, rows, note=note)


def _said(ore: int | None, display: Display) -> str:
    return NONE if ore is None else format_amount(ore, display.unit)
