"""The pages of matters between units."""

import re
from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from meetings.matters.services import fingerprint, raise_matter, settle_matter
from meetings.models import Matter
from tests import factories
from tests.meetings import making
from units.roles import Role

pytestmark = pytest.mark.usefixtures("_september")
LIST = "/administrations/EX/matters/"


@pytest.fixture
def _september():
    with time_machine.travel("2026-09-15 09:00+02:00", tick=False):
        yield


@pytest.fixture
def matter(administration):
    units = list(administration.units.all())
    return raise_matter(administration, title="Vem betalar flytten?", units=units, by=None)


def page_of(matter):
    return reverse("meetings:matter", args=["EX", matter.pk])


def heading(response):
    return re.search(r"<h1>\s*(.*?)\s*</h1>", response.content.decode(), re.DOTALL)[1]


def test_the_headline_says_how_many_wait_and_how_late_the_oldest_is(administration, matter, client_of):
    raise_matter(administration, title="Hyran", raised_on=date(2026, 8, 1), due=date(2026, 9, 10), by=None)

    page = client_of(Role.CONTROLLER).get(LIST)

    assert heading(page) == "Två frågor mellan enheter väntar på att lösas, den äldsta 5 dagar försenad"


def test_one_who_reads_one_of_the_units_sees_it_and_others_do_not(administration, matter, client_of):
    department = factories.DepartmentFactory(administration=administration, code="20")
    elsewhere = client_of(Role.UNIT_HEAD, unit=factories.UnitFactory(department=department, code="5100"))

    assert client_of(Role.UNIT_HEAD).get(page_of(matter)).status_code == 200
    assert elsewhere.get(page_of(matter)).status_code == 404


def test_who_raised_a_matter_elsewhere_sees_it_but_not_what_was_given_about_it(administration, matter, person, client):
    department = factories.DepartmentFactory(administration=administration, code="20")
    raiser = person(Role.UNIT_HEAD, unit=factories.UnitFactory(department=department, code="5100"))
    Matter.objects.update(raised_by=raiser)
    held = making.meeting(administration)
    given = making.assignment(administration, person(Role.CONTROLLER), matter=matter, meeting=held)
    client.force_login(raiser)

    page = client.get(page_of(matter))

    assert (page.status_code, "U1/2026" in page.content.decode()) == (200, False)
    assert client.get(reverse("meetings:assignment", args=["EX", given.pk])).status_code == 404


def test_who_raised_a_matter_and_has_left_the_role_does_not_see_it(matter, person, client):
    raiser = person(Role.STAFF)
    Matter.objects.update(raised_by=raiser)
    client.force_login(raiser)

    assert client.get(page_of(matter)).status_code == 404


def test_a_unit_that_ends_this_month_can_still_be_chosen(administration, client_of):
    unit = administration.units.get(code="4200")
    type(unit).objects.filter(pk=unit.pk).update(valid_to=date(2026, 9, 1))

    assert unit.name in client_of(Role.CONTROLLER).get(f"{LIST}new/").content.decode()
    assert unit.name in client_of(Role.CONTROLLER).get("/administrations/EX/assignments/new/").content.decode()


def test_a_unit_head_raises_a_matter_with_another_unit(administration, client_of):
    units = [each.pk for each in administration.units.all()]

    client_of(Role.UNIT_HEAD).post(f"{LIST}new/", {"title": "Vem betalar?", "units": units})

    assert [unit.code for unit in Matter.objects.get().units.order_by("code")] == ["4100", "4200"]


def test_a_matter_is_settled_on_its_page_and_taken_up_again(matter, client_of):
    client = client_of(Role.CONTROLLER)
    client.post(page_of(matter), {"result": "Hälften var.", "settled_on": "2026-09-15"})
    matter.refresh_from_db()
    settled = matter.settled_on
    client.post(reverse("meetings:matter-reopen", args=["EX", matter.pk]))
    matter.refresh_from_db()

    assert (settled, matter.settled_on) == (date(2026, 9, 15), None)


def test_a_matter_that_somebody_changed_meanwhile_keeps_what_was_typed(administration, matter, client_of):
    seen, units = fingerprint(matter), [each.pk for each in administration.units.all()]
    Matter.objects.update(title="Flytten")

    change = reverse("meetings:matter-change", args=["EX", matter.pk])
    response = client_of(Role.CONTROLLER).post(change, {"title": "Vem betalar?", "units": units, "seen": seen})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Nu står det: Flytten" in page
    assert 'value="Vem betalar?"' in page


def test_the_page_has_the_decisions_and_actions_about_it(administration, matter, person, client_of):
    making.assignment(administration, person(Role.CONTROLLER), matter=matter)

    assert "U1/2026" in client_of(Role.CONTROLLER).get(page_of(matter)).content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [("state=open", ["Flytten"]), ("state=late", []), ("state=settled", ["Hyran"]), ("text=hyr", ["Hyran"])],
)
def test_the_register_shows_what_it_is_asked_for(administration, client_of, asked, found):
    raise_matter(administration, title="Flytten", by=None)
    settle_matter(raise_matter(administration, title="Hyran", by=None), result="Delas.", by=None)

    page = client_of(Role.CONTROLLER).get(f"{LIST}?{asked}").content.decode()

    assert [title for title in ("Flytten", "Hyran") if f">{title}</a>" in page] == found


def test_the_workbook_has_what_the_page_has_and_who_raised_it(administration, person, client_of):
    head, units = person(Role.UNIT_HEAD), list(administration.units.all())
    raise_matter(administration, title="=Hyran", text="Delas den?", units=units, owner=head, by=head)

    response = client_of(Role.CONTROLLER).get(f"{LIST}?export=xlsx")

    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(response.content)).active.iter_rows()]
    table = dict(zip(*rows[-2:], strict=True))
    assert {name: table[name] for name in ("Fråga", "Enheter", "Ansvarig", "Vad det gäller", "Väckt av")} == {
        "Fråga": "=Hyran",
        "Enheter": "Barn och ungdom, Vuxen",
        "Ansvarig": str(head),
        "Vad det gäller": "Delas den?",
        "Väckt av": str(head),
    }


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_asks_as_often_however_many_there_are(administration, client_of, count, django_assert_num_queries):
    for number in range(count):
        raise_matter(administration, title=f"Fråga {number}", units=list(administration.units.all()), by=None)
    client = client_of(Role.CONTROLLER)

    with django_assert_num_queries(7):
        client.get(LIST)
