"""The forecast template, filled in for a unit, a department or the whole administration."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from forecasts.imports.template import write_template
from forecasts.queries import period
from forecasts.rounds.queries import causes_of
from forecasts.uploads.access import forecast_units, handing_in
from forecasts.uploads.template_rows import template_lines
from units.access import require
from units.models import Administration, Department, Unit, User
from units.months import parse_month
from units.roles import Act
from units.tables import xlsx_response


@require_GET
@login_required
def template(request: HttpRequest, adm: str) -> HttpResponse:
    """A workbook to fill in: ?unit=4100 or ?department=10, and ?month=2026-08."""
    administration = handing_in(request.user, adm)
    place, units = _asked(request, administration)
    month = _month(request, administration)
    content = write_template(
        template_lines(administration, units, month),
        administration=administration.code,
        name=str(place),
        month=month,
        causes=[cause.name for cause in causes_of(administration)],
    )
    code = "" if place == administration else f"-{place.code}"
    return xlsx_response(content, f"{_('forecast')}-{administration.code}{code}-{month:%Y-%m}.xlsx")


def _asked(
    request: HttpRequest, administration: Administration
) -> tuple[Administration | Department | Unit, QuerySet[Unit]]:
    sort, _colon, code = request.GET.get("scope", "").partition(":")
    unit = request.GET.get("unit") or (code if sort == "u" else "")
    department = request.GET.get("department") or (code if sort == "d" else "")
    own = forecast_units(request.user, administration)
    if unit:
        return _unit(request.user, administration, unit, own)
    if department:
        place = get_object_or_404(administration.departments, code=department)
        return place, own.filter(department=place)
    if own.count() == 1:
        return own.get(), own
    return administration, own


def _unit(user: User, administration: Administration, code: str, own: QuerySet[Unit]) -> tuple[Unit, QuerySet[Unit]]:
    seen = Unit.objects.visible_to(user).filter(administration=administration)
    unit = get_object_or_404(seen, code=code)
    require(user, Act.FORECAST, unit)
    return unit, own.filter(pk=unit.pk).with_parts()


def _month(request: HttpRequest, administration: Administration) -> date:
    try:
        return parse_month(request.GET.get("month", ""))
    except ValueError:
        return period(administration).month
