"""What is not followed up in time rises: to its owner and its unit head by name, to those who lead as a number."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from measures.models import Idea
from socbudget.overdue import LISTED, answer_tasks, decision_tasks, overdue_of
from socbudget.start import start_page
from tests import factories
from tests.measures.ideas import making
from units.models import User
from units.roles import Role

PAGE = "/administrations/EX/"


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def other(administration):
    department = factories.DepartmentFactory(administration=administration, code="20")
    return factories.UnitFactory(department=department, code="5100")


def late(unit, title, days=3, **more):
    day = timezone.localdate() - timedelta(days=days)
    return factories.measure(unit, {date(2026, 12, 1): 100_00}, title=title, next_follow_up=day, **more)


def tasks(user, administration):
    return [task.text for task in start_page(user, administration).tasks if "ppfölj" in task.text or "ölj" in task.text]


def test_a_unit_head_is_told_to_follow_up_the_measures_of_the_unit_and_its_parts(administration, unit, person):
    late(unit, "Färre konsulter")
    late(factories.UnitFactory(department=unit.department, code="4110", parent=unit), "Öppenvård", days=1)

    assert tasks(person(Role.UNIT_HEAD), administration) == [
        "Följ upp: Färre konsulter, 3 dagar försenad",
        "Följ upp: Öppenvård, 1 dag försenad",
    ]


def test_an_owner_is_told_of_the_own_measure(administration, unit, person):
    controller = person(Role.CONTROLLER)
    late(unit, "Färre konsulter", owner=controller)

    assert tasks(controller, administration) == ["Följ upp: Färre konsulter, 3 dagar försenad"]


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.SUPPORT])
def test_the_task_leads_to_where_it_is_followed_up(administration, unit, client_of, role):
    client = client_of(role)
    late(unit, "Färre konsulter", owner=User.objects.get(pk=client.session["_auth_user_id"]))

    text = client.get("/").text
    [address] = re.findall(r'href="([^"]+/follow-up/)"', text)

    assert client.get(address).status_code == 200


def test_many_own_measures_are_named_in_part(administration, unit, person):
    for number in range(5):
        late(unit, f"Åtgärd {number}", days=9 - number)

    assert tasks(person(Role.UNIT_HEAD), administration)[2:] == [
        "Följ upp: Åtgärd 2, 7 dagar försenad",
        "2 åtgärder till att följa upp",
    ]


@pytest.mark.parametrize(("role", "count"), [(Role.CONTROLLER, 2), (Role.MANAGEMENT, 2), (Role.DEPARTMENT_HEAD, 1)])
def test_who_leads_is_told_how_many_are_late_in_the_own_place(administration, unit, other, person, role, count):
    late(unit, "Färre konsulter")
    late(other, "Annan avdelning")
    words = {1: "En åtgärd som andra ansvarar för är inte uppföljd i tid",
             2: "2 åtgärder som andra ansvarar för är inte uppföljda i tid"}  # fmt: skip

    assert tasks(person(role), administration) == [words[count]]


def test_who_holds_a_unit_is_told_of_what_is_late_in_its_parts(administration, unit):
    late(factories.UnitFactory(department=unit.department, code="4110", parent=unit), "Öppenvård")
    user = factories.UserFactory()
    factories.ResponsibilityFactory(user=user, role=Role.CONTROLLER, administration=administration, unit=unit)

    assert tasks(user, administration) == ["En åtgärd som andra ansvarar för är inte uppföljd i tid"]


@pytest.mark.parametrize("role", [Role.STAFF, Role.SUPPORT, Role.COMMITTEE])
def test_who_follows_nothing_up_is_told_nothing(administration, unit, person, role):
    late(unit, "Färre konsulter")

    assert tasks(person(role), administration) == []


def test_what_is_followed_up_today_or_is_closed_is_not_late(administration, unit, person):
    late(unit, "I dag", days=0)
    late(unit, "Avslutad", stage="closed")

    assert tasks(person(Role.UNIT_HEAD), administration) == []


def test_a_department_lists_its_own_latest_and_says_how_many_there_are(administration, unit, other, person):
    for number in range(LISTED + 2):
        late(unit, f"Åtgärd {number}", days=20 - number)
    late(other, "Annan avdelning", days=40)

    found = overdue_of(unit.department, person(Role.DEPARTMENT_HEAD), timezone.localdate())

    assert found.count == LISTED + 2
    assert [row.due.title for row in found.rows] == [f"Åtgärd {number}" for number in range(LISTED)]
    assert found.url.endswith("?follow_up=overdue&department=10")


@pytest.mark.parametrize("count", [1, 3])
def test_overdue_measures_are_one_query_however_many(administration, unit, person, django_assert_num_queries, count):
    user = person(Role.CONTROLLER)
    for number in range(count):
        late(unit, f"Åtgärd {number}")

    with django_assert_num_queries(1):
        overdue_of(administration, user, timezone.localdate())


def test_the_page_lists_them_and_the_committee_does_not_see_them(administration, unit, client_of):
    late(unit, "Färre konsulter")

    assert "En åtgärd är inte uppföljd i tid" in client_of(Role.CONTROLLER).get(PAGE).text
    assert "Färre konsulter" not in client_of(Role.COMMITTEE).get(PAGE).text


def idea(administration, days, unit=None):
    return Idea.objects.create(
        administration=administration, unit=unit, title="Bilpool", text="Dela bilar.",
        answer_by=timezone.localdate() + timedelta(days=days),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([3], "En idé väntar på ditt svar"),
        ([-1], "En idé har väntat för länge på ditt svar"),
        ([-1, 3, 4], "3 idéer väntar på ditt svar, 1 av dem för länge"),
    ],
)
def test_ideas_that_wait_are_a_task_of_who_answers(administration, person, days, said):
    for each in days:
        idea(administration, each)

    told = [[task.text for task in start_page(person(role), administration).tasks]
            for role in (Role.CONTROLLER, Role.UNIT_HEAD)]  # fmt: skip

    assert [said in texts for texts in told] == [True, False]


def test_the_start_page_asks_as_often_however_many_are_late(administration, unit, person):
    user, asked = person(Role.UNIT_HEAD), []
    for count in (1, 5):
        for number in range(count):
            late(unit, f"Åtgärd {number}")
        with CaptureQueriesContext(connection) as queries:
            start_page(user, administration)
        asked.append(len(queries))

    assert asked[0] == asked[1]


def proposed(unit, count):
    for number in range(count):
        factories.measure(unit, title=f"Förslag {number}", stage="proposed")


@pytest.mark.parametrize("role", [Role.DEPARTMENT_HEAD, Role.CONTROLLER, Role.MANAGEMENT])
def test_who_decides_is_told_of_proposed_measures(administration, unit, person, role):
    proposed(unit, 2)

    found = [task for task in start_page(person(role), administration).tasks if "beslut" in task.text]

    assert [(task.text, task.url) for task in found] == [
        ("2 åtgärder väntar på beslut", "/administrations/EX/measures/?stage=proposed")
    ]


def test_proposals_elsewhere_and_to_others_are_not_told_of(administration, unit, other, person):
    proposed(other, 1)
    told = [start_page(person(role), administration).tasks for role in (Role.DEPARTMENT_HEAD, Role.UNIT_HEAD)]

    assert not [task for tasks in told for task in tasks if "beslut" in task.text]


@pytest.mark.parametrize("count", [1, 3])
def test_proposed_measures_and_answered_ideas_are_a_query_each(
    administration, unit, person, django_assert_num_queries, count
):
    user = person(Role.CONTROLLER)
    held = list(user.responsibilities.all())
    proposed(unit, count)
    for number in range(count):
        making.idea(administration, title=f"Idé {number}", made_by=user, state="considered", answered_at=timezone.now())

    with django_assert_num_queries(1):
        assert decision_tasks(user, administration, held)
    with django_assert_num_queries(1):
        assert len(answer_tasks(user, administration)) == count


def test_staff_are_told_of_an_answer_to_their_idea_for_two_weeks(administration, person):
    staff, now = person(Role.STAFF), timezone.now()
    new = making.idea(administration, made_by=staff, state="considered", answered_at=now - timedelta(days=13))
    making.idea(administration, title="Äldre", made_by=staff, state="considered", answered_at=now - timedelta(days=15))
    making.idea(administration, title="Annans", state="considered", answered_at=now)

    assert [(task.text, task.url) for task in start_page(staff, administration).tasks] == [
        ("En av dina idéer har fått svar: Samordna resorna", f"/administrations/EX/ideas/{new.pk}/")
    ]


def test_staff_are_led_to_leave_an_idea(client_of):
    assert 'href="/administrations/EX/ideas/new/"' in client_of(Role.STAFF).get("/").content.decode()
