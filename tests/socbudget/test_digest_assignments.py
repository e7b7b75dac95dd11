"""What the Monday letter says of decisions and actions that are to be reported back."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail

from meetings.models import Assignment
from socbudget import digests
from tests import factories
from tests.meetings import making
from tests.working import work_off
from units.roles import Role

MONDAY = date(2026, 10, 12)
SITE = "https://budget.example.se/administrations/EX"


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.SITE_URL = "https://budget.example.se"
    with time_machine.travel(datetime(2026, 10, 12, 5, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


def letters(administration):
    digests.send_digests(administration, MONDAY, by=None)
    work_off()
    return {message.to[0]: message for message in mail.outbox}


def test_the_own_ones_are_named_and_the_late_ones_come_first(administration, unit, person):
    head = person(Role.UNIT_HEAD)
    making.about(unit, head, text="Inga nya konsulter", kind="decision", due=date(2026, 10, 20))
    late = making.about(unit, head, text="Säg upp lokalen.", due=date(2026, 10, 9))

    message = letters(administration)[head.email]

    assert message.subject == "Måndagsbrev vecka 42: 2 beslut och uppdrag att återrapportera"
    assert (
        "BESLUT OCH UPPDRAG\n\nU1/2026 Säg upp lokalen: 3 dagar försenat\n"
        f"{SITE}/assignments/{late.pk}/\n\nB1/2026 Inga nya konsulter: senast tisdag 20 oktober\n"
    ) in message.body


def test_what_is_due_later_than_in_two_weeks_is_no_letter(administration, unit, person):
    making.about(unit, person(Role.UNIT_HEAD), due=date(2026, 10, 27))

    assert letters(administration) == {}


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.STAFF])
def test_who_leads_nothing_gets_a_letter_about_what_to_report_back(administration, unit, person, role):
    owner = person(role)
    person(role)
    making.about(unit, owner)
    Assignment.objects.update(due=date(2026, 10, 20))

    sent = letters(administration)

    assert set(sent) == {owner.email}
    assert "U1/2026 Säg upp lokalen: senast tisdag 20 oktober" in sent[owner.email].body


def test_who_has_left_gets_no_letter_about_it(administration, unit, person):
    making.about(unit, factories.UserFactory(), due=date(2026, 10, 9))

    assert letters(administration) == {}


def test_those_who_lead_read_what_others_of_the_place_are_late_with(administration, unit, person):
    controller, department_head = person(Role.CONTROLLER), person(Role.DEPARTMENT_HEAD)
    elsewhere = factories.DepartmentFactory(administration=administration, code="20")
    other = person(Role.DEPARTMENT_HEAD, department=elsewhere)
    owner = person(Role.SUPPORT)
    making.about(unit, owner, due=date(2026, 10, 9))
    making.about(unit, owner, due=date(2026, 10, 14))

    sent = letters(administration)

    assert set(sent) == {controller.email, department_head.email, owner.email}
    assert other.email not in sent
    assert (
        "Ett beslut eller uppdrag som andra ansvarar för är försenat:\n"
        f"U1/2026 Säg upp lokalen: 3 dagar försenat ({owner})\n{SITE}/assignments/?others=on&state=late"
    ) in sent[controller.email].body


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.DEPARTMENT_HEAD, Role.CONTROLLER])
def test_the_page_that_the_letter_leads_to_lists_what_was_counted(administration, unit, person, client_of, role):
    owner, body = person(Role.COMMITTEE), making.body(administration, name="Teamet", kind="team", unit=unit)
    late = {"due": date(2026, 10, 9)}
    making.about(unit, owner, meeting=making.meeting(administration, date(2026, 10, 5)), **late)
    making.assignment(administration, owner, measure=factories.measure(unit), **late)
    making.assignment(
        administration, owner, meeting=making.meeting(administration, date(2026, 10, 6), body=body), **late
    )
    reader = person(role)

    message = letters(administration)[reader.email]

    assert "3 beslut och uppdrag som andra ansvarar för är försenade" in message.body
    page = client_of(role).get("/administrations/EX/assignments/?others=on&state=late").content.decode()
    assert sorted(re.findall(r">(U\d/2026)<", page)) == ["U1/2026", "U2/2026", "U3/2026"]


def test_what_a_measure_has_is_of_its_units(administration, unit, person):
    head, owner = person(Role.UNIT_HEAD), person(Role.SUPPORT)
    measure = factories.measure(unit)
    making.assignment(administration, owner, measure=measure, due=date(2026, 10, 9))

    assert set(letters(administration)) == {head.email, owner.email}


def test_what_a_group_gave_is_of_its_department(administration, unit, person):
    head = person(Role.DEPARTMENT_HEAD)
    person(Role.UNIT_HEAD)
    body = making.body(administration, name="IoF", kind="department", department=unit.department)
    held = making.meeting(administration, date(2026, 10, 5), body=body)
    owner = person(Role.SUPPORT)
    making.assignment(administration, owner, meeting=held, due=date(2026, 10, 9))

    assert set(letters(administration)) == {head.email, owner.email}


def test_they_cost_one_query_more_with_measures_however_many_they_are(
    administration, unit, person, django_assert_num_queries
):
    mailing = digests.send_digests(administration, MONDAY, by=None)
    head = person(Role.UNIT_HEAD)
    list(digests.drafts(mailing, {}, MONDAY))
    for count in (1, 3):
        for _number in range(count):
            making.about(unit, head, measure=factories.measure(unit), due=date(2026, 10, 9))
        people = digests.readers(administration, MONDAY)
        with django_assert_num_queries(18):
            list(digests.drafts(mailing, people, MONDAY))
