"""What tests share: clients by role and one small administration."""

from datetime import date

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests import factories
from tests.loaded import DAYS, TODAY, loaded_demo
from units.models import Administration, User
from units.roles import Role

# A busy machine makes cases slowly; that says nothing of the code.
hypothesis_settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture(autouse=True)
def _in_swedish():
    """Whatever language the test before left."""
    translation.activate("sv")


@pytest.fixture(scope="module")
def _demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), loaded_demo(TODAY):
        yield


@pytest.fixture
def demo(_demo, db):
    """The demo as it is on a day in November, loaded once for the module."""


@pytest.fixture(scope="module", params=DAYS, ids=str)
def _any_day(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), loaded_demo(request.param):
        yield request.param


@pytest.fixture
def any_day(_any_day, db) -> date:
    """Days on which the demo is loaded, each once for the module."""
    return _any_day


@pytest.fixture
def administration(db) -> Administration:
    """An administration with one department (10), two units (4100, 4200) and the account groups of Kommun-Bas."""
    return factories.small_administration()


@pytest.fixture
def person(administration):
    """Make a user with `role` for the place that the role needs: unit 4100, department 10 or the administration."""

    def make(role: Role, **place: object) -> User:
        return factories.person(administration, role, **place)

    return make


@pytest.fixture
def client_of(person):
    """A client signed in as a person with a role."""

    def make(role: Role, **place: object) -> Client:
        client = Client()
        client.force_login(person(role, **place))
        return client

    return make


@pytest.fixture
def today() -> date:
    return date(2026, 9, 15)
