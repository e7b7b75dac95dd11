"""The page of meetings: what is under way, coming and held, and the same as a calendar file."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.models import Meeting
from meetings.planning.calendar_file import calendar_file
from meetings.planning.forms import BodyChoiceForm
from meetings.planning.ical import CALENDAR
from meetings.planning.pages import body_to_read, entered, meeting_url
from meetings.planning.queries import (
    Agenda,
    MeetingRow,
    administration_meetings,
    agenda_of,
    body_meetings,
    own_meetings,
    places_to_meet_over,
)
from meetings.planning.tables import HeldTable
from meetings.planning.words import meetings_finding


@require_safe
@login_required
def meetings(request: HttpRequest, adm: str) -> HttpResponse:
    """What is under way now, what is coming and what was held; of one body when `body` says which, `all` of it."""
    administration, today = entered(request, adm), timezone.localdate()
    bodies = administration.bodies.visible_to(request.user)
    form = BodyChoiceForm(bodies, request.GET)
    body = form.cleaned_data["body"] if form.is_valid() else None
    found = administration_meetings(administration, request.user)
    agenda = agenda_of(found.filter(body=body) if body else found, request.user, today, whole="all" in request.GET)
    context = {
        "administration": administration,
        "finding": _finding(agenda, bodies.count()),
        "form": form,
        "body": body,
        "bodies": bodies.going_on().exists(),
        "may_begin": bool(places_to_meet_over(administration, request.user, today)),
        **_shown(request, agenda),
    }
    return render(request, "meetings/planning/meetings.html", context)


def _shown(request: HttpRequest, agenda: Agenda) -> dict[str, Any]:
    """The parts of `agenda`, and the meeting that the page's main button opens."""
    today = timezone.localdate()
    now = [*agenda.running, *(row for row in agenda.coming if row.day == today and _planned(row))]
    return {
        **{name: _with_addresses(getattr(agenda, name)) for name in ("running", "missed", "coming")},
        "agenda": agenda,
        "open_now": meeting_url(now[0].meeting) if now else "",
        "table": _held(agenda).shown(request) if agenda.held or agenda.earlier else None,
    }


def _with_addresses(rows: Sequence[MeetingRow]) -> list[tuple[MeetingRow, str]]:
    return [(row, meeting_url(row.meeting)) for row in rows]


def _finding(agenda: Agenda, bodies: int) -> str:
    planned = [row.meeting for row in agenda.coming if _planned(row)]
    return meetings_finding([row.meeting for row in agenda.running], planned, bodies, timezone.localdate())


def _held(agenda: Agenda) -> HeldTable:
    return HeldTable(agenda.held, caption=_("Meetings that were held; the latest first"), label=_("Held"))


def _planned(row: MeetingRow) -> bool:
    return row.meeting.state == Meeting.State.PLANNED


@require_safe
@login_required
def meetings_calendar(request: HttpRequest, adm: str) -> HttpResponse:
    """The coming meetings that the person is called to, or those of the body `body`, as a calendar file."""
    administration, today = entered(request, adm), timezone.localdate()
    asked = request.GET.get("body", "")
    if asked.isdecimal():
        body = body_to_read(request, adm, int(asked))
        name, found = body.name, body_meetings(body, today)
    else:
        name, found = _("My meetings"), own_meetings(administration, request.user, today)
    response = HttpResponse(calendar_file(f"{name}, {administration}", found), content_type=CALENDAR)
    filename = f"{administration.code}-{name}.ics".lower().replace(" ", "-")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename)
    return response
