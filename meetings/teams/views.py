"""The page of the team around a unit, and the handover to a new head. Both are read by who reads the unit's figures."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forecasts.unit_queries import members_of
from meetings.teams.first import do_first
from meetings.teams.forms import AnalysisForm
from meetings.teams.handover_page import handover as handover_of
from meetings.teams.handover_page import left_behind
from meetings.teams.services import write_analysis
from meetings.teams.taking_over import take_over
from meetings.teams.team_page import team_page
from units.access import Rights, rights_for
from units.models import Unit, User
from units.navigation import Crumb
from units.pages import form_page
from units.queries import answerable
from units.refusals import RefusedError
from units.roles import Act


def _unit(request: HttpRequest, adm: str, code: str) -> tuple[Unit, Rights]:
    """The unit, and what the person is allowed there.

    Raises:
        Http404: the person does not see it.
        PermissionDenied: the person does not read its figures.
    """
    units = Unit.objects.visible_to(request.user).select_related("administration", "department", "parent")
    unit = get_object_or_404(units, administration__code=adm, code=code)
    rights = rights_for(request.user, unit)
    if Act.FIGURES not in rights.unit:
        raise PermissionDenied
    return unit, rights


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def team(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """What the team around a unit sees together; its analysis is written here."""
    unit, rights = _unit(request, adm, code)
    page = team_page(unit, request.user, rights, timezone.localdate())
    if request.method == "POST" and not page.may_write:
        raise PermissionDenied
    form = AnalysisForm(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda written: write_analysis(unit, **written, by=request.user),
        to=reverse("meetings:team", args=[adm, code]),
        done=_("The analysis is saved."),
        template="meetings/teams/team.html",
        page=page,
        unit=unit,
        trail=_trail(unit, _("The unit’s team")),
    )


@require_safe
@login_required
def handover(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """What a new head of a unit has to know."""
    unit, rights = _unit(request, adm, code)
    page = handover_of(unit, request.user, timezone.localdate(), rights)
    context = {
        "page": page,
        "unit": unit,
        "figures": page.figures,
        "first": do_first(page, timezone.localdate()),
        "trail": _trail(unit, _("Handover")),
    }
    return render(request, "meetings/teams/handover.html", context)


@require_POST
@login_required
def handover_take(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Let the head of today answer for what former heads do, one decision or action or all of them."""
    unit, rights = _unit(request, adm, code)
    heads = answerable(unit, timezone.localdate())
    if Act.MEET not in rights.unit or not heads.now:
        raise PermissionDenied
    left = left_behind(unit, heads, [key.pk for key in members_of(unit)], request.user)
    chosen = [each for each in left if request.POST.get("assignment") in ("all", str(each.pk))]
    owner = next((each.user for each in heads.now if each.user_id == request.user.pk), heads.now[0].user)
    try:
        count = take_over(chosen, owner, by=request.user)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _taken(owner, count))
    return redirect(reverse("meetings:handover", args=[adm, code]))


def _taken(owner: User, count: int) -> str:
    if not count:
        return _("Nothing was left to take over.")
    told = ngettext("{name} answers for one more.", "{name} answers for {n} more.", count)
    return told.format(name=owner, n=count)


def _trail(unit: Unit, here: str) -> list[Crumb]:
    return [Crumb(unit.name, reverse("socbudget:unit", args=[unit.administration.code, unit.code])), Crumb(here)]
