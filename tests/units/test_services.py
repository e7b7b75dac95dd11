"""What people do with the organisation."""

from datetime import date

import pytest

from tests.factories import UnitFactory, UserFactory
from units import refusals, services
from units.models import Administration, Change, Department, Unit
from units.places import UnitState

JANUARY, JUNE, DECEMBER = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 1)


@pytest.fixture
def by(db):
    return UserFactory(username="controller")


@pytest.fixture
def department(administration) -> Department:
    return administration.departments.get(code="10")


@pytest.fixture
def unit(administration) -> Unit:
    return administration.units.get(code="4100")


@pytest.fixture
def part(unit) -> Unit:
    return UnitFactory(department=unit.department, parent=unit, code="4110", name="Missbruk")


def state(unit: Unit, **values: object) -> UnitState:
    """A unit as it is, but for `values`."""
    parent = unit.parent.code if unit.parent else ""
    known = {"valid_to": unit.valid_to, "parent": parent}
    return UnitState(
        unit.code, unit.name, unit.kind, unit.department.code, **{"valid_from": unit.valid_from, **known, **values}
    )


def last_change() -> tuple:
    change = Change.objects.first()
    return change.by, change.action, change.subject, change.before, change.after


def test_a_new_administration_has_the_groups_of_kommun_bas(by):
    administration = services.start_administration("NY", "Nystads socialförvaltning", by=by)

    assert list(administration.account_groups.values_list("code", flat=True)) == [
        "INT", "PER", "KOP", "FOR", "KON", "LOK", "OVR", "KAP", "FOD", "0",
    ]  # fmt: skip


def test_the_code_of_an_administration_is_taken_in_any_case(administration, by):
    with pytest.raises(refusals.CodeTakenError):
        services.start_administration("ex", "En annan", by=by)


def test_an_administration_cannot_be_called_as_an_address(by):
    with pytest.raises(refusals.CodeReservedError):
        services.start_administration("new", "Ny", by=by)


def test_the_log_says_which_settings_changed_and_how(administration, by):
    services.change_settings(administration, {"money_unit": "mnkr", "watch_ore": 200_000_00}, by=by)

    assert last_change() == (
        "controller",
        "settings-changed",
        "Exempelstads socialförvaltning",
        {"money_unit": "tkr", "watch_ore": 100_000_00},
        {"money_unit": "mnkr", "watch_ore": 200_000_00},
    )


def test_a_new_department_is_in_the_log(administration, by):
    services.start_department(administration, code="20", name="Äldreomsorg", valid_from=JANUARY, by=by)

    after = {"code": "20", "name": "Äldreomsorg", "valid_from": "2026-01"}
    assert last_change() == ("controller", "department-started", "Äldreomsorg", {}, after)


def test_two_departments_have_different_codes(administration, by):
    with pytest.raises(refusals.CodeTakenError):
        services.start_department(administration, code="10", name="En till", valid_from=JANUARY, by=by)


def change_department(department, by, **values):
    kept = {name: getattr(department, name) for name in ("code", "name", "valid_from", "valid_to")}
    services.change_department(department, by=by, **(kept | values))


def test_a_department_cannot_end_before_it_begins(department, by):
    with pytest.raises(refusals.EndsBeforeStartError):
        change_department(department, by, valid_to=date(2019, 12, 1))


@pytest.mark.parametrize("values", [{"valid_to": JUNE}, {"valid_from": JUNE}])
def test_a_department_is_there_as_long_as_its_units(department, by, values):
    with pytest.raises(refusals.DepartmentHasUnitsError):
        change_department(department, by, **values)


def test_a_department_without_units_can_end(administration, by):
    department = services.start_department(administration, code="20", name="Äldre", valid_from=JANUARY, by=by)

    change_department(department, by, valid_to=JUNE)

    assert Department.objects.get(code="20").valid_to == JUNE


def start(department, by, **values):
    usual = {"code": "4300", "name": "Ny", "kind": Unit.Kind.PROVIDER, "valid_from": JANUARY}
    return services.start_unit(department, by=by, **(usual | values))


def test_a_new_unit_is_in_the_log(department, by):
    start(department, by)

    after = {
        "code": "4300", "name": "Ny", "valid_from": "2026-01", "kind": "provider", "department": "Individ och familj",
    }  # fmt: skip
    assert last_change() == ("controller", "unit-started", "4300 Ny", {}, after)


def test_two_units_have_different_codes(department, by):
    with pytest.raises(refusals.CodeTakenError):
        start(department, by, code="4100")


def test_a_unit_is_there_only_as_long_as_its_department(department, by):
    with pytest.raises(refusals.OutsideDepartmentError):
        start(department, by, valid_from=date(2019, 1, 1))


def test_a_part_belongs_to_the_department_of_its_unit(administration, department, unit, by):
    other = services.start_department(administration, code="20", name="Äldre", valid_from=JANUARY, by=by)

    assert start(other, by, parent=unit).department == department


