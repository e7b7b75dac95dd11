"""The minutes of a meeting out of what is stored: frozen when they are adjusted, put together until then."""

from collections.abc import Iterable

from django.utils import timezone

from meetings.access import Sight
from meetings.agenda.codec import decode
from meetings.holding.reading import Agenda, ShownPoint, ShownRow, frozen_agenda, participants_of
from meetings.minutes.minutes import Attendee, Given, Minutes, MinutesPoint, MinutesRow, NoteText
from meetings.models import Assignment, Meeting, Note, Participant, Snapshot
from units.models import Administration


def minutes_of(meeting: Meeting) -> Minutes:
    """The minutes of a meeting that has begun: those that were frozen when they were adjusted, else the draft.

    Adjusted ones take no query, a draft a constant number of them.
    """
    if meeting.state == Meeting.State.ADJUSTED:
        return decode(Minutes, meeting.minutes)
    return assemble(meeting)


def assemble(meeting: Meeting) -> Minutes:
    """The draft, as everything stands now. Seven queries when the body and its administration are there."""
    agenda = frozen_agenda(meeting, Sight(whole=True))
    called = participants_of(meeting)
    figures = Snapshot.objects.filter(meeting=meeting).first()
    known = figures.read() if figures else None
    administration: Administration = meeting.body.administration
    return Minutes(
        body=meeting.body.name,
        administration=administration.name,
        day=meeting.day,
        started=timezone.localtime(meeting.started_at),
        money_unit=administration.money_unit,
        costs_negative=administration.costs_negative,
        closed=timezone.localtime(meeting.closed_at) if meeting.closed_at else None,
        place=meeting.place,
        present=_attendees(called, present=True),
        absent=_attendees(called, present=False),
        unsaid=_attendees(called, present=None),
        guests=meeting.guests,
        previous=agenda.previous.day if agenda.previous else None,
        taken=timezone.localtime(figures.taken_at) if figures else None,
        month=known.month if known else None,
        closed_month=known.closed if known else None,
        points=tuple(_point(each) for each in agenda.points),
        given=_given(_without_row(agenda)),
        adjuster=str(meeting.adjuster or ""),
    )


def _attendees(called: Iterable[Participant], *, present: bool | None) -> tuple[Attendee, ...]:
    return tuple(Attendee(str(each.user), each.function) for each in called if each.present is present)


def _point(shown: ShownPoint) -> MinutesPoint:
    return MinutesPoint(
        kind=shown.point.kind,
        title=shown.point.title,
        rows=tuple(_row(each) for each in shown.rows),
        notes=_notes(shown.notes),
    )


def _row(shown: ShownRow) -> MinutesRow:
    row = shown.row
    return MinutesRow(
        kind=shown.kind,
        facts=row.facts if row else {},
        state=shown.state,
        unit_id=row.unit_id if row else None,
        measure_id=row.measure_id if row else None,
        notes=_notes(shown.notes),
        given=_given(shown.assignments),
    )


def _notes(notes: Iterable[Note]) -> tuple[NoteText, ...]:
    return tuple(NoteText(each.text, str(each.made_by or ""), _changed_by(each)) for each in notes)


def _changed_by(note: Note) -> str:
    return str(note.changed_by) if note.changed_by and note.changed_by_id != note.made_by_id else ""


def _given(assignments: Iterable[Assignment]) -> tuple[Given, ...]:
    """As they were given: the day that was said first, whatever was reported back since."""
    return tuple(
        Given(
            pk=each.pk,
            kind=each.kind,
            number=each.number,
            year=each.year,
            text=each.text,
            owner=str(each.owner or ""),
            due=each.decided_due,
            for_committee=each.for_committee,
            owner_id=each.owner_id,
        )
        for each in assignments
    )


def _without_row(agenda: Agenda) -> list[Assignment]:
    return [each for each in agenda.assignments if each.row_id is None]
