"""What waits for a person before and after meetings."""

from datetime import date, time, timedelta

import pytest

from meetings.assignments.services import report_back
from meetings.models import Participant
from meetings.waiting import WaitingMeeting, meetings_ahead, minutes_to_adjust, waiting_assignments
from tests.meetings import making
from tests.meetings.making import DAY
from units.roles import Role

TODAY = date(2026, 9, 15)


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def head(person):
    return person(Role.UNIT_HEAD)


def called(meeting, user):
    Participant.objects.create(meeting=meeting, user=user)
    return meeting


def test_own_ones_wait_whether_late_or_not_and_ended_ones_do_not(administration, unit, head):
    making.about(unit, head, due=date(2026, 12, 1))
    making.about(unit, head, due=date(2026, 9, 12))
    ended = making.about(unit, head)
    report_back(ended, state="withdrawn", word="Behövs inte.", by=None)

    found = waiting_assignments(head, administration, TODAY)

    assert [(each.label, each.late) for each in found] == [("U2/2026", 3), ("U1/2026", 0)]


def test_late_ones_of_others_wait_for_those_who_hold_the_meetings(administration, unit, head, person):
    controller = person(Role.CONTROLLER)
    making.about(unit, controller, due=date(2026, 9, 12))
    making.about(unit, controller)
    making.about(administration.units.get(code="4200"), controller, due=date(2026, 9, 12))

    assert [each.label for each in waiting_assignments(head, administration, TODAY)] == ["U1/2026"]
    assert waiting_assignments(person(Role.SUPPORT), administration, TODAY) == []


def test_closed_meetings_wait_for_the_one_who_adjusts_the_minutes(administration, head, person):
    held = making.meeting(administration, state="closed", adjuster=head)
    making.meeting(administration, date(2026, 9, 1), state="adjusted", adjuster=head)

    assert minutes_to_adjust(head, administration) == [WaitingMeeting(held.pk, "Ledningsgruppen", DAY)]
    assert minutes_to_adjust(person(Role.CONTROLLER), administration) == []


def test_meetings_within_seven_days_are_ahead_of_those_called(administration, head):
    soon = called(making.meeting(administration, TODAY + timedelta(days=7), "planned", starts_at=time(9)), head)
    called(making.meeting(administration, TODAY + timedelta(days=8), "planned"), head)
    called(making.meeting(administration, TODAY + timedelta(days=1), "cancelled"), head)
    making.meeting(administration, TODAY + timedelta(days=2), "planned")
    now = called(making.meeting(administration, TODAY, "running"), head)

    assert meetings_ahead(head, administration, TODAY) == [
        WaitingMeeting(now.pk, "Ledningsgruppen", TODAY, None, running=True),
        WaitingMeeting(soon.pk, "Ledningsgruppen", soon.day, time(9)),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_each_is_one_query_however_many(administration, unit, head, count, django_assert_num_queries):
    for number in range(count):
        making.about(unit, head, due=date(2026, 9, 12))
        called(making.meeting(administration, TODAY + timedelta(days=number), "planned"), head)

    for asked in (
        lambda: waiting_assignments(head, administration, TODAY),
        lambda: minutes_to_adjust(head, administration),
        lambda: meetings_ahead(head, administration, TODAY),
    ):
        with django_assert_num_queries(1):
            asked()
