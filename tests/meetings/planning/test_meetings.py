"""What people do with the meetings they plan."""

from datetime import date, time

import pytest

from meetings.models import Meeting
from meetings.planning import refusals
from meetings.planning.services import (
    Setting,
    call,
    cancel_meeting,
    change_meeting,
    end_body,
    plan_meeting,
    plan_series,
    set_present,
    take_up_meeting,
    uncall,
)
from meetings.refusals import MinutesAdjustedError
from tests import factories
from tests.meetings.planning.conftest import MONDAY, NEXT_MONDAY
from tests.meetings.planning.making import adjust, close, start
from units.models import Change

THREE = [MONDAY, NEXT_MONDAY, date(2026, 10, 5)]


def test_a_planned_meeting_is_when_and_where_the_body_usually_meets_and_calls_its_members(group, chief, controller):
    meeting = plan_meeting(group, MONDAY, by=None)

    assert (meeting.state, meeting.starts_at, meeting.place) == ("planned", time(8, 30), "Rum 1")
    assert {each.user for each in meeting.participants.all()} == {chief, controller}
    assert meeting.points.count() == group.usual_points.count()


def test_the_same_meeting_planned_twice_is_one(group):
    assert plan_meeting(group, MONDAY, by=None) == plan_meeting(group, MONDAY, by=None)
    assert Change.objects.filter(action="meeting-planned").count() == 1


def test_a_day_that_has_a_meeting_takes_no_other(group, meeting):
    with pytest.raises(refusals.DayTakenError, match="2026-09-21"):
        plan_meeting(group, MONDAY, setting=Setting(time(10)), by=None)


def test_a_day_with_a_cancelled_meeting_takes_no_new_one(group, meeting):
    cancel_meeting(meeting, word="Sjukdom", by=None)

    with pytest.raises(refusals.CancelledThatDayError):
        plan_meeting(group, MONDAY, by=None)


def test_an_ended_body_plans_no_meeting(group):
    end_body(group, by=None)

    with pytest.raises(refusals.BodyEndedError, match="Ledningsgruppen"):
        plan_meeting(group, MONDAY, by=None)


def test_a_meeting_may_be_planned_on_a_day_that_has_passed(group):
    assert plan_meeting(group, date(2026, 9, 14), by=None).state == "planned"


def test_a_series_planned_twice_changes_nothing(group, chief):
    plan_series(group, THREE, by=None)
    call(group.meetings.get(day=MONDAY), factories.UserFactory(username="gast"), by=None)

    assert plan_series(group, THREE, by=None) == []
    assert group.meetings.count() == 3
    assert group.meetings.get(day=MONDAY).participants.count() == 3


def test_a_series_leaves_the_days_that_have_a_meeting(group, meeting):
    assert [each.day for each in plan_series(group, THREE, by=None)] == THREE[1:]


def test_a_series_of_no_days_is_refused(group):
    with pytest.raises(refusals.NoDayChosenError):
        plan_series(group, [], by=None)


@pytest.mark.parametrize("count", [1, 3])
def test_a_series_is_stored_with_the_same_queries_however_long_it_is(group, count, django_assert_num_queries):
    with django_assert_num_queries(11):
        plan_series(group, THREE[:count], by=None)


def test_a_meeting_is_moved(meeting):
    change_meeting(meeting, day=NEXT_MONDAY, setting=Setting(time(13), "Rum 2"), guests="Revisorn", by=None)

    meeting.refresh_from_db()
    assert (meeting.day, meeting.starts_at, meeting.place, meeting.guests) == (
        NEXT_MONDAY, time(13), "Rum 2", "Revisorn",
    )  # fmt: skip


def test_a_meeting_is_not_moved_to_a_day_that_has_one(group, meeting):
    plan_meeting(group, NEXT_MONDAY, by=None)

    with pytest.raises(refusals.DayTakenError):
        change_meeting(meeting, day=NEXT_MONDAY, setting=Setting(), by=None)


