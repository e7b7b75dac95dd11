"""The ideas and calculations of the demo."""

import pytest

from measures.ideas.queries import waiting_ideas
from measures.models import Calculation, Idea
from tests.loaded import TODAY
from units.models import Administration, User


@pytest.mark.usefixtures("demo")
def test_the_demo_has_ideas_in_every_state_and_one_is_overdue():
    assert {idea.state for idea in Idea.objects.all()} == set(Idea.State.values)
    controller = User.objects.get(username="controller")
    waiting = waiting_ideas(controller, Administration.objects.get(code="EX"), TODAY)
    assert [each.late > 0 for each in waiting] == [True, False, False]


@pytest.mark.usefixtures("demo")
def test_the_idea_that_became_a_measure_names_it():
    taken = Idea.objects.get(state="taken")

    assert taken.measure.title == "Öppenvård i egen regi i stället för institution"


@pytest.mark.usefixtures("demo")
def test_the_saved_calculation_is_the_published_one():
    assert Calculation.objects.get().amount == 4_900_000_00
