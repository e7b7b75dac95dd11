"""Leaving ideas and answering them."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine

from measures.ideas.refusals import AnswerStaleError
from measures.ideas.services import answer_day, answer_idea, leave_idea, version_of
from measures.models import Idea, MeasureRules
from measures.refusals import FormUsedError
from tests import factories
from tests.measures.ideas.making import idea
from units.models import Change
from units.roles import Role

WRITTEN = {"title": "Samordna resorna", "text": "Åk tillsammans."}


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


def answered(idea, answer="Vi prövar det.", *, state="considered", seen=None, by=None):
    return answer_idea(idea, state=state, answer=answer, seen=version_of(idea) if seen is None else seen, by=by)


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 9, 15), date(2026, 10, 15)),
        (date(2026, 9, 17), date(2026, 10, 19)),  # a Saturday
        (date(2026, 11, 25), date(2026, 12, 28)),  # Christmas Day, a Friday
    ],
)
def test_an_idea_is_answered_within_thirty_days_on_a_working_day(administration, today, day):
    assert answer_day(administration, today) == day


def test_an_administration_has_its_own_time_to_answer(administration):
    MeasureRules.objects.create(administration=administration, answer_days=14)

    assert answer_day(administration, date(2026, 9, 15)) == date(2026, 9, 29)


def test_an_idea_is_kept_with_its_author_unit_and_day(administration, person):
    unit, author = administration.units.get(code="4100"), person(Role.STAFF)

    left = leave_idea(administration, **WRITTEN, unit=unit, by=author)

    kept = Idea.objects.get()
    assert (kept, kept.unit, kept.made_by, kept.state) == (left, unit, author, "new")
    assert kept.answer_by == date(2026, 10, 15)


def test_the_same_form_twice_is_one_idea(administration, person):
    key, author = uuid4(), person(Role.STAFF)

    left = [leave_idea(administration, **WRITTEN, key=key, by=author) for _ in range(2)]

    assert (left[0], Idea.objects.count()) == (left[1], 1)


def test_an_idea_leaves_a_line_in_the_log(administration):
    leave_idea(administration, **WRITTEN, unit=administration.units.get(code="4100"), by=None)

    change = Change.objects.get(action="idea-left")
    assert (change.subject, change.after) == ("Samordna resorna", {"unit": "4100", "answer_by": "2026-10-15"})


def test_an_answer_is_kept_with_who_gave_it(administration, person):
    controller = person(Role.CONTROLLER)

    answered(idea(administration), state="declined", by=controller)

    kept = Idea.objects.get()
    assert (kept.state, kept.answer, kept.answered_by) == ("declined", "Vi prövar det.", controller)


def test_an_answer_can_be_changed_and_the_log_has_both(administration):
    first = answered(idea(administration), "Vi prövar det.")

    with time_machine.travel("2026-09-16 12:00"):
        answered(first, "Nej, för dyrt.", state="declined")

    assert Idea.objects.get().answer == "Nej, för dyrt."
    change = Change.objects.get(action="idea-answer-changed")
    assert change.before == {"state": "övervägs", "answer": "Vi prövar det."}
    assert change.after == {"state": "avböjd", "answer": "Nej, för dyrt."}


def test_the_same_answer_twice_is_one_answer(administration):
    left = idea(administration)

    for _ in range(2):
        answered(left, seen="")

    assert Change.objects.filter(action__startswith="idea-answer").count() == 1


def test_who_has_not_seen_the_latest_answer_changes_nothing(administration, person):
    left = idea(administration)
    answered(left, by=person(Role.CONTROLLER))

    with pytest.raises(AnswerStaleError):
        answered(left, "Nej.", seen="")

    assert Idea.objects.get().answer == "Vi prövar det."


def test_an_idea_that_became_a_measure_stays_one_when_its_answer_changes(administration):
    taken = answered(idea(administration))
    Idea.objects.update(state="taken")

    answered(taken, "Bra, vi kör.", state="declined")

    kept = Idea.objects.get()
    assert (kept.state, kept.answer) == ("taken", "Bra, vi kör.")


def test_the_form_of_another_administration_leaves_no_idea(administration):
    key = uuid4()
    leave_idea(factories.small_administration("ZZ"), title="Idé", text="Text", key=key, by=None)

    with pytest.raises(FormUsedError):
        leave_idea(administration, title="Idé", text="Text", key=key, by=None)
