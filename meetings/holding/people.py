"""Who can be given something at a meeting, by when it is usually due, and who adjusts the minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from measures.registers.queries import people_of
from meetings.models import Meeting, Participant
from units.models import User


@dataclass(frozen=True, slots=True)
class People:
    """Those who can answer for something: the called first, in order, then all others of the administration by name."""

    called: list[User]
    others: list[User]


def people_for(meeting: Meeting, participants: Iterable[Participant]) -> People:
    """Who can answer for what comes of `meeting`, to which `participants` were called. One query."""
    called = [each.user for each in participants if each.user.is_active]
    others = people_of(meeting.body.administration, timezone.localdate()).exclude(pk__in=[each.pk for each in called])
    return People(called, list(others))


def owners_for(meeting: Meeting) -> QuerySet[User]:
    """The same by name, as what a form looks a person up in."""
    there = people_of(meeting.body.administration, timezone.localdate()).order_by().values("pk")
    called = meeting.participants.order_by().values("user")
    found = User.objects.filter(Q(pk__in=called) | Q(pk__in=there), is_active=True)
    return found.order_by("name", "username")


def usually_due(meeting: Meeting) -> date:
    """The day of the next meeting of the body, planned or as often as it meets. One query."""
    coming = meeting.body.meetings.filter(day__gt=meeting.day).exclude(state=Meeting.State.CANCELLED).order_by("day")
    return coming.values_list("day", flat=True).first() or meeting.day + timedelta(weeks=meeting.body.every)


def usual_adjuster(participants: Iterable[Participant], closer: User) -> User | None:
    """Who adjusts the minutes unless somebody else is chosen: another than `closer`, one who was there before others.

    Whoever has a function, such as the chair, comes before those without.
    """
    others = [each for each in participants if each.user_id != closer.pk and each.present is not False]
    ranked = sorted(others, key=lambda each: (not each.function, not each.present))
    return ranked[0].user if ranked else None
