"""A meeting that was held: what its tests take out of it and put in it."""

from datetime import UTC, date, datetime, timedelta

from meetings.assignments.services import give_assignment
from meetings.models import Meeting, Row

DAY = date(2026, 9, 14)
NOON = datetime(2026, 9, 14, 10, tzinfo=UTC)
ONE = NOON + timedelta(hours=1)


def give(meeting, kind, text, *, owner, row=None):
    """A decision or an action of `meeting`, due in two weeks."""
    due = meeting.day + timedelta(weeks=2)
    administration = meeting.body.administration
    return give_assignment(
        administration, kind=kind, text=text, owner=owner, due=due, meeting=meeting, row=row, by=None
    )


def row_of(meeting, kind, key):
    """A row by the kind of its point and its key."""
    return Row.objects.select_related("point__meeting__body").get(point__meeting=meeting, point__kind=kind, key=key)


def point_of(meeting, kind):
    """A point by its kind."""
    return meeting.points.select_related("meeting__body").get(kind=kind)


def again(meeting):
    """The meeting as it is stored."""
    return Meeting.objects.select_related("body__administration", "adjuster", "previous").get(pk=meeting.pk)
