"""A unit's page: what a unit head understands in ten seconds, and what a controller can go on from."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from forecasts.queries import Period
from socbudget.unit_charts import accumulated_chart, headline_words, monthly_chart, trajectory_chart
from socbudget.unit_measures import unit_measures
from socbudget.unit_page import UnitPage, unit_page
from socbudget.unit_workbook import unit_workbook
from units.access import Rights, rights_for
from units.asked import month_asked
from units.models import Unit
from units.navigation import Crumb
from units.roles import Act
from units.tables import xlsx_response


@login_required
def unit(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """How the unit stands, why, what is done about it and who answers."""
    units = Unit.objects.visible_to(request.user).select_related("administration", "department", "parent")
    found = get_object_or_404(units, administration__code=adm, code=code)
    rights = rights_for(request.user, found)
    page = unit_page(found, rights.unit, month_asked(request))
    if request.GET.get("export") == "xlsx":
        return _taken_away(page)
    figure, then = headline_words(page)
    context = {"page": page, "figure": figure, "then": then, "trail": trail(found, rights, page.period)}
    context["measures"] = unit_measures(page, timezone.localdate())
    drawn = {"trajectory": trajectory_chart(page)}
    if page.reported:
        drawn |= {"monthly": monthly_chart(page), "accumulated": accumulated_chart(page)}
    return render(request, "socbudget/unit.html", context | drawn)


def _taken_away(page: UnitPage) -> HttpResponse:
    if not page.whole:
        raise PermissionDenied
    return xlsx_response(unit_workbook(page), f"{page.unit.code}-{page.period.month:%Y-%m}.xlsx")


def trail(unit: Unit, rights: Rights, period: Period) -> list[Crumb]:
    """The way to the unit's page, leading to what the person may open; nothing for who sees only the unit."""
    adm, month = unit.administration, f"?month={period.month:%Y-%m}"
    steps = []
    if Act.REPORTED in rights.administration:
        steps.append(Crumb(adm.name, reverse("socbudget:administration", args=[adm.code]) + month))
    if Act.REPORTED in rights.department:
        steps.append(
            Crumb(unit.department.name, reverse("socbudget:department", args=[adm.code, unit.department.code]) + month)
        )
    if unit.parent:
        steps.append(Crumb(unit.parent.name, reverse("socbudget:unit", args=[adm.code, unit.parent.code]) + month))
    return [*steps, Crumb(unit.name)] if steps else []
