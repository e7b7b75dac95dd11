"""Whose rows each role reads and writes: 4100 in department 10, 5100 in department 20, and rows without a place."""

import pytest

from measures.models import Commitment, DelegationLimit, Finding
from tests import factories
from tests.measures.registers import making
from units.roles import Role

ADM = "/administrations/EX/"
READERS = {
    Role.UNIT_HEAD: {"own", "all"},
    Role.SUPPORT: {"own", "all"},
    Role.DEPARTMENT_HEAD: {"own", "department", "all"},
    Role.CONTROLLER: {"own", "other", "department", "all"},
    Role.MANAGEMENT: {"own", "other", "department", "all"},
}
WRITERS = {
    Role.UNIT_HEAD: set(),
    Role.SUPPORT: set(),
    Role.DEPARTMENT_HEAD: {"own", "department"},
    Role.CONTROLLER: {"own", "other", "department", "all"},
    Role.MANAGEMENT: {"own", "other", "department", "all"},
}
OUTSIDE = [Role.COMMITTEE, Role.STAFF, Role.SYSTEM]


@pytest.fixture
def places(administration):
    other = factories.DepartmentFactory(administration=administration, code="20", name="Äldreomsorg")
    return {
        "own": {"unit": administration.units.get(code="4100")},
        "other": {"unit": factories.UnitFactory(department=other, code="5100", name="Hemtjänst")},
        "department": {"department": administration.departments.get(code="10")},
        "all": {},
    }


@pytest.fixture
def rows(administration, places):
    """Rows by register and place."""
    units = {name: place for name, place in places.items() if name != "department"}
    return {
        "findings": {name: making.finding(administration, f"Fynd {name}", **place) for name, place in places.items()},
        "commitments": {
            name: making.commitment(administration, f"Hyra {name}", **place) for name, place in units.items()
        },
        "delegation": {name: making.limit(**place, what=f"Beslut {name}") for name, place in units.items() if place},
    }


EDIT = {"findings": "findings/{}/edit/", "commitments": "commitments/{}/", "delegation": "delegation/{}/"}
SHOWN = {"findings": "Fynd {}", "commitments": "Hyra {}", "delegation": "Beslut {}"}


@pytest.mark.parametrize("register", list(EDIT))
@pytest.mark.parametrize("role", list(READERS))
def test_each_role_reads_the_rows_of_its_places(client_of, rows, register, role):
    page = client_of(role).get(f"{ADM}{register}/").content.decode()

    assert {name for name in rows[register] if SHOWN[register].format(name) in page} == READERS[role] & set(
        rows[register]
    )


@pytest.mark.parametrize("register", list(EDIT))
@pytest.mark.parametrize("role", list(READERS))
def test_each_role_changes_the_rows_of_its_places(client_of, rows, register, role):
    client = client_of(role)
    answers = {
        name: client.get(ADM + EDIT[register].format(row.pk)).status_code for name, row in rows[register].items()
    }

    expected = {
        name: 200 if name in WRITERS[role] else 403 if name in READERS[role] else 404 for name in rows[register]
    }
    assert answers == expected


@pytest.mark.parametrize("register", list(EDIT))
@pytest.mark.parametrize("role", list(READERS))
def test_each_role_removes_the_rows_of_its_places(client_of, rows, register, role):
    client, model = client_of(role), type(rows[register]["own"])
    for row in rows[register].values():
        client.post(f"{ADM}{register}/{row.pk}/remove/")

    left = {name for name, row in rows[register].items() if model.objects.filter(pk=row.pk).exists()}
    assert set(rows[register]) - left == WRITERS[role] & set(rows[register])


@pytest.mark.parametrize("role", OUTSIDE)
@pytest.mark.parametrize("register", list(EDIT))
def test_who_reads_no_figures_reads_no_register(client_of, rows, register, role):
    client = client_of(role)

    assert client.get(f"{ADM}{register}/").status_code == 403
    assert client.get(ADM + EDIT[register].format(rows[register]["own"].pk)).status_code == 403


def test_a_department_head_writes_for_the_own_department_alone(client_of, places):
    client = client_of(Role.DEPARTMENT_HEAD)
    written = {"title": "Hyra", "yearly": "100", "first": "2026-01"}

    answers = {
        name: client.post(f"{ADM}commitments/new/", written | {"unit": place["unit"].pk if place else ""}).status_code
        for name, place in places.items()
        if name != "department"
    }

    assert answers == {"own": 302, "other": 422, "all": 422}
    assert [row.unit.code for row in Commitment.objects.all()] == ["4100"]


def test_a_department_head_moves_no_finding_out_of_the_department(client_of, rows, places):
    client, row = client_of(Role.DEPARTMENT_HEAD), rows["findings"]["own"]
    sent = {
        "title": "Fynd",
        "source": "R",
        "found_on": "2026-03-01",
        "state": "open",
        "unit": places["other"]["unit"].pk,
    }

    assert client.post(f"{ADM}findings/{row.pk}/edit/", sent).status_code == 422
    assert Finding.objects.get(pk=row.pk).unit == places["own"]["unit"]


def test_who_answers_for_a_finding_reads_it_wherever_it_is(administration, client_of, rows):
    client = client_of(Role.UNIT_HEAD)
    user = administration.responsibilities.filter(role=Role.UNIT_HEAD).get().user
    Finding.objects.filter(pk=rows["findings"]["other"].pk).update(owner=user)

    assert client.get(f"{ADM}findings/{rows['findings']['other'].pk}/").status_code == 200
    assert client.get(f"{ADM}findings/{rows['findings']['other'].pk}/edit/").status_code == 403


def test_a_chain_says_nothing_of_findings_that_the_person_does_not_see(administration, client_of, rows):
    hidden = rows["findings"]["other"]
    Finding.objects.filter(pk=hidden.pk).update(source="Hemliga byrån")
    own = making.finding(administration, "Fynd igen", unit=rows["findings"]["own"].unit, repeats=hidden)

    page = client_of(Role.UNIT_HEAD).get(f"{ADM}findings/{own.pk}/").content.decode()

    assert "upprepad" in page
    assert "Hemliga byrån" not in page
    assert "Fynd other" not in page


def test_the_rows_of_another_administration_are_not_found(administration, client_of):
    other = factories.small_administration("ZZ")
    row = making.limit(other.units.get(code="4100"))

    assert client_of(Role.CONTROLLER).get(f"{ADM}delegation/{row.pk}/").status_code == 404
    assert DelegationLimit.objects.count() == 1
