"""The page of a meeting: its points and rows in words, as one person reads and writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django import forms
from django.urls import reverse
from django.utils import timezone

from measures.stages import Stage
from meetings.addresses import page_address
from meetings.agenda.facts import AssignmentFacts, Facts, MeasureFacts, Reason
from meetings.agenda.links import link_of
from meetings.agenda.words import REASONS, Detail, details_of, finding_of, reasons_of, title_of
from meetings.holding import words
from meetings.holding.fetching import Opened
from meetings.holding.forms import WriteForm
from meetings.holding.presence import Presence
from meetings.holding.reading import Agenda, ShownPoint, ShownRow, agenda_of, participants_of
from meetings.kinds import RowKind
from meetings.models import Assignment, Note, Point, Row
from meetings.words import assignment_label, clock
from units.models import User
from units.roles import Act

Now = Mapping[tuple[str, str], Facts]
WHOLE = (RowKind.TOTAL, RowKind.CAUSE, RowKind.GAP)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the page is asked for: which row or point is `open` (row-12, point-3), and whether the figures of `now`
    stand beside. `typed` are forms that come again with what was typed, by what they are about.
    """

    open: str = ""
    now: bool = False
    typed: Mapping[str, forms.Form] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageNote:
    """A note; `form` holds what was typed when it could not be saved."""

    note: Note
    form: forms.Form | None = None


@dataclass(frozen=True, slots=True)
class PageGiven:
    """A decision or an action as people refer to it, and where it is followed."""

    stored: Assignment
    label: str
    url: str

    @property
    def decision(self) -> bool:
        """Whether it is a decision."""
        return self.stored.kind == Assignment.Kind.DECISION


class Press(NamedTuple):
    """A button that says whether a row was taken up: what is `sent` when it is pressed, and whether it is so."""

    word: str
    sent: str
    pressed: bool


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row of a point in words. All that holds figures is empty for who may not read them.

    `now` is what it says now when that is something else, `gone` that it would not be taken up now.
    """

    shown: ShownRow
    id: str
    title: str
    finding: str = ""
    reasons: Sequence[str] = ()
    details: Sequence[Detail] = ()
    link: str = ""
    deed_url: str = ""
    decides: bool = False
    now: str = ""
    gone: bool = False
    notes: Sequence[PageNote] = ()
    given: Sequence[PageGiven] = ()
    is_open: bool = False
    may_remove: bool = False
    form: forms.Form | None = None

    @property
    def asked(self) -> str:
        """What the address of the page says when the row is open."""
        return self.id.removeprefix("row-")

    @property
    def state(self) -> str:
        """Whether it was taken up, in words."""
        return str(Row.State(self.shown.state).label)

    @property
    def presses(self) -> list[Press]:
        """The buttons that say whether it was taken up; one that is pressed takes that back."""
        return [
            Press(word, Row.State.OPEN if state == self.shown.state else state, state == self.shown.state)
            for state, word in Row.State.choices[1:]
        ]


@dataclass(frozen=True, slots=True)
class PagePoint:
    """A point with its rows. `more` are the rows it would have now and had not when the meeting began."""

    shown: ShownPoint
    id: str
    rows: list[PageRow]
    notes: Sequence[PageNote] = ()
    more: Sequence[PageRow] = ()
    is_open: bool = False
    form: forms.Form | None = None
    row_form: forms.Form | None = None
    key: UUID = field(default_factory=uuid4)

    @property
    def given(self) -> Sequence[PageGiven]:
        """Nothing: what is given at a point is on the row that stands for the whole of it."""
        return ()


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts the rows of one agenda in words for one person."""

    opened: Opened
    asked: Asked
    now: Now | None = None

    def point(self, shown: ShownPoint, more: Sequence[ShownRow] = ()) -> PagePoint:
        """A point in words."""
        own = f"point-{shown.point.pk}"
        return PagePoint(
            shown,
            own,
            [self.row(each, shown.point, order) for order, each in enumerate(shown.rows, 1)],
            self._notes(shown.notes),
            [self.row(each, shown.point, order) for order, each in enumerate(more, 1_000)],
            self.asked.open == own or own in self.asked.typed,
            self._form(own),
            self.asked.typed.get(f"new-{shown.point.pk}"),
        )

    def row(self, shown: ShownRow, point: Point, order: int) -> PageRow:
        """A row in words; one that is not stored is called after its point and its order there."""
        own = f"row-{shown.row.pk}" if shown.row else f"row-{point.pk}-{order}"
        body, facts, display = self.opened.meeting.body, shown.facts, self.opened.display
        written = {
            "notes": self._notes(shown.notes),
            "given": self._given(shown.assignments),
            "is_open": self.asked.open == own or own in self.asked.typed,
            "may_remove": self._may_remove(shown),
            "form": self._form(own),
        }
        if not shown.sees:
            return PageRow(shown, own, title_of(facts), **written)
        finding = finding_of(facts, display)
        return PageRow(
            shown,
            own,
            title_of(facts),
            finding,
            _reasons(facts),
            details_of(facts, display),
            link_of(facts, body),
            **_deed(self.opened, facts),
            **self._compared(point, shown, finding),
            **written,
        )

    def _compared(self, point: Point, shown: ShownRow, finding: str) -> dict[str, Any]:
        """What a row says now, where that is asked for and is something else."""
        if self.now is None or shown.row is None:
            return {}
        facts = self.now.get((point.kind, shown.key))
        if facts is None:
            return {"gone": shown.would_be_gone(facts)}
        said = finding_of(facts, self.opened.display)
        return {"now": said if said != finding else ""}

    def _may_remove(self, shown: ShownRow) -> bool:
        if shown.row is None or shown.kind != RowKind.OWN or self.opened.meeting.is_begun:
            return False
        return self.opened.rights.holds or shown.row.added_by_id == self.opened.user.pk

    def _form(self, at: str) -> forms.Form | None:
        """The form in which to write there, when it is open: with what was typed, or empty."""
        return self.asked.typed.get(at) or (WriteForm(User.objects.none()) if self.asked.open == at else None)

    def _notes(self, notes: Sequence[Note]) -> list[PageNote]:
        return [PageNote(each, self.asked.typed.get(f"note-{each.pk}")) for each in notes]

    def _given(self, assignments: Sequence[Assignment]) -> list[PageGiven]:
        code = self.opened.administration.code
        return [
            PageGiven(each, assignment_label(each), page_address("meetings:assignment", code, each.pk))
            for each in assignments
        ]


