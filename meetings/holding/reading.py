"""A meeting's agenda as one person reads it: frozen from its start on, before that as it would be now."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from meetings.access import Sight, sight_of
from meetings.agenda.facts import Facts, Found, Reason, UnitFacts
from meetings.agenda.figures import Figures
from meetings.agenda.gathering import gather
from meetings.kinds import RowKind
from meetings.models import Assignment, Meeting, Note, Participant, Point, Row
from meetings.words import point_title
from units.models import User

LEAVES = frozenset(RowKind) - {RowKind.OWN, RowKind.TOTAL}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a point. `row` is None as long as it is not stored; `sees` is whether more than its title may be read.

    `key` is its own under the point. What was written on it comes in the order it was written.
    """

    row: Row | None
    key: str
    kind: str
    facts: Facts
    state: str
    sees: bool
    touched: int = 0
    notes: Sequence[Note] = ()
    assignments: Sequence[Assignment] = ()

    def would_be_gone(self, now: Facts | None) -> bool:
        """Whether it would not be on the agenda any more when `now` is what is known of it with the figures of now.

        Of a unit with something odd in its forecast that is not known: that is not looked for again.
        """
        flagged = isinstance(self.facts, UnitFacts) and Reason.FLAGGED in self.facts.reasons
        return now is None and self.kind in LEAVES and not flagged


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """A point with its rows; `notes` are those on no row."""

    point: Point
    number: int
    title: str
    rows: list[ShownRow]
    notes: Sequence[Note] = ()

    @property
    def left(self) -> int:
        """How many rows nobody has taken up."""
        return sum(each.state == Row.State.OPEN for each in self.rows)


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting's points in order. `live` says that the figures are those of now, `figures` is None with less right.

    `previous` is the meeting that it is compared with.
    """

    meeting: Meeting
    points: list[ShownPoint]
    sight: Sight
    live: bool
    previous: Meeting | None = None
    figures: Figures | None = None
    assignments: list[Assignment] = field(default_factory=list)

    @property
    def held(self) -> date | None:
        """The day that the meeting it is compared with was held."""
        started = self.previous.started_at if self.previous else None
        return timezone.localdate(started) if started else None

    @property
    def decisions(self) -> list[Assignment]:
        """The decisions that were taken, in the order they were written."""
        return [each for each in self.assignments if each.kind == Assignment.Kind.DECISION]

    @property
    def actions(self) -> list[Assignment]:
        """The actions that were given, in the order they were written."""
        return [each for each in self.assignments if each.kind == Assignment.Kind.ACTION]


def agenda_of(meeting: Meeting, user: User, *, live: bool = False) -> Agenda:
    """The agenda of `meeting` for `user`: as it was frozen, or as it is now when it has not begun or `live` asks.

    Frozen it takes ten queries at most, however much there is on it.
    """
    sight = sight_of(user, meeting.body)
    if meeting.is_begun and not live:
        return frozen_agenda(meeting, sight)
    return _as_it_is(meeting, sight)


def participants_of(meeting: Meeting) -> list[Participant]:
    """Those called to `meeting`, in order. One query."""
    return list(meeting.participants.select_related("user"))


def frozen_agenda(meeting: Meeting, sight: Sight) -> Agenda:
    """The agenda of a meeting that has begun, as whoever has that `sight` reads it. Five queries at most."""
    assignments, notes = _assignments(meeting), _notes(meeting)
    by_row: dict[int, list[Assignment]] = defaultdict(list)
    for each in assignments:
        if each.row_id:
            by_row[each.row_id].append(each)
    points = list(meeting.points.prefetch_related(Prefetch("rows", Row.objects.select_related("unit", "measure"))))
    shown = [
        ShownPoint(
            point,
            number,
            point_title(point.kind, point.title),
            [_stored(row, sight, notes.rows[row.pk], by_row[row.pk]) for row in point.rows.all()],
            notes.points[point.pk],
        )
        for number, point in enumerate(points, 1)
    ]
    return Agenda(meeting, shown, sight, live=False, previous=meeting.previous, assignments=assignments)


def _as_it_is(meeting: Meeting, sight: Sight) -> Agenda:
    """The rows that it would be filled with now, and those that somebody added."""
    found = gather(meeting.body, meeting.day, flags=False)
    points = list(meeting.points.prefetch_related("rows"))
    under = found.under(points)
    shown = [
        ShownPoint(
            point,
            number,
            point_title(point.kind, point.title),
            [
                *_would_be(under[point.pk], point, sight),
                *(_stored(row, sight, (), ()) for row in point.rows.all() if row.kind == RowKind.OWN),
            ],
        )
        for number, point in enumerate(points, 1)
    ]
    figures = found.figures if sight.whole else None
    return Agenda(meeting, shown, sight, live=True, previous=found.previous, figures=figures)


def _would_be(found: Iterable[Found], point: Point, sight: Sight) -> Iterable[ShownRow]:
    """Those of `found` that are not stored as rows that somebody added or parked."""
    added = {row.key for row in point.rows.all() if row.kind == RowKind.OWN}
    for each in found:
        if each.key in added:
            continue
        about = Row(
            kind=each.kind,
            unit_id=each.unit,
            measure_id=each.measure,
            assignment_id=each.assignment,
            matter_id=each.matter,
        )
        yield ShownRow(None, each.key, each.kind, each.facts, Row.State.OPEN, sight.of(about))


def _stored(row: Row, sight: Sight, notes: Sequence[Note], assignments: Sequence[Assignment]) -> ShownRow:
    return ShownRow(row, row.key, row.kind, row.read(), row.state, sight.of(row), row.touched, notes, assignments)


@dataclass(frozen=True, slots=True)
class _Notes:
    rows: dict[int, list[Note]]
    points: dict[int, list[Note]]


def _notes(meeting: Meeting) -> _Notes:
    found = _Notes(defaultdict(list), defaultdict(list))
    notes = Note.objects.filter(point__meeting=meeting, removed_at=None).select_related("made_by", "changed_by")
    for note in notes.order_by("made_at", "pk"):
        (found.rows[note.row_id] if note.row_id else found.points[note.point_id]).append(note)
    return found


def _assignments(meeting: Meeting) -> list[Assignment]:
    given = meeting.assignments.select_related("owner", "made_by", "unit", "measure")
    return list(given.order_by("made_at", "pk"))
