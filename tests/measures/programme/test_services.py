"""What a controller does with savings requirements and the rules of measures."""

from datetime import date
from uuid import uuid4

import pytest

from measures.models import MeasureRules, Requirement
from measures.programme import refusals
from measures.programme.services import (
    change_measure_rules,
    change_requirement,
    set_requirement,
    spread_requirement,
    take_back_requirement,
    withdraw_requirement,
)
from measures.programme.spreading import Given
from measures.queries import rules_of
from measures.refusals import FormUsedError
from tests import factories
from tests.measures.programme.making import KR, VALUES, budget, requirement, spread
from units.models import Change
from units.roles import Role


def shares(made):
    return {(each.unit or each.department).code: (each.amount // KR, each.hundredths) for each in made.shares.all()}


def log(action):
    change = Change.objects.get(action=action)
    return change.before, change.after


def test_a_requirement_leaves_a_line_in_the_log(administration):
    requirement(administration)

    _, after = log("requirement-set")
    assert (after["amount_ore"], after["decided_on"]) == (12_000 * KR, "2025-11-24")


def test_the_same_form_twice_is_one_requirement(administration):
    key = uuid4()

    made = [set_requirement(administration, VALUES, key=key, by=None) for _ in range(2)]

    assert (made[0], Requirement.objects.count()) == (made[1], 1)


@pytest.mark.parametrize("amount", [0, -100])
def test_a_requirement_is_above_zero(administration, amount):
    with pytest.raises(refusals.RequirementNotPositiveError):
        set_requirement(administration, VALUES | {"amount": amount}, by=None)


def test_a_decision_that_is_still_to_come_is_refused(administration):
    with pytest.raises(refusals.RequirementDecidedLaterError, match="2026-09-16"):
        requirement(administration, decided_on=date(2026, 9, 16))


def test_a_change_is_logged_with_what_it_changed(administration):
    made = requirement(administration)

    change_requirement(made, {"amount": 13_000 * KR}, seen=1, by=None)

    made.refresh_from_db()
    assert (made.amount, made.version) == (13_000 * KR, 2)
    assert log("requirement-changed") == ({"amount_ore": 12_000 * KR}, {"amount_ore": 13_000 * KR})


def test_a_change_of_an_older_version_is_refused_and_says_who_was_first(administration, person):
    made = requirement(administration)
    change_requirement(made, {"amount": 13_000 * KR}, seen=1, by=person(Role.CONTROLLER))

    with pytest.raises(refusals.RequirementStaleError, match="person-"):
        change_requirement(made, {"amount": 14_000 * KR}, seen=1, by=None)


def test_a_requirement_cannot_become_less_than_what_is_spread(administration, department):
    made = requirement(administration)
    spread(made, {department: 9_000})

    with pytest.raises(refusals.RequirementBelowSharesError, match=r"9\xa0000 kr .* 1\xa0000 kr .* 8\xa0000 kr"):
        change_requirement(made, {"amount": 8_000 * KR}, seen=2, by=None)


def test_a_spread_requirement_keeps_its_year(administration, department):
    made = requirement(administration)
    spread(made, {department: 9_000})

    with pytest.raises(refusals.SpreadYearError):
        change_requirement(made, {"year": 2027}, seen=2, by=None)


def test_shares_are_stored_as_they_were_given_and_logged(administration, department, barn, vuxen):
    made = requirement(administration)
    budget(barn, 100_000)

    given = {department: Given(9_000 * KR), barn: Given(hundredths=150), vuxen: Given(2_000 * KR)}
    spread_requirement(made, given, seen=1, by=None)

    assert shares(made) == {"10": (9_000, None), "4100": (1_500, 150), "4200": (2_000, None)}
    assert log("requirement-spread")[1]["requirement_shares"]["4100 Barn och ungdom"] == 1_500 * KR


def test_a_new_spreading_replaces_the_old(administration, department, barn):
    made = requirement(administration)
    spread(made, {department: 9_000})
    spread(made, {barn: 500})

    assert shares(made) == {"4100": (500, None)}


def test_the_same_spreading_twice_is_logged_once(administration, barn):
    made = requirement(administration)
    spread(made, {barn: 500})
    spread(made, {barn: 500})

    assert Change.objects.filter(action="requirement-spread").count() == 1


def test_shares_above_the_requirement_are_refused_with_the_difference(administration, barn, vuxen):
    made = requirement(administration)

    with pytest.raises(refusals.SharesAboveRequirementError, match="12\xa0500 kr, 500 kr"):
        spread(made, {barn: 6_500, vuxen: 6_000})

    assert shares(made) == {}


def test_units_above_their_department_are_refused(administration, department, barn, vuxen):
    made = requirement(administration)

    with pytest.raises(refusals.DepartmentBelowUnitsError, match=r"1\xa0000 kr .* 1\xa0200 kr, 200 kr"):
        spread(made, {department: 1_000, barn: 700, vuxen: 500})


@pytest.mark.parametrize("kronor", [0, -100])
def test_a_share_is_above_zero(administration, barn, kronor):
    made = requirement(administration)

    with pytest.raises(refusals.ShareNotPositiveError, match="4100 Barn och ungdom"):
        spread(made, {barn: kronor})


def test_a_unit_that_does_not_exist_that_year_is_refused_with_its_successor(administration, barn, vuxen):
    barn.valid_to, barn.successor = date(2025, 12, 1), vuxen
    barn.save()
    made = requirement(administration)

    with pytest.raises(refusals.PlaceNotInYearError, match=r"4100 Barn och ungdom .* 2026.* 4200 Vuxen"):
        spread(made, {barn: 100})


def test_a_part_of_a_unit_is_refused(administration, department, barn):
    part = factories.UnitFactory(department=department, parent=barn, code="4110", name="Familjehem")
    made = requirement(administration)

    with pytest.raises(refusals.PartShareError, match="4100 Barn och ungdom"):
        spread(made, {part: 100})


def test_per_cent_of_no_budget_is_refused(administration, barn):
    budget(barn, 100_000, year=2025)
    made = requirement(administration)

    with pytest.raises(refusals.NoBudgetToShareError, match=r"4100 Barn och ungdom .* 2026"):
        spread_requirement(made, {barn: Given(hundredths=100)}, seen=1, by=None)


def test_spreading_an_older_version_is_refused(administration, barn):
    made = requirement(administration)
    spread(made, {barn: 100})

    with pytest.raises(refusals.RequirementStaleError):
        spread_requirement(made, {}, seen=1, by=None)


def test_a_withdrawn_requirement_is_not_changed_until_it_is_taken_back(administration, barn):
    made = requirement(administration)
    withdraw_requirement(made, by=None)

    with pytest.raises(refusals.RequirementWithdrawnError):
        spread(made, {barn: 100})

    take_back_requirement(made, by=None)
    spread(made, {barn: 100})
    assert shares(made) == {"4100": (100, None)}


def test_to_withdraw_and_to_take_back_twice_is_to_do_it_once(administration, person):
    controller = person(Role.CONTROLLER)
    made = requirement(administration)

    for _ in range(2):
        withdraw_requirement(made, by=controller)
    made.refresh_from_db()
    assert (made.withdrawn_by, Change.objects.filter(action="requirement-withdrawn").count()) == (controller, 1)

    for _ in range(2):
        take_back_requirement(made, by=controller)
    made.refresh_from_db()
    assert (made.withdrawn_at, Change.objects.filter(action="requirement-taken-back").count()) == (None, 1)


def test_the_rules_of_measures_are_changed_and_logged(administration):
    change_measure_rules(administration, {"decided": 70, "follow_up_days": 30}, by=None)

    assert (rules_of(administration).decided, rules_of(administration).running) == (70, 90)
    before = {"measure_decided": 80, "measure_follow_up_days": 14}
    assert log("measure-rules-changed") == (before, {"measure_decided": 70, "measure_follow_up_days": 30})


def test_rules_that_stay_as_they_are_are_not_stored(administration):
    change_measure_rules(administration, {"decided": 80}, by=None)

    assert (MeasureRules.objects.count(), Change.objects.filter(action="measure-rules-changed").count()) == (0, 0)


def test_the_form_of_another_administration_sets_no_requirement(administration):
    key = uuid4()
    set_requirement(factories.small_administration("ZZ"), VALUES, key=key, by=None)

    with pytest.raises(FormUsedError):
        set_requirement(administration, VALUES, key=key, by=None)
