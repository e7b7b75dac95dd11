"""The page where a measure is followed up."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from measures.access import FOLLOWED, rights_on
from measures.followups import places, services
from measures.followups.forms import FollowUpForm
from measures.followups.refusals import FollowUpStaleError, NotFollowedError
from measures.followups.words import told_of
from measures.models import FollowUp, Measure
from measures.queries import rules_of
from measures.refusals import MeasureStaleError
from measures.words import stage_name
from units.display import display_of
from units.navigation import Crumb
from units.refusals import RefusedError

SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def measure_follow_up(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Say how a measure goes. What was typed stays when it is refused."""
    measure = _measure(request, adm, pk)
    form = FollowUpForm(request.POST) if request.method == "POST" else FollowUpForm(initial=_usual(measure))
    if request.method == "POST" and form.is_valid() and (made := _saved(request, measure, form)):
        messages.success(request, _done(made))
        return redirect(places.measure_url(adm, pk) or places.register_url(adm))
    return render(request, "measures/follow_up.html", _context(measure, form), status=422 if form.errors else 200)


def _measure(request: HttpRequest, adm: str, pk: int) -> Measure:
    """The measure, when the person may follow it up.

    Raises:
        Http404: the person does not see it.
        PermissionDenied: the person only reads it.
    """
    visible = Measure.objects.visible_to(request.user).select_related("administration", "group")
    measure = get_object_or_404(visible, administration__code=adm, pk=pk)
    if not rights_on(measure, request.user).may_follow_up:
        raise PermissionDenied
    return measure


def _usual(measure: Measure) -> dict[str, Any]:
    """What the form holds before anything is written."""
    today, last = timezone.localdate(), services.latest_follow_up(measure)
    year = services.year_to_say(measure, today)
    expected = _of_year(measure, year)["expected"]
    return {
        "day": today,
        "status": FollowUp.Status.AS_PLANNED,
        "year": year,
        "expected": expected,
        "was_expected": expected,
        "was_year": year,
        "next_on": today + timedelta(days=rules_of(measure.administration).follow_up_days),
        "seen": last and last.pk,
    }


def _saved(request: HttpRequest, measure: Measure, form: FollowUpForm) -> FollowUp | None:
    """The follow-up as it was written; None when it was refused, and the form then says why."""
    values = dict(form.cleaned_data)
    seen, key = values.pop("seen"), values.pop("key")
    try:
        return services.follow_up(measure, services.Stated(**values), seen=seen, key=key, by=request.user)
    except (FollowUpStaleError, MeasureStaleError) as refused:
        expected = _of_year(measure, form.year_shown)["expected"]
        form.have_seen(services.latest_follow_up(measure), expected or 0)
        form.add_error(None, str(refused))
    except RefusedError as refused:
        form.add_error(None, str(refused))
    return None


def _context(measure: Measure, form: FollowUpForm) -> dict[str, Any]:
    amounts = _of_year(measure, form.year_shown)
    follow_ups = list(measure.follow_ups.select_related("made_by")[:SHOWN])
    display = display_of(measure.administration)
    here = Crumb(_("Follow up"))
    page = places.measure_url(measure.administration.code, measure.pk)
    return {
        "administration": measure.administration,
        "measure": measure,
        "form": form,
        "display": display,
        "follow_ups": follow_ups,
        "units": [share.unit for share in measure.shares.select_related("unit")],
        "told": told_of(form.year_shown, amounts["planned"], amounts["expected"], display),
        "closed": "" if measure.stage in FOLLOWED else str(NotFollowedError(stage=stage_name(measure.stage))),
        "back": page or places.register_url(measure.administration.code),
        "trail": places.trail(measure.administration, Crumb(measure.title, page), here),
    }


def _of_year(measure: Measure, year: int) -> dict[str, int | None]:
    """What `measure` was planned and is expected to save in `year` (öre), before costs."""
    return measure.effects.filter(month__year=year).aggregate(planned=Sum("planned"), expected=Sum("amount", default=0))


def _done(made: FollowUp) -> str:
    if made.next_on is None:
        return _("The follow-up is saved. The measure needs no more follow-ups.")
    return _("The follow-up is saved. The next one is on {day}.").format(day=made.next_on)
