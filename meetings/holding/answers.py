"""What the script of a meeting's page is told: what was written since it last asked, or why something was refused.

The script is given the parts of the page as they are now, by their ids. A row that was added comes whole, with the
list it belongs in.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from meetings.holding.fetching import Opened
from meetings.holding.forms import RefusableForm
from meetings.holding.page import Asked, PagePoint, PageRow, context_of, places_of
from meetings.holding.presence import Presence
from meetings.holding.reading import agenda_of, participants_of
from meetings.holding.week_message import message_of
from meetings.models import Assignment, Meeting, Note

FAULTY, CONFLICT, SIGNED_OUT = 422, 409, 401


def asks_json(request: HttpRequest) -> bool:
    """Whether a script asks."""
    return request.headers.get("Accept", "").startswith("application/json")


def signed_out() -> JsonResponse:
    """The session is over: nothing is stored, and the script keeps what was typed."""
    return JsonResponse({"error": "signed-out", "status": SIGNED_OUT}, status=SIGNED_OUT)


def answer_changes(request: HttpRequest, opened: Opened, fresh: Mapping[str, Any] | None = None) -> JsonResponse:
    """What was written after the pulse that the script saw (`since`) and the time it last heard (`heard`).

    `fresh` are the values that the hidden fields of the form that was saved now have.
    """
    sent = request.POST if request.method == "POST" else request.GET
    since, heard = sent.get("since", ""), _time(sent.get("heard", ""))
    meeting = Meeting.objects.get(pk=opened.meeting.pk)
    told: dict[str, Any] = {
        "pulse": meeting.pulse,
        "state": meeting.state,
        "at": f"{timezone.localtime():%H:%M}",
        "heard": timezone.now().isoformat(),
        "fields": dict(fresh or {}),
    }
    seen = int(since) if since.isdecimal() else 0
    if meeting.is_begun and meeting.pulse != seen:
        told |= _changes(request, opened, seen, heard)
    return JsonResponse(told)


def refuse(form: RefusableForm) -> JsonResponse:
    """Why nothing was stored, by field; what is about no field is `refused`.

    `theirs` is what somebody else wrote, `fields` the values that the hidden fields of the form now have. What is
    `private` is not kept in the browser.
    """
    faults = {name: " ".join(errors) for name, errors in form.errors.items() if name != "__all__"}
    told = {
        "faults": faults,
        "refused": " ".join(form.non_field_errors()),
        "theirs": form.theirs,
        "private": form.holds_private,
        "fields": dict(form.fresh),
    }
    return JsonResponse(told, status=CONFLICT if form.theirs else FAULTY)


def _changes(request: HttpRequest, opened: Opened, seen: int, heard: datetime | None) -> dict[str, Any]:
    context = context_of(opened, agenda_of(opened.meeting, opened.user), Asked())
    points: list[PagePoint] = context["points"]
    context |= {"presence": Presence(participants_of(opened.meeting)), "places": places_of(opened)}
    parts = {name: _html(request, name, context) for name in ("lead", "turns", "nav", "present", "foot")}
    if message := message_of(opened, Asked()):
        parts["message"] = _html(request, "message", context | {"message": message})
    rows, told = {}, []
    for point in points:
        parts[f"said-{point.id}"] = _html(request, "said", context | {"each": point})
        told += _told(opened, point.shown.title, point, heard)
        for row in point.rows:
            if row.shown.touched > seen:
                parts[f"line-{row.id}"] = _html(request, "line", context | {"row": row, "point": point})
                parts[f"said-{row.id}"] = _html(request, "said", context | {"each": row})
                told += _told(opened, row.title, row, heard)
                if row.shown.row and row.shown.row.added_by_id:
                    html = _html(request, "row", context | {"row": row, "point": point})
                    rows[row.id] = {"list": f"rows-{point.id}", "html": html}
    return {"parts": parts, "rows": rows, "told": told}


def _html(request: HttpRequest, name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"meetings/holding/{name}.html", context, request)


def _told(opened: Opened, title: str, place: PagePoint | PageRow, heard: datetime | None) -> list[str]:
    """Who else wrote there since the script last heard, each once."""
    names = {str(by) for at, by in _written(place) if by and by != opened.user and heard and at > heard}
    return [_("{name} wrote on {title}.").format(name=name, title=title) for name in sorted(names)]


def _written(place: PagePoint | PageRow) -> Iterator[tuple[datetime, Any]]:
    found: list[Note | Assignment] = [*(each.note for each in place.notes), *(each.stored for each in place.given)]
    for each in found:
        yield each.made_at, each.made_by
        if isinstance(each, Note) and each.changed_at:
            yield each.changed_at, each.changed_by


def _time(text: str) -> datetime | None:
    """The time in `text`; None for what is none, and for one without a time zone."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None
