"""What may be counted twice."""

from datetime import date

import pytest

from measures.models import Overlap
from measures.overlaps import doubts_of, open_doubts
from tests import factories
from units.months import months_of

AUTUMN = dict.fromkeys(months_of(2026)[8:], 100_00)
SEPTEMBER, OCTOBER, DECEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 12, 1)


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def part(unit):
    return factories.UnitFactory(department=unit.department, parent=unit, code="4101")


def saving(unit, months=None, **given):
    usual = {"group": factories.group(unit.administration, "KON"), "start": SEPTEMBER}
    return factories.measure(unit, AUTUMN if months is None else months, **usual | given)


def about(measure):
    return [(each.other, [unit.code for unit in each.units], each.months) for each in doubts_of(measure)]


def test_two_measures_with_the_same_unit_account_group_and_months_may_be_one_saving(unit):
    first, second = saving(unit), saving(unit, {OCTOBER: 1, DECEMBER: 1})

    assert about(first) == [(second, ["4100"], (OCTOBER, DECEMBER))]
    assert about(second) == [(first, ["4100"], (OCTOBER, DECEMBER))]


def test_a_unit_and_its_part_have_the_same_money(unit, part):
    whole, own = saving(unit), saving(part)

    assert about(whole) == [(own, ["4100"], tuple(AUTUMN))]
    assert about(own) == [(whole, ["4101"], tuple(AUTUMN))]


def test_two_parts_of_a_unit_have_not_the_same_money(unit, part):
    saving(factories.UnitFactory(department=unit.department, parent=unit, code="4102"))

    assert about(saving(part)) == []


@pytest.mark.parametrize("stage", ["idea", "investigated", "proposed", "closed", "stopped", "rejected"])
def test_only_decided_measures_count_beside_another(unit, stage):
    saving(unit, stage=stage)

    assert about(saving(unit)) == []


@pytest.mark.parametrize("stage", ["idea", "investigated", "proposed"])
def test_a_measure_is_asked_before_it_is_decided(unit, stage):
    other = saving(unit)

    assert [each.other for each in doubts_of(saving(unit, stage=stage))] == [other]


@pytest.mark.parametrize("stage", ["closed", "stopped", "rejected"])
def test_a_measure_that_has_ended_counts_nothing_twice(unit, stage, django_assert_num_queries):
    saving(unit)
    factories.ForecastFactory(unit=unit, as_of=OCTOBER)
    measure = saving(unit, stage=stage)

    with django_assert_num_queries(0):
        assert doubts_of(measure) == []


def test_other_account_groups_units_and_months_are_other_money(unit):
    saving(unit, group=factories.group(unit.administration, "PER"))
    saving(unit, {date(2026, 3, 1): 1})
    saving(unit, {SEPTEMBER: 0})
    saving(unit.administration.units.get(code="4200"))

    assert about(saving(unit)) == []


@pytest.mark.parametrize("side", ["own", "other"])
def test_an_answer_at_either_measure_is_an_answer(unit, side):
    first, second = saving(unit), saving(unit)
    pair = (first, second) if side == "own" else (second, first)
    answer = Overlap.objects.create(measure=pair[0], other=pair[1], answer="Olika konsulter")

    assert [each.answer for each in doubts_of(first)] == [answer]
    assert open_doubts(first) == open_doubts(second) == []


def test_of_two_answers_the_latest_is_shown(unit):
    first, second = saving(unit), saving(unit)
    Overlap.objects.create(measure=first, other=second, answer="Olika konsulter")
    Overlap.objects.create(measure=second, other=first, answer="Olika avtal")

    assert [each.answer.answer for each in doubts_of(first)] == ["Olika avtal"]


def test_an_answer_about_one_measure_leaves_the_others_open(unit):
    first, second, third = saving(unit), saving(unit), saving(unit)
    Overlap.objects.create(measure=first, other=second, answer="Olika konsulter")

    assert [each.other for each in open_doubts(first)] == [third]


def test_a_forecast_made_when_the_measure_was_under_way_may_contain_it(unit):
    for as_of in (SEPTEMBER, OCTOBER):
        factories.ForecastFactory(unit=unit, as_of=as_of)

    [doubt] = doubts_of(saving(unit))

    assert (doubt.key, doubt.as_of, [each.code for each in doubt.units]) == ("forecast", OCTOBER, ["4100"])


def test_a_forecast_of_the_whole_unit_may_contain_the_measure_of_its_part(unit, part):
    factories.ForecastFactory(unit=unit, as_of=OCTOBER)

    [doubt] = doubts_of(saving(part))

    assert (doubt.as_of, [each.code for each in doubt.units]) == (OCTOBER, ["4101"])


@pytest.mark.parametrize(
    "given",
    [{"start": date(2026, 11, 1)}, {"contained_from": OCTOBER}, {"end": SEPTEMBER}],
)
def test_a_forecast_outside_the_measure_or_said_to_contain_it_raises_no_doubt(unit, given):
    factories.ForecastFactory(unit=unit, as_of=OCTOBER)

    assert doubts_of(saving(unit, **given)) == []


def test_an_answer_about_the_forecast_is_an_answer(unit):
    factories.ForecastFactory(unit=unit, as_of=OCTOBER)
    measure = saving(unit)
    Overlap.objects.create(measure=measure, other=None, answer="Prognosen är gjord utan den")

    assert open_doubts(measure) == []


@pytest.mark.parametrize("count", [1, 3])
def test_doubts_take_the_same_queries_for_any_number_of_measures(unit, count, django_assert_num_queries):
    for _ in range(count):
        saving(unit)
    factories.ForecastFactory(unit=unit, as_of=OCTOBER)
    measure = saving(unit)

    with django_assert_num_queries(6):
        assert len(doubts_of(measure)) == count + 1
