from datetime import date

import pytest
import time_machine

from measures.services import move_measure, start_measure
from tests import factories
from tests.measures.writing.making import plan
from units.roles import Role


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def other(administration):
    return administration.units.get(code="4200")


@pytest.fixture
def owner(administration):
    """Somebody with a role, whose username is chef."""
    user = factories.UserFactory(username="chef", name="Enhetschef Barn", email="chef@example.org")
    factories.ResponsibilityFactory(user=user, role=Role.CONTROLLER, administration=administration)
    return user


@pytest.fixture
def measure(administration, unit, owner):
    """Measure 1 of unit 4100, an idea that saves 100 kr a month from September to December."""
    return start_measure(administration, plan(unit, owner=owner), by=owner)


@pytest.fixture
def decided(measure, owner):
    """The same, decided."""
    made = move_measure(measure, "proposed", seen=1, by=owner)
    values = {"decision_body": "Nämnden", "decided_on": date(2026, 9, 10)}
    return move_measure(made, "decided", seen=2, values=values, by=owner)
