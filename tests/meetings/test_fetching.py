"""Every way in to a meeting asks the same of whoever comes."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.fetching import who_enter
from meetings.holding.services import close_meeting, start_meeting
from meetings.models import Meeting
from tests import factories
from tests.meetings.minutes.held import NOON, ONE
from tests.meetings.places import meeting_on
from units.models import User
from units.roles import Role

READ = ["meeting", "minutes", "show-first"]


@pytest.fixture
def guest(db) -> User:
    """Somebody who was called, and has left the administration since."""
    return factories.UserFactory(name="Gäst")


@pytest.fixture
def meeting(body, director, guest) -> Meeting:
    meeting = start_meeting(meeting_on(body, date(2026, 9, 14), director, guest), now=NOON, by=director)
    return close_meeting(meeting, adjuster=guest, now=ONE, by=director)


def address(meeting: Meeting, name: str, *more: object) -> str:
    return reverse(f"meetings:{name}", args=["EX", meeting.pk, *more])


@pytest.mark.parametrize("name", [*READ, "adjust", "send"])
def test_who_has_left_the_administration_does_not_find_its_meetings(client, meeting, guest, name):
    client.force_login(guest)

    assert client.get(address(meeting, name)).status_code == 404


def test_who_has_left_writes_nothing_on_a_slide(client, meeting, guest):
    client.force_login(guest)

    assert client.get(address(meeting, "show-write", 2, "note")).status_code == 404


@pytest.mark.parametrize("name", READ)
def test_who_was_called_and_is_there_still_finds_them(client, meeting, guest, name):
    factories.ResponsibilityFactory(user=guest, role=Role.STAFF, administration=meeting.body.administration,
                                    unit=meeting.body.administration.units.get(code="4200"))  # fmt: skip
    client.force_login(guest)

    assert client.get(address(meeting, name)).status_code in (200, 302)


def test_those_with_a_role_and_the_system_administrators_enter(place, guest):
    reader = factories.person(place, Role.CONTROLLER)
    everywhere = factories.UserFactory(is_superuser=True)

    assert set(who_enter(place)) == {reader, everywhere}
