"""A meeting that was held, with something written on every kind of row."""

import pytest

from meetings.holding.services import add_row, close_meeting, set_row_state, start_meeting, write_note
from meetings.kinds import PointKind
from meetings.models import Meeting, Row
from tests import factories
from tests.meetings.minutes.held import DAY, NOON, ONE, give, point_of, row_of
from tests.meetings.places import meeting_on
from units.models import User
from units.roles import Role


@pytest.fixture
def secretary(body) -> User:
    """A controller who was called and writes the minutes."""
    return factories.person(body.administration, Role.CONTROLLER)


@pytest.fixture
def head(body) -> User:
    """The head of 4200, who was called and reads the figures of that unit alone."""
    user = factories.person(body.administration, Role.UNIT_HEAD, unit=body.administration.units.get(code="4200"))
    User.objects.filter(pk=user.pk).update(name="Enhetschef Vuxen")
    user.refresh_from_db()
    return user


@pytest.fixture
def running(body, director, secretary, head) -> Meeting:
    """A meeting under way, with a note, a decision and an action on the unit 4100 and a parked own row."""
    meeting = start_meeting(meeting_on(body, DAY, director, secretary, head), now=NOON, by=director)
    meeting.participants.filter(user=secretary).update(function="Sekreterare", present=True)
    meeting.participants.filter(user=director).update(function="Ordförande", present=True)
    row = row_of(meeting, PointKind.UNITS, "unit:4100")
    write_note(row.point, "Schemat ses över.", row=row, by=director)
    give(meeting, "decision", "Inga vikarier i oktober.", row=row, owner=head)
    give(meeting, "action", "Ta fram ett nytt schema.", row=row, owner=secretary)
    own = add_row(point_of(meeting, PointKind.MATTERS), "Lokalen på Storgatan", by=director)
    set_row_state(own, Row.State.PARKED, by=director)
    return Meeting.objects.get(pk=meeting.pk)


@pytest.fixture
def closed(running, director, secretary) -> Meeting:
    """The meeting, closed; the secretary adjusts its minutes."""
    close_meeting(running, adjuster=secretary, now=ONE, by=director)
    return Meeting.objects.get(pk=running.pk)
