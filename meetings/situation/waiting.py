"""What waits for a person to pass on, for the start page and letters; facts, no texts."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q

from meetings.models import Message, Passing
from meetings.situation.message_queries import own_places
from units.models import Administration, Department, Unit, User

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
    sent = Message.objects.filter(administration=administration, sent_at__date__gte=since).order_by("week")
    weeks = dict(sent.values_list("pk", "week"))
    if not weeks:
        return []
    return _lacking(weeks, [(step, pk) for step in Passing.Step.values for pk in sorted(own.of(step))], today)


def _lacking(weeks: dict[int, date], places: list[tuple[str, int]], today: date) -> list[ToPassOn]:
    rows = Passing.objects.filter(message__in=weeks).values_list("message", "step", "department", "unit")
    done = {(message, step, department or unit) for message, step, department, unit in rows}
    there = Q(valid_to=None) | Q(valid_to__gte=today.replace(day=1))
    departments = {pk for step, pk in places if step == Passing.Step.DEPARTMENT}
    units = {pk for step, pk in places if step != Passing.Step.DEPARTMENT}
    department_names = dict(Department.objects.filter(there, pk__in=departments).values_list("pk", "name"))
    unit_names = dict(Unit.objects.filter(there, pk__in=units).values_list("pk", "name"))
    return [
        ToPassOn(message, week, step, pk, names[pk])
        for message, week in weeks.items()
        for step, pk in places
        for names in [department_names if step == Passing.Step.DEPARTMENT else unit_names]
        if (message, step, pk) not in done and pk in names
    ]
