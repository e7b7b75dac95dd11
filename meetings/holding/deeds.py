"""What a form on the page of a meeting asks for, done by the services it belongs to. Rights are the view's business."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.http import Http404

from meetings.assignments.services import give_assignment
from meetings.holding.forms import NOTE
from meetings.holding.services import close_meeting, park_rows, whole_point, write_note
from meetings.models import Assignment, Meeting, Point, Row
from units.models import User


def write(meeting: Meeting, values: dict[str, Any], *, by: User) -> None:
    """Write the note, or give the decision or the action, that `values` of a `WriteForm` say.

    Raises:
        Http404: the row or the point is not of this meeting.
        RefusedError: as `write_note` and `give_assignment`.
    """
    point, row = place_of(meeting, values["at"])
    if values["kind"] == NOTE:
        write_note(point, values["text"], row=row, key=values["key"], by=by)
        return
    give_at(meeting, point, row, values, by=by)


@transaction.atomic
def give_at(meeting: Meeting, point: Point, row: Row | None, values: dict[str, Any], *, by: User) -> Assignment:
    """Give it on `row`, or on the row that stands for the whole of `point`."""
    return give_assignment(
        meeting.body.administration,
        kind=values["kind"],
        text=values["text"],
        owner=values["owner"],
        due=values["due"],
        for_committee=values["for_committee"] and values["kind"] == "decision",
        meeting=meeting,
        row=row or whole_point(point, by=by),
        key=values["key"],
        by=by,
    )


@transaction.atomic
def end(meeting: Meeting, parked: Collection[Row], adjuster: User | None, *, by: User) -> None:
    """Park what comes back of what nobody took up, and close `meeting`.

    Raises:
        MeetingNotStartedError, MeetingClosedError: as `close_meeting`; then nothing is parked.
    """
    park_rows(meeting, parked, by=by)
    close_meeting(meeting, adjuster=adjuster, by=by)


def place_of(meeting: Meeting, at: str) -> tuple[Point, Row | None]:
    """The point, and the row if any, that a form is about: row-12 or point-3.

    Raises:
        Http404: it is not of this meeting.
    """
    kind, _, pk = at.partition("-")
    if kind == "row":
        row = Row.objects.select_related("point__meeting__body").filter(point__meeting=meeting, pk=pk).first()
        if row is None:
            raise Http404
        return row.point, row
    point = meeting.points.select_related("meeting__body").filter(pk=pk).first()
    if point is None:
        raise Http404
    return point, None
