"""The decisions, actions and matters of the demo."""

import pytest

from meetings.assignments.queries import seen_assignments, standing_of
from meetings.models import Assignment, Matter
from socbudget.demo.assignments import load_assignments
from socbudget.demo.plan import plan
from tests.loaded import TODAY
from units.models import Administration, User

pytestmark = pytest.mark.usefixtures("demo")


def test_the_demo_has_some_in_every_state_and_the_oldest_is_late():
    administration = Administration.objects.get(code="EX")
    between = seen_assignments(User.objects.get(username="controller"), administration).filter(meeting=None)
    standing = standing_of(between, TODAY)

    assert (standing.all, standing.open, standing.late_decisions, standing.late_actions) == (8, 6, 0, 2)
    assert set(Assignment.objects.values_list("state", flat=True)) == set(Assignment.State.values)


def test_what_is_about_a_measure_or_a_matter_names_it():
    assert Assignment.objects.filter(measure__isnull=False).count() == 3
    assert Matter.objects.get(assignments__isnull=False).title == "Vem betalar boendet när en ungdom fyller 18?"


def test_loaded_twice_they_are_there_once():
    administration = Administration.objects.get(code="EX")

    load_assignments(administration, plan("exempelstad", TODAY), TODAY)

    assert (administration.assignments.filter(meeting=None).count(), administration.matters.count()) == (8, 3)
