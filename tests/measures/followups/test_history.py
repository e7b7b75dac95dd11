"""The register of follow-ups, and what is overdue above it."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.models import FollowUp
from tests import factories
from tests.measures.followups.making import followed
from units.roles import Role

ADDRESS = "/administrations/EX/follow-ups/"


@pytest.fixture(autouse=True)
def _october():
    with time_machine.travel("2026-10-15 12:00", tick=False):
        yield


@pytest.fixture
def units(administration):
    return {unit.code: unit for unit in administration.units.all()}


@pytest.fixture
def controller(client_of):
    return client_of(Role.CONTROLLER)


def text(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).replace("\xa0", " ")


def history(response):
    return [(row.record.number, row.record.day.day) for row in response.context["table"].rows]


def due(response):
    return [row.record.number for row in response.context["due"].rows]


def made(units):
    """Measure 1 of 4100 with two follow-ups, measure 2 of 4200 with one."""
    first = factories.measure(units["4100"], number=1, title="Färre konsulter")
    second = factories.measure(units["4200"], number=2, title="Lokaler")
    followed(first, day=date(2026, 10, 1), done="Ett samtal\nTvå samtal")
    followed(first, day=date(2026, 10, 8), status="late")
    followed(second, day=date(2026, 10, 5), hinders="Hyresvärden")


def test_follow_ups_are_listed_the_newest_first(units, controller):
    made(units)

    assert history(controller.get(ADDRESS)) == [(1, 8), (2, 5), (1, 1)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("first=2026-10-05", [(1, 8), (2, 5)]),
        ("last=2026-10-05", [(2, 5), (1, 1)]),
        ("status=late", [(1, 8)]),
        ("unit=4200", [(2, 5)]),
        ("department=10", [(1, 8), (2, 5), (1, 1)]),
        ("measure=lokaler", [(2, 5)]),
        ("measure=1", [(1, 8), (1, 1)]),
        ("status=x&unit=x&first=x&page=x", [(1, 8), (2, 5), (1, 1)]),
        ("measure=99999999999999999999", []),
    ],
)
def test_follow_ups_are_filtered(units, controller, asked, found):
    made(units)

    assert history(controller.get(f"{ADDRESS}?{asked}")) == found


def test_follow_ups_of_other_units_are_not_listed(units, client_of):
    made(units)

    assert history(client_of(Role.UNIT_HEAD).get(ADDRESS)) == [(1, 8), (1, 1)]


def test_follow_ups_are_paged(units, controller):
    measure = factories.measure(units["4100"], number=1)
    FollowUp.objects.bulk_create(FollowUp(measure=measure, day=date(2026, 9, 1), status="late") for _ in range(30))

    assert len(history(controller.get(f"{ADDRESS}?page=2"))) == 5


def test_the_workbook_holds_every_follow_up_of_the_filter(units, controller):
    made(units)

    answer = controller.get(f"{ADDRESS}?unit=4100&export=xlsx")

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert [(row[1], row[4]) for row in list(sheet.values)[-2:]] == [
        ("Färre konsulter", "försenad"),
        ("Färre konsulter", "som planerat"),
    ]


def test_what_is_overdue_and_what_comes_soon_stand_above(units, controller):
    factories.measure(units["4100"], number=1, next_follow_up=date(2026, 10, 1))
    factories.measure(units["4200"], number=2, next_follow_up=date(2026, 10, 20))
    factories.measure(units["4200"], number=3, next_follow_up=date(2026, 12, 1))

    answer = controller.get(ADDRESS)

    assert "1 uppföljning är försenad; 1 kommer inom 14 dagar" in text(answer)
    assert due(answer) == [1, 2]
    assert "2026-10-01 ! 14 dagar" in text(answer)


def test_the_overdue_are_counted_by_department(administration, units, controller):
    other = factories.DepartmentFactory(administration=administration, code="20", name="Äldre")
    for department, code in ((units["4100"].department, "4300"), (other, "5100"), (other, "5200")):
        unit = factories.UnitFactory(department=department, code=code)
        factories.measure(unit, next_follow_up=date(2026, 10, 1))

    assert "Försenade: Äldre 2, Individ och familj 1" in text(controller.get(ADDRESS))


@pytest.mark.parametrize(("role", "links"), [(Role.UNIT_HEAD, 1), (Role.SUPPORT, 0), (Role.CONTROLLER, 1)])
def test_only_who_may_follow_up_gets_the_way_to_it(units, client_of, role, links):
    measure = factories.measure(units["4100"], next_follow_up=date(2026, 10, 1))

    html = client_of(role).get(ADDRESS).content.decode()

    assert html.count(f"/measures/{measure.pk}/follow-up/") == links


def test_its_owner_gets_the_way_to_follow_it_up(administration, units, client_of):
    client = client_of(Role.SUPPORT)
    owner = administration.responsibilities.get(role=Role.SUPPORT).user
    measure = factories.measure(units["4100"], next_follow_up=date(2026, 10, 1), owner=owner)

    assert f"/measures/{measure.pk}/follow-up/" in client.get(ADDRESS).content.decode()


def test_an_empty_register_teaches_where_follow_ups_are_made(administration, controller):
    assert "Ingen åtgärd har följts upp ännu" in text(controller.get(ADDRESS))


def test_the_page_takes_as_many_queries_for_one_measure_as_for_three(units, controller):
    counted = []
    for count in (1, 2):
        for _ in range(count):
            measure = factories.measure(units["4100"], owner=factories.UserFactory())
            followed(measure, by=factories.UserFactory(), day=date(2026, 9, 1))
        with CaptureQueriesContext(connection) as captured:
            controller.get(ADDRESS)
        counted.append(len(captured))

    assert counted[0] == counted[1] <= 16
