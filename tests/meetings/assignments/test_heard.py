"""What meetings said of a unit and a measure, on pages of their own and fetched by theirs."""

import re
from datetime import date

import pytest
import time_machine

from measures.models import MeasureShare
from meetings.assignments.services import report_back
from tests import factories
from tests.meetings import making
from units.roles import Role

pytestmark = pytest.mark.usefixtures("_september")
UNIT = "/administrations/EX/units/4100/"


@pytest.fixture
def _september():
    with time_machine.travel("2026-09-15 09:00+02:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


def test_the_unit_has_its_notes_the_latest_meeting_first(administration, unit, client_of):
    for day, text in [(date(2026, 9, 1), "Fler placeringar."), (date(2026, 9, 8), "Två avslutade.")]:
        making.note(making.row(making.meeting(administration, day), unit=unit), text)

    page = client_of(Role.UNIT_HEAD).get(f"{UNIT}heard/").content.decode()

    assert re.findall(r"Fler placeringar\.|Två avslutade\.", page) == ["Två avslutade.", "Fler placeringar."]
    assert "Ledningsgruppen 2026-09-08" in page


def test_notes_of_other_units_and_notes_taken_away_are_not_there(administration, unit, client_of):
    held = making.meeting(administration)
    making.note(making.row(held, unit=administration.units.get(code="4200")), "Om Vuxen.")
    making.note(making.row(held, unit=unit), "Borttaget.", removed_at=held.started_at)

    page = client_of(Role.UNIT_HEAD).get(f"{UNIT}heard/").content.decode()

    assert "Inget möte har skrivit eller beslutat något om det än." in page


def test_what_is_given_about_its_measures_is_the_unit_s_too(administration, unit, person, client_of):
    making.assignment(administration, person(Role.CONTROLLER), measure=factories.measure(unit))
    done = making.about(unit, person(Role.CONTROLLER))
    report_back(done, state="done", word="Lokalen är uppsagd.", executed_on=date(2026, 9, 14), by=None)

    page = client_of(Role.UNIT_HEAD).get(f"{UNIT}heard/").content.decode()

    assert re.findall(r">(U\d/2026)<", page) == ["U1/2026", "U2/2026"]
    assert "Lokalen är uppsagd." in page


def test_the_measure_has_its_own(administration, unit, person, client_of):
    measure = factories.measure(unit)
    making.note(making.row(making.meeting(administration), measure=measure), "Försenad av upphandlingen.")
    making.assignment(administration, person(Role.CONTROLLER), measure=measure)

    page = client_of(Role.SUPPORT).get(f"/administrations/EX/measures/{measure.pk}/heard/").content.decode()

    assert ("Försenad av upphandlingen." in page, "U1/2026" in page) == (True, True)


def test_what_its_team_wrote_about_nothing_else_is_the_unit_s(administration, unit, person, client_of):
    body = making.body(administration, name="Teamet", kind="team", unit=unit)
    row = making.row(making.meeting(administration, body=body))
    making.note(row, "Vi saknar vikarier.")
    making.assignment(administration, person(Role.CONTROLLER), row=row)

    page = client_of(Role.UNIT_HEAD).get(f"{UNIT}heard/").content.decode()

    assert ("Vi saknar vikarier." in page, "U1/2026" in page) == (True, True)


def test_what_another_team_wrote_of_a_shared_measure_is_read_by_those_who_read_its_meetings(
    administration, unit, client_of
):
    department = factories.DepartmentFactory(administration=administration, code="20")
    other = factories.UnitFactory(department=department, code="5100", name="Äldre")
    measure = factories.measure(unit)
    MeasureShare.objects.create(measure=measure, unit=other)
    body = making.body(administration, name="Teamet", kind="team", unit=other)
    making.note(making.row(making.meeting(administration, body=body), measure=measure), "Om personalen.")
    page = f"/administrations/EX/measures/{measure.pk}/heard/"

    assert "Om personalen." not in client_of(Role.UNIT_HEAD).get(page).content.decode()
    assert "Om personalen." in client_of(Role.UNIT_HEAD, unit=other).get(page).content.decode()


def test_htmx_is_given_the_section_alone(unit, client_of):
    part = client_of(Role.UNIT_HEAD).get(f"{UNIT}heard/", headers={"HX-Request": "true"}).content.decode()

    assert part.strip().startswith('<section class="section"')


@pytest.mark.parametrize(("role", "there"), [(Role.UNIT_HEAD, True), (Role.STAFF, False), (Role.COMMITTEE, False)])
def test_the_page_of_the_unit_fetches_it_for_those_who_read_its_figures(unit, client_of, role, there):
    factories.measure(unit, {date(2026, 9, 1): 100_00})

    assert (f'hx-get="{UNIT}heard/"' in client_of(role).get(UNIT).content.decode()) == there


def test_the_page_of_a_measure_leads_to_it_without_javascript(unit, client_of):
    measure = f"/administrations/EX/measures/{factories.measure(unit).pk}/"

    assert f'<a href="{measure}heard/">Från möten</a>' in client_of(Role.UNIT_HEAD).get(measure).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_as_often_however_much_was_said(
    administration, unit, person, client_of, count, django_assert_num_queries
):
    for number in range(count):
        row = making.row(making.meeting(administration, date(2026, 9, 1 + number)), unit=unit)
        making.note(row, "Fler placeringar.")
        making.about(unit, person(Role.CONTROLLER), meeting=row.point.meeting, row=row)
    client = client_of(Role.UNIT_HEAD)

    with django_assert_num_queries(8):
        client.get(f"{UNIT}heard/")
