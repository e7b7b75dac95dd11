"""Pages of one planned meeting: a new one, its day and place, who is called, the call, and its cancelling."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from meetings.models import Body, Meeting
from meetings.planning import letters, services
from meetings.planning.forms import CancelForm, MeetingForm, NewMeetingForm, PeopleForm
from meetings.planning.pages import entered, meeting_to_hold, meeting_trail, meeting_url, meetings_trail
from meetings.planning.people import functions
from meetings.planning.queries import people_of, places_to_meet_over
from meetings.planning.words import capital, warned, when_words
from meetings.words import point_title
from units.navigation import Crumb
from units.pages import act_on, form_page
from units.refusals import RefusedError
from units.workdays import is_working_day

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@login_required
def meeting_new(request: HttpRequest, adm: str) -> HttpResponse:
    """Plan a single meeting; `body` says of which body. Without bodies, the page of a new body."""
    administration = entered(request, adm)
    bodies = Body.objects.held_by(request.user).filter(administration=administration).going_on()
    if not bodies:
        if not places_to_meet_over(administration, request.user, timezone.localdate()):
            raise PermissionDenied
        return redirect("meetings:body-new", adm)
    form = NewMeetingForm(bodies, request.POST or None, initial={"body": request.GET.get("body")})
    return form_page(
        request,
        form,
        lambda values: _plan(request, form, values),
        to=reverse("meetings:meetings", args=[adm]),
        title=_("Plan a meeting"),
        lead=_("The members of the body are called, and its usual agenda is copied. Both can be changed afterwards."),
        trail=meetings_trail(administration, Crumb(_("Plan a meeting"))),
        button=_("Plan the meeting"),
        done=_("The meeting is planned."),
    )


def _plan(request: HttpRequest, form: NewMeetingForm, values: dict[str, Any]) -> None:
    services.plan_meeting(values["body"], values["day"], setting=form.setting(), by=request.user)
    _warn(request, values)


def _warn(request: HttpRequest, values: dict[str, Any]) -> None:
    word = warned(values["day"], timezone.localdate(), working=is_working_day(values["day"]))
    if word:
        messages.warning(request, word)


@FORM
@login_required
def meeting_change(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Move a meeting in time or place, and the way to everything else that is planned about it."""
    meeting = meeting_to_hold(request, adm, pk)
    initial = {name: getattr(meeting, name) for name in ("day", "starts_at", "place", "guests")}
    form = MeetingForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda values: _change(request, meeting, form, values),
        to=meeting_url(meeting),
        template="meetings/planning/meeting.html",
        trail=meeting_trail(meeting, pgettext("verb", "Change")),
        **_planned(meeting),
    )


def _change(request: HttpRequest, meeting: Meeting, form: MeetingForm, values: dict[str, Any]) -> None:
    services.change_meeting(
        meeting, day=values["day"], setting=form.setting(), guests=values["guests"], by=request.user
    )
    _warn(request, values)


def _planned(meeting: Meeting) -> dict[str, Any]:
    """What the page of a planned meeting shows beside its form."""
    points = [{"title": point_title(each.kind, each.title), "minutes": each.minutes} for each in meeting.points.all()]
    return {
        "meeting": meeting,
        "title": capital(f"{meeting.body}, {when_words(meeting, timezone.localdate())}"),
        "is_planned": meeting.state == Meeting.State.PLANNED,
        "is_cancelled": meeting.state == Meeting.State.CANCELLED,
        "called": meeting.participants.select_related("user"),
        "points": points,
        "sent": letters.called_already(meeting),
        "called_otherwise": letters.called_otherwise(meeting),
    }


@FORM
@login_required
def meeting_cancel(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Ask why a meeting is not to be held, and cancel it."""
    meeting = meeting_to_hold(request, adm, pk)
    return form_page(
        request,
        CancelForm(request.POST or None),
        lambda values: services.cancel_meeting(meeting, word=values["word"], by=request.user),
        to=reverse("meetings:meetings", args=[adm]),
        title=_("Cancel the meeting?"),
        lead=_("It stays in the list as cancelled, and can be taken up again."),
        trail=meeting_trail(meeting, _("Cancel the meeting")),
        button=_("Cancel the meeting"),
        done=_("The meeting is cancelled."),
        template="meetings/planning/cancel.html",
        back_to=meeting_url(meeting),
    )


@require_POST
@login_required
def meeting_take_up(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Let a cancelled meeting be held after all."""
    meeting = meeting_to_hold(request, adm, pk)
    done = _("The meeting is planned again. Those who were told that it was cancelled need a new call.")
    return act_on(
        request, lambda: services.take_up_meeting(meeting, by=request.user), to=meeting_url(meeting), done=done
    )


@FORM
@login_required
def meeting_call(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """How the call to a meeting reads and whom it goes to; when it is posted, it is sent."""
    meeting = meeting_to_hold(request, adm, pk)
    if request.method == "POST":
        return _send(request, meeting)
    drafts = letters.call_drafts(meeting, by=request.user)
    called = letters.people_called(meeting)
    people = [each.user for each in called if each.here]
    context = {
        "meeting": meeting,
        "trail": meeting_trail(meeting, _("Send the call")),
        "example": drafts[0] if drafts else None,
        "people": people,
        "left": [each.user for each in called if not each.here],
        "without_address": [user for user in people if not user.email or not user.is_active],
        "sent": letters.called_already(meeting),
        "is_planned": meeting.state == Meeting.State.PLANNED,
        "back": meeting_url(meeting),
    }
    return render(request, "meetings/planning/call.html", context)


def _send(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    try:
        messages.success(request, _sent(letters.send_call(meeting, by=request.user)))
    except RefusedError as refused:
        messages.error(request, str(refused))
    return redirect(meeting_url(meeting))


def _sent(new: int) -> str:
    if not new:
        return _("Everyone has got the call already.")
    return ngettext("The call is being sent to {n} person.", "The call is being sent to {n} people.", new).format(n=new)


@FORM
@login_required
def participants(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Who is called to a meeting, and once it has begun, who was there."""
    meeting = meeting_to_hold(request, adm, pk)
    rows = list(meeting.participants.all())
    people = functions(rows)
    choices = people_of(meeting.body.administration, timezone.localdate(), list(people))
    presence = {each.user_id: each.present for each in rows} if meeting.is_begun else None
    form = PeopleForm(people, choices, request.POST or None, presence=presence, initial={"guests": meeting.guests})
    again = request.POST.get("deed") == "add"
    return form_page(
        request,
        form,
        lambda values: _save_people(request, meeting, form, values),
        to=reverse("meetings:participants", args=[adm, pk]) if again else meeting_url(meeting),
        title=_("Who was there") if meeting.is_begun else _("Who is called"),
        trail=meeting_trail(meeting, _("Participants")),
        template="meetings/planning/people.html",
        button=_("Save"),
        back_to=meeting_url(meeting),
    )


def _save_people(request: HttpRequest, meeting: Meeting, form: PeopleForm, values: dict[str, Any]) -> None:
    services.set_participants(meeting, form.wanted(), by=request.user)
    if form.presence is not None:
        services.set_present(meeting, form.said(), guests=values["guests"], by=request.user)
