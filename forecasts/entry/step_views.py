"""The steps of a forecast: each is posted, and leads back to the page of the forecast.

A word or a reason that is refused comes back in a form, so that nothing written is lost.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forecasts.entry import drafts, steps
from forecasts.entry.forms import ReasonForm, WordForm
from forecasts.entry.grid_queries import round_shown
from forecasts.entry.grid_typed import read_key
from forecasts.entry.queries import submitted_of
from forecasts.entry.refusals import NothingSubmittedError
from forecasts.models import Forecast, Round
from units.access import rights_for
from units.models import Unit, User
from units.navigation import Crumb
from units.pages import act_on, form_page
from units.roles import Act


class Place(NamedTuple):
    """A unit in a round, and the page of its forecast."""

    unit: Unit
    round: Round
    page: str


@require_POST
@login_required
def forecast_submit(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Hand in what is written."""
    place = _asked(request, adm, code, Act.FORECAST)
    seen = read_key(request.POST.get("seen", ""))
    return act_on(
        request,
        lambda: steps.submit(place.unit, place.round, by=request.user, seen=seen),
        to=place.page,
        done=_("The forecast is submitted."),
    )


@require_POST
@login_required
def forecast_discard(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Throw away what is being written."""
    place = _asked(request, adm, code, Act.FORECAST)
    return act_on(
        request,
        lambda: drafts.discard_draft(place.unit, place.round, by=request.user),
        to=place.page,
        done=_("The draft is thrown away."),
    )


@require_POST
@login_required
def forecast_check(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Say that the forecast has been gone through."""
    place = _asked(request, adm, code, Act.CONTROL)
    return _with_word(
        request,
        place,
        lambda word: steps.check(_submitted(request, place), by=request.user, word=word),
        title=_("Check the forecast"),
        button=_("Check"),
        done=_("The forecast is checked."),
    )


@require_POST
@login_required
def forecast_approve(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Say that the forecast holds."""
    place = _asked(request, adm, code, Act.APPROVE)
    return _with_word(
        request,
        place,
        lambda word: steps.approve(_submitted(request, place), by=request.user, word=word),
        title=_("Approve the forecast"),
        button=_("Approve"),
        done=_("The forecast is approved."),
    )


@require_POST
@login_required
def forecast_send_back(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Ask the unit to change its forecast."""
    place = _asked(request, adm, code, Act.CONTROL, Act.APPROVE)
    return _with_word(
        request,
        place,
        lambda word: steps.send_back(_submitted(request, place), word=word, by=request.user),
        title=_("Send the forecast back"),
        button=_("Send back"),
        done=_("The forecast is sent back."),
    )


@require_POST
@login_required
def forecast_correct(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Begin the correction of a locked forecast."""
    place = _asked(request, adm, code, Act.CONTROL)
    return form_page(
        request,
        ReasonForm(_sent(request)),
        lambda values: steps.begin_correction(place.unit, place.round, reason=values["reason"], by=request.user),
        to=place.page,
        title=_("Correct the locked forecast"),
        button=_("Begin the correction"),
        done=_("Write the correction and submit it."),
        trail=_way(place),
    )


def _with_word(request: HttpRequest, place: Place, take: Callable[[str], object], **texts: Any) -> HttpResponse:
    """Take the step with the word that was sent; when it is refused the word comes back in a form."""
    form = WordForm(_sent(request))
    return form_page(request, form, lambda values: take(values["word"]), to=place.page, trail=_way(place), **texts)


def asked_unit(user: User, adm: str, code: str, *acts: Act) -> Unit:
    """The unit for which `user` is allowed any of `acts`.

    Raises:
        Http404: the person does not see it.
        PermissionDenied: none of the person's roles there allows it.
    """
    visible = Unit.objects.visible_to(user).select_related("administration", "department")
    unit = get_object_or_404(visible, administration__code=adm, code=code)
    if not rights_for(user, unit).unit & set(acts):
        raise PermissionDenied
    return unit


def _asked(request: HttpRequest, adm: str, code: str, *acts: Act) -> Place:
    unit = asked_unit(request.user, adm, code, *acts)
    named = _sent(request)["round"]
    pk = read_key(named)
    round = round_shown(unit.administration, pk) if pk is not None or not named else None
    if round is None:
        raise Http404
    return Place(unit, round, f"{reverse('forecasts:forecast', args=[adm, code])}?round={round.pk}")


def _submitted(request: HttpRequest, place: Place) -> Forecast:
    """What the person saw submitted there, else what stands there now.

    Raises:
        NothingSubmittedError: nothing is.
    """
    found = submitted_of(place.round, [place.unit.pk]).select_related("unit", "round")
    seen = request.POST.get("forecast", "")
    forecast = found.filter(pk=read_key(seen)).first() if seen else found.last()
    if forecast is None:
        raise NothingSubmittedError(unit=place.unit)
    return forecast


def _sent(request: HttpRequest) -> dict[str, str]:
    """What was posted; the round may stand in the address."""
    return {"round": request.GET.get("round", ""), **request.POST.dict()}


def _way(place: Place) -> list[Crumb]:
    return [
        Crumb(place.unit.administration.name),
        Crumb(place.unit.name, place.page),
        Crumb(_("Forecast")),
    ]