def test_a_part_has_no_parts(department, part, by):
    with pytest.raises(refusals.PartOfPartError):
        start(department, by, parent=part)


def test_a_unit_is_no_part_of_itself(unit, by):
    with pytest.raises(refusals.PartOfPartError):
        services.change_unit(unit, {"parent": unit}, by=by)


def test_a_unit_with_parts_becomes_no_part(administration, unit, part, by):
    with pytest.raises(refusals.HasPartsError):
        services.change_unit(unit, {"parent": administration.units.get(code="4200")}, by=by)


def test_parts_follow_their_unit_to_another_department(administration, unit, part, by):
    other = services.start_department(administration, code="20", name="Äldre", valid_from=date(2020, 1, 1), by=by)

    services.change_unit(unit, {"department": other}, by=by)

    part.refresh_from_db()
    assert part.department == other


def test_the_log_says_what_changed_of_a_unit_and_nothing_more(unit, by):
    services.change_unit(unit, {"name": "Barn och unga"}, by=by)

    assert last_change()[2:] == ("4100 Barn och unga", {"name": "Barn och ungdom"}, {"name": "Barn och unga"})


def test_saving_a_unit_without_a_change_is_not_in_the_log(unit, by):
    before = Change.objects.count()

    services.change_unit(unit, {"name": unit.name}, by=by)

    assert Change.objects.count() == before


def test_a_unit_ends_with_its_parts_and_is_carried_on(administration, unit, part, by):
    successor = administration.units.get(code="4200")

    services.end_unit(unit, JUNE, successor=successor, by=by)

    part.refresh_from_db()
    assert (unit.valid_to, unit.successor, part.valid_to) == (JUNE, successor, JUNE)


def test_a_unit_does_not_end_before_it_begins(unit, by):
    with pytest.raises(refusals.EndsBeforeStartError):
        services.end_unit(unit, date(2019, 12, 1), by=by)


def test_a_unit_does_not_end_before_its_parts_begin(unit, part, by):
    services.change_unit(part, {"valid_from": DECEMBER}, by=by)

    with pytest.raises(refusals.EndsBeforeStartError):
        services.end_unit(unit, JUNE, by=by)


def test_a_unit_is_not_carried_on_by_itself(unit, by):
    with pytest.raises(refusals.UnfitSuccessorError):
        services.end_unit(unit, JUNE, successor=unit, by=by)


def test_a_unit_is_not_carried_on_by_one_that_has_ended(administration, unit, by):
    ended = administration.units.get(code="4200")
    services.end_unit(ended, JUNE, by=by)

    with pytest.raises(refusals.UnfitSuccessorError):
        services.end_unit(unit, JUNE, successor=ended, by=by)


def test_an_end_can_be_taken_back(unit, by):
    services.end_unit(unit, JUNE, by=by)

    services.reopen_unit(unit, by=by)

    unit.refresh_from_db()
    assert (unit.valid_to, unit.successor) == (None, None)


def test_a_part_does_not_go_on_when_its_unit_ends(unit, part, by):
    services.end_unit(unit, JUNE, by=by)
    part = Unit.objects.select_related("parent", "department").get(pk=part.pk)

    with pytest.raises(refusals.PartOutlivesUnitError):
        services.reopen_unit(part, by=by)


def test_every_reason_is_a_sentence_with_its_values():
    refused = refusals.CodeTakenError(code="10", name="Individ och familj")

    assert str(refused) == "Koden 10 används redan av Individ och familj. Välj en annan kod."


def test_the_program_writes_its_changes_as_the_command_line(db):
    services.start_administration("NY", "Ny", by=None)

    assert (Administration.objects.count(), last_change()[0]) == (1, "kommandoraden")


def test_many_units_change_places_at_once(administration, unit, part, by):
    other = administration.units.get(code="4200")

    services.arrange(administration, [state(unit, parent=other.code), state(part, parent="")], by=by)

    unit.refresh_from_db()
    part.refresh_from_db()
    assert (unit.parent, part.parent) == (other, None)


def test_the_rules_hold_when_many_units_change_places(administration, unit, part, by):
    with pytest.raises(refusals.HasPartsError):
        services.arrange(administration, [state(unit, parent="4200")], by=by)

    unit.refresh_from_db()
    assert unit.parent is None


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"valid_from": date(2019, 1, 1)}, refusals.OutsideDepartmentError),
        ({"valid_to": date(2019, 1, 1)}, refusals.EndsBeforeStartError),
        ({"parent": "4110"}, refusals.PartOfPartError),
        ({"successor": "4200"}, refusals.UnfitSuccessorError),
        ({"valid_to": date(2027, 1, 1), "successor": "4100"}, refusals.UnfitSuccessorError),
    ],
)
def test_a_unit_that_does_not_fit_is_refused_among_many(administration, unit, part, by, values, error):
    with pytest.raises(error):
        services.arrange(administration, [state(unit, **values)], by=by)
