import threading
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection

from forecasts.entry import refusals
from forecasts.entry.drafts import answer_flag, discard_draft, fill_empty, write_amount, write_causes, write_comment
from forecasts.entry.steps import (
    approve,
    begin_correction,
    check,
    check_all,
    missing_before_submit,
    send_back,
    submit,
)
from forecasts.models import Forecast, ForecastStep, Round
from forecasts.rounds.queries import rules_of
from tests import factories
from tests.forecasts.entry.cycle import TKR, entry_of, round_of, submitted, year_of
from units.display import display_of
from units.models import Change
from units.roles import Role

IN_TIME = datetime(2026, 9, 8, 12, tzinfo=UTC)
TOO_LATE = datetime(2026, 9, 9, 6, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(IN_TIME, tick=True) as clock:
        yield clock


@pytest.fixture
def head(person):
    return person(Role.UNIT_HEAD)


@pytest.fixture
def controller(person):
    return person(Role.CONTROLLER)


@pytest.fixture
def ready(unit, august, head):
    """A draft that lacks nothing: 160 tkr over budget, explained."""
    fill_empty(unit, august, source="proposal", by=head)
    write_comment(unit, august, text="Fler vikarier än planerat", seen="", by=head)
    write_causes(unit, august, [("staffing", -160 * TKR, "")], by=head)
    return Forecast.drafts.get()


def lock(round):
    Round.objects.filter(pk=round.pk).update(locked_at=IN_TIME)


def missing(unit, round):
    return missing_before_submit(entry_of(unit, round), rules_of(unit.administration), display_of(unit.administration))


def test_the_draft_becomes_the_first_version(unit, august, head, ready):
    forecast = submit(unit, august, by=head)

    assert (forecast.pk, forecast.version, forecast.state, forecast.late) == (ready.pk, 1, "submitted", False)
    assert (forecast.submitted_by, forecast.submitted_at) == (head, forecast.submitted_at)
    assert dict(forecast.lines.values_list("group__code", "amount")) == {"PER": 12_160 * TKR, "INT": -600 * TKR}
    assert list(forecast.steps.values_list("state", "by")) == [("submitted", head.pk)]
    assert not Forecast.drafts.exists()


def test_what_was_submitted_is_in_the_log(unit, august, head, ready):
    submit(unit, august, by=head)

    change = Change.objects.first()
    assert (change.action, change.subject, change.by) == ("forecast-submitted", f"{unit} 2026-08", str(head))
    assert change.after == {"version": 1, "amounts": {"Intäkter": -600 * TKR, "Personalkostnader": 12_160 * TKR}}


def test_a_forecast_after_the_unit_heads_day_is_late(unit, august, head, ready, clock):
    clock.move_to(TOO_LATE)

    assert submit(unit, august, by=head).late


def test_what_replaces_a_forecast_that_came_in_time_is_not_late(unit, august, head, controller, ready, clock):
    first = submit(unit, august, by=head)
    send_back(first, word="Hyran saknas", by=controller)
    clock.move_to(TOO_LATE)
    write_comment(unit, august, text="Med hyran", seen="Fler vikarier än planerat", by=head)

    assert not submit(unit, august, by=head).late


def test_all_that_is_missing_is_said_at_once(unit, august, administration):
    staff = factories.group(administration)
    write_amount(unit, august, staff, amount=120 * TKR, seen=None, by=None)

    with pytest.raises(refusals.IncompleteError) as refused:
        submit(unit, august, by=None)

    assert len(refused.value.missing) == 2
    assert "Intäkter" in refused.value.missing[0]
    assert "Personalkostnader" in refused.value.missing[1]
    assert Forecast.drafts.exists()


def test_a_large_deviation_needs_a_comment_and_a_cause(unit, august):
    fill_empty(unit, august, source="proposal", by=None)
    assert len(missing(unit, august)) == 2

    write_comment(unit, august, text="Vikarier", seen="", by=None)
    assert len(missing(unit, august)) == 1

    write_causes(unit, august, [("staffing", -160 * TKR, "")], by=None)
    assert missing(unit, august) == []


def test_a_small_deviation_needs_nothing(administration, unit, august):
    fill_empty(unit, august, source="budget", by=None)
    write_amount(unit, august, factories.group(administration), amount=12_050 * TKR, seen=12_000 * TKR, by=None)

    assert missing(unit, august) == []


def test_a_large_change_needs_a_comment(unit, august):
    submitted(unit, date(2026, 6, 1), PER=13_000 * TKR, INT=-600 * TKR)
    fill_empty(unit, august, source="budget", by=None)

    assert len(missing(unit, august)) == 1


def test_what_blocks_is_answered_or_corrected(administration, unit, august, head):
    staff = factories.group(administration)
    fill_empty(unit, august, source="budget", by=head)
    write_amount(unit, august, staff, amount=8_100 * TKR, seen=12_000 * TKR, by=head)
    write_comment(unit, august, text="Verksamheten läggs ner", seen="", by=head)
    write_causes(unit, august, [("volume", 3_900 * TKR, "")], by=head)
    assert len(missing(unit, august)) == 1

    answer_flag(unit, august, "below-actual", staff, answer="Felbokat, rättas i september", by=head)

    assert missing(unit, august) == []


def test_an_empty_draft_lacks_everything(unit, august):
    write_comment(unit, august, text="Kommer", seen="", by=None)

    assert len(missing(unit, august)) == 1


def test_a_double_click_submits_once(unit, august, head, ready):
    assert submit(unit, august, by=head) == submit(unit, august, by=head)
    assert Forecast.objects.count() == 1


def test_who_submits_second_is_told(unit, august, head, controller, ready):
    submit(unit, august, by=head)

    with pytest.raises(refusals.SubmittedMeanwhileError, match=str(head)):
        submit(unit, august, by=controller)


def test_a_file_that_came_after_the_draft_is_not_passed_over(unit, august, head, ready, controller, clock):
    clock.shift(60)
    file = submitted(unit, round=august, PER=1)
    Forecast.objects.update(submitted_at=datetime(2026, 9, 8, 12, 0, 30, tzinfo=UTC), submitted_by=controller)

    with pytest.raises(refusals.SubmittedMeanwhileError):
        submit(unit, august, by=head)
    assert submit(unit, august, by=head, seen=file.pk).version == 2


def test_nothing_is_submitted_from_nothing(unit, august, head):
    with pytest.raises(refusals.NothingToSubmitError):
        submit(unit, august, by=head)


def test_a_locked_round_takes_no_forecast(unit, august, head, ready):
    lock(august)

    with pytest.raises(refusals.RoundLockedError):
        submit(unit, august, by=head)


def test_check_and_approve_follow_each_other(unit, august, head, controller, person, ready):
    chief = person(Role.DEPARTMENT_HEAD)
    forecast = submit(unit, august, by=head)

    with pytest.raises(refusals.NotCheckedError):
        approve(forecast, by=chief)
    check(forecast, by=controller, word="Stämt av mot lönerna")
    approve(forecast, by=chief)

    forecast.refresh_from_db()
    assert forecast.state == "approved"
    assert list(forecast.steps.values_list("state", "by", "word")) == [
        ("submitted", head.pk, ""),
        ("checked", controller.pk, "Stämt av mot lönerna"),
        ("approved", chief.pk, ""),
    ]


def test_a_double_click_on_a_step_is_harmless(unit, august, head, controller, ready):
    forecast = submit(unit, august, by=head)
    for step in (check, check, approve, approve, check):
        step(forecast, by=controller)

    assert list(forecast.steps.values_list("state", flat=True)) == ["submitted", "checked", "approved"]


def test_an_approved_forecast_is_sent_back_before_it_is_changed(unit, august, head, controller, ready):
    forecast = submit(unit, august, by=head)
    check(forecast, by=controller)
    approve(forecast, by=controller)
    with pytest.raises(refusals.ForecastApprovedError):
        write_comment(unit, august, text="Ny", seen="", by=head)

    send_back(forecast, word="Hyran saknas", by=controller)
    send_back(forecast, word="Hyran saknas", by=controller)
    write_comment(unit, august, text="Med hyran", seen="Fler vikarier än planerat", by=head)

    second = submit(unit, august, by=head)
    assert (second.version, second.state) == (2, "submitted")
    assert list(forecast.steps.values_list("state", "word"))[-1] == ("sent-back", "Hyran saknas")
    assert forecast.steps.filter(state="sent-back").count() == 1


def test_a_forecast_sent_back_is_changed_before_it_comes_again(unit, august, head, controller, ready):
    forecast = submit(unit, august, by=head)
    send_back(forecast, word="Hyran saknas", by=controller)

    with pytest.raises(refusals.NothingChangedError):
        submit(unit, august, by=head)
    with pytest.raises(refusals.ForecastSentBackError):
        check(forecast, by=controller)


@pytest.mark.parametrize("word", ["", "  \n"])
def test_nothing_is_sent_back_without_a_word(unit, august, head, controller, ready, word):
    forecast = submit(unit, august, by=head)

    with pytest.raises(refusals.WordNeededError):
        send_back(forecast, word=word, by=controller)


def test_a_word_holds_no_personal_identity_number(unit, august, head, controller, ready):
    forecast = submit(unit, august, by=head)

    for step in (check, send_back):
        with pytest.raises(refusals.PersonalNumberError):
            step(forecast, word="Vikarien 19800101-1231", by=controller)
    assert list(ForecastStep.objects.values_list("state", flat=True)) == ["submitted"]


def test_who_checks_an_old_version_is_told(unit, august, head, controller, ready):
    first = submit(unit, august, by=head)
    write_comment(unit, august, text="Ny", seen="Fler vikarier än planerat", by=head)
    submit(unit, august, by=head)

    for step in (check, approve):
        with pytest.raises(refusals.NewerVersionError, match=str(head)):
            step(first, by=controller)


def test_a_locked_forecast_never_changes(unit, august, head, controller, ready):
    forecast = submit(unit, august, by=head)
    lock(august)

    with pytest.raises(refusals.RoundLockedError):
        check(forecast, by=controller)
    with pytest.raises(refusals.RoundLockedError):
        send_back(forecast, word="Hyran saknas", by=controller)
    with pytest.raises(refusals.RoundLockedError):
        approve(forecast, by=controller)


def test_a_locked_forecast_is_corrected_by_a_new_version(administration, unit, august, head, controller, ready):
    first = submit(unit, august, by=head)
    lock(august)

    begin_correction(unit, august, reason="Hyran var fel", by=controller)
    begin_correction(unit, august, reason="Hyran var fel", by=controller)
    staff = factories.group(administration)
    write_amount(unit, august, staff, amount=12_200 * TKR, seen=12_160 * TKR, by=controller)
    second = submit(unit, august, by=controller)
    approve(second, by=controller)

    assert (second.version, second.state, second.reason, second.late) == (2, "checked", "Hyran var fel", False)
    assert list(second.steps.values_list("state", flat=True)) == ["submitted", "checked", "approved"]
    assert dict(first.lines.values_list("group__code", "amount"))["PER"] == 12_160 * TKR
    assert entry_of(unit, august).submitted.state == "approved"


def test_a_correction_can_be_thrown_away(unit, august, head, controller, ready):
    submit(unit, august, by=head)
    lock(august)
    begin_correction(unit, august, reason="Hyran var fel", by=controller)

    discard_draft(unit, august, by=controller)

    assert (Forecast.objects.count(), Forecast.drafts.count()) == (1, 0)


def test_a_draft_left_in_a_locked_round_is_what_its_correction_goes_on_from(unit, august, controller, ready):
    lock(august)

    draft = begin_correction(unit, august, reason="Kom aldrig in", by=controller)

    assert (draft, draft.comment) == (ready, "Fler vikarier än planerat")
    assert submit(unit, august, by=controller).version == 1


def test_a_correction_needs_a_reason_and_a_locked_round(unit, august, controller):
    with pytest.raises(refusals.RoundNotLockedError):
        begin_correction(unit, august, reason="Hyran var fel", by=controller)
    lock(august)
    with pytest.raises(refusals.ReasonNeededError):
        begin_correction(unit, august, reason=" ", by=controller)
    with pytest.raises(refusals.PersonalNumberError):
        begin_correction(unit, august, reason="Vikarien 19800101-1231", by=controller)


def test_nothing_is_corrected_behind_an_extra_round(administration, unit, controller):
    ordinary = round_of(administration, locked=True)
    submitted(unit, round=ordinary, PER=1)
    round_of(administration, number=1)

    with pytest.raises(refusals.LaterForecastError):
        begin_correction(unit, ordinary, reason="Hyran var fel", by=controller)


def test_all_that_nothing_is_odd_in_are_checked_at_once(administration, unit, august, controller):
    odd, good = unit, administration.units.get(code="4200")
    submitted(odd, round=august, PER=120 * TKR, INT=-600 * TKR)
    submitted(good, round=august, PER=1)

    assert check_all(august, by=controller) == (1, 1)
    assert dict(Forecast.objects.values_list("unit__code", "state")) == {"4100": "submitted", "4200": "checked"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer at a time")
@pytest.mark.parametrize("deed", ["write", "submit"])
def test_two_at_once_never_make_two(deed):
    administration = factories.small_administration()
    unit = year_of(administration)
    august = round_of(administration)
    staff = factories.group(administration)
    head = factories.person(administration, Role.UNIT_HEAD)
    if deed == "submit":
        fill_empty(unit, august, source="budget", by=head)
    together, outcomes = threading.Barrier(2), []

    def run(amount):
        try:
            together.wait()
            if deed == "write":
                write_amount(unit, Round.objects.get(pk=august.pk), staff, amount=amount, seen=None, by=head)
            else:
                submit(unit, Round.objects.get(pk=august.pk), by=head)
            outcomes.append("done")
        except refusals.EditedByOtherError:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[amount]) for amount in (12_000 * TKR, 12_100 * TKR)]
    [each.start() for each in threads]
    [each.join() for each in threads]

    assert sorted(outcomes) == {"write": ["done", "told"], "submit": ["done", "done"]}[deed]
    assert (Forecast.objects.count(), Forecast.drafts.count()) == {"write": (0, 1), "submit": (1, 0)}[deed]


def test_a_withdrawn_forecast_takes_no_step(unit, august, controller):
    made = submitted(unit, round=august, PER=12_000 * TKR)
    Forecast.objects.update(withdrawn_at=IN_TIME)

    with pytest.raises(refusals.NothingSubmittedError):
        check(made, by=controller)


def test_a_correction_does_not_keep_causes_that_leave_a_large_rest(
    administration, unit, august, head, controller, ready
):
    submit(unit, august, by=head)
    lock(august)
    august.refresh_from_db()
    begin_correction(unit, august, reason="Hyran var fel", by=controller)
    staff = factories.group(administration)
    write_amount(unit, august, staff, amount=11_500 * TKR, seen=12_160 * TKR, by=controller)
    [text] = missing(unit, august)
    assert "660" in text

    write_causes(unit, august, [("staffing", 500 * TKR, "")], by=controller)

    assert missing(unit, august) == []


def test_the_reason_of_a_correction_is_its_comment(unit, august, head, controller, ready):
    write_comment(unit, august, text="", seen="Fler vikarier än planerat", by=head)
    assert len(missing(unit, august)) == 1
    lock(august)

    begin_correction(unit, august, reason="Kom aldrig in", by=controller)

    assert missing(unit, august) == []
