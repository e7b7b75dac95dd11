"""The meetings of the demo, on any day it is loaded."""

from meetings.agenda.figures import since
from meetings.models import Assignment, Meeting, Row
from units.models import Administration

STATES = Meeting.State


def held(body_name: str = "Ledningsgruppen") -> list[Meeting]:
    rows = Meeting.objects.held().filter(body__name=body_name).select_related("snapshot", "previous")
    return list(rows.order_by("day"))


def test_the_management_group_has_met_four_weeks_in_a_row(any_day):
    meetings = held()

    assert [each.previous for each in meetings] == [None, *meetings[:-1]]
    assert all(each.day < any_day for each in meetings)


def test_one_meeting_can_be_held_today(any_day):
    [meeting] = Meeting.objects.filter(body__name="Ledningsgruppen", day=any_day)

    assert meeting.state == STATES.PLANNED
    assert Row.objects.filter(point__meeting=meeting, kind="own").count() == 2


def test_a_meeting_is_told_exactly_what_changed_since_the_one_before(any_day):
    for meeting in held()[1:]:
        [total] = Row.objects.filter(point__meeting=meeting, key="total")
        expected = since(meeting.previous.snapshot.read(), meeting.snapshot.read())

        assert total.read().since == expected


def test_nothing_in_the_demos_meetings_is_still_to_come(any_day):
    for meeting in held():
        assert meeting.started_at < meeting.closed_at
        assert meeting.closed_at.date() < any_day
    assert not Meeting.objects.filter(adjusted_at__date__gte=any_day).exists()
    assert not Assignment.objects.filter(executed_on__gt=any_day).exists()


def test_decisions_of_the_demo_are_numbered_without_gaps(any_day):
    place = Administration.objects.get(code="EX")
    for kind in Assignment.Kind.values:
        for year in {each.year for each in place.assignments.filter(kind=kind)}:
            numbers = sorted(place.assignments.filter(kind=kind, year=year).values_list("number", flat=True))

            assert numbers == list(range(1, len(numbers) + 1))


def test_the_adjusted_minutes_of_the_demo_are_kept_in_the_meeting(any_day):
    adjusted = Meeting.objects.filter(state=STATES.ADJUSTED)

    assert all(each.minutes["body"] == str(each.body) for each in adjusted.select_related("body"))
    assert adjusted.exists()
