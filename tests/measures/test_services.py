"""What people do with measures."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine

from forecasts.models import ClosedMonth, Figure
from measures import refusals
from measures.models import Measure, MeasureStep
from measures.services import (
    carry_measure,
    change_measure,
    contain_measure,
    effects_by_month,
    move_measure,
    revise_effect,
    start_measure,
)
from measures.stages import Demand
from tests import factories
from tests.measures.writing.making import AUTUMN, SEPTEMBER, WHOLE, plan
from units.models import Change
from units.roles import Role

DECISION = {"decision_body": "Socialnämnden", "decided_on": date(2026, 9, 10)}


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def controller(person):
    return person(Role.CONTROLLER)


@pytest.fixture
def measure(administration, unit, controller):
    return start_measure(administration, plan(unit, owner=controller), by=controller)


def decided(measure, by):
    proposed = move_measure(measure, "proposed", seen=measure.version, by=by)
    return move_measure(proposed, "decided", seen=proposed.version, values=DECISION, by=by)


def running(measure, by):
    made = decided(measure, by)
    return move_measure(made, "running", seen=made.version, by=by)


def moved(measure, to, by, **values):
    return move_measure(measure, to, word="Skäl", seen=measure.version, values=values, by=by)


def parts(measure):
    """What each unit saves and pays by month."""
    return {(each.unit.code, each.month.month): (each.amount, each.cost) for each in measure.effects.all()}


def planned(measure):
    return [(each.amount, each.planned) for each in measure.effects.order_by("month")]


def test_measures_are_numbered_in_their_administration(administration, unit, measure, controller):
    again = start_measure(administration, plan(unit), by=controller)

    assert (measure.number, again.number) == (1, 2)


def test_the_same_form_twice_makes_one_measure(administration, unit, controller):
    key = uuid4()

    made = [start_measure(administration, plan(unit), key=key, by=controller) for _ in range(2)]

    assert (made[0], Measure.objects.count()) == (made[1], 1)


def test_a_measure_leaves_a_line_in_the_log(measure):
    change = Change.objects.get(action="measure-started")

    assert change.after["effects"] == {"2026": 400_00}
    assert change.after["shares"] == {"4100": 10_000}


def test_a_measure_of_two_units_is_parted_between_them(administration, unit, controller):
    other = administration.units.get(code="4200")

    made = start_measure(administration, plan(unit, shares={unit.pk: 2_500, other.pk: 7_500}), by=controller)

    sums = {pk: sum(made.effects.filter(unit=pk).values_list("amount", flat=True)) for pk in (unit.pk, other.pk)}
    assert sums == {unit.pk: 100_00, other.pk: 300_00}


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"end": date(2026, 8, 1)}, refusals.MeasureEndsBeforeStartError),
        ({"shares": {}}, refusals.NoUnitError),
        ({"months": {date(2026, 8, 1): 1}}, refusals.EffectOutsideMonthsError),
    ],
)
def test_a_measure_that_cannot_be_is_refused(administration, unit, controller, values, error):
    with pytest.raises(error):
        start_measure(administration, plan(unit, **values), by=controller)

    assert Measure.objects.count() == 0


def test_shares_that_do_not_sum_to_all_are_refused(administration, unit, controller):
    with pytest.raises(refusals.SharesError, match="99,5 %"):
        start_measure(administration, plan(unit, shares={unit.pk: 9_950}), by=controller)


def test_a_unit_that_has_ended_is_refused_with_its_successor(administration, unit, controller):
    unit.valid_to, unit.successor = date(2026, 6, 1), administration.units.get(code="4200")
    unit.save()

    with pytest.raises(refusals.MeasureUnitGoneError, match="4200 Vuxen"):
        start_measure(administration, plan(unit), by=controller)


def test_an_effect_above_the_budget_of_its_account_group_is_refused(administration, unit, controller):
    group = factories.group(administration, "KON")
    factories.FigureFactory(unit=unit, group=group, kind=Figure.Kind.BUDGET, month=SEPTEMBER, amount=399_99)

    with pytest.raises(refusals.EffectAboveBudgetError):
        start_measure(administration, plan(unit, group=group), by=controller)


def test_an_effect_in_a_closed_month_is_refused_unless_it_was_under_way(administration, unit, controller):
    ClosedMonth.objects.create(administration=administration, month=SEPTEMBER)
    written = plan(unit)

    with pytest.raises(refusals.EffectInClosedMonthError):
        start_measure(administration, written, by=controller)
    made = start_measure(
        administration, type(written)(written.values, written.shares, written.months, under_way=True), by=controller
    )

    assert effects_by_month(made)[SEPTEMBER] == 100_00


def test_a_decision_that_lacks_the_union_date_names_it(measure, controller):
    measure = move_measure(measure, "proposed", seen=1, values={"union_required": True, "risk": "Låg"}, by=controller)

    with pytest.raises(refusals.MoveMissingError) as refused:
        move_measure(measure, "decided", seen=2, values=DECISION, by=controller)

    assert refused.value.demands == [Demand.UNION]
    assert Measure.objects.get().stage == "proposed"


def test_the_plan_is_frozen_when_it_is_decided(measure, controller):
    made = decided(measure, controller)

    assert planned(made) == [(100_00, 100_00)] * 4
    assert made.next_follow_up == date(2026, 9, 29)


def test_another_effect_after_the_decision_stands_beside_the_plan(measure, controller):
    made = decided(measure, controller)

    made = revise_effect(made, dict.fromkeys(AUTUMN, 50_00), reason="Försenat", seen=made.version, by=controller)

    assert planned(made) == [(50_00, 100_00)] * 4
    assert [each.reason for each in made.revisions.all()] == ["Försenat"]


def test_another_effect_after_the_decision_needs_a_reason(unit, measure, controller):
    made = decided(measure, controller)

    with pytest.raises(refusals.ReasonNeededError):
        change_measure(made, plan(unit, months=dict.fromkeys(AUTUMN, 1)), seen=made.version, by=controller)


def test_a_measure_that_is_stopped_saves_nothing_more(measure, controller):
    made = running(measure, controller)

    with time_machine.travel("2026-11-15 12:00"):
        made = move_measure(made, "stopped", word="Går inte", seen=made.version, by=controller)

    assert planned(made) == [(100_00, 100_00), (100_00, 100_00), (0, 100_00), (0, 100_00)]


def test_who_has_not_seen_the_latest_change_changes_nothing(unit, measure, controller):
    change_measure(measure, plan(unit, title="Nytt namn"), seen=1, by=controller)

    with pytest.raises(refusals.MeasureStaleError):
        change_measure(measure, plan(unit, title="Annat namn"), seen=1, by=controller)

    assert Measure.objects.get().title == "Nytt namn"


def test_a_measure_is_carried_into_the_next_year_with_its_history(measure, controller):
    made = decided(measure, controller)

    made = carry_measure(made, 2027, amount=1_200_00, word="Ligger kvar", seen=made.version, by=controller)

    rows = made.effects.filter(month__year=2027)
    assert [(each.amount, each.planned) for each in rows] == [(100_00, 100_00)] * 12
    assert list(MeasureStep.objects.values_list("stage", "carried_to")) == [
        ("idea", None), ("proposed", None), ("decided", None), ("decided", 2027),
    ]  # fmt: skip


def test_a_measure_is_carried_into_a_year_once(measure, controller):
    made = carry_measure(decided(measure, controller), 2027, amount=1, word="", seen=3, by=controller)

    with pytest.raises(refusals.CarriedAlreadyError):
        carry_measure(made, 2027, amount=1, word="", seen=made.version, by=controller)


def test_a_decided_measure_that_never_ran_saves_nothing_when_it_is_stopped(measure, controller):
    with time_machine.travel("2026-11-15 12:00"):
        made = moved(decided(measure, controller), "stopped", controller)

    assert planned(made) == [(0, 100_00)] * 4


def test_a_decided_measure_that_was_followed_up_keeps_what_it_has_saved_when_it_is_stopped(measure, controller):
    made = decided(measure, controller)
    made.follow_ups.create(day=date(2026, 9, 15), status="late", realised=1)

    with time_machine.travel("2026-11-15 12:00"):
        made = moved(made, "stopped", controller)

    assert [amount for amount, _ in planned(made)] == [100_00, 100_00, 0, 0]


def test_a_stop_is_told_as_a_revision_and_in_the_log(measure, controller):
    made = moved(running(measure, controller), "stopped", controller)

    revision = made.revisions.get()
    assert (revision.reason, sum(revision.before.values()), revision.after) == ("Skäl", 400_00, {})
    assert Change.objects.filter(action="measure-moved").first().before["effects"] == {"2026": 400_00}


def test_a_measure_that_is_taken_up_again_saves_what_it_did_before_it_was_stopped(unit, measure, controller):
    made = running(measure, controller)
    longer = dict.fromkeys(AUTUMN, 50_00) | {date(2027, 1, 1): 70_00}
    wanted = plan(unit, months=longer, end=date(2027, 1, 1), one_time_cost=30_00)
    made = change_measure(made, wanted, seen=made.version, reason="Längre", by=controller)

    with time_machine.travel("2026-11-15 12:00"):
        made = moved(moved(made, "stopped", controller), "proposed", controller)

    assert planned(made) == [(50_00, 100_00)] * 4 + [(70_00, None)]
    assert sum(made.effects.values_list("cost", flat=True)) == 30_00


def test_deciding_again_keeps_the_first_plan(unit, measure, controller):
    made = moved(decided(measure, controller), "proposed", controller)
    lower = plan(unit, months=dict.fromkeys(AUTUMN, 50_00) | {date(2027, 1, 1): 70_00}, end=date(2027, 1, 1))
    made = change_measure(made, lower, seen=made.version, by=controller)

    made = moved(made, "decided", controller)

    assert planned(made) == [(50_00, 100_00)] * 4 + [(70_00, 70_00)]


def test_a_unit_that_came_after_the_first_decision_has_no_part_in_its_plan(administration, unit, measure, controller):
    made = moved(decided(measure, controller), "proposed", controller)
    other = administration.units.get(code="4200")
    made = change_measure(made, plan(other), seen=made.version, by=controller)

    made = moved(made, "decided", controller)

    assert sum(made.effects.values_list("planned", flat=True)) == 400_00


@pytest.mark.parametrize("values", [{"one_time_cost": 10_00}, {"reinvestment": 10_00}, {"shares": "both"}])
def test_other_costs_and_shares_after_the_decision_need_a_reason_too(administration, unit, measure, controller, values):
    made = decided(measure, controller)
    if "shares" in values:
        values = {"shares": {unit.pk: 5_000, administration.units.get(code="4200").pk: 5_000}}
    wanted = plan(unit, **values)

    with pytest.raises(refusals.ReasonNeededError):
        change_measure(made, wanted, seen=made.version, by=controller)
    made = change_measure(made, wanted, seen=made.version, reason="Delas", by=controller)

    assert [each.reason for each in made.revisions.all()] == ["Delas"]


def test_closed_months_stay_with_the_units_that_had_them(administration, unit, measure, controller):
    made = decided(measure, controller)
    ClosedMonth.objects.create(administration=administration, month=SEPTEMBER)
    other = administration.units.get(code="4200")

    wanted = plan(unit, shares={other.pk: WHOLE}, one_time_cost=40_00)
    made = change_measure(made, wanted, seen=made.version, reason="Flyttas", by=controller)

    assert parts(made)["4100", 9] == (100_00, 0)
    assert parts(made)["4200", 10] == (100_00, 40_00)
    assert parts(made)["4200", 11] == (100_00, 0)
    assert list(made.effects.filter(unit=unit).values_list("planned", flat=True)) == [100_00] * 4
    assert sum(effects_by_month(made).values()) == 400_00


def test_a_later_revision_leaves_closed_months_with_the_units_that_had_them(administration, unit, measure, controller):
    made = decided(measure, controller)
    ClosedMonth.objects.create(administration=administration, month=SEPTEMBER)
    other = administration.units.get(code="4200")
    wanted = plan(unit, shares={other.pk: WHOLE}, one_time_cost=40_00)
    made = change_measure(made, wanted, seen=made.version, reason="Flyttas", by=controller)

    less = dict.fromkeys(AUTUMN, 50_00) | {SEPTEMBER: 100_00}
    made = revise_effect(made, less, reason="Mindre", seen=made.version, by=controller)

    assert parts(made)["4100", 9] == (100_00, 0)
    assert parts(made)["4200", 10] == (50_00, 40_00)


def test_reinvestment_reaches_the_last_year_that_a_measure_is_carried_into(unit, measure, controller):
    endless = plan(unit, end=None, reinvestment=12_00, months={date(2028, 12, 1): 1_00})
    made = decided(change_measure(measure, endless, seen=1, by=controller), controller)

    made = carry_measure(made, 2029, amount=1_200_00, word="", seen=made.version, by=controller)

    assert list(made.effects.filter(month__year=2029).values_list("cost", flat=True)) == [1_00] * 12


@pytest.mark.parametrize("year", [2026, 2028])
def test_a_measure_is_carried_into_the_year_after_its_last_with_an_effect(unit, measure, controller, year):
    made = decided(change_measure(measure, plan(unit, end=None), seen=1, by=controller), controller)

    with pytest.raises(refusals.CarryYearError, match="2027"):
        carry_measure(made, year, amount=1, word="", seen=made.version, by=controller)


def test_a_year_that_has_begun_is_carried_into_its_open_months(administration, measure, controller):
    made = decided(measure, controller)
    ClosedMonth.objects.create(administration=administration, month=date(2027, 1, 1))

    made = carry_measure(made, 2027, amount=1_100_00, word="", seen=made.version, by=controller)

    amounts = list(made.effects.filter(month__year=2027).order_by("month").values_list("amount", flat=True))
    assert amounts == [0] + [100_00] * 11


def test_a_measure_that_a_coming_forecast_contains_is_not_closed(measure, controller):
    Measure.objects.update(stage="verified", contained_from=date(2026, 10, 1))
    measure.refresh_from_db()

    with pytest.raises(refusals.MoveMissingError):
        move_measure(measure, "closed", seen=measure.version, by=controller)
    Measure.objects.update(contained_from=SEPTEMBER)

    assert move_measure(measure, "closed", seen=measure.version, by=controller).stage == "closed"


def test_who_has_not_seen_the_latest_change_says_nothing_of_forecasts(measure, controller):
    with pytest.raises(refusals.MeasureStaleError):
        contain_measure(measure, SEPTEMBER, seen=measure.version - 1, by=controller)


@pytest.mark.parametrize("stage", ["closed", "stopped", "rejected"])
def test_what_has_ended_is_said_to_be_in_no_other_forecast(measure, controller, stage):
    Measure.objects.update(stage=stage)

    with pytest.raises(refusals.MeasureEndedError):
        contain_measure(measure, None, seen=measure.version, by=controller)


def test_the_form_of_another_administration_makes_no_measure(unit, controller):
    key = uuid4()
    elsewhere = factories.small_administration("ZZ")
    start_measure(elsewhere, plan(elsewhere.units.get(code="4100")), key=key, by=controller)

    with pytest.raises(refusals.FormUsedError):
        start_measure(unit.administration, plan(unit), key=key, by=controller)
