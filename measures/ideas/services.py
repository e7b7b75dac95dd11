"""What people do with ideas: leave one, and answer it. Rights are the view's business."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from measures.ideas.refusals import AnswerStaleError
from measures.models import Idea
from measures.queries import rules_of
from measures.refusals import FormUsedError
from units.models import Administration, Unit, User
from units.services import record_change
from units.workdays import working_day_from


def answer_day(administration: Administration, today: date) -> date:
    """The day by which an idea left `today` is answered: a working day, the next one where the time ends on another."""
    return working_day_from(today + timedelta(days=rules_of(administration).answer_days))


@transaction.atomic
def leave_idea(
    administration: Administration,
    *,
    title: str,
    text: str,
    unit: Unit | None = None,
    key: UUID | None = None,
    by: User | None,
) -> Idea:
    """Leave an idea about `unit`, or about no unit. The same `key` twice is one idea: the first one comes back.

    Raises:
        FormUsedError: `key` is that of an idea of another administration.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    if key and (left := Idea.objects.filter(key=key).first()):
        if left.administration_id != administration.pk:
            raise FormUsedError
        return left
    idea = Idea.objects.create(
        administration=administration,
        unit=unit,
        title=title.strip(),
        text=text.strip(),
        answer_by=answer_day(administration, timezone.localdate()),
        key=key,
        made_by=by,
    )
    after = {"unit": unit.code if unit else "", "answer_by": f"{idea.answer_by}"}
    record_change("idea-left", idea, administration=administration, by=by, after=after)
    return idea


def version_of(idea: Idea) -> str:
    """Which answer of `idea` somebody has seen; empty before the first one."""
    return idea.answered_at.isoformat() if idea.answered_at else ""


@transaction.atomic
def answer_idea(idea: Idea, *, state: str, answer: str, seen: str, by: User | None) -> Idea:
    """Answer `idea`, or change its answer. One that became a measure stays so, whatever `state` says.

    The same answer twice is one answer.

    Raises:
        AnswerStaleError: somebody answered after `seen`, which is `version_of` what the person saw.
    """
    idea = Idea.objects.select_for_update(of=("self",)).select_related("administration", "answered_by").get(pk=idea.pk)
    taken = idea.state == Idea.State.TAKEN
    wanted = {"state": idea.state if taken else state, "answer": answer.strip()}
    if {"state": idea.state, "answer": idea.answer} == wanted:
        return idea
    if version_of(idea) != seen:
        raise AnswerStaleError(name=idea.answered_by or "–")
    first, before = idea.answered_at is None, _told(idea)
    idea.state, idea.answer = wanted["state"], wanted["answer"]
    idea.answered_at, idea.answered_by = timezone.now(), by
    idea.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    record_change(
        "idea-answered" if first else "idea-answer-changed",
        idea,
        administration=idea.administration,
        by=by,
        before={} if first else before,
        after=_told(idea),
    )
    return idea


def _told(idea: Idea) -> dict[str, str]:
    return {"state": str(Idea.State(idea.state).label), "answer": idea.answer}
