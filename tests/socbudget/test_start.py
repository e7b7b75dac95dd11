"""The start page by role."""

from datetime import date

import pytest
from django.utils import timezone

from forecasts.models import Figure, Frame
from socbudget.start import Task, start_page
from tests import factories
from tests.meetings.situation.making import message
from tests.socbudget.test_overview import MNKR, figures, forecast, text  # noqa: F401 (a fixture)
from units.roles import Role


def tasks(user, administration):
    return [task.text for task in start_page(user, administration).tasks]


def test_a_controller_is_told_what_waits(figures, person):  # noqa: F811
    Frame.objects.create(administration=figures, year=2026, amount=175 * MNKR)
    for errors, new in [(0, 3), (2, 3), (0, 0)]:
        summary = {"errors": errors, "counts": {"new": new, "changed": 0, "removed": 0}}
        figures.uploads.create(name="aug.xlsx", sha256="0" * 64, size=1, summary=summary)

    assert [each.replace("\u00a0", " ") for each in tasks(person(Role.CONTROLLER), figures)] == [
        "September 2026 har utfall men är inte stängd",
        "En fil är granskad men inte inläst",
        "Enheternas budgetar summerar till 5,0 mnkr mer än ramen på 175,0 mnkr",
        "Prognosen per augusti saknas för Vuxen",
    ]


def test_a_unit_head_is_told_when_the_own_forecast_is_missing(figures, person):  # noqa: F811
    vuxen = figures.units.get(code="4200")

    assert [tasks(person(Role.UNIT_HEAD, unit=unit), figures) for unit in (vuxen, figures.units.get(code="4100"))] == [
        ["Prognosen per augusti saknas för Vuxen"],
        [],
    ]


def test_a_unit_head_meets_the_own_unit(figures, client_of):  # noqa: F811
    page = text(client_of(Role.UNIT_HEAD).get("/"))

    assert "Barn och ungdom väntas gå 30,0 mnkr över budget" in page
    assert "Vuxen" not in page


def test_a_department_head_meets_the_department(figures, client_of):  # noqa: F811
    assert "Avdelningen väntas gå 30,0 mnkr över budget" in text(client_of(Role.DEPARTMENT_HEAD).get("/"))


def test_the_committee_meets_what_is_reported(figures, client_of):  # noqa: F811
    page = text(client_of(Role.COMMITTEE).get("/"))

    assert "Förvaltningen väntas gå 30,0 mnkr över budget" in page


def test_staff_of_a_department_meet_no_figures_of_it(figures, client_of):  # noqa: F811
    page = text(client_of(Role.STAFF, department=figures.departments.get(code="10")).get("/"))

    assert "mnkr" not in page


def test_who_heads_one_unit_and_is_staff_of_another_meets_the_figures_of_the_first(figures, person):  # noqa: F811
    user = person(Role.UNIT_HEAD)
    vuxen = figures.units.get(code="4200")
    factories.ResponsibilityFactory(user=user, role=Role.STAFF, administration=figures, unit=vuxen)

    assert [each.code for each in start_page(user, figures).overview.standings] == ["4100"]


def test_staff_meet_no_figures_but_the_way_to_their_unit(figures, client_of):  # noqa: F811
    page = text(client_of(Role.STAFF).get("/"))

    assert "Öppna sidan för Barn och ungdom" in page
    assert "mnkr" not in page


def test_who_has_a_message_to_pass_on_is_told_and_led_there(administration, person):
    told = message(administration, sent_at=timezone.now())
    staff = person(Role.STAFF)

    [task] = start_page(staff, administration).tasks

    assert task == Task(
        "Säg att teamet i Barn och ungdom har hört veckans budskap (vecka 38)",
        f"/administrations/EX/messages/{told.pk}/",
    )


def test_who_works_here_is_led_to_the_page_for_staff(client_of):
    assert "/administrations/EX/situation/staff/" in client_of(Role.STAFF).get("/").content.decode()


def test_a_system_administrator_is_led_to_people_and_organisation(administration, person):
    assert start_page(person(Role.SYSTEM), administration).tasks == [
        Task("Se vem som har vilken roll", "/administrations/EX/people/"),
        Task("Se organisationen", "/administrations/EX/organisation/"),
    ]


def test_a_controller_without_figures_is_taught_the_next_step(administration, client_of):
    assert "Börja med årets budget" in text(client_of(Role.CONTROLLER).get("/"))


def test_who_has_no_role_is_told_what_to_do(client, db):
    client.force_login(factories.UserFactory())

    assert "Du har ingen roll ännu" in text(client.get("/"))


def test_who_has_several_administrations_meets_the_first_and_can_choose(administration, person, client):
    user = person(Role.CONTROLLER)
    factories.ResponsibilityFactory(user=user, administration=factories.small_administration("ZZ"))
    client.force_login(user)

    assert 'href="/?administration=ZZ"' in text(client.get("/"))
    assert "Börja med årets budget" in text(client.get("/?administration=ZZ"))


@pytest.mark.parametrize("code", ["NO", "ZZ"])
def test_an_administration_that_is_not_ones_own_is_not_opened(administration, person, client, code):
    factories.small_administration("ZZ")
    user = person(Role.CONTROLLER)
    client.force_login(user)

    assert "/administrations/ZZ/" not in text(client.get(f"/?administration={code}"))


def test_september_is_no_longer_to_close_when_its_actuals_are_gone(figures, person):  # noqa: F811
    Figure.objects.filter(month=date(2026, 9, 1), kind=Figure.Kind.ACTUAL).delete()

    assert tasks(person(Role.CONTROLLER), figures) == ["Prognosen per augusti saknas för Vuxen"]
