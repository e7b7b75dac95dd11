"""The savings programme of an administration and of a department."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from measures.programme.page import (
    ProgrammePage,
    asked_year,
    charts_of,
    measures_address,
    programme_page,
    programme_table,
    programme_workbook,
)
from units.access import allowed
from units.htmx import render_page
from units.models import Administration, Department
from units.navigation import Crumb
from units.pages import entered
from units.roles import Act
from units.tables import xlsx_response

MANY = 100


@require_safe
@login_required
def programme(request: HttpRequest, adm: str) -> HttpResponse:
    """What the administration must save, what measures give, and what is missing."""
    administration = entered(request, adm, Act.REPORTED)
    page = programme_page(administration, asked_year(request, administration))
    return _shown(request, page, allowed(request.user, administration))


@require_safe
@login_required
def department_programme(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """The same of one department."""
    department = get_object_or_404(
        Department.objects.select_related("administration"),
        administration__in=Administration.objects.entered_by(request.user),
        administration__code=adm,
        code=code,
    )
    acts = allowed(request.user, department)
    if Act.REPORTED not in acts:
        raise PermissionDenied
    year = asked_year(request, department.administration)
    return _shown(request, programme_page(department.administration, year, department), acts)


def _shown(request: HttpRequest, page: ProgrammePage, acts: frozenset[Act]) -> HttpResponse:
    adm, department = page.administration, page.department
    if request.GET.get("export") == "xlsx":
        place = f"{adm.code}-{department.code}" if department else adm.code
        return xlsx_response(programme_workbook(request, page), f"{place}-{page.year}-{_('savings-programme')}.xlsx")
    reads = Act.FIGURES in acts
    context = {
        "page": page,
        "administration": adm,
        "table": programme_table(page, to_measures=reads).shown(request, per_page=MANY),
        "charts": charts_of(page),
        "measures": _measures(page) if reads else "",
        "may_control": Act.CONTROL in acts and department is None,
        "trail": _trail(page, whole=Act.REPORTED in allowed(request.user, adm)) if department else [],
        "before": page.year - 1,
        "after": page.year + 1,
    }
    return render_page(request, "measures/programme/programme.html", context, part="places")


def _measures(page: ProgrammePage) -> str:
    place = {"department": page.department.code} if page.department else {}
    return measures_address(page.administration, page.year, **place)


def _trail(page: ProgrammePage, *, whole: bool) -> list[Crumb]:
    """The way from the administration's programme, which is no link for those who may not read it."""
    address = f"{reverse('measures:programme', args=[page.administration.code])}?year={page.year}"
    return [Crumb(_("Savings programme"), address if whole else ""), Crumb(page.name)]
