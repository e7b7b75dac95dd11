"""Planning, opening and locking rounds."""

from datetime import date

import pytest
import time_machine

from forecasts.models import CycleRules, Forecast, Round
from forecasts.rounds import refusals
from forecasts.rounds.queries import open_round_of, rules_of
from forecasts.rounds.services import (
    add_extra_round,
    change_deadlines,
    change_rules,
    lock_round,
    open_round,
    plan_year,
    remove_round,
)
from tests import factories
from units.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _october():
    with time_machine.travel(date(2026, 10, 5)):
        yield


@pytest.fixture
def rounds(administration) -> dict[int, Round]:
    """The ordinary rounds of 2026 by the number of their month."""
    plan_year(administration, 2026, by=None)
    return {each.as_of.month: each for each in administration.rounds.all()}


def test_a_year_is_planned_by_the_rules(rounds):
    assert sorted(rounds) == [2, 3, 4, 5, 6, 8, 9, 10, 11, 12]
    assert rounds[9].unit_head_due == date(2026, 10, 12)


def test_a_year_that_is_planned_cannot_be_planned_again(administration, rounds):
    with pytest.raises(refusals.AlreadyPlannedError):
        plan_year(administration, 2026, by=None)


def test_planning_again_adds_only_what_is_missing(administration, rounds):
    remove_round(rounds[5], by=None)

    assert [each.as_of.month for each in plan_year(administration, 2026, by=None)] == [5]


def test_an_opened_round_is_the_open_one(administration, rounds):
    open_round(rounds[9], by=None)

    assert open_round_of(administration) == rounds[9]


def test_a_second_round_cannot_be_opened_and_is_told_which_is(rounds):
    open_round(rounds[8], by=None)

    with pytest.raises(refusals.OtherRoundOpenError) as refused:
        open_round(rounds[9], by=None)
    assert refused.value.values == {"name": "augusti 2026"}


def test_a_round_cannot_be_opened_twice(rounds):
    open_round(rounds[9], by=None)

    with pytest.raises(refusals.RoundOpenAlreadyError):
        open_round(rounds[9], by=None)


def test_a_round_whose_month_is_not_over_cannot_be_opened(rounds):
    with pytest.raises(refusals.RoundMonthNotOverError) as refused:
        open_round(rounds[10], by=None)
    assert refused.value.values["day"] == date(2026, 11, 1)


def test_a_round_cannot_be_opened_when_a_later_one_has_been(rounds):
    lock_round(open_round(rounds[9], by=None), by=None)

    with pytest.raises(refusals.LaterRoundOpenedError):
        open_round(rounds[8], by=None)


def test_a_locked_round_is_not_open(administration, rounds):
    lock_round(open_round(rounds[9], by=None), by=None)

    assert open_round_of(administration) is None


def test_a_round_cannot_be_locked_twice(rounds):
    locked = lock_round(open_round(rounds[9], by=None), by=None)

    with pytest.raises(refusals.RoundLockedError):
        lock_round(locked, by=None)


def test_a_round_that_was_never_opened_cannot_be_locked(rounds):
    with pytest.raises(refusals.RoundNotOpenError):
        lock_round(rounds[9], by=None)


def test_a_locked_round_cannot_be_opened_again(rounds):
    locked = lock_round(open_round(rounds[9], by=None), by=None)

    with pytest.raises(refusals.RoundLockedError):
        open_round(locked, by=None)


def test_a_draft_left_in_the_ordinary_round_comes_along_to_the_extra_one(administration, rounds):
    locked = open_round(rounds[9], by=None)
    unit = administration.units.get(code="4100")
    draft = Forecast.drafts.create(
        unit=unit, year=2026, as_of=locked.as_of, version=0, state=Forecast.State.DRAFT, round=locked
    )
    lock_round(locked, by=None)

    extra = open_round(
        add_extra_round(administration, locked.as_of, unit_head_due=date(2026, 10, 26), by=None), by=None
    )

    assert Forecast.drafts.get(pk=draft.pk).round == extra


def test_extra_rounds_are_numbered_within_their_month(administration, rounds):
    first = add_extra_round(administration, date(2026, 9, 1), unit_head_due=date(2026, 10, 26), by=None)
    second = add_extra_round(administration, date(2026, 9, 1), unit_head_due=date(2026, 11, 2), by=None)

    assert [first.number, second.number] == [1, 2]