def _reasons(facts: Facts) -> list[str]:
    """Why a row is there, without what its finding says already: how late an action is."""
    late = str(REASONS[Reason.LATE])
    return [each for each in reasons_of(facts) if each != late]


def _deed(opened: Opened, facts: Facts) -> dict[str, Any]:
    """Where a measure is decided, filled in with this meeting, or followed up, by who may."""
    if not isinstance(facts, MeasureFacts):
        return {}
    args = [opened.administration.code, facts.pk]
    if facts.stage != Stage.PROPOSED:
        return {"deed_url": reverse("measures:measure-follow-up", args=args)} if Act.MEASURE in opened.acts else {}
    if Act.DECIDE not in opened.acts:
        return {}
    filled = {"to": "decided", "decision_body": opened.meeting.body.name, "decided_on": opened.meeting.day.isoformat()}
    return {"deed_url": f"{reverse('measures:measure-move', args=args)}?{urlencode(filled)}", "decides": True}


def page_of(opened: Opened, asked: Asked) -> dict[str, Any]:
    """What the page of a meeting shows."""
    meeting = opened.meeting
    agenda = agenda_of(meeting, opened.user)
    live = agenda_of(meeting, opened.user, live=True) if asked.now and meeting.is_begun else None
    participants = participants_of(meeting)
    return context_of(opened, agenda, asked, live) | {
        "participants": participants,
        "places": places_of(opened),
        "presence": Presence(participants, asked.typed.get("present")),
        "asked": asked,
        "read_at": timezone.now().isoformat(),
    }


def context_of(opened: Opened, agenda: Agenda, asked: Asked, live: Agenda | None = None) -> dict[str, Any]:
    """What the parts of the page need."""
    meeting = opened.meeting
    writer = Writer(opened, asked, _facts(live) if live else None)
    more = _more(agenda, live) if live else {}
    return {
        "opened": opened,
        "whole_kinds": WHOLE,
        "meeting": meeting,
        "administration": opened.administration,
        "may_start": meeting.day <= timezone.localdate(),
        "blank": WriteForm(User.objects.none()),
        "points": [writer.point(each, more.get(each.point.pk, ())) for each in agenda.points],
        "left": sum(each.left for each in agenda.points),
        "headline": words.headline(agenda, opened.display),
        "progress": words.progress(agenda.points, over=meeting.closed_at is not None)
        if meeting.is_begun
        else words.on_the_agenda(agenda.points),
        "given": words.given(agenda),
        "when": words.when(meeting),
        "begun_at": clock(meeting.started_at),
        "clock": clock(timezone.now()),
    }


def _facts(live: Agenda) -> Now:
    return {(point.point.kind, row.key): row.facts for point in live.points for row in point.rows if row.sees}


def _more(agenda: Agenda, live: Agenda) -> dict[int, list[ShownRow]]:
    """The rows that the agenda would have now and has not, by point; what came of this meeting is no news."""
    own = {each.pk for each in agenda.assignments}
    known = {(point.point.pk, row.key) for point in agenda.points for row in point.rows}
    return {
        point.point.pk: [
            row
            for row in point.rows
            if (point.point.pk, row.key) not in known
            and not (isinstance(row.facts, AssignmentFacts) and row.facts.pk in own)
        ]
        for point in live.points
    }


def places_of(opened: Opened) -> dict[str, str]:
    """Where one goes from the page; empty where there is nothing."""
    args = (opened.administration.code, opened.meeting.pk)
    return {
        "change": page_address("meetings:meeting-change", *args),
        "participants": page_address("meetings:participants", *args),
        "call": page_address("meetings:meeting-call", *args),
        "take_up": page_address("meetings:meeting-take-up", *args),
        "cancel": page_address("meetings:meeting-cancel", *args),
        "agenda": page_address("meetings:meeting-agenda", *args),
        "minutes": page_address("meetings:minutes", *args),
        "show": page_address("meetings:show", *args, 1),
        "meetings": page_address("meetings:meetings", opened.administration.code),
    }
