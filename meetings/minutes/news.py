"""What was written in a meeting after somebody read its minutes."""

from datetime import datetime

from django.db.models import Q

from meetings.agenda.words import title_of
from meetings.models import Meeting, Note, Row
from meetings.words import point_title


def written_since(meeting: Meeting, pulse: int, at: datetime | None) -> list[str]:
    """The titles of what was written on since: rows after that pulse, whole points after that time. Two queries."""
    rows = Row.objects.filter(point__meeting=meeting, touched__gt=pulse).order_by("point__order", "order", "pk")
    return [*_points_since(meeting, at), *(title_of(row.read()) for row in rows)]


def _points_since(meeting: Meeting, at: datetime | None) -> list[str]:
    """A note on no row counts in the pulse of the meeting alone, so its time tells."""
    if at is None:
        return []
    new = Q(made_at__gt=at) | Q(changed_at__gt=at) | Q(removed_at__gt=at)
    on = Note.objects.filter(new, point__meeting=meeting, row=None).order_by().values("point")
    return [point_title(each.kind, each.title) for each in meeting.points.filter(pk__in=on)]
