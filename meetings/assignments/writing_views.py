"""Pages where decisions and actions are written: given between meetings, changed, handed over."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from measures.admitted import admitted
from meetings.addresses import address
from meetings.assignments import services
from meetings.assignments.forms import ChangeForm, GiveForm, HandOverForm
from meetings.assignments.queries import Reach, owners_for, reach_of
from meetings.assignments.views import FORM, here, posted, seen, seen_version, trail
from meetings.models import Assignment
from meetings.words import assignment_label
from units.navigation import Crumb
from units.pages import form_page
from units.roles import Act


@FORM
@login_required
def assignment_new(request: HttpRequest, adm: str) -> HttpResponse:
    """Give a decision or an action between meetings."""
    administration = admitted(request, adm, Act.MEET).administration
    reach = reach_of(request.user, administration, timezone.localdate())
    matter = request.GET.get("matter", "")
    return form_page(
        request,
        GiveForm(reach, posted(request), initial=_begins_with(request, reach)),
        lambda values: services.give_assignment(administration, **values, by=request.user),
        to=address("matter", adm, int(matter)) if matter.isdecimal() else reverse("meetings:assignments", args=[adm]),
        title=_("Give an action or a decision"),
        lead=_(
            "What is given between meetings is followed up as what is given in them. Write nothing about individuals."
        ),
        done=_("It is given, and stands on the start page of the one who answers for it."),
        button=_("Give it"),
        trail=trail(adm, Crumb(_("Give an action or a decision"))),
    )


def _begins_with(request: HttpRequest, reach: Reach) -> dict[str, Any]:
    """What the address says that it is about: a unit by its code, a measure or a matter by its pk."""
    found = {name: request.GET[name] for name in ("measure", "matter") if request.GET.get(name, "").isdecimal()}
    if unit := reach.units.filter(code=request.GET.get("unit", "")).first():
        found["unit"] = unit.pk
    return found


@FORM
@login_required
def assignment_change(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Write a decision or an action in another way, until its minutes are adjusted."""
    found = _reported(request, adm, pk)
    people = owners_for(found.administration, found, timezone.localdate())
    initial = {name: getattr(found, name) for name in ("text", "owner", "due", "for_committee")}
    return form_page(
        request,
        ChangeForm(people, posted(request), initial=initial),
        lambda values: services.change_assignment(found, **values, seen=seen_version(request), by=request.user),
        to=here(found),
        title=_("Change {label}").format(label=assignment_label(found)),
        button=_("Save"),
        seen=found.version,
        trail=trail(adm, Crumb(assignment_label(found), here(found)), Crumb(pgettext("assignment", "Change"))),
        template="meetings/assignments/change.html",
    )


@FORM
@login_required
def assignment_hand_over(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Let somebody else answer for it from now on."""
    found = _reported(request, adm, pk)
    people = owners_for(found.administration, found, timezone.localdate())
    if request.method != "POST":  # the same form may come twice: then it is handed over already
        people = people.exclude(pk=found.owner_id)
    return form_page(
        request,
        HandOverForm(people, posted(request)),
        lambda values: services.hand_over(found, **values, by=request.user),
        to=here(found),
        title=_("Hand {label} over").format(label=assignment_label(found)),
        lead=found.text,
        done=_("Handed over."),
        button=_("Hand over"),
        trail=trail(adm, Crumb(assignment_label(found), here(found)), Crumb(_("Hand over"))),
    )


def _reported(request: HttpRequest, adm: str, pk: int) -> Assignment:
    """The assignment, which the person reports back and changes.

    Raises:
        Http404: the person does not see it.
        PermissionDenied: the person sees it only.
    """
    row = seen(request, adm, pk)
    if not row.reports:
        raise PermissionDenied
    return row.assignment
