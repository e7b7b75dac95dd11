"""Measures and follow-ups in the API: rights, filters, and the same figures as the database."""

from datetime import date

import pytest
import time_machine
from django.db.models import Sum

from measures.models import Effect, FollowUp, Measure
from measures.services import start_measure
from tests import factories
from tests.measures.writing.making import plan
from units.roles import Role

API = "/api/v1/"
SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def measures(administration):
    """Measure 1 of 4100, decided, late and followed up once; measure 2 of 4100 and 4200, an idea into 2027."""
    first, second = administration.units.order_by("code")
    owner = factories.UserFactory(name="Enhetschef Barn")
    decision = {"decision_body": "Nämnden", "decided_on": date(2026, 9, 10), "decision_paragraph": "45"}
    one = start_measure(administration, plan(first, owner=owner, full_year_effect=1_200_00, **decision), by=None)
    Measure.objects.filter(pk=one.pk).update(stage="decided", next_follow_up=date(2026, 9, 14))
    Effect.objects.filter(measure=one).update(planned=90_00, planned_cost=0)
    months = {SEPTEMBER: 100_00, date(2027, 1, 1): 300_00}
    shares = {first.pk: 2_500, second.pk: 7_500}
    start_measure(
        administration, plan(first, title="=Två", end=date(2027, 1, 1), shares=shares, months=months), by=None
    )
    FollowUp.objects.create(
        measure=one, day=date(2026, 9, 14), status="late", realised=50_00, expected=300_00, done="Möte",
        hinders="Avtal", next_on=date(2026, 9, 28),
    )  # fmt: skip
    return administration


def rows(client, address):
    response = client.get(API + address)
    assert response.status_code == 200, response.content
    return response.json()["rows"]


def test_a_measure_is_given_as_it_is_shown(measures, client_of):
    with time_machine.travel("2026-09-15 12:00", tick=False):
        found = rows(client_of(Role.CONTROLLER), "measures/")

    assert found[0] == {
        "administration": "EX",
        "number": 1,
        "title": "Färre konsulter",
        "units": [{"unit": "4100", "department": "10", "share_hundredths": 10_000}],
        "kind": "other",
        "horizon": "quick",
        "stage": "decided",
        "group": None,
        "owner": "Enhetschef Barn",
        "start": "2026-09-01",
        "end": "2026-12-01",
        "full_year_effect_ore": 1_200_00,
        "effects": [{"year": 2026, "planned_ore": 360_00, "expected_ore": 400_00, "cost_ore": 0}],
        "contained_from": None,
        "decision": {
            "body": "Nämnden", "decided_on": "2026-09-10", "paragraph": "45", "reference": "", "text": "",
        },
        "next_follow_up": "2026-09-14",
        "overdue": True,
    }  # fmt: skip


def test_the_effects_are_those_of_the_database(measures, client_of):
    found = rows(client_of(Role.CONTROLLER), "measures/")

    assert (
        sum(year["expected_ore"] for row in found for year in row["effects"])
        == (Effect.objects.aggregate(sum=Sum("amount"))["sum"])
    )


def test_an_effect_is_of_the_units_that_the_person_may_read(measures, client_of):
    _first, shared = rows(client_of(Role.UNIT_HEAD), "measures/")

    assert [year["expected_ore"] for year in shared["effects"]] == [25_00, 75_00]


def test_amounts_of_the_whole_measure_are_parted_by_the_readable_share(measures, client_of):
    two = Measure.objects.get(number=2)
    Measure.objects.filter(pk=two.pk).update(full_year_effect=1_000_02)
    FollowUp.objects.create(measure=two, day=SEPTEMBER, status="late", realised=40_00, expected=None)

    found = {
        role: (
            rows(client_of(role), "measures/")[1]["full_year_effect_ore"],
            [(row["realised_ore"], row["expected_ore"]) for row in rows(client_of(role), "followups/")][1],
        )
        for role in (Role.CONTROLLER, Role.UNIT_HEAD)
    }

    assert found == {Role.CONTROLLER: (1_000_02, (40_00, None)), Role.UNIT_HEAD: (250_01, (10_00, None))}


def test_a_measure_of_other_units_is_not_given(measures, client_of):
    Measure.objects.get(number=2).shares.filter(unit__code="4100").delete()

    assert [row["number"] for row in rows(client_of(Role.UNIT_HEAD), "measures/")] == [1]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [1, 2]),
        ("?year=2027", [2]),
        ("?year=2025", []),
        ("?stage=decided", [1]),
        ("?unit=4200", [2]),
        ("?department=10&administration=EX", [1, 2]),
    ],
)
def test_measures_are_filtered(measures, client_of, query, numbers):
    assert [row["number"] for row in rows(client_of(Role.CONTROLLER), f"measures/{query}")] == numbers


def test_a_year_gives_the_effects_of_that_year(measures, client_of):
    [row] = rows(client_of(Role.CONTROLLER), "measures/?year=2027")

    assert row["effects"] == [{"year": 2027, "planned_ore": None, "expected_ore": 300_00, "cost_ore": 0}]


def test_a_follow_up_is_given_as_it_was_said(measures, client_of):
    assert rows(client_of(Role.CONTROLLER), "followups/") == [
        {
            "administration": "EX",
            "measure": 1,
            "day": "2026-09-14",
            "status": "late",
            "realised_ore": 50_00,
            "expected_ore": 300_00,
            "done": "Möte",
            "hinders": "Avtal",
            "next_on": "2026-09-28",
        }
    ]


@pytest.mark.parametrize(
    ("query", "count"), [("?year=2026", 1), ("?year=2027", 0), ("?stage=idea", 0), ("?unit=4200", 0)]
)
def test_follow_ups_are_filtered(measures, client_of, query, count):
    assert len(rows(client_of(Role.CONTROLLER), f"followups/{query}")) == count


@pytest.mark.parametrize("name", ["measures", "followups"])
@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.STAFF, Role.SYSTEM])
def test_who_reads_no_figures_reads_no_measures(measures, client_of, name, role):
    assert client_of(role).get(f"{API}{name}/").status_code == 403


def test_measures_come_a_page_at_a_time(measures, client_of):
    client = client_of(Role.CONTROLLER)

    first = client.get(f"{API}measures/?limit=1").json()

    assert [row["number"] for row in first["rows"]] == [1]
    assert [row["number"] for row in client.get(first["next"]).json()["rows"]] == [2]


@pytest.mark.parametrize("name", ["measures", "followups"])
def test_the_questions_do_not_grow_with_the_measures(measures, client_of, django_assert_num_queries, name):
    client = client_of(Role.CONTROLLER)
    unit = measures.units.get(code="4100")
    for number in (1, 3):
        for _ in range(number):
            FollowUp.objects.create(measure=start_measure(measures, plan(unit), by=None), day=SEPTEMBER, status="late")
        with django_assert_num_queries(9 if name == "measures" else 6):
            client.get(f"{API}{name}/")
