"""The plainest rows of meetings are rows that the database takes."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_meetings_of_a_body_are_a_week_apart():
    body = factories.BodyFactory()

    first, second = (factories.MeetingFactory(body=body) for _ in range(2))

    assert (second.day - first.day).days == 7


def test_an_action_is_due_as_it_was_first_said():
    action = factories.AssignmentFactory()

    assert (action.state, action.due) == ("open", action.decided_due)
