"""The organisation and the account plan to take away, change and hand in again."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from forecasts.organisation.template_rows import account_plan_file, organisation_file
from units.pages import entered
from units.roles import Act
from units.tables import xlsx_response


@require_GET
@login_required
def organisation_workbook(request: HttpRequest, adm: str) -> HttpResponse:
    """A workbook with every unit."""
    administration = entered(request, adm, Act.ORGANISE)
    return xlsx_response(organisation_file(administration), f"{_('organisation')}-{administration.code}.xlsx")


@require_GET
@login_required
def account_plan_workbook(request: HttpRequest, adm: str) -> HttpResponse:
    """A workbook with every account group and its accounts."""
    administration = entered(request, adm, Act.ORGANISE)
    return xlsx_response(account_plan_file(administration), f"{_('account-plan')}-{administration.code}.xlsx")
