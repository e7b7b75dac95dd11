"""Key figures and their values in the API: rights, filters and what is suppressed."""

from datetime import date

import pytest

from indicators.models import Observation
from indicators.services import make_indicator
from units.roles import Role

API = "/api/v1/"


@pytest.fixture
def observations(administration):
    """Days of 4100 and 4200 in August, and three people of 4100."""
    first, second = administration.units.order_by("code")
    days = {"code": "hvb", "name": "Vårddygn HVB", "unit_of_measure": "dygn", "about": "Köpta dygn."}
    people = {"code": "barn", "name": "Barn", "unit_of_measure": "barn", "of_people": True, "aggregate": "last"}
    days, people = (make_indicator(administration, values, by=None) for values in (days, people))
    for indicator, unit, month, scaled in (
        (days, first, 7, 2_980_000),
        (days, first, 8, 3_125_000),
        (days, second, 8, 200_000),
        (people, first, 8, 30_000),
    ):
        Observation.objects.create(indicator=indicator, unit=unit, month=date(2026, month, 1), scaled=scaled)
    return administration


def rows(client, address):
    response = client.get(API + address)
    assert response.status_code == 200, response.content
    return response.json()["rows"]


def test_a_key_figure_is_given_as_it_is_made(observations, client_of):
    assert rows(client_of(Role.COMMITTEE), "indicators/")[0] == {
        "administration": "EX",
        "code": "hvb",
        "name": "Vårddygn HVB",
        "unit_of_measure": "dygn",
        "decimals": 0,
        "aggregate": "sum",
        "better": "neither",
        "of_people": False,
        "about": "Köpta dygn.",
    }


def test_a_value_is_given_with_its_decimals(observations, client_of):
    assert rows(client_of(Role.CONTROLLER), "observations/?month=2026-08-01&unit=4100&indicator=HVB") == [
        {
            "administration": "EX",
            "indicator": "hvb",
            "unit": "4100",
            "month": "2026-08-01",
            "value": "312.5",
            "unit_of_measure": "dygn",
            "suppressed": False,
        }
    ]


@pytest.mark.parametrize(
    ("role", "told"), [(Role.CONTROLLER, ("3", False)), (Role.MANAGEMENT, (None, True)), (Role.UNIT_HEAD, (None, True))]
)
def test_one_to_four_people_are_given_only_to_those_in_control(observations, client_of, role, told):
    (row,) = rows(client_of(role), "observations/?indicator=barn")

    assert (row["value"], row["suppressed"]) == told


def test_a_unit_head_is_given_the_values_of_the_own_unit(observations, client_of):
    assert {row["unit"] for row in rows(client_of(Role.UNIT_HEAD), "observations/")} == {"4100"}


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.STAFF, Role.SYSTEM])
def test_values_are_refused_to_those_who_read_no_figures(observations, client_of, role):
    assert client_of(role).get(f"{API}observations/").status_code == 403


@pytest.mark.parametrize(
    ("asked", "count"),
    [("", 4), ("year=2026", 4), ("year=2025", 0), ("month=2026-07-01", 1), ("unit=4200", 1), ("department=99", 0)],
)
def test_values_are_filtered(observations, client_of, asked, count):
    assert len(rows(client_of(Role.CONTROLLER), f"observations/?{asked}")) == count


def test_values_come_in_pages(observations, client_of):
    answer = client_of(Role.CONTROLLER).get(f"{API}observations/?limit=3").json()

    assert (len(answer["rows"]), "page=2" in answer["next"]) == (3, True)


@pytest.mark.parametrize("limit", [1, 3])
def test_the_queries_do_not_grow(observations, client_of, limit, django_assert_num_queries):
    client = client_of(Role.CONTROLLER)

    with django_assert_num_queries(5):
        client.get(f"{API}observations/?limit={limit}")
