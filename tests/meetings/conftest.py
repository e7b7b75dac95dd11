"""What tests of meetings share."""

import pytest

from meetings.models import Body
from tests import factories
from tests.meetings.places import with_figures
from units.models import Administration, User
from units.roles import Role


@pytest.fixture
def place(administration) -> Administration:
    """An administration with two units, a budget and forecasts as of August."""
    return with_figures(administration)


@pytest.fixture
def body(place) -> Body:
    """Its management group."""
    return factories.BodyFactory(administration=place, name="Ledningsgruppen")


@pytest.fixture
def director(body) -> User:
    """Who leads it."""
    return factories.person(body.administration, Role.MANAGEMENT)
