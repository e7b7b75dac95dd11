"""What is shown of a meeting beside its agenda."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from measures.writing.queries import people_of
from meetings.models import Meeting, Message
from units.models import Administration, Unit, User
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


def people_to_ask(meeting: Meeting, today: date) -> QuerySet[User]:
    """Who can be given something: those called to `meeting`, and everyone with a role in the administration."""
    roles = people_of(meeting.body.administration, today).order_by().values("pk")
    called = meeting.participants.order_by().values("user")
    found = User.objects.filter(Q(pk__in=called) | Q(pk__in=roles), is_active=True)
    return found.order_by("name", "username")
