"""The programme as it is read from the database."""

from dataclasses import replace
from datetime import date

import pytest
from django.db.models import F, Sum

from measures.models import Effect, Measure
from measures.programme.gap import Gap
from measures.programme.queries import programmes, requirements_of, unit_gap, whole_gap, years_around
from measures.programme.services import change_measure_rules, withdraw_requirement
from tests import factories
from tests.measures.programme.making import KR, followed, halved, measure, requirement, spread, verified


def read(administration, year=2026):
    years = list(years_around(year))
    return programmes(administration, years, requirements_of(administration, years))


def of_unit(found, code):
    return next(each.gap for place in found.departments for each in place.units if each.unit.code == code)


def test_a_unit_needs_its_share_and_has_its_measures(administration, department, barn):
    spread(requirement(administration), {department: 9_000, barn: 2_000})
    measure(barn, 500)
    measure(barn, 300, stage=Measure.Stage.PROPOSED)

    found = read(administration)[2026]

    assert of_unit(found, "4100") == Gap(2_000 * KR, 800 * KR, 500 * KR, 0, 0, 550 * KR, 400 * KR)
    assert (found.departments[0].not_spread, found.not_spread) == (7_000 * KR, 3_000 * KR)


def test_a_withdrawn_requirement_asks_for_nothing(administration, barn):
    made = requirement(administration)
    spread(made, {barn: 2_000})
    withdraw_requirement(made, by=None)

    assert read(administration)[2026].gap == Gap()


def test_the_latest_follow_up_and_verification_of_the_year_count_by_share(administration, barn, vuxen):
    made = measure(barn, 500)
    halved(made, vuxen)
    followed(made, 999, date(2025, 12, 1))
    followed(made, 300)
    followed(made, 200, date(2026, 8, 1))
    verified(made, 100)
    verified(made, 80)

    found = read(administration)

    assert (of_unit(found[2026], "4200").realised, found[2026].gap.realised) == (150 * KR, 300 * KR)
    assert (of_unit(found[2026], "4200").verified, found[2025].gap.realised) == (40 * KR, 999 * KR)


def test_a_follow_up_that_says_nothing_of_the_effect_leaves_the_one_before(administration, barn):
    made = measure(barn, 500)
    followed(made, 300, date(2026, 8, 1))
    said_nothing = followed(made, 0)
    said_nothing.realised = None
    said_nothing.save()

    assert read(administration)[2026].gap.realised == 300 * KR


def test_costs_are_taken_away(administration, barn):
    Effect.objects.filter(measure=measure(barn, 500)).update(cost=120 * KR)

    assert read(administration)[2026].gap.decided == 380 * KR


@pytest.mark.parametrize(("day", "left"), [(date(2026, 3, 15), 280), (date(2026, 9, 1), 230), (date(2026, 1, 10), 300)])
def test_what_a_measure_has_cost_by_then_is_taken_from_what_was_followed_up(administration, barn, vuxen, day, left):
    made = costing(barn)
    halved(made, vuxen)
    followed(made, 300, day)

    found = read(administration)[2026]

    assert (found.gap.realised, of_unit(found, "4200").realised) == (left * KR, left * KR // 2)


def test_what_a_measure_has_cost_to_the_month_that_is_signed_is_taken_from_it(administration, barn):
    verified(costing(barn), 300)

    found = read(administration)[2026]

    assert found.gap.verified == 230 * KR
    assert unit_gap(barn, 2026) == of_unit(found, "4100")


def costing(unit):
    """A measure that costs 20 kronor in February, 50 in August and 7 in September of 2026, and 400 the year before."""
    made = measure(unit, 500)
    for month, kronor in (
        (date(2025, 8, 1), 400),
        (date(2026, 2, 1), 20),
        (date(2026, 8, 1), 50),
        (date(2026, 9, 1), 7),
    ):
        Effect.objects.create(measure=made, unit=unit, month=month, amount=0, cost=kronor * KR)
    return made


def test_probabilities_are_those_of_the_rules_or_of_the_measure(administration, barn):
    change_measure_rules(administration, {"decided": 60}, by=None)
    measure(barn, 100)
    measure(barn, 100, probability=30)

    assert read(administration)[2026].gap.likely_decided == 90 * KR


def test_the_measures_of_another_administration_are_not_counted(administration, barn):
    other = factories.small_administration("ZZ")
    measure(other.units.get(code="4100"), 500)
    requirement(other)

    assert read(administration)[2026].gap == Gap()


def test_the_sum_is_what_the_database_sums(administration, barn, vuxen):
    for kronor, unit in ((500, barn), (700, vuxen), (-50, barn)):
        measure(unit, kronor)

    net = Effect.objects.filter(month__year=2026).aggregate(sum=Sum(F("amount") - F("cost")))["sum"]

    assert read(administration)[2026].gap.decided == net == 1_150 * KR


def test_a_unit_alone_reads_what_it_has_in_the_whole(administration, department, barn, vuxen):
    part = factories.UnitFactory(department=department, parent=barn, code="4110", name="Familjehem")
    spread(requirement(administration), {barn: 2_000})
    halved(measure(part, 500), vuxen)
    made = measure(barn, 401, stage=Measure.Stage.RUNNING)
    halved(made, part)
    followed(made, 333)
    verified(made, 111)
    measure(barn, 90, stage=Measure.Stage.REJECTED)
    measure(vuxen, 80)

    assert unit_gap(barn, 2026) == of_unit(read(administration)[2026], "4100")


def test_a_unit_alone_takes_four_queries(administration, barn, django_assert_num_queries):
    followed(measure(barn, 500), 300)

    with django_assert_num_queries(4):
        unit_gap(barn, 2026)


@pytest.mark.parametrize("number", [1, 3])
def test_the_programme_takes_nine_queries_however_many_units(
    administration, department, number, django_assert_num_queries
):
    made = requirement(administration)
    units = [factories.UnitFactory(department=department) for _ in range(number)]
    spread(made, dict.fromkeys([department, *units], 3_000) if number == 1 else dict.fromkeys(units, 1_000))
    for unit in units:
        done = measure(unit, 500)
        followed(done, 300)
        verified(done, 100)

    with django_assert_num_queries(9):
        read(administration)


def test_the_gap_of_the_whole_is_that_of_the_programme_without_what_is_likely(administration, department, barn, vuxen):
    spread(requirement(administration), {department: 9_000, barn: 2_000})
    made = measure(barn, 500)
    halved(made, vuxen)
    followed(made, 300)
    followed(made, 201, date(2026, 8, 1))
    verified(made, 101)
    measure(vuxen, 300, stage=Measure.Stage.PROPOSED)
    measure(vuxen, 70, stage=Measure.Stage.REJECTED)
    measure(vuxen, 30, stage=Measure.Stage.STOPPED)
    Effect.objects.filter(measure=made).update(cost=F("amount") / 10)

    gap = read(administration)[2026].gap

    assert whole_gap(administration, 2026) == replace(gap, likely_identified=0, likely_decided=0)
    assert (gap.realised, gap.verified) == (300 * KR, 101 * KR)
