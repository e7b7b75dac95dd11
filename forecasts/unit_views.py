"""A unit's accounts month by month."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from forecasts.matrix import Level, MatrixRow, Show, matrix
from forecasts.queries import Period, closed_months, period
from forecasts.unit_queries import cells, groups_of, members_of
from units.access import rights_for
from units.asked import month_asked
from units.display import display_of, month_and_year, month_name
from units.export import Cell, Column, Form, workbook
from units.models import Unit
from units.money import ORE_PER_KRONA
from units.months import months_of
from units.navigation import Crumb
from units.roles import Act
from units.tables import taken_out, xlsx_response

ALL = "all"


@dataclass(frozen=True, slots=True)
class Month:
    """A column: whether its actuals are preliminary."""

    month: date
    preliminary: bool


@login_required
def unit_figures(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Accounts × months of budget, actual or their difference, account groups opened one by one."""
    units = Unit.objects.visible_to(request.user).select_related("administration")
    unit = get_object_or_404(units, administration__code=adm, code=code)
    acts = rights_for(request.user, unit).unit
    if Act.FIGURES not in acts:
        raise PermissionDenied
    closed = closed_months(unit.administration)
    seen = period(unit.administration, month_asked(request), closed=closed)
    show, group, rows = _asked(request, unit, seen)
    if request.GET.get("export") == "xlsx":
        return xlsx_response(_workbook(unit, seen, show, rows), f"{code}-{seen.year}-{show}.xlsx")
    context = {"unit": unit, "period": seen, "show": show, "group": group, "rows": rows, "shows": list(Show)}
    return render(request, "forecasts/unit_figures.html", context | _around(unit, seen, closed, acts))


def _asked(request: HttpRequest, unit: Unit, seen: Period) -> tuple[Show, str, list[MatrixRow]]:
    """What to show, which group is opened, and the rows; a workbook has every group opened.

    Raises:
        Http404: the address asks for amounts that do not exist.
    """
    try:
        show = Show(request.GET.get("show", Show.ACTUAL))
    except ValueError as error:
        raise Http404 from error
    group = request.GET.get("group", "")
    groups = groups_of(unit.administration)
    everything = group == ALL or request.GET.get("export") == "xlsx"
    opened = {each.code for each in groups} if everything else {group}
    found = cells([each.pk for each in members_of(unit)], seen.year, seen.month)
    return (
        show,
        group,
        matrix(found, groups, year=seen.year, show=show, opened=opened, closed=seen.closed, total=_("Total")),
    )


def _around(unit: Unit, seen: Period, closed: list[date], acts: frozenset[Act]) -> dict[str, object]:
    """Headings, the way here and where an amount's upload is shown."""
    adm = unit.administration
    page = reverse("socbudget:unit", args=[adm.code, unit.code]) + f"?month={seen.month:%Y-%m}"
    try:
        uploads = reverse("forecasts:uploads", args=[adm.code]) if Act.CONTROL in acts else ""
    except NoReverseMatch:
        uploads = ""
    return {
        "display": display_of(adm),
        "months": [Month(month, month not in closed and month <= seen.month) for month in months_of(seen.year)],
        "trail": [Crumb(unit.name, page), Crumb(_("Accounts and months"))],
        "uploads": uploads,
    }


def _workbook(unit: Unit, seen: Period, show: Show, rows: list[MatrixRow]) -> bytes:
    words = {Show.ACTUAL: _("Actual"), Show.BUDGET: _("Budget"), Show.DIFFERENCE: _("Budget minus actual")}
    columns = [Column(_("Account group")), Column(_("Account")), Column(_("Activity code"))]
    columns += [Column(f"{month_name(month)} (kr)", Form.KRONOR) for month in months_of(seen.year)]
    columns += [Column(f"{_('Total')} (kr)", Form.KRONOR)]
    lines = [
        f"{unit.code} {unit.name}: {words[show]} {seen.year}",
        str(unit.administration),
        _("As seen at the end of {month}").format(month=month_and_year(seen.month)),
    ]
    name = account = ""
    body: list[list[Cell]] = []
    for row in rows:
        if row.level is Level.GROUP:
            name, account = row.name, ""
        elif row.level is Level.ACCOUNT:
            account = row.code
        finest = row.code if row.level is Level.ACTIVITY else ""
        amounts = [*(each.amount for each in row.months), row.total]
        kronor = [None if each is None else each / ORE_PER_KRONA for each in amounts]
        body.append([name if row.level is not Level.TOTAL else row.name, account, finest, *kronor])
    total = [body[-1][0], "", "", *body[-1][3:]]
    return workbook(unit.name, columns, body[:-1], lines=lines, total=total, origin=taken_out(unit.administration))
