"""Where a measure is written: a new one, and one that is there."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from measures.access import rights_on
from measures.calculators.queries import readable_calculations
from measures.models import Calculation, Idea, Measure
from measures.refusals import MeasureStaleError
from measures.services import change_measure
from measures.writing.fetching import address, address_of, measure_to_change, trail_to
from measures.writing.forms import Choices, MeasureForm, see_version
from measures.writing.plans import as_written, begun, plan_of
from measures.writing.queries import changes_since, first_month_to_write, people_of, units_to_write_for
from measures.writing.refusals import MeasureSavedError, field_of
from measures.writing.sections import first_fields, sections
from measures.writing.services import write_measure
from units.access import allows
from units.models import Administration, User
from units.refusals import RefusedError
from units.roles import Act


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def measure_new(request: HttpRequest, adm: str) -> HttpResponse:
    """Write a new measure, perhaps out of an idea or a calculation."""
    administration = get_object_or_404(Administration.objects.entered_by(request.user), code=adm)
    choices = _choices(administration, request.user)
    if not choices.units.exists():
        raise PermissionDenied
    calculation, idea = _calculation(request, administration), _idea(request, administration)
    if request.method != "POST" and (taken := _taken(calculation, idea)):
        return redirect(taken)
    usual = _initial(request, choices)
    form = MeasureForm(choices, request.POST or None, initial=usual | begun(calculation, idea, usual["start"]))
    context = {"title": _("New measure"), "button": _("Save the measure"), "idea": idea, "calculation": calculation}

    def save(written: dict[str, Any]) -> Measure:
        sources = {"calculation": calculation, "idea": idea}
        return write_measure(administration, plan_of(written), key=written["key"], by=request.user, **sources)

    return _written(request, administration, form, save) or _form_page(request, administration, form, None, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def measure_edit(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Change what is written about a measure."""
    measure = measure_to_change(request, adm, pk)
    may_decide = rights_on(measure, request.user).may_decide
    choices = _choices(measure.administration, request.user, measure)
    form = MeasureForm(
        choices, request.POST or None, initial=as_written(measure), measure=measure, may_decide=may_decide
    )
    context = {"title": _("Change measure {number}").format(number=measure.number), "button": _("Save")}

    def save(written: dict[str, Any]) -> Measure:
        reason = written.get("reason", "")
        return change_measure(measure, plan_of(written, measure), seen=written["seen"], reason=reason, by=request.user)

    administration = measure.administration
    return _written(request, administration, form, save) or _form_page(request, administration, form, measure, context)


def _written(
    request: HttpRequest, administration: Administration, form: MeasureForm, save: Callable[[dict[str, Any]], Measure]
) -> HttpResponse | None:
    """The way on when the form was sent and what it says is kept; otherwise it says why not, at the right field."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        kept = save(form.cleaned_data)
    except RefusedError as refused:
        form.stale = isinstance(refused, MeasureStaleError)
        if isinstance(refused, MeasureSavedError):
            form.saved_address = address("measures:measure-edit", administration.code, refused.measure.pk)
        form.add_error(field_of(refused, form), str(refused))
        return None
    messages.success(request, _("Saved."))
    return redirect(address_of(kept))


def _form_page(
    request: HttpRequest,
    administration: Administration,
    form: MeasureForm,
    measure: Measure | None,
    context: dict[str, Any],
) -> HttpResponse:
    context |= {
        "administration": administration,
        "form": form,
        "measure": measure,
        "first": first_fields(form),
        "sections": sections(form),
        "trail": trail_to(administration, measure, context["title"]),
        "back": address_of(measure) if measure else address("measures:measures", administration.code),
    }
    if measure and form.stale:
        context["news"] = changes_since(measure, form.cleaned_data["seen"])
        see_version(form, measure.version)
    return render(request, "measures/measure_form.html", context, status=422 if form.errors else 200)


def _choices(administration: Administration, user: User, measure: Measure | None = None) -> Choices:
    today = timezone.localdate()
    return Choices(
        units=units_to_write_for(administration, user, today, measure=measure),
        groups=administration.account_groups.order_by("order"),
        people=people_of(administration, today, measure=measure),
    )


def _initial(request: HttpRequest, choices: Choices) -> dict[str, Any]:
    """What the form of a new measure begins with: the unit asked for, or the only one; the person; a month to come."""
    units = choices.units.filter(code=request.GET.get("unit", "")) or choices.units
    unit = units[0] if len(units[:2]) == 1 else None
    start = first_month_to_write(choices.units[0].administration, timezone.localdate())
    return {"unit_1": unit.pk if unit else None, "start": start, "owner": request.user.pk}


def _calculation(request: HttpRequest, administration: Administration) -> Calculation | None:
    """The calculation asked for, in `?calculation=`, which the person may read."""
    asked = request.GET.get("calculation", "")
    readable = readable_calculations(request.user, administration)
    return get_object_or_404(readable, pk=asked) if asked.isdecimal() else None


def _taken(calculation: Calculation | None, idea: Idea | None) -> str:
    """Where what another measure came out of is told of; empty when nothing was taken."""
    if idea and idea.measure:
        return address_of(idea.measure)
    if calculation and calculation.measure_id:
        return address("measures:calculation", calculation.administration.code, calculation.pk)
    return ""


def _idea(request: HttpRequest, administration: Administration) -> Idea | None:
    """The idea asked for, in `?idea=`, which the person may answer.

    Raises:
        PermissionDenied: the person may not.
    """
    asked = request.GET.get("idea", "")
    if not asked.isdecimal():
        return None
    idea = get_object_or_404(administration.ideas.select_related("unit", "measure__administration"), pk=asked)
    place = idea.unit or administration
    if not any(allows(request.user, act, place) for act in (Act.DECIDE, Act.CONTROL)):
        raise PermissionDenied
    return idea
