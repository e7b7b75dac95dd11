"""Pages of the bodies that meet: who meets how often, one body, its members, its end and its series of meetings."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.models import Body
from meetings.planning import services
from meetings.planning.agendas import own_agendas, points_of
from meetings.planning.bodies import planned_from_today, usual_of
from meetings.planning.forms import BodyForm, OverForm, PeopleForm
from meetings.planning.pages import (
    body_to_hold,
    body_to_read,
    body_trail,
    body_url,
    entered,
    holds,
    meeting_url,
    meetings_trail,
)
from meetings.planning.people import functions
from meetings.planning.proposed import USUALLY, Place, kind_over, proposed_members, usual_name
from meetings.planning.queries import BodyRow, body_rows, meeting_rows, people_of, places_to_meet_over
from meetings.planning.words import KINDS, bodies_finding, rhythm_words, when_words
from meetings.words import point_title
from units.models import User
from units.navigation import Crumb
from units.pages import act_on, form_page
from units.refusals import RefusedError

FORM = require_http_methods(["GET", "HEAD", "POST"])
SOON = 5


@require_safe
@login_required
def bodies(request: HttpRequest, adm: str) -> HttpResponse:
    """Who meets, how often, and when next: the plan of meetings from the management group to the teams."""
    administration, today = entered(request, adm), timezone.localdate()
    rows = body_rows(administration.bodies.visible_to(request.user), request.user, today)
    going_on = [row for row in rows if row.body.ended_on is None]
    without = sum(row.next is None for row in going_on)
    context = {
        "administration": administration,
        "trail": meetings_trail(administration, Crumb(_("Bodies that meet"))),
        "finding": bodies_finding([row.body for row in going_on], without),
        "levels": _levels(going_on),
        "ended": [row.body for row in rows if row.body.ended_on],
        "may_begin": bool(places_to_meet_over(administration, request.user, today)),
    }
    return render(request, "meetings/planning/bodies.html", context)


def _levels(rows: Sequence[BodyRow]) -> list[dict[str, object]]:
    """The rows by what they meet about, in words."""
    today = timezone.localdate()
    return [
        {"name": words, "rows": [_shown(row, today) for row in rows if row.body.kind == kind]}
        for kind, words in KINDS.items()
        if any(row.body.kind == kind for row in rows)
    ]


def _shown(row: BodyRow, today: object) -> dict[str, object]:
    return {
        "row": row,
        "url": body_url(row.body),
        "rhythm": rhythm_words(row.body),
        "next": row.next and when_words(row.next, today),
    }


@FORM
@login_required
def body_new(request: HttpRequest, adm: str) -> HttpResponse:
    """A new body: first what it meets about, then its name and rhythm, which are proposed."""
    administration = entered(request, adm)
    places = places_to_meet_over(administration, request.user, timezone.localdate())
    if not places:
        raise PermissionDenied
    over = OverForm(places, request.GET or None)
    trail = meetings_trail(administration, Crumb(_("New body")))
    context = {"administration": administration, "trail": trail}
    if not over.is_valid():
        status = 422 if request.method == "POST" or over.errors else 200
        return render(request, "meetings/planning/body_over.html", {"form": over, **context}, status=status)
    return _begun(request, over.place(), context)


def _begun(request: HttpRequest, place: Place, context: dict[str, object]) -> HttpResponse:
    """The rest of a new body about `place`, and its page once it is there."""
    usual = USUALLY[kind_over(place)]
    initial = {"name": usual_name(place), "weekday": usual.weekday, "every": usual.every, "minutes": usual.minutes}
    form = BodyForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            body = services.start_body(place, form.cleaned_data, by=request.user)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Done. The members are proposed from the roles; change them if need be."))
            return redirect(body_url(body))
    proposed = proposed_members(place, timezone.localdate())
    more = {"form": form, "place": place, "proposed": proposed}
    status = 422 if form.errors else 200
    return render(request, "meetings/planning/body_new.html", {**context, **more}, status=status)


@require_safe
@login_required
def body(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """One body: when it meets, who belongs to it, what it usually talks about and its next meetings."""
    found, today = body_to_read(request, adm, pk), timezone.localdate()
    held = holds(request, found)
    planned = planned_from_today(found)
    rows = meeting_rows(planned, request.user, count=SOON)
    points = points_of(found.usual_points.all())
    context = {
        "body": found,
        "administration": found.administration,
        "trail": body_trail(found),
        "rhythm": rhythm_words(found),
        "held": held,
        "members": found.members.select_related("user"),
        "points": [{"title": point_title(each.kind, each.title), "minutes": each.minutes} for each in points],
        "coming": [(row, meeting_url(row.meeting), when_words(row.meeting, today)) for row in rows],
        "count": planned.count(),
        "own": [(each, when_words(each, today)) for each in own_agendas(found)] if held else [],
    }
    return render(request, "meetings/planning/body.html", context)


@FORM
@login_required
def body_edit(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Change what a body is called and when it meets."""
    found = body_to_hold(request, adm, pk)
    return form_page(
        request,
        BodyForm(request.POST or None, initial=usual_of(found)),
        lambda values: services.change_body(found, values, by=request.user),
        to=body_url(found),
        title=_("Change {body}").format(body=found),
        lead=_("A new time and place hold for planned meetings too, where nobody chose another one for the meeting."),
        trail=body_trail(found, pgettext("verb", "Change")),
        button=_("Save"),
    )


@FORM
@login_required
def body_end(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Ask whether a body is to end; when it is, end it."""
    found = body_to_hold(request, adm, pk)
    if request.method == "POST":
        done = _("Ended. What it has decided is still followed up.")
        return act_on(request, lambda: services.end_body(found, by=request.user), to=body_url(found), done=done)
    context = {
        "body": found,
        "trail": body_trail(found, _("End")),
        "planned": planned_from_today(found).count(),
        "back": body_url(found),
    }
    return render(request, "meetings/planning/body_end.html", context)


@require_POST
@login_required
def body_take_up(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Let an ended body go on."""
    found = body_to_hold(request, adm, pk)
    done = _("The body goes on. Plan its meetings.")
    return act_on(request, lambda: services.take_up_body(found, by=request.user), to=body_url(found), done=done)


@FORM
@login_required
def body_members(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Who belongs to a body, and what for."""
    found = body_to_hold(request, adm, pk)
    here = reverse("meetings:body-members", args=[adm, pk])
    people = functions(found.members.all())
    choices = people_of(found.administration, timezone.localdate(), list(people))
    form = PeopleForm(people, choices, request.POST or None)
    return form_page(
        request,
        form,
        lambda _values: services.set_members(found, form.wanted(), by=request.user),
        to=here if request.POST.get("deed") == "add" else body_url(found),
        title=_("Members of {body}").format(body=found),
        lead=_("Members are called to every meeting. A change holds for the meetings that are planned already too."),
        trail=body_trail(found, _("Members")),
        template="meetings/planning/people.html",
        button=_("Save"),
        back_to=body_url(found),
        proposed=_not_members(found, people),
    )


def _not_members(body: Body, people: dict[int, str]) -> list[User]:
    """Those whom the roles of today propose and who are no members."""
    return [each.user for each in proposed_members(body.over, timezone.localdate()) if each.user.pk not in people]
