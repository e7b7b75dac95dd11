"""Those who are members of a body, or called to a meeting, as one list that is kept in step with what is asked."""

from collections.abc import Iterable, Mapping

from meetings.models import Member, Participant
from units.models import User

Person = Member | Participant


def functions(people: Iterable[Person]) -> dict[int, str]:
    """What everyone is there for, by the pk of the person."""
    return {each.user_id: each.function for each in people}


def told_people(wanted: Mapping[int, str]) -> list[str]:
    """People with what they are there for, as the log says it: Enhetschef Vuxen (chair). One query."""
    names = User.objects.in_bulk(list(wanted))
    return [f"{names[pk]} ({what})" if what else str(names[pk]) for pk, what in wanted.items() if pk in names]
