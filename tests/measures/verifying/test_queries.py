"""What the ledger has on a measure and its siblings."""

import pytest

from forecasts.models import Figure
from measures.models import MeasureShare
from measures.verifying.queries import judgement_of, last_closed, ledger_of
from measures.verifying.seen import Verdict
from tests import factories
from tests.measures.verifying.making import AUGUST, MARCH, MONTHLY, SINCE, closed, costs, measured, neighbours
from units.models import Unit
from units.months import add_months


@pytest.fixture
def unit(administration):
    unit = administration.units.get(code="4100")
    costs(unit, drop=0.25)
    return unit


def test_a_lower_cost_than_the_siblings_is_seen(administration, unit):
    neighbours(administration, 10)
    closed(administration)

    assert judgement_of(measured(unit)).verdict == Verdict.SEEN


def test_the_parts_of_a_unit_are_its_own_costs(administration, unit):
    part = factories.UnitFactory(department=unit.department, parent=unit, code="4101")
    costs(part, level=MONTHLY * 2)
    closed(administration)

    own = ledger_of(measured(unit)).own

    assert own[MARCH] == sum(Figure.objects.filter(month=MARCH).values_list("amount", flat=True))


def test_the_unit_of_a_measured_part_is_no_sibling(administration, unit):
    part = factories.UnitFactory(department=unit.department, parent=unit, code="4101")
    costs(part)
    closed(administration)

    ledger = ledger_of(measured(part))

    assert (ledger.siblings, ledger.own[MARCH]) == ({}, Figure.objects.get(unit=part, month=MARCH).amount)


def test_a_sibling_is_a_unit_with_its_parts(administration, unit):
    [sibling] = neighbours(administration, 1)
    costs(factories.UnitFactory(department=unit.department, parent=sibling, code="5001"))
    closed(administration)

    siblings = ledger_of(measured(unit)).siblings

    both = Figure.objects.filter(unit__in=Unit.objects.filter(pk=sibling.pk).with_parts(), month=MARCH)
    assert list(siblings) == [sibling.pk]
    assert siblings[sibling.pk][MARCH] == sum(both.values_list("amount", flat=True))


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({}, 1),
        ({"stage": "running"}, 1),
        ({"stage": "closed"}, 1),
        ({"stage": "idea"}, 2),
        ({"stage": "rejected"}, 2),
        ({"group": None}, 1),
    ],
)
def test_a_unit_with_a_measure_of_its_own_there_is_no_sibling(administration, unit, given, left):
    siblings = neighbours(administration, 2)
    measured(siblings[0], **given)
    closed(administration)

    assert len(ledger_of(measured(unit)).siblings) == left


def test_a_measure_of_another_account_group_leaves_a_sibling(administration, unit):
    [sibling] = neighbours(administration, 1)
    measured(sibling, group=factories.group(administration, "PER"))
    closed(administration)

    assert len(ledger_of(measured(unit)).siblings) == 1


def test_other_account_groups_and_administrations_are_left_alone(administration, unit):
    costs(administration.units.get(code="4200"), group=factories.group(administration, "PER"))
    elsewhere = factories.small_administration("ZZ")
    costs(elsewhere.units.get(code="4100"))
    closed(administration)

    ledger = ledger_of(measured(unit))

    assert (len(ledger.siblings), ledger.own[MARCH]) == (0, Figure.objects.get(unit=unit, month=MARCH).amount)


def test_the_run_of_closed_months_ends_at_the_first_open_one(administration, unit):
    closed(administration)
    administration.closed_months.filter(month=SINCE[2]).delete()

    assert last_closed(measured(unit)) == SINCE[1]


def test_without_a_closed_month_since_the_start_there_is_none(administration, unit):
    closed(administration)

    assert last_closed(measured(unit, start=add_months(AUGUST, 1))) is None


def test_the_plan_is_what_was_decided_whatever_is_expected_now(administration, unit):
    measure = measured(unit)
    measure.effects.update(amount=1)

    assert ledger_of(measure).planned == dict.fromkeys(SINCE, MONTHLY // 5)


def test_the_budget_is_as_it_stands(administration, unit):
    costs(unit, kind=Figure.Kind.BUDGET)
    costs(unit, kind=Figure.Kind.CHANGE)
    closed(administration)

    budget = ledger_of(measured(unit)).budget

    assert list(budget) == SINCE
    assert budget[MARCH] == sum(Figure.objects.budget().filter(month=MARCH).values_list("amount", flat=True))


@pytest.mark.parametrize("count", [1, 3])
def test_the_verdict_takes_the_same_queries_for_any_number_of_units(
    administration, unit, count, django_assert_num_queries
):
    neighbours(administration, 10 * count)
    closed(administration)
    measure = measured(unit)
    for other in neighbours_without_measure(administration, count):
        MeasureShare.objects.create(measure=measure, unit=other, share=1)

    with django_assert_num_queries(7):
        judgement_of(measure)


def neighbours_without_measure(administration, count):
    return administration.units.filter(code__startswith="5")[:count]
