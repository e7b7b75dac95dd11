"""Pages where an agenda is arranged: the usual one of a body, and that of one planned meeting."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings.models import Meeting
from meetings.planning import services
from meetings.planning.agendas import points_of
from meetings.planning.forms import AddPointForm, Agenda
from meetings.planning.pages import body_to_hold, body_trail, body_url, meeting_to_hold, meeting_trail, meeting_url
from meetings.planning.points import AgendaPoint, fingerprint, left_out, minutes_of, moved, same_agenda, without
from meetings.planning.words import carried_words
from units.pages import act_on
from units.refusals import RefusedError

FORM = require_http_methods(["GET", "HEAD", "POST"])
Save = Callable[[Sequence[AgendaPoint], str], str]


@FORM
@login_required
def body_agenda(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Arrange the usual agenda of a body."""
    body = body_to_hold(request, adm, pk)
    context = {
        "title": _("The usual agenda of {body}").format(body=body),
        "lead": _("It holds for new meetings, and for planned ones whose agenda nobody has changed."),
        "trail": body_trail(body, _("Usual agenda")),
        "back": body_url(body),
        "length": body.minutes,
    }

    def save(points: Sequence[AgendaPoint], seen: str) -> str:
        return carried_words(services.set_usual_agenda(body, points, seen=seen, by=request.user))

    return _agenda_page(request, points_of(body.usual_points.all()), save, context)


@FORM
@login_required
def meeting_agenda(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Arrange the agenda of one planned meeting."""
    meeting = meeting_to_hold(request, adm, pk)
    points = points_of(meeting.points.all())
    context = {
        "title": _("The agenda of the meeting"),
        "lead": _("It holds for this meeting only."),
        "trail": meeting_trail(meeting, _("Agenda")),
        "back": meeting_url(meeting),
        "length": meeting.body.minutes,
        "begun": meeting.state != Meeting.State.PLANNED,
        "differs": not same_agenda(points, points_of(meeting.body.usual_points.all())),
        "usual_url": reverse("meetings:meeting-agenda-usual", args=[adm, pk]),
    }

    def save(points: Sequence[AgendaPoint], seen: str) -> str:
        services.set_agenda(meeting, points, seen=seen, by=request.user)
        return _("Saved.")

    return _agenda_page(request, points, save, context)


@require_POST
@login_required
def meeting_agenda_usual(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Give a planned meeting the usual agenda of its body."""
    meeting = meeting_to_hold(request, adm, pk)
    here = reverse("meetings:meeting-agenda", args=[adm, pk])
    done = _("The meeting has the usual agenda again.")
    return act_on(request, lambda: services.use_usual_agenda(meeting, by=request.user), to=here, done=done)


def _agenda_page(request: HttpRequest, points: list[AgendaPoint], save: Save, context: dict[str, Any]) -> HttpResponse:
    """The points as a form. Every button keeps what is typed, and then does its own."""
    posted = request.POST if request.method == "POST" else None
    initial = [{"kind": each.kind, "title": each.title, "minutes": each.minutes, "pk": each.pk} for each in points]
    rows = Agenda(posted, prefix="point", initial=initial)
    extra = AddPointForm(left_out(points), posted)
    seen = posted.get("seen", "") if posted is not None else fingerprint(points)
    if posted is not None and rows.is_valid() and extra.is_valid():
        deed, _dash, place = posted.get("deed", "").partition("-")
        wanted = [*_done(deed, place, [form.point() for form in rows]), *extra.added()]
        try:
            messages.success(request, save(wanted, seen))
        except RefusedError as refused:
            extra.add_error(None, str(refused))
            seen = fingerprint(points)  # who saves again has been told of the other agenda
        else:
            return redirect(context["back"] if deed == "save" else f"{request.path}#agenda")
    status = 422 if posted is not None else 200
    shown = {**context, "rows": rows, "extra": extra, "seen": seen, "sum": minutes_of(points)}
    return render(request, "meetings/planning/agenda.html", shown, status=status)


def _done(deed: str, place: str, points: list[AgendaPoint]) -> list[AgendaPoint]:
    """`points` after the button that was pressed."""
    if not place.isdecimal():
        return points
    if deed == "remove":
        return without(points, int(place))
    return moved(points, int(place), up=deed == "up") if deed in ("up", "down") else points