def test_an_extra_round_is_later_than_the_one_before_it(administration, rounds):
    with pytest.raises(refusals.ExtraTooEarlyError):
        add_extra_round(administration, date(2026, 9, 1), unit_head_due=date(2026, 10, 12), by=None)


def test_an_extra_round_needs_an_ordinary_one(administration, rounds):
    with pytest.raises(refusals.NoOrdinaryRoundError):
        add_extra_round(administration, date(2026, 7, 1), unit_head_due=date(2026, 8, 24), by=None)


def test_an_opened_round_cannot_be_removed(rounds):
    opened = open_round(rounds[9], by=None)

    with pytest.raises(refusals.RoundUsedError):
        remove_round(opened, by=None)


def test_deadlines_of_one_round_can_be_changed(rounds):
    change_deadlines(rounds[9], {"unit_head_due": date(2026, 10, 13)}, by=None)

    assert Round.objects.get(pk=rounds[9].pk).unit_head_due == date(2026, 10, 13)
    assert Change.objects.get(action="deadlines-changed").after == {"unit_head_due": "2026-10-13"}


def test_deadlines_stay_in_order(rounds):
    with pytest.raises(refusals.DeadlinesOutOfOrderError):
        change_deadlines(rounds[9], {"unit_head_due": date(2026, 10, 30)}, by=None)


def test_deadlines_of_a_locked_round_stay(rounds):
    locked = lock_round(open_round(rounds[9], by=None), by=None)

    with pytest.raises(refusals.RoundLockedError):
        change_deadlines(locked, {"committee_due": date(2026, 12, 1)}, by=None)


def test_rules_need_a_month(administration):
    with pytest.raises(refusals.NoMonthsError):
        change_rules(administration, {"months": []}, by=None)


def test_rules_need_deadlines_in_order(administration):
    with pytest.raises(refusals.DeadlinesOutOfOrderError):
        change_rules(administration, {"unit_head_days": 11}, by=None)
    assert rules_of(administration).pk is None


def test_rounds_not_opened_follow_changed_rules(administration, rounds):
    change_rules(administration, {"unit_head_days": 9}, by=None)

    assert administration.rounds.get(as_of=date(2026, 9, 1)).unit_head_due == date(2026, 10, 13)


def test_an_opened_round_keeps_its_deadlines_when_rules_change(administration, rounds):
    open_round(rounds[9], by=None)

    change_rules(administration, {"unit_head_days": 9}, by=None)

    assert administration.rounds.get(as_of=date(2026, 9, 1)).unit_head_due == date(2026, 10, 12)


def test_deadlines_changed_by_hand_stay_when_rules_change(administration, rounds):
    change_deadlines(rounds[9], {"unit_head_due": date(2026, 10, 14)}, by=None)

    change_rules(administration, {"unit_head_days": 9}, by=None)

    assert administration.rounds.get(as_of=date(2026, 9, 1)).unit_head_due == date(2026, 10, 14)


def test_months_that_lose_their_forecast_lose_their_planned_round(administration, rounds):
    change_rules(administration, {"months": [8, 9, 12]}, by=None)

    assert [each.as_of.month for each in administration.rounds.all()] == [8, 9, 12]


def test_fortnightly_rounds_are_added_to_a_planned_year_from_now_on(administration, rounds):
    change_rules(administration, {"fortnightly": True}, by=None)

    extra = administration.rounds.filter(number__gt=0)
    assert [(each.as_of.month, each.number) for each in extra] == [(9, 1), (10, 1), (11, 1)]


def test_extra_rounds_of_days_gone_by_are_not_planned(administration):
    CycleRules.objects.create(administration=administration, fortnightly=True)

    made = plan_year(administration, 2026, by=None)

    extra = [(each.as_of.month, each.number) for each in made if each.number]
    assert extra == [(9, 1), (10, 1), (11, 1)]
    assert len(made) - len(extra) == 10


def test_every_deed_is_in_the_log(administration, rounds):
    by = factories.UserFactory(username="controller")
    lock_round(open_round(rounds[9], by=by), by=by)

    assert [(each.action, each.subject, each.by) for each in Change.objects.filter(by="controller").order_by("pk")] == [
        ("round-opened", "2026-09", "controller"),
        ("round-locked", "2026-09", "controller"),
    ]
