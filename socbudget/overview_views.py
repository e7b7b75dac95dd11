"""The pages of an administration and of a department, and their workbooks."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from forecasts.overview_queries import NotReportedError
from forecasts.queries import closed_months
from measures.followups.places import programme_url
from socbudget.overdue import overdue_of
from socbudget.overview import Overview, asked_period, look, month_choice
from socbudget.overview_export import overview_workbook
from socbudget.overview_page import asked_table, page_context
from units.access import allowed
from units.asked import month_asked
from units.htmx import render_page
from units.models import Administration, Department
from units.roles import Act
from units.tables import xlsx_response


@require_safe
@login_required
def administration(request: HttpRequest, adm: str) -> HttpResponse:
    """How every unit of the administration is expected to end the year."""
    place = get_object_or_404(Administration.objects.entered_by(request.user), code=adm)
    return _answer(request, place, None)


@require_safe
@login_required
def department(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """How every unit of the department is expected to end the year."""
    entered = Administration.objects.entered_by(request.user)
    place = get_object_or_404(
        Department.objects.select_related("administration"),
        administration__in=entered,
        administration__code=adm,
        code=code,
    )
    return _answer(request, place.administration, place)


def _answer(request: HttpRequest, place: Administration, part: Department | None) -> HttpResponse:
    acts = allowed(request.user, part or place)
    if Act.REPORTED not in acts:
        raise PermissionDenied
    closed = closed_months(place)
    try:
        shown = asked_period(place, acts, month_asked(request), closed)
    except NotReportedError as error:
        raise PermissionDenied from error
    if shown is None:
        return render_page(request, "socbudget/nothing_reported.html", {"administration": place, "department": part})
    overview = look(place, part, shown)
    if request.GET.get("export") == "xlsx":
        return _workbook(request, overview)
    context = page_context(request, overview, acts) | month_choice(closed, acts, shown)
    context["may_forecast"] = Act.FORECAST in acts
    if Act.FIGURES in acts:
        context["overdue"] = overdue_of(part or place, request.user, timezone.localdate())
    if part:
        context["programme"] = programme_url(part, shown.year)
    return render_page(request, "socbudget/overview.html", context, part="units")


def _workbook(request: HttpRequest, overview: Overview) -> HttpResponse:
    table, choice = asked_table(request, overview, all_columns=True)
    place = overview.department or overview.administration
    return xlsx_response(
        overview_workbook(overview, table.ordered(request), choice), f"{place.code}-{overview.period.month:%Y-%m}.xlsx"
    )
