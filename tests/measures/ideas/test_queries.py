"""Which ideas wait for whom."""

from datetime import UTC, date, datetime

import pytest

from measures.ideas.queries import WaitingIdea, waiting_ideas
from tests import factories
from tests.measures.ideas.making import idea
from units.roles import Role


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


def titles(user, administration, today):
    return [each.title for each in waiting_ideas(user, administration, today)]


def test_the_most_overdue_idea_comes_first_with_its_days(administration, unit, person, today):
    idea(administration, unit, title="I tid")
    late = idea(administration, unit, title="Sen", answer_by=date(2026, 9, 12))

    found = waiting_ideas(person(Role.CONTROLLER), administration, today)

    assert found[0] == WaitingIdea(late.pk, "Sen", date(2026, 9, 12), late=3)
    assert [(each.title, each.late) for each in found] == [("Sen", 3), ("I tid", 0)]


def test_an_idea_is_not_late_on_the_day_it_is_to_be_answered(administration, unit, person, today):
    idea(administration, unit, answer_by=today)

    assert [each.late for each in waiting_ideas(person(Role.CONTROLLER), administration, today)] == [0]


def test_an_answered_idea_waits_for_nobody(administration, unit, person, today):
    idea(administration, unit, state="declined", answered_at=datetime(2026, 9, 1, tzinfo=UTC))

    assert titles(person(Role.CONTROLLER), administration, today) == []


@pytest.mark.parametrize(
    ("role", "found"),
    [
        (Role.CONTROLLER, ["Egen", "Granne", "Hela"]),
        (Role.MANAGEMENT, ["Egen", "Granne", "Hela"]),
        (Role.DEPARTMENT_HEAD, ["Egen"]),
        (Role.UNIT_HEAD, []),
        (Role.COMMITTEE, []),
        (Role.STAFF, []),
        (Role.SYSTEM, []),
    ],
)
def test_ideas_wait_for_those_who_decide_measures_of_their_unit(administration, unit, person, today, role, found):
    other = factories.DepartmentFactory(administration=administration, code="20")
    idea(administration, unit, title="Egen")
    idea(administration, factories.UnitFactory(department=other), title="Granne")
    idea(administration, title="Hela")

    assert sorted(titles(person(role), administration, today)) == found


def test_ideas_of_another_administration_wait_for_others(administration, person, today):
    idea(factories.small_administration("ZZ"))

    assert titles(person(Role.CONTROLLER), administration, today) == []


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_ideas_ask_once(administration, unit, person, today, count, django_assert_num_queries):
    controller = person(Role.CONTROLLER)
    for _ in range(count):
        idea(administration, unit)

    with django_assert_num_queries(1):
        assert len(waiting_ideas(controller, administration, today)) == count
