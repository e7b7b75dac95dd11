"""A meeting as one person is shown it: its agenda in steps, with the frozen figures or those of now."""

from dataclasses import dataclass, replace

from meetings.access import MeetingRights, rights_on
from meetings.holding.reading import Agenda, ShownPoint, ShownRow, agenda_of
from meetings.kinds import WHOLE
from meetings.models import Meeting
from meetings.showing.queries import wholes_of
from meetings.showing.steps import PointRows, Step, Steps, steps_of
from units.models import User


@dataclass(frozen=True, slots=True)
class Showing:
    """An agenda and its steps. `now` says that the figures are those of now though the meeting froze its own.

    `gone` are the rows, by place, that would not be on the agenda with the figures of now: they keep the frozen ones.
    """

    meeting: Meeting
    agenda: Agenda
    steps: Steps
    rights: MeetingRights
    now: bool = False
    gone: frozenset[tuple[int, int]] = frozenset()

    def rows_of(self, step: Step) -> list[ShownRow]:
        """The rows that a step takes up."""
        return [] if step.point is None else [self.agenda.points[step.point].rows[each] for each in step.rows]

    def is_gone(self, step: Step) -> bool:
        """Whether what a step is about would not be on the agenda now."""
        return step.point is not None and any((step.point, each) in self.gone for each in step.rows)

    @property
    def writes(self) -> bool:
        """Whether the person may write in the meeting as it stands."""
        meeting = self.meeting
        return self.rights.writes and meeting.is_begun and meeting.state != Meeting.State.ADJUSTED


def showing_of(meeting: Meeting, user: User, *, now: bool = False) -> Showing:
    """`meeting` as `user` is shown it; the steps are those of the frozen agenda also when the figures are of `now`."""
    agenda = agenda_of(meeting, user)
    rows = [PointRows(each.point.kind, each.rows, place_of_whole(each)) for each in agenda.points]
    steps = steps_of(rows, wholes=wholes_of(meeting.body.administration))
    shown = Showing(meeting, agenda, steps, rights_on(meeting, user))
    return _with_figures_of_now(shown, user) if now and meeting.is_begun else shown


def place_of_whole(point: ShownPoint) -> int | None:
    """Where among the rows of `point` the one is that stands for the whole of it, once something was given on that."""
    return next((place for place, row in enumerate(point.rows) if row.key == WHOLE), None)


def _with_figures_of_now(shown: Showing, user: User) -> Showing:
    live = agenda_of(shown.meeting, user, live=True)
    facts = {(each.point.pk, row.key): row.facts for each in live.points for row in each.rows}
    gone = set()
    points = []
    for place, point in enumerate(shown.agenda.points):
        rows = []
        for index, row in enumerate(point.rows):
            found = facts.get((point.point.pk, row.key))
            rows.append(replace(row, facts=found) if found else row)
            if row.would_be_gone(found):
                gone.add((place, index))
        points.append(replace(point, rows=rows))
    return replace(shown, agenda=replace(shown.agenda, points=points), now=True, gone=frozenset(gone))
