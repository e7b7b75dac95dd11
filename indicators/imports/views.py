"""The values of key figures to take away, fill in and hand in again."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from forecasts.queries import period
from indicators.imports.template import template_rows, write_template
from units.asked import year_asked
from units.pages import entered
from units.roles import Act
from units.tables import xlsx_response


@require_GET
@login_required
def indicators_file(request: HttpRequest, adm: str) -> HttpResponse:
    """A workbook with the values of a year: ?year=2026."""
    administration = entered(request, adm, Act.CONTROL)
    year = year_asked(request, period(administration).year)
    content = write_template(administration, template_rows(administration, year), year)
    return xlsx_response(content, f"{_('key-figures')}-{adm}-{year}.xlsx")
