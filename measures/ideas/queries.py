"""Reads about ideas."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from measures.ideas.access import answered_by
from measures.models import Idea
from units.models import Administration, User


@dataclass(frozen=True, slots=True)
class WaitingIdea:
    """An idea that waits for an answer; `late` is how many days it is overdue, 0 when it is not."""

    pk: int
    title: str
    answer_by: date
    late: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many ideas wait for an answer, how many of them are overdue, and by which day the first is to be answered."""

    count: int
    late: int
    first: date | None


def waiting_ideas(user: User, administration: Administration, today: date) -> list[WaitingIdea]:
    """The ideas of `administration` that wait for an answer of `user`, the most overdue first. One query."""
    rows = answered_by(user, administration).filter(state=Idea.State.NEW).order_by("answer_by", "pk")
    return [
        WaitingIdea(pk, title, answer_by, days_late(answer_by, today))
        for pk, title, answer_by in rows.values_list("pk", "title", "answer_by")
    ]


def summed(ideas: Iterable[WaitingIdea]) -> Waiting:
    """What `ideas` come to."""
    waiting = list(ideas)
    return Waiting(
        count=len(waiting),
        late=sum(each.late > 0 for each in waiting),
        first=min((each.answer_by for each in waiting), default=None),
    )


def days_late(answer_by: date, today: date) -> int:
    """How many days after `answer_by` today is; 0 when it is not after."""
    return max((today - answer_by).days, 0)
