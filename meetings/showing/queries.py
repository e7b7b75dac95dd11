"""What is shown of a meeting beside its agenda."""

from datetime import date, timedelta

from meetings.models import Meeting, Message
from units.models import Administration, Unit
from units.queries import answerable


def wholes_of(administration: Administration) -> dict[str, str]:
    """The codes of the units that parts belong to, by the code of the part. One query."""
    parts = administration.units.filter(parent__isnull=False)
    return dict(parts.order_by().values_list("code", "parent__code"))


def heads_of(unit: Unit | None, day: date) -> list[str]:
    """The names of those who answered for `unit` on `day`. One query."""
    return [str(each.user) for each in answerable(unit, day).now] if unit else []


def message_of(meeting: Meeting) -> Message | None:
    """The message of the week of `meeting`; None when nobody has written it. One query."""
    week = meeting.day - timedelta(days=meeting.day.weekday())
    return meeting.body.administration.messages.filter(week=week).first()
