"""The team around a unit: one truth, its analysis, its next date."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine

from meetings.models import Analysis
from tests import factories
from tests.meetings.reading import heading, signed_in, text
from tests.meetings.teams.making import assignment, in_deficit, meeting, team
from units.roles import Role

PAGE = "/administrations/EX/units/4100/team/"


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


def analysis(unit, words, **values):
    return Analysis.objects.create(unit=unit, text=words, **values)


def written(client, words, **values):
    return client.post(PAGE, {"text": words, "key": str(uuid4())} | values)


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.DEPARTMENT_HEAD, Role.CONTROLLER, Role.SUPPORT])
def test_all_in_the_team_see_the_same_figures_as_the_units_page(unit, client_of, role):
    in_deficit(unit)
    client = client_of(role)

    response = client.get(PAGE)

    assert heading(response) == "Barn och ungdom 2026 −300 tkr 100 sämre än juli"
    assert heading(client.get("/administrations/EX/units/4100/")) == heading(response)


def test_the_page_says_before_and_after_measures_and_where_it_deviates(unit, client_of):
    in_deficit(unit)
    factories.measure(unit, {date(2026, 10, 1): 50_000_00}, title="Färre konsulter", stage="running")

    page = text(client_of(Role.UNIT_HEAD).get(PAGE))

    assert "Avvikelse före åtgärder −300 underskott tkr Avvikelse efter åtgärder −250 underskott tkr" in page
    assert "Personalkostnader" in page
    assert "Färre konsulter pågår" in page


def test_the_newest_analysis_is_shown_and_the_earlier_ones_stay(unit, client_of):
    analysis(unit, "Förr")
    client = client_of(Role.UNIT_HEAD)

    assert written(client, "Nu")["Location"] == PAGE

    page = text(client.get(PAGE))
    assert page.index("Nu") < page.index("En tidigare analys") < page.index("Förr")


def test_the_same_form_twice_is_one_analysis(unit, client_of):
    client, key = client_of(Role.UNIT_HEAD), str(uuid4())
    for _ in range(2):
        written(client, "Nu", key=key)

    assert Analysis.objects.count() == 1


@pytest.mark.parametrize("words", [" ", "Gäller 19811218-9876", "x" * 5001])
def test_an_analysis_that_cannot_be_is_refused_and_not_lost(unit, client_of, words):
    response = written(client_of(Role.UNIT_HEAD), words)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Analysis.objects.exists()


def test_support_writes_the_analysis_when_it_is_in_the_team(unit, person):
    support = person(Role.SUPPORT)
    assert written(signed_in(support), "Nu").status_code == 403

    team(unit, support)

    assert written(signed_in(support), "Nu").status_code == 302


def test_the_team_is_its_members_or_else_those_whose_roles_hold(unit, person):
    head, controller = person(Role.UNIT_HEAD), person(Role.CONTROLLER)
    client = signed_in(head)
    page = text(client.get(PAGE))
    assert f"{head} enhetschef {controller} controller Enligt dagens roller" in page

    team(unit, person(Role.SUPPORT, unit=unit), head)

    page = text(client.get(PAGE))
    assert f"{head} HR" in page
    assert f"{controller} controller" not in page


def test_the_next_meeting_is_the_first_that_is_not_over(unit, client_of):
    body = team(unit)
    for day in (date(2026, 9, 8), date(2026, 10, 6), date(2026, 9, 22)):
        meeting(body, day)
    meeting(body, date(2026, 9, 16), state="cancelled")

    assert "Nästa möte tisdag 22 september" in text(client_of(Role.UNIT_HEAD).get(PAGE))


def test_open_decisions_and_actions_about_the_unit_and_its_measures_are_listed(administration, unit, client_of):
    measure = factories.measure(unit)
    assignment(administration, text="Om enheten", unit=unit, due=date(2026, 9, 5))
    assignment(administration, text="Om åtgärden", measure=measure)
    assignment(administration, text="Om en annan", unit=administration.units.get(code="4200"))
    done = {"state": "done", "executed_on": date(2026, 9, 1), "ended_at": "2026-09-01T10:00Z"}
    assignment(administration, text="Klar", unit=unit, **done)

    page = text(client_of(Role.UNIT_HEAD).get(PAGE))

    assert "Om enheten – · återrapporteras senast 2026-09-05 ! 10 dagar sen" in page
    assert "Om åtgärden" in page
    assert [words in page for words in ("Om en annan", "Klar")] == [False, False]


def test_the_page_of_another_unit_is_not_read(unit, client_of):
    assert client_of(Role.UNIT_HEAD).get(PAGE.replace("4100", "4200")).status_code == 404
    assert client_of(Role.STAFF).get(PAGE).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_much_there_is(administration, unit, person, count, django_assert_num_queries):
    in_deficit(unit)
    body = team(unit, *(person(Role.SUPPORT) for _ in range(count)))
    for number in range(count):
        meeting(body, date(2026, 9, 22 + number))
        analysis(unit, f"Analys {number}", made_by=person(Role.CONTROLLER))
        measure = factories.measure(unit, {date(2026, 10, 1): 100_00}, owner=person(Role.UNIT_HEAD))
        assignment(administration, measure=measure, owner=person(Role.UNIT_HEAD))
    client = signed_in(person(Role.CONTROLLER))

    with django_assert_num_queries(25):
        client.get(PAGE)
