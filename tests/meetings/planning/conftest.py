"""Bodies and meetings for the tests. It is Tuesday 15 September 2026."""

from datetime import date, time

import pytest
import time_machine

from meetings.models import Body, Meeting
from meetings.planning.services import plan_meeting, start_body
from tests import factories
from units.models import User
from units.roles import Role

MONDAY, NEXT_MONDAY = date(2026, 9, 21), date(2026, 9, 28)


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def chief(administration) -> User:
    """The management group."""
    return factories.person(administration, Role.MANAGEMENT)


@pytest.fixture
def controller(administration) -> User:
    return factories.person(administration, Role.CONTROLLER)


@pytest.fixture
def group(administration, chief, controller) -> Body:
    """The management group and the controller, who meet on Mondays at 08:30."""
    values = {"name": "Ledningsgruppen", "starts_at": time(8, 30), "place": "Rum 1"}
    return start_body(administration, values, by=None)


@pytest.fixture
def meeting(group) -> Meeting:
    """The meeting of the group next Monday."""
    return plan_meeting(group, MONDAY, by=None)


@pytest.fixture
def team(administration) -> Body:
    """The team of the unit 4100."""
    return start_body(administration.units.get(code="4100"), {"name": "Teamet"}, by=None)
