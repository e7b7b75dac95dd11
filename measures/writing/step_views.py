"""Where a measure takes its steps from idea to closed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from measures.access import rights_on
from measures.models import Measure
from measures.refusals import MoveMissingError, NoSuchMoveError
from measures.services import facts_of, move_measure
from measures.stages import Demand, Stage, is_back, moves
from measures.words import stage_name, step_name
from measures.writing.fetching import address, address_of, measure_seen, trail_to
from measures.writing.forms import see_version
from measures.writing.queries import round_months
from measures.writing.step_forms import StepForm
from measures.writing.steps import act_for, step_to
from measures.writing.words import demand_sentence
from units.refusals import RefusedError

FIELD_OF = {
    Demand.BODY: "decision_body",
    Demand.DECIDED_ON: "decided_on",
    Demand.DECIDED_LATER: "decided_on",
    Demand.UNION: "union_on",
    Demand.UNION_LATER: "union_on",
    Demand.DEADLINE: "investigate_by",
    Demand.RISK: "risk",
    Demand.CONTAINED: "contained_from",
    Demand.WORD: "word",
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def measure_move(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Take a step, or see what it demands."""
    measure = measure_seen(request, adm, pk)
    to = _to(request, measure)
    if to not in moves(measure.stage):
        return _gone(request, measure, to)
    months = round_months(measure, timezone.localdate().year) if to == Stage.CLOSED else []
    form = StepForm(measure, to, months, request.POST or None, why=is_back(measure.stage, to), told=request.GET)
    if request.method == "POST" and form.is_valid():
        try:
            word, seen = form.cleaned_data["word"], form.cleaned_data["seen"]
            move_measure(measure, to, word=word, seen=seen, values=form.values, by=request.user)
        except RefusedError as refused:
            _say(refused, form)
            see_version(form, measure.version)
        else:
            messages.success(request, _("The measure is now {stage}.").format(stage=stage_name(to)))
            return redirect(address_of(measure))
    return _step_page(request, measure, to, form)


def _to(request: HttpRequest, measure: Measure) -> Stage:
    """The stage asked for, or the usual next one, to which the person may take `measure`.

    Raises:
        Http404: there is no such stage.
        PermissionDenied: the person may not.
    """
    asked = (request.POST if request.method == "POST" else request.GET).get("to") or moves(measure.stage)[0]
    if asked not in list(Stage):
        raise Http404
    if act_for(measure.stage, asked) not in rights_on(measure, request.user).every:
        raise PermissionDenied
    return Stage(asked)


def _gone(request: HttpRequest, measure: Measure, to: Stage) -> HttpResponse:
    """The step is not there any more: somebody took it, perhaps this person with a double click."""
    if measure.stage != to:
        refused = NoSuchMoveError(stage=stage_name(measure.stage), to=stage_name(to))
        messages.error(request, str(refused))
    return redirect(address_of(measure))


def _say(refused: RefusedError, form: StepForm) -> None:
    """Say at each field of `form` what it lacks; what stands elsewhere is in the list of demands."""
    if not isinstance(refused, MoveMissingError):
        form.add_error(None, str(refused))
        return
    for demand in refused.demands:
        name = FIELD_OF.get(demand)
        form.add_error(name if name in form.fields else None, demand_sentence(demand))


def _step_page(request: HttpRequest, measure: Measure, to: Stage, form: StepForm) -> HttpResponse:
    administration = measure.administration.code
    context = {
        "measure": measure,
        "administration": measure.administration,
        "form": form,
        "step": step_to(facts_of(measure), to, timezone.localdate()),
        "to": to,
        "places": {
            "edit": address("measures:measure-edit", administration, measure.pk),
            "measure": address_of(measure),
            "follow_up": address("measures:measure-follow-up", administration, measure.pk),
            "verify": address("measures:measure-verify", administration, measure.pk),
        },
        "trail": trail_to(measure.administration, measure, step_name(measure.stage, to)),
        "back": address_of(measure),
    }
    return render(request, "measures/measure_move.html", context, status=422 if form.errors else 200)
