"""The page of a meeting, and the turns it takes: begun, closed, opened again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings.addresses import page_address
from meetings.holding import deeds, services, words
from meetings.holding.answers import answer_changes, signed_out
from meetings.holding.fetching import Opened, meeting_seen, meeting_to_hold
from meetings.holding.forms import CloseForm
from meetings.holding.page import Asked
from meetings.holding.people import usual_adjuster
from meetings.holding.reading import participants_of
from meetings.holding.shown import show_page, trail_to
from meetings.models import Assignment, Meeting, Row
from units.refusals import RefusedError

DECISION, ACTION = Assignment.Kind.DECISION, Assignment.Kind.ACTION


@require_safe
@login_required
def meeting(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """A meeting: prepared, held, or read afterwards."""
    opened = meeting_seen(request, adm, pk)
    sent = request.GET
    where = f"row-{sent['row']}" if sent.get("row") else f"point-{sent['point']}" if sent.get("point") else ""
    return show_page(request, opened, Asked(where, sent.get("figures") == "now"))


@require_safe
def meeting_changes(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """What was written since the script last asked."""
    if not request.user.is_authenticated:
        return signed_out()
    return answer_changes(request, meeting_seen(request, adm, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def meeting_start(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Begin, with the figures as they stand."""
    opened = meeting_to_hold(request, adm, pk)
    if request.method != "POST":
        return redirect(opened.url)
    try:
        services.start_meeting(opened.meeting, by=request.user)
    except RefusedError as refused:
        return _refused(request, meeting_seen(request, adm, pk), refused)
    messages.success(request, _("The meeting has begun. Its figures are frozen as they stand now."))
    return redirect(opened.url)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def meeting_reopen(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Go on with a meeting that was closed by mistake."""
    opened = meeting_to_hold(request, adm, pk)
    if request.method != "POST":
        return redirect(opened.url)
    try:
        services.reopen_meeting(opened.meeting, by=request.user)
    except RefusedError as refused:
        return _refused(request, meeting_seen(request, adm, pk), refused)
    messages.success(request, _("The meeting goes on. Its figures are the same as before."))
    return redirect(opened.url)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def meeting_close(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Look at what is left, say who adjusts the minutes, and end the meeting."""
    opened = meeting_to_hold(request, adm, pk)
    if request.method != "POST" and opened.meeting.state != Meeting.State.RUNNING:
        return redirect(opened.url)
    form = _close_form(request, opened)
    if request.method == "POST" and form.is_valid():
        try:
            deeds.end(opened.meeting, form.to_park, form.who_adjusts, by=request.user)
        except RefusedError as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The meeting is closed, and its minutes are written."))
            return redirect(page_address("meetings:minutes", adm, pk) or opened.url)
    return render(request, "meetings/holding/close.html", _closing(opened, form), status=422 if form.errors else 200)


def _refused(request: HttpRequest, opened: Opened, refused: RefusedError) -> HttpResponse:
    """The page again, saying why."""
    messages.error(request, str(refused))
    return show_page(request, opened, Asked(), status=422)


def _close_form(request: HttpRequest, opened: Opened) -> CloseForm:
    """What is asked when a meeting is closed: own rows come back unless somebody says otherwise."""
    rows = list(
        Row.objects.filter(point__meeting=opened.meeting)
        .select_related("point__meeting__body")
        .order_by("point__order", "point", "order", "pk")
    )
    participants = participants_of(opened.meeting)
    called = {each.user_id for each in participants}
    named = opened.meeting.adjuster if opened.meeting.adjuster_id in called else None
    adjuster = named or usual_adjuster(participants, request.user)
    initial = {
        "parked": [each.pk for each in rows if each.kind == Row.Kind.OWN and each.state == Row.State.OPEN],
        "adjuster": adjuster.pk if adjuster else "",
    }
    return CloseForm(rows, participants, request.POST if request.method == "POST" else None, initial=initial)


def _closing(opened: Opened, form: CloseForm) -> dict[str, Any]:
    given = opened.meeting.assignments
    decisions, actions = given.filter(kind=DECISION), given.filter(kind=ACTION)
    return {
        "opened": opened,
        "meeting": opened.meeting,
        "administration": opened.administration,
        "form": form,
        "finding": words.left_at_the_end(sum(len(rows) for _point, rows in form.left)),
        "given": words.counted(decisions.count(), actions.count()),
        "trail": trail_to(opened, _("Close the meeting")),
    }
