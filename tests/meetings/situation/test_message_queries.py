"""How far a message has come in what each person sees."""

from datetime import date

import pytest

from meetings.situation.message_queries import cascade_of, message_rows, own_places
from tests import factories
from tests.meetings.situation.making import message, passing
from units.roles import Role

TODAY = date(2026, 9, 15)


@pytest.fixture
def told(administration):
    return message(administration)


def seen(told, user):
    own = own_places(user, told.administration, TODAY)
    cascade = cascade_of(told, own, TODAY)
    return {
        each.name: (each.head is not None, [line.code for line in each.units]) for each in cascade.departments
    }, sorted(step.key.split("-")[0] for step in cascade.mine)


@pytest.mark.parametrize(
    ("role", "departments", "mine"),
    [
        (Role.CONTROLLER, {"Individ och familj": (True, ["4100", "4200"])}, []),
        (Role.MANAGEMENT, {"Individ och familj": (True, ["4100", "4200"])}, []),
        (Role.DEPARTMENT_HEAD, {"Individ och familj": (True, ["4100", "4200"])}, ["department"]),
        (Role.UNIT_HEAD, {"Individ och familj": (False, ["4100"])}, ["unit"]),
        (Role.SUPPORT, {"Individ och familj": (False, ["4100"])}, ["team"]),
        (Role.STAFF, {"Individ och familj": (False, ["4100"])}, ["team"]),
        (Role.COMMITTEE, {}, []),
        (Role.SYSTEM, {}, []),
    ],
)
def test_each_sees_the_own_places_and_passes_on_for_them(told, person, role, departments, mine):
    assert seen(told, person(role)) == (departments, mine)


def test_staff_of_a_part_belongs_to_the_team_of_its_unit(administration, told, person):
    unit = administration.units.get(code="4100")
    part = factories.UnitFactory(department=unit.department, parent=unit, code="4101")

    assert seen(told, person(Role.STAFF, unit=part)) == ({"Individ och familj": (False, ["4100"])}, ["team"])


def test_a_unit_that_did_not_exist_when_it_was_sent_is_not_reached(administration, told, person):
    factories.UnitFactory(department=administration.departments.get(), code="4300", valid_from=date(2026, 10, 1))
    factories.UnitFactory(department=administration.departments.get(), code="4400", valid_to=date(2026, 8, 1))

    assert seen(told, person(Role.CONTROLLER))[0] == {"Individ och familj": (True, ["4100", "4200"])}


def test_who_is_to_pass_it_on_is_named(administration, told, person):
    head = person(Role.UNIT_HEAD)
    cascade = cascade_of(told, own_places(person(Role.CONTROLLER), administration, TODAY), TODAY)

    [line, _] = cascade.departments[0].units
    assert line.unit.answers == (str(head),)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_many_there_are(administration, person, count, django_assert_num_queries):
    own = own_places(person(Role.CONTROLLER), administration, TODAY)
    for number in range(count):
        told = message(administration, week=date(2026, 9, 14 - 7 * (number % 2)) if number < 2 else date(2026, 8, 3))
        for unit in administration.units.all():
            passing(told, "unit", unit, by=person(Role.STAFF))

    with django_assert_num_queries(4):
        rows = message_rows(administration, own, TODAY, 52)
        assert [row.cascade.units.done for row in rows] == [2] * count
