"""What was written in a meeting after somebody read its minutes."""

from meetings.agenda.words import title_of
from meetings.models import Meeting, Row


def written_since(meeting: Meeting, pulse: int) -> list[str]:
    """The titles of the rows that something was written on after that pulse. One query."""
    rows = Row.objects.filter(point__meeting=meeting, touched__gt=pulse).order_by("point__order", "order", "pk")
    return [title_of(row.read()) for row in rows]
