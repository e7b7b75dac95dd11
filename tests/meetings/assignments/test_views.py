"""The pages of decisions and actions: who sees which, what is said of them, and nothing typed lost."""

import re
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from meetings.assignments.services import report_back
from meetings.models import Assignment, ReportBack
from tests import factories
from tests.meetings import making
from units.models import User
from units.roles import Role

pytestmark = pytest.mark.usefixtures("_september")
LIST = "/administrations/EX/assignments/"
NEW = f"{LIST}new/"


@pytest.fixture
def _september():
    with time_machine.travel("2026-09-15 09:00+02:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def other(administration):
    department = factories.DepartmentFactory(administration=administration, code="20")
    return factories.UnitFactory(department=department, code="5100", name="Äldre")


@pytest.fixture
def owner(person):
    return person(Role.UNIT_HEAD)


def signed_in(client, user):
    client.force_login(user)
    return client


def page_of(assignment):
    return reverse("meetings:assignment", args=["EX", assignment.pk])


def heading(response):
    return re.search(r"<h1>\s*(.*?)\s*</h1>", response.content.decode(), re.DOTALL)[1]


def labels(response):
    return re.findall(r">([UB]\d+/\d+)<", response.content.decode())


def given(values):
    return {"kind": "action", "text": "Säg upp lokalen", "due": "2026-10-01", "key": uuid4(), **values}


def said(**values):
    return {"key": uuid4(), "seen": 1, **values}


def test_the_headline_says_how_many_are_late_and_how_late_the_oldest_is(client, unit, owner):
    making.about(unit, owner, due=date(2026, 9, 8))
    making.about(unit, owner, due=date(2026, 9, 14))

    assert heading(signed_in(client, owner).get(LIST)) == "Två uppdrag är försenade, det äldsta 7 dagar"


def test_one_late_decision_is_said_as_one(client, unit, owner):
    making.about(unit, owner, kind="decision", due=date(2026, 9, 14))

    assert heading(signed_in(client, owner).get(LIST)) == "Ett beslut är försenat med 1 dag"


def test_what_is_open_and_not_late_is_counted(client, unit, owner):
    making.about(unit, owner)
    making.about(unit, owner, kind="decision")

    assert heading(signed_in(client, owner).get(LIST)) == "Två beslut och uppdrag pågår, inget är försenat"


def test_the_most_overdue_comes_first_and_what_has_ended_last(client, unit, owner):
    done = making.about(unit, owner, due=date(2026, 9, 8))
    making.about(unit, owner)
    making.about(unit, owner, due=date(2026, 9, 9))
    report_back(done, state="done", word="Klart.", executed_on=date(2026, 9, 8), by=owner)

    assert labels(signed_in(client, owner).get(LIST)) == ["U3/2026", "U2/2026", "U1/2026"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("mine=on", ["U1/2026"]),
        ("state=late", ["U2/2026"]),
        ("kind=decision", ["B1/2026"]),
        ("for_committee=on", ["B1/2026"]),
        ("text=hyran", ["U2/2026"]),
        ("year=2026&kind=decision", ["B1/2026"]),
        ("state=nonsense", ["U2/2026", "U1/2026", "B1/2026"]),
    ],
)
def test_the_register_shows_what_it_is_asked_for(client, unit, owner, person, asked, found):
    controller = person(Role.CONTROLLER)
    making.about(unit, controller, due=date(2026, 9, 20))
    making.about(unit, owner, text="Omförhandla hyran", due=date(2026, 9, 10))
    making.about(unit, owner, kind="decision", for_committee=True)

    assert labels(signed_in(client, controller).get(f"{LIST}?{asked}")) == found


def test_a_place_is_its_units_its_measures_and_what_its_group_gave(client, administration, unit, other, person):
    controller = person(Role.CONTROLLER)
    making.about(unit, controller)
    making.assignment(administration, controller, measure=factories.measure(unit))
    making.about(other, controller)
    client = signed_in(client, controller)

    assert sorted(labels(client.get(f"{LIST}?place=unit:{unit.pk}"))) == ["U1/2026", "U2/2026"]
    assert labels(client.get(f"{LIST}?place=department:{other.department_id}")) == ["U3/2026"]


def test_what_a_team_gives_about_nothing_else_is_about_its_unit(client, administration, unit, other, person):
    controller = person(Role.CONTROLLER)
    for name, place in (("Team 1", unit), ("Team 2", other)):
        body = making.body(administration, name=name, kind="team", unit=place)
        making.assignment(administration, controller, meeting=making.meeting(administration, body=body))
    client = signed_in(client, controller)

    assert labels(client.get(f"{LIST}?place=unit:{unit.pk}")) == ["U1/2026"]
    assert labels(client.get(f"{LIST}?place=department:{other.department_id}")) == ["U2/2026"]


