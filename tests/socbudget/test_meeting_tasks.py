"""What waits before and after meetings, as the start page says it."""

import re
from datetime import date, time

import pytest
import time_machine

from meetings.models import Participant
from socbudget.meeting_tasks import meeting_tasks
from socbudget.start import start_page
from tests.meetings import making
from units.roles import Role

pytestmark = pytest.mark.usefixtures("_september")
TODAY = date(2026, 9, 15)
PAGES = "/administrations/EX/"


@pytest.fixture
def _september():
    with time_machine.travel("2026-09-15 09:00+02:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


def test_own_ones_are_named_with_when_they_are_due(administration, unit, person):
    head = person(Role.UNIT_HEAD)
    late = making.about(unit, head, text="Säg upp lokalen.", due=date(2026, 9, 12))
    making.about(unit, head, kind="decision", text="Inga nya konsulter", due=date(2026, 9, 21))

    assert meeting_tasks(head, administration, TODAY) == [
        ("Återrapportera U1/2026 Säg upp lokalen, 3 dagar försenat", f"{PAGES}assignments/{late.pk}/"),
        (
            "Återrapportera B1/2026 Inga nya konsulter, senast måndag 21 september",
            f"{PAGES}assignments/{late.pk + 1}/",
        ),
    ]


def test_more_than_three_own_ones_are_counted(administration, unit, person):
    head = person(Role.UNIT_HEAD)
    for _number in range(5):
        making.about(unit, head)

    text, url = meeting_tasks(head, administration, TODAY)[-1]

    assert (text, url) == (
        "Ytterligare 2 beslut och uppdrag att återrapportera",
        f"{PAGES}assignments/?mine=on&state=open",
    )


def test_who_leads_is_told_how_many_of_others_are_late(administration, unit, person):
    making.about(unit, person(Role.UNIT_HEAD), due=date(2026, 9, 12))

    assert meeting_tasks(person(Role.DEPARTMENT_HEAD), administration, TODAY) == [
        ("Ett beslut eller uppdrag som andra ansvarar för är försenat", f"{PAGES}assignments/?others=on&state=late")
    ]


def test_the_page_that_the_count_leads_to_lists_what_was_counted(client, administration, unit, person):
    head = person(Role.DEPARTMENT_HEAD)
    for owner in (person(Role.UNIT_HEAD), person(Role.STAFF), head):
        making.about(unit, owner, due=date(2026, 9, 12))
    making.assignment(administration, person(Role.CONTROLLER), due=date(2026, 9, 12))
    text, url = meeting_tasks(head, administration, TODAY)[-1]
    client.force_login(head)

    page = client.get(url).content.decode()

    assert text.startswith("2 beslut och uppdrag")
    assert sorted(re.findall(r">(U\d/2026)<", page)) == ["U1/2026", "U2/2026"]


@pytest.mark.parametrize(
    ("day", "state", "text"),
    [
        (date(2026, 9, 15), "planned", "Möte i dag 09:00: Ledningsgruppen"),
        (date(2026, 9, 16), "planned", "Möte i morgon 09:00: Ledningsgruppen"),
        (date(2026, 9, 21), "planned", "Möte måndag 21 september 09:00: Ledningsgruppen"),
        (date(2026, 9, 15), "running", "Möte pågår: Ledningsgruppen"),
    ],
)
def test_the_next_meeting_is_told_of(administration, person, day, state, text):
    manager = person(Role.MANAGEMENT)
    Participant.objects.create(meeting=making.meeting(administration, day, state, starts_at=time(9)), user=manager)

    assert [told for told, _url in meeting_tasks(manager, administration, TODAY)] == [text]


def test_minutes_wait_to_be_adjusted(administration, person):
    manager = person(Role.MANAGEMENT)
    making.meeting(administration, state="closed", adjuster=manager)

    assert [told for told, _url in meeting_tasks(manager, administration, TODAY)] == [
        "Justera protokollet: Ledningsgruppen, måndag 7 september"
    ]


def test_the_start_page_of_staff_has_what_they_answer_for(administration, unit, person):
    staff = person(Role.STAFF)
    making.about(unit, staff)

    texts = [task.text for task in start_page(staff, administration).tasks]

    assert texts == ["Återrapportera U1/2026 Säg upp lokalen, senast måndag 28 september"]
