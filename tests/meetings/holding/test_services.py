"""What people do in a meeting."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from meetings.agenda.facts import OwnFacts, Reason, TotalFacts
from meetings.assignments.services import give_assignment
from meetings.holding import refusals
from meetings.holding.reading import agenda_of
from meetings.holding.services import (
    add_row,
    change_note,
    close_meeting,
    park_rows,
    remove_row,
    reopen_meeting,
    set_row_state,
    start_meeting,
    whole_point,
    write_note,
)
from meetings.kinds import PointKind
from meetings.models import Meeting, Row
from meetings.refusals import KeyUsedError
from tests import factories
from tests.meetings.places import forecast_of, meeting_on
from units import log
from units.models import Change
from units.roles import Role

DAY, NEXT = date(2026, 9, 14), date(2026, 9, 21)
NOON = datetime(2026, 9, 14, 10, tzinfo=UTC)
LATER = NOON + timedelta(weeks=1)


@pytest.fixture
def meeting(body, director) -> Meeting:
    return meeting_on(body, DAY, director)


@pytest.fixture
def started(meeting, director) -> Meeting:
    return start_meeting(meeting, now=NOON, by=director)


def row_of(meeting: Meeting, kind: str, key: str) -> Row:
    return Row.objects.select_related("point__meeting__body").get(point__meeting=meeting, point__kind=kind, key=key)


def point_of(meeting: Meeting, kind: str):
    return meeting.points.select_related("meeting__body").get(kind=kind)


def test_a_meeting_that_starts_freezes_its_figures(started):
    assert started.state == Meeting.State.RUNNING
    assert [(each.code, each.deviation) for each in started.snapshot.read().units] == [
        ("4100", -1_000_000_00),
        ("4200", 0),
    ]


def test_the_frozen_rows_stay_when_the_figures_change(started, director):
    unit = started.body.administration.units.get(code="4100")
    forecast_of(unit, date(2026, 9, 1), 14_000_000_00)

    agenda = agenda_of(started, director)

    [total] = [row.facts for row in agenda.points[1].rows if row.key == "total"]
    assert total.total.deviation == -1_000_000_00


def test_the_live_figures_are_those_of_now(started, director, monkeypatch):
    unit = started.body.administration.units.get(code="4100")
    forecast_of(unit, date(2026, 8, 1), 14_000_000_00, version=2)

    agenda = agenda_of(started, director, live=True)

    [total] = [row.facts for row in agenda.points[1].rows if row.key == "total"]
    assert (agenda.live, total.total.deviation) == (True, -2_000_000_00)


def test_the_unit_with_the_deficit_is_on_the_agenda(started):
    row = row_of(started, PointKind.UNITS, "unit:4100")

    assert row.read().reasons[0] == Reason.DEFICIT


def test_the_next_meeting_is_told_exactly_what_changed_since(started, body, director):
    close_meeting(started, now=NOON, by=director)
    unit = body.administration.units.get(code="4100")
    forecast_of(unit, date(2026, 8, 1), 13_400_000_00, version=2)

    following = start_meeting(meeting_on(body, NEXT, director), now=LATER, by=director)

    facts = row_of(following, PointKind.TOTAL, "total").read()
    assert isinstance(facts, TotalFacts)
    assert (following.previous, facts.held, facts.since.deviation) == (started, DAY, -400_000_00)


def test_a_meeting_starts_once(started, director):
    with pytest.raises(refusals.MeetingStartedError):
        start_meeting(started, now=NOON, by=director)


def test_a_meeting_of_a_later_day_does_not_start(body, director):
    with pytest.raises(refusals.MeetingTooEarlyError):
        start_meeting(meeting_on(body, NEXT, director), now=NOON, by=director)


def test_two_meetings_of_a_body_are_not_held_at_once(started, body, director):
    with pytest.raises(refusals.OtherMeetingRunningError):
        start_meeting(meeting_on(body, NEXT, director), now=LATER, by=director)


def test_a_meeting_before_one_that_was_held_does_not_start(body, director):
    late = start_meeting(meeting_on(body, NEXT, director), now=LATER, by=director)
    close_meeting(late, now=LATER, by=director)

    with pytest.raises(refusals.LaterMeetingHeldError):
        start_meeting(meeting_on(body, DAY, director), now=LATER, by=director)


def test_a_meeting_is_not_closed_twice(started, director):
    close_meeting(started, now=NOON + timedelta(hours=1), by=director)

    with pytest.raises(refusals.MeetingClosedError, match=r"avslutades 14 september kl. 13:00 av .*två gånger"):
        close_meeting(started, by=director)


def test_a_meeting_that_has_not_begun_is_not_closed(meeting, director):
    with pytest.raises(refusals.MeetingNotStartedError):
        close_meeting(meeting, by=director)


def test_a_meeting_closed_by_mistake_goes_on(started, director):
    close_meeting(started, now=NOON, by=director)

    assert reopen_meeting(started, by=director).state == Meeting.State.RUNNING


def test_a_note_is_written_once_however_often_it_is_sent(started, director):
    point, key = point_of(started, PointKind.UNITS), uuid4()

    notes = {write_note(point, "Ser över schemat.", key=key, by=director).pk for _ in range(2)}

    assert len(notes) == 1


def test_another_text_with_a_key_that_is_used_is_refused_and_not_lost_in_silence(started, director):
    point, key = point_of(started, PointKind.UNITS), uuid4()
    write_note(point, "Ser över schemat.", key=key, by=director)

    with pytest.raises(KeyUsedError):
        write_note(point, "Säger upp lokalen.", key=key, by=director)


def test_a_note_on_a_row_stands_under_the_point_of_the_row(started, director):
    row = row_of(started, PointKind.UNITS, "unit:4100")

    note = write_note(point_of(started, PointKind.MESSAGE), "Ser över schemat.", row=row, by=director)

    assert note.point == row.point


def test_a_note_on_a_row_of_another_meeting_is_refused(started, director):
    other = meeting_on(factories.BodyFactory(administration=started.body.administration), DAY, director)
    start_meeting(other, now=NOON, by=director)
    row = row_of(other, PointKind.UNITS, "unit:4100")

    with pytest.raises(refusals.NoteOfAnotherMeetingError):
        write_note(point_of(started, PointKind.UNITS), "Ser över schemat.", row=row, by=director)


def test_who_may_not_read_figures_does_not_read_notes_in_the_log(started, director):
    write_note(point_of(started, PointKind.UNITS), "4100 går back 3,4 mnkr.", by=director)

    change = Change.objects.get(action="note-written")
    assert [line.after for line in log.lines(change, figures=True)] == ["4100 går back 3,4 mnkr."]
    assert log.lines(change, figures=False) == []


def test_a_note_that_somebody_changed_is_not_overwritten(started, director):
    note = write_note(point_of(started, PointKind.UNITS), "Ett", by=director)
    change_note(note, "Två", seen=1, by=director)

    with pytest.raises(refusals.NoteStaleError, match="Två"):
        change_note(note, "Tre", seen=1, by=director)


def test_a_note_taken_away_is_not_shown(started, director):
    note = write_note(point_of(started, PointKind.UNITS), "Ett", by=director)

    change_note(note, "", seen=1, by=director)

    assert [each for point in agenda_of(started, director).points for each in point.notes] == []


def test_nothing_is_written_before_the_meeting_begins(meeting, director):
    with pytest.raises(refusals.MeetingNotStartedError):
        write_note(point_of(meeting, PointKind.UNITS), "Ett", by=director)


def test_what_is_parked_comes_back_at_the_next_meeting(started, body, director):
    own = add_row(point_of(started, PointKind.MATTERS), "Lokalen på Storgatan", by=director)
    set_row_state(own, Row.State.PARKED, by=director)
    close_meeting(started, now=NOON, by=director)

    following = start_meeting(meeting_on(body, NEXT, director), now=LATER, by=director)

    row = row_of(following, PointKind.MATTERS, own.key)
    assert (row.parked_from, row.read()) == (
        own,
        OwnFacts("Lokalen på Storgatan", by=str(director), reasons=("parked",)),
    )


def test_what_was_taken_up_meanwhile_is_not_parked_when_the_meeting_closes(started, director):
    open_row, taken_up = row_of(started, PointKind.TOTAL, "total"), row_of(started, PointKind.UNITS, "unit:4100")
    set_row_state(taken_up, Row.State.DISCUSSED, by=director)

    park_rows(started, [open_row, taken_up], by=director)

    assert sorted(Row.objects.values_list("key", "state")) == [("total", "parked"), ("unit:4100", "discussed")]
    assert len(Change.objects.get(action="rows-parked").after["row_titles"]) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_rows_are_parked_with_the_same_queries_however_many_they_are(
    started, director, rows, django_assert_num_queries
):
    point = point_of(started, PointKind.MATTERS)
    made = [add_row(point, f"Fråga {number}", by=director) for number in range(rows)]

    with django_assert_num_queries(10):
        park_rows(started, made, by=director)


def test_nothing_is_parked_once_the_next_meeting_has_begun(started, body, director):
    close_meeting(started, now=NOON, by=director)
    start_meeting(meeting_on(body, NEXT, director), now=LATER, by=director)

    with pytest.raises(refusals.NextMeetingBegunError, match="21 september"):
        set_row_state(row_of(started, PointKind.UNITS, "unit:4100"), Row.State.PARKED, by=director)


def test_a_row_says_what_is_to_be_taken_up(meeting, director):
    with pytest.raises(refusals.RowTitleMissingError):
        add_row(point_of(meeting, PointKind.UNITS), "  ", by=director)


def test_the_row_of_a_whole_point_is_in_the_log(started, director):
    whole_point(point_of(started, PointKind.MATTERS), by=director)

    assert Change.objects.get(action="row-added").after == {"row_title": "Frågor mellan enheter"}


def test_a_row_is_added_before_the_meeting_and_is_last_when_it_begins(meeting, director):
    point = point_of(meeting, PointKind.UNITS)
    own = add_row(point, "Semestrarna", by=director)

    start_meeting(meeting, now=NOON, by=director)

    assert list(point.rows.values_list("key", flat=True)) == ["unit:4100", own.key]


def test_a_row_added_before_the_meeting_is_taken_away_again(meeting, director):
    own = add_row(point_of(meeting, PointKind.UNITS), "Semestrarna", by=director)

    for _time in range(2):
        remove_row(own, by=director)

    assert not Row.objects.exists()
    assert Change.objects.filter(action="row-removed").count() == 1


def test_a_row_that_nobody_added_is_not_taken_away(meeting, director):
    row = point_of(meeting, PointKind.UNITS).rows.create(key="unit:4100", kind="unit")

    with pytest.raises(refusals.RowNotOwnError):
        remove_row(row, by=director)


def test_every_write_counts_in_the_pulse(started, director):
    before = started.pulse
    row = row_of(started, PointKind.UNITS, "unit:4100")

    set_row_state(row, Row.State.DISCUSSED, by=director)
    write_note(row.point, "Ser över schemat.", row=row, by=director)

    started.refresh_from_db()
    row.refresh_from_db()
    assert (started.pulse - before, row.touched) == (2, started.pulse)


def test_who_is_called_without_rights_sees_the_row_and_not_the_figures(started, body):
    head = factories.person(body.administration, Role.UNIT_HEAD, unit=body.administration.units.get(code="4200"))
    started.participants.create(user=head)

    agenda = agenda_of(started, head)

    assert {row.key: row.sees for point in agenda.points for row in point.rows} == {
        "total": False,
        "unit:4100": False,
    }


def test_the_log_says_who_started_and_closed_it(started, director):
    close_meeting(started, now=NOON, by=director)

    told = list(Change.objects.filter(action__startswith="meeting-").order_by("pk").values_list("action", "by"))
    assert told == [("meeting-started", str(director)), ("meeting-closed", str(director))]


@pytest.mark.parametrize("written", [0, 3])
def test_the_agenda_of_a_meeting_under_way_takes_the_same_queries_however_much_is_written(
    started, director, written, django_assert_num_queries
):
    for point in started.points.all():
        for number in range(written):
            write_note(point, f"{number}", by=director)
    meeting = Meeting.objects.select_related("body", "previous").get(pk=started.pk)

    with django_assert_num_queries(5):
        agenda_of(meeting, director)


def test_what_is_written_on_an_open_row_takes_it_up(started, director):
    noted = row_of(started, PointKind.UNITS, "unit:4100")
    write_note(noted.point, "Två placeringar.", row=noted, by=None)
    assert row_of(started, PointKind.UNITS, "unit:4100").state == Row.State.DISCUSSED

    total = row_of(started, PointKind.TOTAL, "total")
    give_assignment(
        started.body.administration, kind="action", text="Ring", owner=director, due=NEXT, row=total, by=None
    )
    assert row_of(started, PointKind.TOTAL, "total").state == Row.State.DISCUSSED


def test_what_is_written_on_a_row_that_was_parked_leaves_it_parked(started):
    row = row_of(started, PointKind.UNITS, "unit:4100")
    set_row_state(row, Row.State.PARKED, by=None)

    write_note(row.point, "Nästa vecka.", row=row, by=None)

    assert row_of(started, PointKind.UNITS, "unit:4100").state == Row.State.PARKED
