"""The register of measures to take away, fill in and hand in again."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from forecasts.queries import period
from measures.imports.template import write_register
from measures.imports.template_rows import lists_for, register_rows
from units.models import Administration, Unit
from units.months import FIRST_YEAR, LAST_YEAR
from units.roles import Act
from units.tables import xlsx_response


@require_GET
@login_required
def measures_file(request: HttpRequest, adm: str) -> HttpResponse:
    """A workbook with the measures that the person may change: ?year=2026, and ?empty=1 for one without rows."""
    administration = get_object_or_404(Administration.objects.entered_by(request.user), code=adm)
    if not Unit.objects.filter(administration=administration).allowing(request.user, Act.MEASURE).exists():
        raise PermissionDenied
    year = _year(request, administration)
    rows = [] if request.GET.get("empty") else register_rows(administration, request.user, year)
    lists = lists_for(administration, request.user)
    content = write_register(rows, name=administration.name, year=year, lists=lists)
    return xlsx_response(content, f"{_('measures')}-{administration.code}-{year}.xlsx")


def _year(request: HttpRequest, administration: Administration) -> int:
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else period(administration).year
