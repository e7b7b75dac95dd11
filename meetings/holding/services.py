"""What people do in a meeting: start it, take up its rows, write in it, close it. Rights are the view's business."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from meetings.agenda.codec import encode
from meetings.agenda.facts import Found, OwnFacts
from meetings.agenda.gathering import Gathered, gather
from meetings.agenda.words import title_of
from meetings.holding import refusals
from meetings.kinds import WHOLE, RowKind
from meetings.locking import locked, refuse_adjusted
from meetings.models import Meeting, Note, Point, Row, Snapshot
from meetings.pulse import touch
from meetings.refusals import KeyUsedError
from meetings.taking import take_up
from meetings.words import clock, day_word, point_title
from units.models import User
from units.services import record_change

RUNNING, CLOSED = Meeting.State.RUNNING, Meeting.State.CLOSED


@transaction.atomic
def start_meeting(
    meeting: Meeting, *, now: datetime | None = None, month: date | None = None, by: User | None
) -> Meeting:
    """Begin `meeting`: freeze the figures and the rows of its agenda as they stand `now`.

    `month` is the month the figures are seen at the end of, the last closed one unless it is said.

    Raises:
        MeetingStartedError, MeetingCancelledError: it is not one to start.
        MeetingTooEarlyError: it is planned for a later day.
        OtherMeetingRunningError, LaterMeetingHeldError: "since last time" would not be exact.
    """
    meeting = locked(meeting)
    now = now or timezone.now()
    if meeting.is_begun:
        raise refusals.MeetingStartedError(time=clock(meeting.started_at))
    if meeting.state == Meeting.State.CANCELLED:
        raise refusals.MeetingCancelledError
    if meeting.day > timezone.localdate(now):
        raise refusals.MeetingTooEarlyError(day=day_word(meeting.day))
    others = meeting.body.meetings.exclude(pk=meeting.pk)
    if running := others.filter(state=RUNNING).first():
        raise refusals.OtherMeetingRunningError(day=day_word(running.day))
    if later := others.filter(day__gt=meeting.day, started_at__isnull=False).first():
        raise refusals.LaterMeetingHeldError(day=day_word(later.day))
    found = gather(meeting.body, meeting.day, now=now, month=month)
    Snapshot.objects.create(meeting=meeting, taken_at=now, figures=encode(found.figures))
    _store_rows(meeting, found)
    meeting.state, meeting.started_at, meeting.started_by, meeting.previous = RUNNING, now, by, found.previous
    meeting.save(update_fields=["state", "started_at", "started_by", "previous"])
    touch(meeting)
    _log("meeting-started", meeting, by)
    return meeting


@transaction.atomic
def close_meeting(
    meeting: Meeting, *, adjuster: User | None = None, now: datetime | None = None, by: User | None
) -> Meeting:
    """End `meeting`. `adjuster` is who adjusts its minutes; somebody else may be named until that is done.

    Raises:
        MeetingNotStartedError, MeetingClosedError: it is not one to close.
    """
    meeting = locked(meeting)
    if meeting.closed_at:
        day, time = day_word(timezone.localdate(meeting.closed_at)), clock(meeting.closed_at)
        raise refusals.MeetingClosedError(day=day, time=time, name=meeting.closed_by or "–")
    if meeting.state != RUNNING:
        raise refusals.MeetingNotStartedError
    meeting.state, meeting.closed_at, meeting.closed_by = CLOSED, now or timezone.now(), by
    meeting.adjuster = adjuster
    meeting.save(update_fields=["state", "closed_at", "closed_by", "adjuster"])
    touch(meeting)
    _log("meeting-closed", meeting, by, adjuster=str(adjuster or ""))
    return meeting


@transaction.atomic
def reopen_meeting(meeting: Meeting, *, by: User | None) -> Meeting:
    """Let `meeting` go on after it was closed by mistake. Its figures stay as they were frozen.

    Raises:
        NotReopenedError: it is not closed, or it is adjusted.
        OtherMeetingRunningError, LaterMeetingHeldError: another has begun since.
    """
    meeting = locked(meeting)
    if meeting.state != CLOSED:
        raise refusals.NotReopenedError
    others = meeting.body.meetings.exclude(pk=meeting.pk)
    if running := others.filter(state=RUNNING).first():
        raise refusals.OtherMeetingRunningError(day=day_word(running.day))
    if later := others.filter(day__gt=meeting.day, started_at__isnull=False).first():
        raise refusals.LaterMeetingHeldError(day=day_word(later.day))
    meeting.state, meeting.closed_at, meeting.closed_by = RUNNING, None, None
    meeting.save(update_fields=["state", "closed_at", "closed_by"])
    touch(meeting)
    _log("meeting-reopened", meeting, by)
    return meeting


@transaction.atomic
def set_row_state(row: Row, state: str, *, by: User | None) -> Row:
    """Say that `row` is discussed, skipped, parked or not taken up. One that is parked comes back at the next meeting.

    Raises:
        MeetingNotStartedError, MinutesAdjustedError: nothing is written in the meeting.
        NextMeetingBegunError: it is parked, and would not come back.
    """
    meeting = _written(row.point.meeting)
    row = Row.objects.select_related("point").get(pk=row.pk)
    if row.state == state:
        return row
    if state == Row.State.PARKED:
        _refuse_parked_late(meeting)
    row.state = state
    row.save(update_fields=["state"])
    touch(meeting, row)
    _log("row-taken-up", meeting, by, row=row.key, row_state=state)
    return row


@transaction.atomic
def park_rows(meeting: Meeting, rows: Collection[Row], *, by: User | None) -> int:
    """Let those of `rows` of `meeting` that nobody has taken up come back at the next meeting: how many they were.

    Raises:
        MeetingNotStartedError, MinutesAdjustedError: nothing is written in the meeting.
        NextMeetingBegunError: they would not come back.
    """
    meeting = _written(meeting)
    left = Row.objects.filter(point__meeting=meeting, pk__in=[row.pk for row in rows], state=Row.State.OPEN)
    titles = [title_of(row.read()) for row in left]
    if not titles:
        return 0
    _refuse_parked_late(meeting)
    left.update(state=Row.State.PARKED, touched=touch(meeting))
    _log("rows-parked", meeting, by, row_titles=titles)
    return len(titles)


@transaction.atomic
def write_note(point: Point, text: str, *, row: Row | None = None, key: UUID | None = None, by: User | None) -> Note:
    """Write `text` on `row`, under the point that it stands under, or on the whole of `point` when there is no row.

    A row that is open is discussed then. The same `key` twice is one note: the first one comes back.

    Raises:
        NoteEmptyError: there is nothing in it.
        NoteOfAnotherMeetingError: `row`, or the note of `key`, is of another meeting.
        KeyUsedError: `key` is that of a note that says something else.
        MeetingNotStartedError, MinutesAdjustedError: nothing is written in the meeting.
    """
    meeting = _written(point.meeting)
    point = row.point if row else point
    if point.meeting_id != meeting.pk:
        raise refusals.NoteOfAnotherMeetingError
    if key and (note := Note.objects.select_related("point").filter(key=key).first()):
        if note.point.meeting_id != meeting.pk:
            raise refusals.NoteOfAnotherMeetingError
        if note.text.split() != text.split():
            raise KeyUsedError
        return note
    if not text.strip():
        raise refusals.NoteEmptyError
    note = Note.objects.create(point=point, row=row, text=text.strip(), key=key, made_by=by)
    if row:
        take_up(row)
    touch(meeting, row)
    _log("note-written", meeting, by, note_text=note.text)
    return note


@transaction.atomic
def change_note(note: Note, text: str, *, seen: int, by: User | None) -> Note:
    """Let `note`, seen in its version `seen`, say `text`. An empty text takes it away; it can be written again.

    Raises:
        NoteStaleError: somebody changed it since; the error says what stands there now.
        MeetingNotStartedError, MinutesAdjustedError: nothing is written in the meeting.
    """
    meeting = _written(note.point.meeting)
    note = Note.objects.select_related("row", "changed_by", "made_by").get(pk=note.pk)
    text, before = text.strip(), "" if note.removed_at else note.text
    if text == before:
        return note
    if note.version != seen:
        raise refusals.NoteStaleError(name=note.changed_by or note.made_by or "–", text=before or "–")
    note.text, note.removed_at = text or note.text, None if text else timezone.now()
    note.version, note.changed_at, note.changed_by = note.version + 1, timezone.now(), by
    note.save(update_fields=["text", "removed_at", "version", "changed_at", "changed_by"])
    touch(meeting, note.row)
    record_change(
        "note-changed" if text else "note-removed",
        meeting,
        administration=meeting.body.administration,
        by=by,
        before={"note_text": before},
        after={"note_text": text},
    )
    return note


@transaction.atomic
def add_row(point: Point, title: str, text: str = "", *, key: UUID | None = None, by: User | None) -> Row:
    """Put something to talk about under `point`, before the meeting or in it. The same `key` twice is one row.

    Raises:
        MeetingCancelledError, MinutesAdjustedError: the meeting takes nothing more up.
        RowTitleMissingError: it does not say what.
        KeyUsedError: `key` is that of a row that says something else.
    """
    meeting = locked(point.meeting)
    if meeting.state == Meeting.State.CANCELLED:
        raise refusals.MeetingCancelledError
    refuse_adjusted(meeting)
    if not title.strip():
        raise refusals.RowTitleMissingError
    name, facts = f"own:{key or uuid4()}", OwnFacts(title.strip(), text.strip(), str(by or ""))
    if row := point.rows.filter(key=name).first():
        if (row.facts["title"].split(), row.facts["text"].split()) != (title.split(), text.split()):
            raise KeyUsedError
        return row
    last = point.rows.order_by("-order").values_list("order", flat=True).first() or 0
    row = Row.objects.create(point=point, key=name, kind=RowKind.OWN, facts=encode(facts), order=last + 1, added_by=by)
    touch(meeting, row)
    _log("row-added", meeting, by, row_title=facts.title)
    return row


@transaction.atomic
def whole_point(point: Point, *, by: User | None) -> Row:
    """The row that stands for the whole of `point`, on which decisions and actions on no other row are given.

    It is made the first time.

    Raises:
        MeetingNotStartedError, MinutesAdjustedError: nothing is written in the meeting.
    """
    meeting = _written(point.meeting)
    if row := point.rows.filter(key=WHOLE).first():
        return row
    facts = OwnFacts(point_title(point.kind, point.title))
    last = point.rows.order_by("-order").values_list("order", flat=True).first() or 0
    row = Row.objects.create(
        point=point,
        key=WHOLE,
        kind=RowKind.OWN,
        facts=encode(facts),
        state=Row.State.DISCUSSED,
        order=last + 1,
        added_by=by,
    )
    touch(meeting, row)
    _log("row-added", meeting, by, row_title=facts.title)
    return row


@transaction.atomic
def remove_row(row: Row, *, by: User | None) -> None:
    """Take away a row that somebody added, before the meeting begins and anything is written on it. Twice is once.

    Raises:
        MeetingStartedError: the meeting has begun: skip the row instead.
        RowNotOwnError: nobody added it.
        RowWrittenOnError: something was written on it.
    """
    meeting = locked(row.point.meeting)
    if meeting.is_begun:
        raise refusals.MeetingStartedError(time=clock(meeting.started_at))
    stored = Row.objects.filter(pk=row.pk).first()
    if stored is None:
        return
    if stored.kind != RowKind.OWN:
        raise refusals.RowNotOwnError
    if stored.notes.exists() or stored.assignments.exists():
        raise refusals.RowWrittenOnError
    stored.delete()
    touch(meeting)
    _log("row-removed", meeting, by, row_title=stored.facts["title"])


def _store_rows(meeting: Meeting, found: Gathered) -> None:
    """The rows that the points fill themselves with, before those that somebody added."""
    rows: list[Row] = []
    points = list(meeting.points.prefetch_related("rows"))
    under = found.under(points)
    for point in points:
        filled = under[point.pk]
        rows += [_row(point, each, order) for order, each in enumerate(filled, 1)]
        for order, own in enumerate(point.rows.all(), len(filled) + 1):
            Row.objects.filter(pk=own.pk).update(order=order)
    Row.objects.bulk_create(rows)


def _row(point: Point, found: Found, order: int) -> Row:
    return Row(
        point=point,
        key=found.key,
        kind=found.kind,
        facts=encode(found.facts),
        unit_id=found.unit,
        measure_id=found.measure,
        indicator_id=found.indicator,
        assignment_id=found.assignment,
        matter_id=found.matter,
        order=order,
        parked_from_id=found.parked_from,
    )


def _written(meeting: Meeting) -> Meeting:
    """The meeting, locked, when something may be written in it: begun, and not adjusted."""
    meeting = locked(meeting)
    if meeting.state == Meeting.State.CANCELLED:
        raise refusals.MeetingCancelledError
    if not meeting.is_begun:
        raise refusals.MeetingNotStartedError
    refuse_adjusted(meeting)
    return meeting


def _refuse_parked_late(meeting: Meeting) -> None:
    later = meeting.body.meetings.filter(day__gt=meeting.day, started_at__isnull=False).order_by("day").first()
    if later:
        raise refusals.NextMeetingBegunError(day=day_word(later.day))


def _log(action: str, meeting: Meeting, by: User | None, **after: Any) -> None:
    record_change(action, meeting, administration=meeting.body.administration, by=by, after=after)
