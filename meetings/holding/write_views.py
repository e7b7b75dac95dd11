"""What is written on the page of a meeting. A browser is sent back to it, a script is told what became of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from meetings.holding import deeds, services
from meetings.holding.answers import asks_json, signed_out
from meetings.holding.fetching import Opened, meeting_to_write
from meetings.holding.forms import MessageForm, NoteForm, PresentForm, RowForm, StateForm, WriteForm
from meetings.holding.people import owners_for
from meetings.holding.refusals import NoteStaleError
from meetings.holding.shown import settle
from meetings.holding.week_message import may_write_message, message_of_week
from meetings.kinds import RowKind
from meetings.models import Meeting, Note, Row
from meetings.planning.refusals import GuestsStaleError
from meetings.planning.services import set_present
from meetings.situation.message_services import write_message
from meetings.situation.refusals import MessageStaleError
from units.models import User


def writing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that takes the opened meeting, for who may write in it; a script that is signed out is told so.

    Whoever loads the address again after something was refused comes back to the meeting.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened_view(request: HttpRequest, adm: str, pk: int, **more: int) -> HttpResponse:
        if not request.user.is_authenticated:
            return signed_out() if asks_json(request) else redirect("account_login")
        opened = meeting_to_write(request, adm, pk)
        return view(request, opened, **more) if request.method == "POST" else redirect(opened.url)

    return opened_view


@writing
def meeting_write(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Write a note, a decision or an action on a row or a point."""
    form = WriteForm(owners_for(opened.meeting), request.POST)

    def save(values: dict[str, Any]) -> str:
        deeds.write(opened.meeting, values, by=request.user)
        return f"said-{values['at']}"

    return settle(request, opened, form, request.POST.get("at", ""), save)


@writing
def meeting_note(request: HttpRequest, opened: Opened, note: int) -> HttpResponse:
    """Write a note in another way, or take it away."""
    notes = Note.objects.select_related("point__meeting__body").filter(point__meeting=opened.meeting)
    stored = get_object_or_404(notes, pk=note)
    form = NoteForm(request.POST)
    removes = request.POST.get("deed") == "remove"

    def save(values: dict[str, Any]) -> str:
        text = "" if removes else values["text"]
        try:
            services.change_note(stored, text, seen=values["seen"], by=request.user)
        except NoteStaleError:
            now = Note.objects.get(pk=note)
            form.have_seen("" if now.removed_at else now.text, now.version)
            raise
        return f"said-row-{stored.row_id}" if stored.row_id else f"said-point-{stored.point_id}"

    return settle(request, opened, form, f"note-{note}", save)


@writing
def meeting_row_state(request: HttpRequest, opened: Opened, row: int) -> HttpResponse:
    """Say whether a row was taken up."""
    stored = _row(opened, row)

    def save(values: dict[str, Any]) -> str:
        services.set_row_state(stored, values["state"], by=request.user)
        return f"row-{row}"

    return settle(request, opened, StateForm(request.POST), f"row-{row}", save)


@writing
def meeting_row_add(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Put something of one's own on the agenda."""
    points = opened.meeting.points.select_related("meeting__body")
    form = RowForm(points, request.POST)

    def save(values: dict[str, Any]) -> str:
        row = services.add_row(values["point"], values["title"], values["text"], key=values["key"], by=request.user)
        return f"row-{row.pk}"

    return settle(request, opened, form, f"new-{request.POST.get('point', '')}", save)


@writing
def meeting_row_remove(request: HttpRequest, opened: Opened, row: int) -> HttpResponse:
    """Take away what one put there oneself, before the meeting begins; who holds it takes away any of them."""
    stored = _row(opened, row)
    if stored.kind != RowKind.OWN or not (opened.rights.holds or stored.added_by_id == request.user.pk):
        raise PermissionDenied

    def save(_values: dict[str, Any]) -> str:
        services.remove_row(stored, by=request.user)
        return f"point-{stored.point_id}"

    return settle(request, opened, StateForm({"state": Row.State.OPEN}), f"row-{row}", save)


@writing
def meeting_present(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Say who is there."""
    form = PresentForm(User.objects.filter(meetings__meeting=opened.meeting), request.POST)

    def save(values: dict[str, Any]) -> str:
        seen, by = values["seen_guests"], request.user
        try:
            set_present(opened.meeting, form.said, unsaid=form.unsaid, guests=values["guests"], seen_guests=seen, by=by)
        except GuestsStaleError:
            form.renew(seen_guests=Meeting.objects.get(pk=opened.meeting.pk).guests)
            raise
        return "present"

    return settle(request, opened, form, "present", save)


@writing
def meeting_message(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Write the message of the week."""
    if not may_write_message(opened):
        raise PermissionDenied
    form = MessageForm(request.POST)

    def save(values: dict[str, Any]) -> str:
        week, meeting = opened.meeting.day, opened.meeting
        try:
            written = write_message(
                opened.administration, week, values["text"], meeting=meeting, seen=values["seen"], by=request.user
            )
        except MessageStaleError:
            now = message_of_week(opened)
            form.have_seen(now.text, now.version)
            raise
        form.fresh = {"seen": written.version}
        return "message"

    return settle(request, opened, form, "message", save)


def _row(opened: Opened, pk: int) -> Row:
    rows = Row.objects.select_related("point__meeting__body")
    return get_object_or_404(rows, point__meeting=opened.meeting, pk=pk)