@pytest.mark.parametrize("become", [start, close, adjust])
def test_a_meeting_that_has_begun_is_neither_moved_nor_cancelled(meeting, become):
    become(meeting)

    with pytest.raises(refusals.MeetingBegunError):
        change_meeting(meeting, day=NEXT_MONDAY, setting=Setting(), by=None)
    with pytest.raises(refusals.MeetingBegunError):
        cancel_meeting(meeting, word="Sjukdom", by=None)


def test_a_cancelled_meeting_is_not_moved(meeting):
    cancel_meeting(meeting, word="Sjukdom", by=None)

    with pytest.raises(refusals.MeetingCancelledError):
        change_meeting(meeting, day=NEXT_MONDAY, setting=Setting(), by=None)


def test_why_a_meeting_was_cancelled_is_in_the_log(meeting, chief):
    cancel_meeting(meeting, word="Sjukdom", by=chief)
    cancel_meeting(meeting, word="Något annat", by=chief)

    [change] = Change.objects.filter(action="meeting-cancelled")
    assert (change.subject, change.after) == ("Ledningsgruppen 2026-09-21", {"reason": "Sjukdom"})


def test_a_cancelled_meeting_is_held_after_all(meeting):
    cancel_meeting(meeting, word="Sjukdom", by=None)
    take_up_meeting(meeting, by=None)

    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PLANNED


def test_a_meeting_that_has_begun_is_not_taken_up(meeting):
    with pytest.raises(refusals.NotCancelledError):
        take_up_meeting(start(meeting), by=None)


def test_somebody_is_called_and_uncalled(meeting, controller):
    guest = factories.UserFactory()
    call(meeting, guest, function="HR", by=None)
    uncall(meeting, controller, by=None)

    assert meeting.participants.get(user=guest).function == "HR"
    assert not meeting.participants.filter(user=controller).exists()


def test_who_was_there_is_said_once_the_meeting_has_begun(meeting, chief, controller):
    set_present(start(meeting), {chief.pk: True}, unsaid=[controller.pk], guests="Revisorn", by=None)

    meeting.refresh_from_db()
    assert (meeting.participants.get(user=chief).present, meeting.participants.get(user=controller).present) == (
        True,
        False,
    )
    assert (meeting.guests, meeting.pulse) == ("Revisorn", 1)


def test_who_says_nothing_of_somebody_leaves_what_another_said(meeting, chief, controller):
    start(meeting)
    set_present(meeting, {chief.pk: True}, guests="", by=None)

    set_present(meeting, {controller.pk: True}, unsaid=[chief.pk], guests="", by=None)

    assert [each.present for each in meeting.participants.filter(user__in=[chief, controller])] == [True, True]


def test_the_log_tells_who_was_absent(meeting, chief):
    set_present(start(meeting), {chief.pk: False}, guests="", by=None)

    assert Change.objects.get(action="presence-changed").after["absent"] == [str(chief)]


def test_guests_that_somebody_else_wrote_meanwhile_are_not_overwritten(meeting):
    set_present(start(meeting), {}, guests="Revisorn", seen_guests="", by=None)

    with pytest.raises(refusals.GuestsStaleError, match="Revisorn"):
        set_present(meeting, {}, guests="Facket", seen_guests="", by=None)


def test_nobody_was_at_a_meeting_that_has_not_begun(meeting, chief):
    with pytest.raises(refusals.NotBegunError):
        set_present(meeting, {chief.pk: True}, guests="", by=None)


def test_who_was_there_does_not_change_after_the_minutes_are_adjusted(meeting, chief):
    adjust(meeting)

    with pytest.raises(MinutesAdjustedError):
        set_present(meeting, {}, guests="", by=None)
    with pytest.raises(MinutesAdjustedError):
        uncall(meeting, chief, by=None)


def test_nobody_is_called_to_a_cancelled_meeting(meeting):
    cancel_meeting(meeting, word="Sjukdom", by=None)

    with pytest.raises(refusals.MeetingCancelledError):
        call(meeting, factories.UserFactory(), by=None)
