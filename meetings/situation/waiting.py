"""What waits for a person to pass on, for the start page and letters; facts, no texts."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone

from meetings.models import Message, Passing
from meetings.situation.message_queries import own_places, there_on, whole_units
from units.models import Administration, Unit, User

WAITS = timedelta(weeks=3)  # an older message is not nagged about


class ToPassOn(NamedTuple):
    """A message that a person has not passed on at a place. `message` and `place` are pks, `week` is its Monday."""

    message: int
    week: date
    step: str
    place: int
    place_name: str


def messages_to_pass_on(user: User, administration: Administration, today: date) -> list[ToPassOn]:
    """What `user` has not passed on, or not heard with the team, the oldest first. One query, or four at most."""
    own = own_places(user, administration, today)
    if not (own.departments or own.units or own.teams):
        return []
    since = today - WAITS
    sent = list(Message.objects.filter(administration=administration, sent_at__date__gte=since).order_by("week"))
    if not sent:
        return []
    places = [(step, pk) for step in Passing.Step.values for pk in sorted(own.of(step))]
    return _lacking(sent, places, whole_units(administration))


def _lacking(sent: Sequence[Message], places: Sequence[tuple[str, int]], units: Sequence[Unit]) -> list[ToPassOn]:
    rows = Passing.objects.filter(message__in=sent).values_list("message", "step", "department", "unit")
    done = {(message, step, department or unit) for message, step, department, unit in rows}
    return [
        ToPassOn(message.pk, message.week, step, pk, names[pk])
        for message in sent
        for reached in [there_on(units, timezone.localdate(message.sent_at))]
        for step, pk in places
        for names in [_names(step, reached)]
        if (message.pk, step, pk) not in done and pk in names
    ]


def _names(step: str, units: Sequence[Unit]) -> dict[int, str]:
    """What the places of `step` are called that a message to `units` reaches."""
    if step == Passing.Step.DEPARTMENT:
        return {unit.department_id: unit.department.name for unit in units}
    return {unit.pk: unit.name for unit in units}
