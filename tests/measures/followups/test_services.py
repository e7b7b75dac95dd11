"""Following up a measure."""

import threading
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection

from forecasts.models import ClosedMonth, Figure
from measures.followups import refusals
from measures.followups.services import Stated, follow_up
from measures.models import FollowUp, Measure, MeasureRules, Revision
from measures.refusals import EffectAboveBudgetError, FormUsedError, MeasureStaleError
from measures.services import carry_measure, effects_by_month, revise_effect
from tests import factories
from tests.measures.followups.making import TODAY, decided, followed
from tests.measures.writing.making import AUTUMN
from units.log import lines
from units.models import Change
from units.roles import Role


@pytest.fixture(autouse=True)
def _october():
    with time_machine.travel("2026-10-15 12:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def controller(person):
    return person(Role.CONTROLLER)


@pytest.fixture
def measure(unit, controller):
    """Saves 100 kr a month from September to December 2026; on 15 October September is past."""
    return decided(unit, by=controller)


def amounts(measure):
    return list(effects_by_month(measure).values())


def test_a_follow_up_keeps_what_was_said(measure, controller):
    made = followed(measure, by=controller, done=" Två konsulter avslutade. ", hinders="Sjukskrivning")

    assert (made.day, made.status, made.done, made.made_by) == (
        TODAY,
        "as-planned",
        "Två konsulter avslutade.",
        controller,
    )
    assert (made.realised, made.expected) == (None, None)


def test_the_next_follow_up_is_as_many_days_later_as_the_administration_says(measure, administration):
    MeasureRules.objects.create(administration=administration, follow_up_days=30)

    made = followed(measure)

    assert made.next_on == Measure.objects.get().next_follow_up == date(2026, 11, 14)


def test_a_measure_that_is_done_has_no_next_follow_up(measure):
    followed(measure, status="done")

    assert Measure.objects.get().next_follow_up is None


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_the_next_follow_up_is_later_but_not_years_later(measure, days):
    with pytest.raises(refusals.NextFollowUpError):
        followed(measure, next_on=TODAY + timedelta(days=days))


def test_another_effect_of_the_year_rewrites_the_months_and_leaves_the_plan(measure):
    followed(measure, realised=40_00, expected=340_00, hinders="Kom i gång sent")

    assert amounts(measure) == [40_00, 100_00, 100_00, 100_00]
    assert set(measure.effects.values_list("planned", flat=True)) == {100_00}


def test_another_effect_leaves_a_revision_with_what_hinders_as_its_reason(measure):
    followed(measure, expected=340_00, done="Uppsagda", hinders="Kom i gång sent")

    revision = Revision.objects.get()
    assert (revision.reason, revision.before["2026-10-01"], revision.after["2026-10-01"]) == (
        "Kom i gång sent",
        100_00,
        80_00,
    )


@pytest.mark.parametrize(("values", "reason"), [({"done": "Uppsagda"}, "Uppsagda"), ({}, "Sen")])
def test_the_reason_is_what_was_done_or_else_the_status(measure, values, reason):
    followed(measure, status="late", expected=340_00, **values)

    assert Revision.objects.get().reason == reason


def test_an_effect_as_expected_leaves_no_revision(measure):
    followed(measure, realised=100_00, expected=400_00)

    assert (Revision.objects.count(), Measure.objects.get().version) == (0, measure.version)


def test_who_says_only_what_was_saved_keeps_the_year(measure):
    made = followed(measure, realised=0)

    assert made.expected == 400_00
    assert amounts(measure) == [0, 133_33, 133_34, 133_33]


def test_the_parts_of_several_units_follow_their_shares(administration, unit, controller):
    other = administration.units.get(code="4200")
    measure = decided(unit, by=controller, shares={unit.pk: 2_500, other.pk: 7_500})

    followed(measure, realised=100_00, expected=500_00)

    sums = {pk: sum(measure.effects.filter(unit=pk).values_list("amount", flat=True)) for pk in (unit.pk, other.pk)}
    assert sums == {unit.pk: 125_00, other.pk: 375_00}


def test_closed_months_are_no_hinder_for_what_they_turned_out_to_save(administration, measure):
    ClosedMonth.objects.create(administration=administration, month=AUTUMN[0])

    followed(measure, realised=50_00, expected=350_00)

    assert amounts(measure)[0] == 50_00


def test_an_effect_may_be_negative(measure):
    followed(measure, realised=-50_00, expected=100_00)

    assert amounts(measure) == [-50_00, 50_00, 50_00, 50_00]


def test_less_in_the_year_than_so_far_is_refused_unless_it_is_told_why(measure):
    with pytest.raises(refusals.ExpectedBelowRealisedError):
        followed(measure, realised=100_00, expected=70_00)

    followed(measure, realised=100_00, expected=70_00, hinders="Dyrare ersättare")

    assert amounts(measure) == [100_00, -10_00, -10_00, -10_00]


def test_less_in_the_year_than_planned_so_far_asks_what_was_saved(measure):
    with pytest.raises(refusals.RealisedNeededError):
        followed(measure, expected=70_00, hinders="Ingen började")


def test_a_measure_without_coming_months_saves_what_it_saved(unit, controller):
    measure = decided(unit, by=controller, end=AUTUMN[0], months={AUTUMN[0]: 100_00})

    with pytest.raises(refusals.NothingMoreComesError):
        followed(measure, realised=50_00, expected=100_00)

    assert followed(measure, realised=50_00).expected == 50_00
    assert amounts(measure) == [50_00]


def test_a_year_without_months_has_no_effect(unit, controller):
    january = date(2027, 1, 1)
    measure = decided(unit, by=controller, start=january, end=january, months={january: 100_00})

    with pytest.raises(refusals.NoMonthThatYearError):
        followed(measure, expected=100_00)

    assert followed(measure, realised=0, expected=0).expected == 0


def test_an_effect_above_the_budget_of_the_account_group_is_refused(administration, unit, controller):
    group = factories.group(administration, "KON")
    factories.FigureFactory(unit=unit, group=group, kind=Figure.Kind.BUDGET, month=AUTUMN[0], amount=400_00)
    measure = decided(unit, by=controller, group=group)

    with pytest.raises(EffectAboveBudgetError):
        followed(measure, expected=400_01)

    assert FollowUp.objects.count() == 0


@pytest.mark.parametrize("stage", ["idea", "proposed", "verified", "closed", "stopped", "rejected"])
def test_only_measures_that_are_followed_are_followed_up(unit, stage):
    with pytest.raises(refusals.NotFollowedError):
        followed(factories.measure(unit, stage=stage))


@pytest.mark.parametrize(
    ("day", "error"),
    [
        (date(2026, 10, 16), refusals.FollowUpLaterError),
        (date(2025, 12, 31), refusals.FollowUpBeforeDecisionError),
        (date(2026, 9, 30), refusals.FollowUpBeforeLastError),
    ],
)
def test_a_follow_up_is_of_a_day_that_can_be(measure, day, error):
    followed(measure, day=date(2026, 10, 1))

    with pytest.raises(error):
        followed(measure, day=day)


def test_of_two_who_saw_the_same_the_second_is_told_and_changes_nothing(measure, controller):
    first = followed(measure)
    followed(measure, by=controller)

    with pytest.raises(refusals.FollowUpStaleError, match=str(controller)):
        follow_up(measure, Stated(TODAY, "late"), seen=first.pk, by=None)

    assert FollowUp.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one connection at a time write")
def test_of_two_at_once_one_is_told():
    measure = factories.measure(factories.small_administration().units.get(code="4100"))
    outcomes, gate = [], threading.Barrier(2)

    def run():
        gate.wait()
        try:
            follow_up(measure, Stated(TODAY, "late"), seen=None, by=None)
            outcomes.append("kept")
        except refusals.FollowUpStaleError:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    [each.start() for each in threads]
    [each.join() for each in threads]

    assert sorted(outcomes) == ["kept", "stale"]


def test_who_saw_no_follow_up_is_told_of_the_first(measure):
    followed(measure)

    with pytest.raises(refusals.FollowUpStaleError):
        follow_up(measure, Stated(TODAY, "late"), seen=None, by=None)


def test_the_same_form_twice_is_one_follow_up(measure):
    key = uuid4()

    made = [follow_up(measure, Stated(TODAY, "late"), seen=None, key=key, by=None) for _ in range(2)]

    assert (made[0], FollowUp.objects.count()) == (made[1], 1)


def test_a_follow_up_leaves_the_stage_as_it_was(measure):
    followed(measure, status="not-started")

    assert Measure.objects.get().stage == "decided"


def test_a_follow_up_leaves_a_line_in_the_log_in_words(measure, controller):
    followed(measure, by=controller, status="late", realised=40_00, expected=340_00)

    told = {line.name: line.after for line in lines(Change.objects.get(action="measure-followed-up"), figures=True)}
    assert told["status"] == "sen"
    assert told["förväntad effekt i år, kronor"] == "340"


def test_who_may_not_read_figures_reads_no_amounts_in_the_log(measure):
    followed(measure, realised=40_00, expected=340_00)

    told = lines(Change.objects.get(action="measure-followed-up"), figures=False)
    assert not any("340" in line.after for line in told)


def lowered(measure):
    """`measure` after a colleague revised it to 200 kr in the year."""
    return revise_effect(measure, dict.fromkeys(AUTUMN, 50_00), reason="Mindre", seen=measure.version, by=None)


def test_an_expected_effect_left_as_it_was_seen_leaves_a_revision_made_meanwhile(measure):
    lowered(measure)

    made = followed(measure, expected=400_00, was_expected=400_00, was_year=2026)

    assert (made.expected, amounts(measure)) == (None, [50_00] * 4)


def test_another_expected_effect_than_was_seen_is_not_written_over_a_revision_made_meanwhile(measure):
    lowered(measure)

    with pytest.raises(MeasureStaleError):
        followed(measure, expected=300_00, was_expected=400_00, was_year=2026)

    followed(measure, expected=300_00, was_expected=200_00, was_year=2026)
    assert sum(amounts(measure)) == 300_00


def test_what_was_saved_by_the_last_day_of_a_month_is_of_that_month_too(measure):
    with time_machine.travel("2026-10-31 12:00"):
        followed(measure, day=date(2026, 10, 31), realised=50_00, hinders="Sent")

    assert amounts(measure) == [25_00, 25_00, 175_00, 175_00]


def test_what_a_past_year_came_to_is_said_in_january_and_kept_under_its_last_day(measure):
    with time_machine.travel("2027-01-15 12:00"):
        made = followed(measure, day=date(2027, 1, 15), year=2026, realised=350_00)

    assert (made.day, made.next_on, made.expected) == (date(2026, 12, 31), date(2027, 1, 29), 350_00)
    assert sum(amounts(measure)) == 350_00


def test_what_a_past_year_came_to_may_be_said_after_a_follow_up_of_this_year(measure):
    with time_machine.travel("2027-01-15 12:00"):
        followed(measure, day=date(2027, 1, 5))
        made = followed(measure, day=date(2027, 1, 15), year=2026, realised=350_00)

    assert made.day == date(2026, 12, 31)


def test_an_amount_of_another_year_than_it_was_filled_in_for_says_nothing(measure):
    carry_measure(measure, 2027, amount=1_200_00, word="", seen=measure.version, by=None)

    with time_machine.travel("2027-01-15 12:00"):
        followed(measure, day=date(2026, 12, 31), expected=1_200_00, was_expected=1_200_00, was_year=2027)

    assert sum(amounts(measure)[:4]) == 400_00


@pytest.mark.parametrize("year", [2024, 2027])
def test_amounts_are_of_the_year_of_the_day_or_the_one_before(measure, year):
    with pytest.raises(refusals.FollowUpYearError):
        followed(measure, year=year, expected=100_00)

    assert followed(measure, year=year).expected is None


def test_a_form_that_followed_up_another_measure_is_refused(unit, measure, controller):
    key = uuid4()
    follow_up(decided(unit, by=controller, title="En annan"), Stated(TODAY, "late"), seen=None, key=key, by=None)

    with pytest.raises(FormUsedError):
        follow_up(measure, Stated(TODAY, "late"), seen=None, key=key, by=None)


@pytest.mark.parametrize("realised", [None, 0])
def test_before_its_first_month_a_measure_has_saved_nothing(unit, controller, realised):
    november = date(2026, 11, 1)
    measure = decided(unit, by=controller, start=november, end=november, months={november: 100_00})

    with pytest.raises(refusals.SavedBeforeStartError, match="november 2026"):
        followed(measure, realised=50_00, expected=100_00)

    assert followed(measure, realised=realised).realised == realised