def test_a_unit_head_sees_what_the_own_unit_has_and_what_is_the_own(client, administration, unit, other, owner, person):
    controller = person(Role.CONTROLLER)
    making.about(unit, controller)
    making.about(other, controller)
    making.about(other, owner)
    making.assignment(administration, controller)

    assert sorted(labels(signed_in(client, owner).get(LIST))) == ["U1/2026", "U3/2026"]


def test_staff_see_what_they_answer_for_alone(client, unit, person):
    staff = person(Role.STAFF)
    making.about(unit, person(Role.CONTROLLER))
    own = making.about(unit, staff)
    client = signed_in(client, staff)

    assert labels(client.get(LIST)) == ["U2/2026"]
    assert client.get(page_of(own)).status_code == 200


def test_the_workbook_has_what_the_page_has_and_more(client, unit, owner):
    made = making.about(unit, owner, kind="decision", for_committee=True)
    report_back(made, state="done", word="=Uppsagd", executed_on=date(2026, 9, 14), by=owner)

    response = signed_in(client, owner).get(f"{LIST}?export=xlsx")

    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(response.content)).active.iter_rows()]
    table = dict(zip(*rows[-2:], strict=True))
    assert {name: table[name] for name in ("Nr", "Läge", "Gäller", "Resultat", "Nämnd")} == {
        "Nr": "B1/2026",
        "Läge": "klart",
        "Gäller": "Barn och ungdom",
        "Resultat": "=Uppsagd",
        "Nämnd": "nämnden ska besluta",
    }


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_asks_as_often_however_many_there_are(client, unit, owner, count, django_assert_num_queries):
    for _number in range(count):
        making.about(unit, owner, measure=factories.measure(unit), meeting=making.meeting(
            unit.administration, date(2026, 9, 1 + _number)))  # fmt: skip
    client = signed_in(client, owner)

    with django_assert_num_queries(12):
        client.get(LIST)


def test_an_own_one_is_reported_back_on_its_page(client, unit, owner):
    made = making.about(unit, owner)
    data = said(state="done", word="Uppsagd.", executed_on="2026-09-14", due="2026-09-28")

    response = signed_in(client, owner).post(page_of(made), data, follow=True)

    made.refresh_from_db()
    assert (made.state, made.result) == ("done", "Uppsagd.")
    assert "Återrapporterat." in response.content.decode()


def test_a_refused_report_keeps_what_was_typed(client, unit, owner):
    made = making.about(unit, owner)
    data = said(state="done", word="Uppsagd och klar.", executed_on="2026-09-16")

    response = signed_in(client, owner).post(page_of(made), data)

    page = response.content.decode()
    assert response.status_code == 422
    assert "2026-09-16 har inte varit än." in page
    assert "Uppsagd och klar." in page
    assert not ReportBack.objects.exists()


def test_the_same_report_sent_twice_is_one(client, unit, owner):
    made, client = making.about(unit, owner), signed_in(client, owner)
    key = re.search(r'name="key" value="([^"]+)"', client.get(page_of(made)).content.decode())[1]
    data = {"state": "open", "word": "På gång.", "key": key, "seen": 1}
    client.post(page_of(made), data)
    client.post(page_of(made), data)

    assert ReportBack.objects.count() == 1


def test_a_personal_identity_number_is_not_kept(client, unit, owner):
    made = making.about(unit, owner)

    response = signed_in(client, owner).post(page_of(made), said(state="open", word="Gäller 121212-1212."))

    assert response.status_code == 422
    assert not ReportBack.objects.exists()


def test_a_unit_head_gives_an_action_about_the_own_unit(client, unit, owner, other):
    client = signed_in(client, owner)

    refused = client.post(NEW, given({"owner": owner.pk, "unit": other.pk}))
    client.post(NEW, given({"owner": owner.pk, "unit": unit.pk}))

    assert refused.status_code == 422
    assert Assignment.objects.get().unit == unit


def test_a_unit_head_says_which_unit_it_is_about(client, unit, owner):
    response = signed_in(client, owner).post(NEW, given({"owner": owner.pk}))

    assert response.status_code == 422
    assert not Assignment.objects.exists()


def test_a_controller_gives_one_about_all_of_the_administration(client, person):
    controller = person(Role.CONTROLLER)

    signed_in(client, controller).post(NEW, given({"owner": controller.pk}))

    made = Assignment.objects.get()
    assert (made.unit, made.owner, made.made_by, made.meeting) == (None, controller, controller, None)


def test_one_without_owner_and_day_says_both_and_keeps_the_text(client, person):
    page = signed_in(client, person(Role.CONTROLLER)).post(NEW, given({"due": ""})).content.decode()

    assert page.count('class="error-text"') == 2
    assert "Säg upp lokalen" in page


