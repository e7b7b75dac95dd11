"""What meetings said of a unit or a measure: the latest notes, and the decisions and actions about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from measures.models import Measure
from meetings.access import AssignmentQuerySet
from meetings.assignments.queries import AssignmentRow, rows_of, seen_assignments
from meetings.models import Assignment, Body, Meeting, Note
from units.models import Unit, User

SHOWN = 10


@dataclass(frozen=True, slots=True)
class HeardNote:
    """A note of a meeting, and whether the person may open the meeting."""

    note: Note
    opens_meeting: bool

    @property
    def meeting(self) -> Meeting:
        """Where it was written."""
        return self.note.point.meeting


@dataclass(frozen=True, slots=True)
class Heard:
    """The latest notes, and the decisions and actions: all that are open and the latest that have ended."""

    notes: list[HeardNote]
    open: list[AssignmentRow]
    ended: list[AssignmentRow]

    @property
    def nothing(self) -> bool:
        """Whether no meeting has said anything."""
        return not (self.notes or self.open or self.ended)


def heard_of_unit(user: User, unit: Unit, today: date) -> Heard:
    """What meetings said of `unit`, whose figures `user` reads. Two queries."""
    about = seen_assignments(user, unit.administration).about_units(Unit.objects.filter(pk=unit.pk))
    return Heard(notes_on(user, Q(row__unit=unit) | own_notes([unit.pk])), *_assignments(about, user, today))


def heard_of_measure(user: User, measure: Measure, today: date) -> Heard:
    """What meetings said of `measure`, which `user` sees. Two queries."""
    about = seen_assignments(user, measure.administration).filter(measure=measure)
    return Heard(notes_on(user, Q(row__measure=measure)), *_assignments(about, user, today))


def own_notes(units: Sequence[int]) -> Q:
    """That a note of the team of one of `units` (pks) is about no unit or measure, so that it is about theirs."""
    return Q(row__unit=None, row__measure=None, point__meeting__body__unit__in=units)


def notes_on(user: User, about: Q) -> list[HeardNote]:
    """The latest notes that `about` takes. One query.

    Who reads the figures of what a row is about reads what was written on it, at any meeting: but what another unit's
    team said of a measure that is shared is read only by those who read that meeting.
    """
    seen = Meeting.objects.visible_to(user).order_by().filter(pk=OuterRef("point__meeting"))
    notes = Note.objects.filter(about, removed_at=None).exclude(point__meeting__state=Meeting.State.CANCELLED)
    found = notes.select_related("point__meeting__body", "row__measure", "made_by").annotate(opens=Exists(seen))
    found = found.exclude(point__meeting__body__kind=Body.Kind.TEAM, opens=False)
    latest = found.order_by("-point__meeting__day", "-made_at", "-pk")[:SHOWN]
    return [HeardNote(note, note.opens) for note in latest]


def _assignments(about: AssignmentQuerySet, user: User, today: date) -> tuple[list[AssignmentRow], list[AssignmentRow]]:
    rows = rows_of(about, user, today)
    open_ = [row for row in rows if row.assignment.state == Assignment.State.OPEN]
    return open_, rows[len(open_) :][:SHOWN]
