"""Sending the minutes: who gets what, how it reads, and what became of it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods

from meetings.access import rights_on
from meetings.fetching import meeting_read
from meetings.minutes.page import trail_of
from meetings.minutes.refusals import NotSentError
from meetings.minutes.sending import Plan, key_of, letters_of, plan, send_again, send_minutes
from meetings.models import Meeting
from units.mailing import faults, words
from units.models import Letter
from units.navigation import Crumb
from units.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that was posted. `state` is a key of `units.mailing.words.STATES`."""

    letter: Letter
    what: str
    state: str
    state_name: str
    fault: str


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def send(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Who would get the minutes and how it reads; when it is posted, they do."""
    meeting = meeting_read(request, adm, pk)
    if not rights_on(meeting, request.user).holds:
        raise PermissionDenied
    refused = ""
    if request.method == "POST":
        try:
            messages.success(request, _done(request, meeting))
        except RefusedError as error:
            refused = str(error)
        else:
            return redirect("meetings:send", adm, pk)
    context = _context(request, meeting) | {"refused": refused}
    return render(request, "meetings/minutes/send.html", context, status=422 if refused else 200)


def _context(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    adm = meeting.body.administration.code
    made = plan(meeting, by=request.user) if meeting.closed_at else Plan()
    first = next((each for each in made.to if each == request.user), made.to[0] if made.to else None)
    address = reverse("meetings:minutes", args=[adm, meeting.pk])
    letters = letters_of(meeting)
    return {
        "meeting": meeting,
        "administration": meeting.body.administration,
        "plan": made,
        "closed": "" if meeting.closed_at else str(NotSentError()),
        "example": made.drafts[first.pk] if first else None,
        "person": first,
        "sent": [_sent(each) for each in letters],
        "failed": sum(bool(each.fault) and each.key == key_of(meeting) for each in letters),
        "back": address,
        "trail": trail_of(meeting, Crumb(pgettext("meeting", "Minutes"), address), Crumb(_("Send"))),
    }


def _sent(letter: Letter) -> Sent:
    what = _("adjusted") if ":adjusted:" in letter.key else _("draft")
    state = words.state_of(letter)
    return Sent(letter, what, state, str(words.STATES[state]), faults.in_words(letter.fault) if letter.fault else "")


def _done(request: HttpRequest, meeting: Meeting) -> str:
    """Send what is asked for, and say what was done."""
    if "again" in request.POST:
        count = send_again(meeting, by=request.user)
        return ngettext("One letter is being sent again.", "{n} letters are being sent again.", count).format(n=count)
    count = len(send_minutes(meeting, by=request.user).to)
    text = ngettext("The minutes are being sent to one person.", "The minutes are being sent to {n} people.", count)
    return text.format(n=count)
