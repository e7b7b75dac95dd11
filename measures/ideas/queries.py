"""Reads about ideas."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from measures.ideas.access import answered_by, seen_by
from measures.models import Idea, Measure
from units.models import Administration, Responsibility, Unit, User

NEWS = timedelta(days=14)  # an answer is new to its author for so long
RELATED = ("administration", "unit", "made_by", "answered_by", "measure")


@dataclass(frozen=True, slots=True)
class WaitingIdea:
    """An idea that waits for an answer; `late` is how many days it is overdue, 0 when it is not."""

    pk: int
    title: str
    answer_by: date
    late: int


@dataclass(frozen=True)
class IdeaRow:
    """An idea as one person sees it.

    `late` is how many days its answer is overdue, `answers` whether the person answers it, `opens_measure` whether the
    person may open the measure it became, `new` whether it is the person's own with a new answer.
    """

    idea: Idea
    late: int = 0
    answers: bool = False
    opens_measure: bool = False
    new: bool = False

    @property
    def waits(self) -> bool:
        """Whether it is not answered."""
        return self.idea.state == Idea.State.NEW

    @property
    def may_become_measure(self) -> bool:
        """Whether the person may make a measure of it: it is answered and became none."""
        return self.answers and self.idea.state in (Idea.State.CONSIDERED, Idea.State.DECLINED)

    @property
    def order(self) -> tuple[int, float]:
        """What waits comes first, the most overdue before the others; then what was answered, the latest first."""
        if self.idea.answered_at is None:
            return 0, self.idea.answer_by.toordinal()
        return 1, -self.idea.answered_at.timestamp()


@dataclass(frozen=True)
class Ideas:
    """The ideas of an administration that one person left, and those that the person answers."""

    own: Sequence[IdeaRow]
    scope: Sequence[IdeaRow]

    @cached_property
    def waiting(self) -> list[IdeaRow]:
        """What waits for an answer of the person."""
        return [row for row in self.scope if row.waits]

    @cached_property
    def late(self) -> list[IdeaRow]:
        """What of it is overdue."""
        return [row for row in self.waiting if row.late]

    @cached_property
    def unanswered(self) -> list[IdeaRow]:
        """The person's own ideas that wait for an answer of others."""
        return [row for row in self.own if row.waits]

    @cached_property
    def news(self) -> list[IdeaRow]:
        """The person's own ideas with a new answer."""
        return [row for row in self.own if row.new]

    @cached_property
    def units(self) -> list[Unit]:
        """The units that the ideas to answer are about, by code."""
        units = {row.idea.unit_id: row.idea.unit for row in self.scope if row.idea.unit}
        return sorted(units.values(), key=lambda unit: unit.code)


def waiting_ideas(user: User, administration: Administration, today: date) -> list[WaitingIdea]:
    """The ideas of `administration` that wait for an answer of `user`, the most overdue first. One query."""
    rows = answered_by(user, administration).filter(state=Idea.State.NEW).order_by("answer_by", "pk")
    return [
        WaitingIdea(pk, title, answer_by, days_late(answer_by, today))
        for pk, title, answer_by in rows.values_list("pk", "title", "answer_by")
    ]


def answered_ideas(user: User, administration: Administration) -> list[tuple[int, str]]:
    """The pk and title of what `user` left in `administration` that has a new answer, the latest first. One query."""
    own = administration.ideas.filter(made_by=user, answered_at__gt=timezone.now() - NEWS)
    return list(own.order_by("-answered_at", "pk").values_list("pk", "title"))


def days_late(answer_by: date, today: date) -> int:
    """How many days after `answer_by` today is; 0 when it is not after."""
    return max((today - answer_by).days, 0)


def ideas_of(user: User, administration: Administration, today: date) -> Ideas:
    """What `user` left and answers in `administration`, the newest first. Two queries."""
    rows = _rows(user, administration, seen_by(user, administration), today)
    return Ideas([row for row in rows if row.idea.made_by_id == user.pk], [row for row in rows if row.answers])


def idea_row(user: User, administration: Administration, pk: int, today: date) -> IdeaRow | None:
    """The idea `pk` as `user` sees it; None when `user` does not."""
    return next(iter(_rows(user, administration, seen_by(user, administration).filter(pk=pk), today)), None)


def _rows(user: User, administration: Administration, ideas: QuerySet[Idea], today: date) -> list[IdeaRow]:
    answered = answered_by(user, administration).filter(pk=OuterRef("pk"))
    found = list(ideas.select_related(*RELATED).annotate(answers=Exists(answered)))
    opened, long_ago = _opened(user, found), timezone.now() - NEWS
    return [
        IdeaRow(
            idea,
            late=days_late(idea.answer_by, today) if idea.state == Idea.State.NEW else 0,
            answers=idea.answers,
            opens_measure=idea.measure_id in opened,
            new=idea.made_by_id == user.pk and (idea.answered_at or long_ago) > long_ago,
        )
        for idea in found
    ]


def _opened(user: User, ideas: Iterable[Idea]) -> set[int]:
    """The measures of `ideas` that `user` may open, by pk."""
    wanted = {idea.measure_id for idea in ideas if idea.measure_id}
    if not wanted:
        return set()
    return set(Measure.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", flat=True))


def chosen(rows: Iterable[IdeaRow], choice: Mapping[str, Any]) -> list[IdeaRow]:
    """Those of `rows` that `choice` takes: state (or late), unit by pk, text in title, idea and answer."""
    state, unit, words = choice.get("state"), choice.get("unit"), (choice.get("text") or "").casefold()
    return [
        row
        for row in rows
        if (not state or (row.late > 0 if state == "late" else row.idea.state == state))
        and (not unit or row.idea.unit_id == unit)
        and words in f"{row.idea.title}\n{row.idea.text}\n{row.idea.answer}".casefold()
    ]


def units_to_choose(user: User, administration: Administration, today: date) -> QuerySet[Unit]:
    """The units of `administration` whose page `user` may open and that exist `today`."""
    now = Q(valid_from__lte=today) & (Q(valid_to__isnull=True) | Q(valid_to__gte=today.replace(day=1)))
    return Unit.objects.visible_to(user).filter(now, administration=administration).order_by("code")


def own_unit(user: User, administration: Administration, today: date) -> int | None:
    """The unit that `user` has a role for, by pk, when it is one alone."""
    now = Responsibility.objects.current(today)
    held = now.filter(user=user, administration=administration, unit__isnull=False)
    units = set(held.values_list("unit", flat=True)[:2])
    return units.pop() if len(units) == 1 else None