def test_what_the_address_names_is_what_it_begins_with(client, unit, person):
    measure = factories.measure(unit)

    page = signed_in(client, person(Role.CONTROLLER)).get(f"{NEW}?unit=4100&measure={measure.pk}").content.decode()

    assert re.findall(r'<option value="(\d+)" selected', page) == [str(unit.pk), str(measure.pk)]


def test_a_change_that_somebody_made_meanwhile_shows_both_and_can_be_saved_again(client, unit, owner):
    made, client = making.about(unit, owner), signed_in(client, owner)
    change = reverse("meetings:assignment-change", args=["EX", made.pk])
    data = {"text": "Hyr ut", "owner": owner.pk, "due": "2026-10-01", "seen": "1"}
    Assignment.objects.update(text="Säg upp båda", version=2)

    refused = client.post(change, data)
    client.post(change, data | {"seen": "2"})

    assert "Nu står det: ”Säg upp båda”" in refused.content.decode()
    assert 'name="seen" value="2"' in refused.content.decode()
    made.refresh_from_db()
    assert made.text == "Hyr ut"


def test_it_is_handed_over_to_another(client, unit, owner, person):
    made, controller = making.about(unit, owner), person(Role.CONTROLLER)
    hand_over = reverse("meetings:assignment-hand-over", args=["EX", made.pk])

    signed_in(client, owner).post(hand_over, {"owner": controller.pk, "word": "Du tar över."})

    made.refresh_from_db()
    assert made.owner == controller


def test_the_same_handover_sent_twice_is_one(client, unit, owner, person):
    made, client = making.about(unit, person(Role.CONTROLLER)), signed_in(client, person(Role.CONTROLLER))
    hand_over = reverse("meetings:assignment-hand-over", args=["EX", made.pk])

    answers = [client.post(hand_over, {"owner": owner.pk, "word": ""}).status_code for _ in range(2)]

    assert (answers, made.reports.count()) == ([302, 302], 1)


def test_what_has_ended_is_offered_to_be_taken_up_again_and_nothing_else(client, unit, owner):
    made = making.about(unit, owner)
    report_back(made, state="done", word="Klart.", executed_on=date(2026, 9, 14), by=owner)

    page = signed_in(client, owner).get(page_of(made)).content.decode()

    assert re.findall(r'name="state" value="(\w+)"', page) == ["reopened"]


def test_a_report_on_what_has_ended_meanwhile_is_refused_and_can_then_be_sent_again(client, unit, owner):
    made = making.about(unit, owner)
    report_back(made, state="done", word="Klart.", executed_on=date(2026, 9, 14), by=owner)
    client = signed_in(client, owner)

    response = client.post(page_of(made), said(state="open", word="På gång."))

    made.refresh_from_db()
    page = response.content.decode()
    assert (response.status_code, made.state, "På gång." in page) == (422, "done", True)
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    client.post(page_of(made), said(state="reopened", word="På gång.", seen=seen))
    made.refresh_from_db()
    assert made.state == "open"


def test_what_was_done_is_done_once_however_often_it_is_sent(client, unit, owner):
    made, client = making.about(unit, owner), signed_in(client, owner)
    data = said(state="done", word="Uppsagd.", executed_on="2026-09-14")

    assert [client.post(page_of(made), data).status_code for _ in range(2)] == [302, 302]
    assert ReportBack.objects.count() == 1


def test_what_stands_in_adjusted_minutes_is_not_offered_to_be_changed(client, administration, owner):
    held = making.meeting(administration)
    made = making.assignment(administration, owner, meeting=held)
    type(held).objects.update(state="adjusted", closed_at=held.started_at, adjusted_at=held.started_at, minutes={})

    page = signed_in(client, owner).get(page_of(made)).content.decode()

    assert (f"{page_of(made)}change/" in page, f"{page_of(made)}hand-over/" in page) == (False, True)


def test_the_register_is_there_in_english(client, unit, owner):
    making.about(unit, owner, due=date(2026, 9, 8))
    User.objects.filter(pk=owner.pk).update(language="en")

    assert heading(signed_in(client, owner).get(LIST)) == "One action is late by 7 days"


def test_the_headline_of_the_register_is_of_what_was_asked_for(client, administration, owner, person):
    reader = signed_in(client, person(Role.CONTROLLER))
    making.assignment(administration, owner, due=date(2026, 9, 10), made_on=date(2026, 9, 1))
    making.assignment(administration, owner, kind="decision", due=date(2026, 10, 10))

    assert heading(reader.get(LIST)) == "Ett uppdrag är försenat med 5 dagar"
    assert heading(reader.get(f"{LIST}?kind=decision")) == "Ett beslut eller uppdrag pågår och är inte försenat"
    assert heading(reader.get(f"{LIST}?state=withdrawn")) == "Inga beslut eller uppdrag motsvarar urvalet"
