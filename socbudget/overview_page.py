"""What the page of an administration or a department shows besides its figures: tables, filter, links, what to do."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forecasts.deviation import Status, total
from forecasts.overview import Choice
from forecasts.overview_forms import ChoiceForm
from forecasts.tables import StandingTable, SubtotalTable
from socbudget.overview import Overview
from socbudget.overview_charts import total_chart, units_chart
from units.navigation import Crumb
from units.roles import Act

PART = "units"

UNITS_A_PAGE = 35  # most administrations whole on one page, and as quick with 300 units


def asked_table(request: HttpRequest, overview: Overview, *, all_columns: bool = False) -> tuple[StandingTable, Choice]:
    """The table of units as the address asks, on one page, and what was asked for."""
    choice = ChoiceForm(request.GET, overview.standings).choice()
    rows = [row for row in overview.rows if choice.takes(row)]
    table = StandingTable(
        rows,
        administration=overview.administration.code,
        month=f"{overview.period.month:%Y-%m}",
        total=total([row.standing for row in rows]),
        display=overview.display,
        all_columns=all_columns,
        caption=_caption(overview),
        label=_("Units"),
        part=PART,
    )
    return table, choice


def _caption(overview: Overview) -> str:
    caption = _("Amounts in {unit}. + is surplus, − is deficit.").format(unit=overview.display.unit)
    if not overview.total.effect:
        return caption
    after = _("Where no measure counts, nothing stands after measures, and the sum holds what is before.")
    return f"{caption} {after}"


def page_context(request: HttpRequest, overview: Overview, acts: frozenset[Act]) -> dict[str, Any]:
    """What the template shows."""
    table, choice = asked_table(request, overview)
    return {
        "overview": overview,
        "administration": overview.administration,
        "department": overview.department,
        "display": overview.display,
        "month": overview.period.month,
        "table": table.shown(request, per_page=UNITS_A_PAGE),
        "charts": [chart for chart in (units_chart(overview), total_chart(overview)) if chart],
        "units_heading": units_heading(overview),
        "form": ChoiceForm(request.GET, overview.standings),
        "chosen": choice != Choice(),
        "sums": sum_tables(request, overview),
        "may_control": Act.CONTROL in acts,
        "trail": trail(overview, acts),
    }


def sum_tables(request: HttpRequest, overview: Overview) -> list[SubtotalTable]:
    """Sums by department and by kind, those that there are."""
    caption = _("Amounts in {unit}").format(unit=overview.display.unit)
    sums = [
        ("department", _("By department"), overview.departments),
        ("kind", _("By kind"), overview.kinds),
    ]
    return [
        SubtotalTable(rows, label=heading, display=overview.display, caption=caption, prefix=f"{name}-").shown(request)
        for name, heading, rows in sums
        if rows
    ]


def units_heading(overview: Overview) -> str:
    """How many of the units have a deficit or no forecast."""
    states = [row.status for row in overview.rows]
    deficits, all_units = states.count(Status.DEFICIT), len(states)
    if not deficits:
        return ngettext("One unit", "{n} units, none with a deficit to act on", all_units).format(n=all_units)
    return ngettext(
        "One of {all} units has a deficit to act on", "{n} of {all} units have a deficit to act on", deficits
    ).format(n=deficits, all=all_units)


def trail(overview: Overview, acts: frozenset[Act]) -> list[Crumb]:
    """The way to a department's page; an administration's needs none."""
    if not overview.department:
        return []
    address = reverse("socbudget:administration", args=[overview.administration.code])
    return [Crumb(overview.administration.name, address), Crumb(overview.department.name)]
