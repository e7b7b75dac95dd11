"""What measures are still to save in a year, for a unit, as it is and as their probabilities weigh it."""

from datetime import date

import pytest

from forecasts.deviation import ForecastPoint, Remaining, Standing, total
from measures.queries import measures_of, remaining_effects
from tests import factories
from units.models import Unit

JULY, SEPTEMBER = date(2026, 7, 1), date(2026, 9, 1)


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


def remaining(unit):
    return remaining_effects(Unit.objects.filter(pk=unit.pk), 2026, JULY).get(unit.pk)


def test_measures_that_cancel_out_still_differ_when_they_are_weighed(unit):
    factories.measure(unit, {SEPTEMBER: 400_00}, probability=50)
    factories.measure(unit, {SEPTEMBER: -400_00}, probability=100)

    assert remaining(unit) == Remaining(0, -200_00)


def test_the_weighted_effects_of_a_units_measures_sum_to_that_of_the_unit(unit):
    for _ in range(3):
        factories.measure(unit, {SEPTEMBER: 1}, probability=50)

    told = measures_of([unit.pk], 2026, JULY, made={}, today=JULY)

    assert remaining(unit).weighted == sum(each.weighted for each in told) == 3


def test_the_weighted_effect_of_a_measure_is_the_sum_of_those_of_the_parts(unit):
    parts = [factories.UnitFactory(department=unit.department, code=code, parent=unit) for code in ("4110", "4120")]
    measure = factories.measure(parts[0], {SEPTEMBER: 1}, probability=50)
    measure.effects.create(unit=parts[1], month=SEPTEMBER, amount=1)
    measure.shares.update(share=5_000)
    measure.shares.create(unit=parts[1], share=5_000)

    told = measures_of([each.pk for each in parts], 2026, JULY, made={}, today=JULY)
    found = remaining_effects(Unit.objects.filter(pk=unit.pk), 2026, JULY)

    assert sum(each.weighted for each in found.values()) == told[0].weighted == 2


def test_measures_that_cancel_out_are_shown_as_they_are_weighed():
    seen = Standing(
        unit=1, code="4100", name="Barn", kind="own", department="10", budget=100, budget_to_date=None,
        actual_to_date=None, forecasts=(ForecastPoint(JULY, 120),), effect=0, weighted_effect=-5,
    )  # fmt: skip

    assert (seen.after_weighted, total([seen]).after_weighted) == (-25, -25)
