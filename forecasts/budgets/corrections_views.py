"""The page of a unit's corrections of the deviation to date."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forecasts.budgets.corrections import add_correction, remove_correction
from forecasts.budgets.corrections_queries import corrections_of, real_of
from forecasts.budgets.year_forms import CorrectionForm
from forecasts.models import Correction
from forecasts.queries import Period, period, standings
from units.access import require, rights_for
from units.asked import month_asked
from units.display import display_of
from units.models import Unit
from units.navigation import Crumb
from units.pages import act_on
from units.refusals import RefusedError
from units.roles import Act


def _unit(request: HttpRequest, adm: str, code: str) -> Unit:
    units = Unit.objects.allowing(request.user, Act.FIGURES).select_related("administration")
    return get_object_or_404(units, administration__code=adm, code=code)


def _address(unit: Unit, seen: Period) -> str:
    address = reverse("forecasts:corrections", args=[unit.administration.code, unit.code])
    return f"{address}?month={seen.month:%Y-%m}"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def corrections(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """The deviation to date as the ledger has it and really, the corrections, and a form that adds one."""
    unit = _unit(request, adm, code)
    seen = period(unit.administration, month_asked(request))
    posted = request.POST if request.method == "POST" else None
    form = CorrectionForm(unit.administration, seen.year, posted, initial={"month": seen.closed or seen.month})
    if request.method == "POST":
        require(request.user, Act.FORECAST, unit)
        if form.is_valid() and _added(request, unit, form):
            return redirect(_address(unit, seen))
    return _shown(request, unit, seen, form)


def _added(request: HttpRequest, unit: Unit, form: CorrectionForm) -> bool:
    written = dict(form.cleaned_data)
    try:
        add_correction(unit, amount=-written.pop("effect"), **written, by=request.user)
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _shown(request: HttpRequest, unit: Unit, seen: Period, form: CorrectionForm) -> HttpResponse:
    standing = standings(Unit.objects.filter(pk=unit.pk), seen)[0]
    page = reverse("socbudget:unit", args=[unit.administration.code, unit.code])
    context = {
        "unit": unit,
        "period": seen,
        "display": display_of(unit.administration),
        "standing": standing,
        "real": real_of([unit.pk], seen.closed, standing.deviation_to_date),
        "rows": corrections_of(unit, seen.year),
        "form": form,
        "may_correct": Act.FORECAST in rights_for(request.user, unit).unit,
        "trail": [Crumb(unit.name, f"{page}?month={seen.month:%Y-%m}"), Crumb(_("Corrections of the deviation"))],
    }
    return render(request, "forecasts/budgets/corrections.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def correction_remove(request: HttpRequest, adm: str, code: str, pk: int) -> HttpResponse:
    """Take a correction away."""
    unit = _unit(request, adm, code)
    require(request.user, Act.FORECAST, unit)
    correction = get_object_or_404(Correction, pk=pk, unit__in=[unit.pk, *unit.parts.values_list("pk", flat=True)])
    seen = period(unit.administration, correction.month)
    return act_on(
        request,
        lambda: remove_correction(correction, by=request.user),
        to=_address(unit, seen),
        done=_("The correction is removed."),
    )
