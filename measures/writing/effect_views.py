"""Where what a measure saves is revised, carried into another year and found in a forecast."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from measures.models import Measure
from measures.refusals import MeasureStaleError
from measures.services import carry_measure, contain_measure, revise_effect
from measures.writing.effect_table import effect_years, months_to_write
from measures.writing.fetching import address_of, measure_to_change, trail_to
from measures.writing.forms import see_version
from measures.writing.page import amounts_by_month
from measures.writing.queries import next_year_of, round_months
from measures.writing.step_forms import CarryForm, ContainForm, EffectForm
from units.asked import year_asked
from units.pages import act_on, form_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def measure_effect(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Expect another effect of a decided measure, month by month."""
    measure = measure_to_change(request, adm, pk)
    amounts = amounts_by_month(measure)
    initial = {f"month_{month:%Y_%m}": each.effect for month, each in amounts.items()} | {"seen": measure.version}
    form = EffectForm(months_to_write(measure, amounts), request.POST or None, initial=initial)

    def save(written: dict[str, Any]) -> None:
        given = {name: written[name] for name in ("reason", "seen", "under_way")}
        revise_effect(measure, form.amounts, **given, by=request.user)

    context = _context(measure, _("Revise the effect")) | {
        "years": effect_years(form, form.months, amounts),
        "template": "measures/measure_effect.html",
    }
    return form_page(request, form, _again(form, measure, save), to=address_of(measure), **context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def measure_carry(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Follow a measure in the next year too."""
    measure = measure_to_change(request, adm, pk)
    year = next_year_of(measure, timezone.localdate())
    initial = {"year": year, "amount": measure.full_year_effect, "seen": measure.version}
    form = CarryForm(request.POST or None, initial=initial)

    def save(written: dict[str, Any]) -> None:
        carry_measure(measure, **written, by=request.user)

    context = _context(measure, _("Carry into the next year")) | {
        "lead": _("The measure is followed in that year too, and the year gets a plan of its own to be held against."),
        "button": _("Carry it over"),
    }
    return form_page(request, form, _again(form, measure, save), to=address_of(measure), **context)


def _context(measure: Measure, title: str) -> dict[str, Any]:
    trail = trail_to(measure.administration, measure, title)
    return {"measure": measure, "administration": measure.administration, "title": title, "trail": trail}


def _again(form: Form, measure: Measure, save: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
    """`save`; when somebody changed `measure` meanwhile, what was sent can be saved again over that."""

    def saved(written: dict[str, Any]) -> None:
        try:
            save(written)
        except MeasureStaleError:
            see_version(form, measure.version)
            raise

    return saved


@require_POST
@login_required
def measure_contain(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Say which forecasts contain the effect already."""
    measure = measure_to_change(request, adm, pk)
    form = ContainForm(round_months(measure, year_asked(request, timezone.localdate().year)), request.POST)
    to = address_of(measure)
    if not form.is_valid():
        messages.error(request, _("Nothing was saved. Choose one of the months in the list."))
        return redirect(to)
    written = form.cleaned_data
    return act_on(request, lambda: contain_measure(measure, **written, by=request.user), to=to, done=_("Saved."))
