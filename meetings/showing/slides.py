"""What stands on the slide of a step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from forecasts.charts import Chart
from meetings.addresses import page_address
from meetings.agenda.changes import by_cause, by_unit
from meetings.agenda.facts import Facts, GapFacts, IndicatorFacts, TotalFacts, UnitFacts
from meetings.agenda.links import link_of
from meetings.agenda.words import Detail, details_of, finding_of, reasons_of, title_of
from meetings.holding.reading import ShownPoint, ShownRow
from meetings.kinds import WHOLE, PointKind, RowKind
from meetings.models import Assignment, Message, Note, Row
from meetings.showing import words
from meetings.showing.band import BandLine, band_line
from meetings.showing.drawing import change_chart
from meetings.showing.queries import heads_of, message_of
from meetings.showing.shown import Showing, place_of_whole
from meetings.showing.steps import Step, StepKind
from units.display import Display

FEW, MANY = 6, 12


@dataclass(frozen=True, slots=True)
class Line:
    """Something to go to from a slide: a point of the agenda, a row of a point, a measure of a unit.

    `facts` is None where the figures may not be read.
    """

    number: int
    title: str
    finding: str = ""
    state: str = ""
    facts: Facts | None = None
    count: int = 0
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide. `name` says which template. `row` is what is written on, None for the whole point or the meeting.

    `hidden` says that its figures may not be read by this person. `state` is that of all the rows it takes up, empty
    when they differ; `taken` are their pks. `size` is how much there is on it: few, some or many. `message` is that of
    the week, on the slide of the message to the organisation.
    """

    step: Step
    name: str
    title: str
    point: ShownPoint | None = None
    row: ShownRow | None = None
    hidden: bool = False
    gone: bool = False
    good: bool = False
    state: str = ""
    taken: Sequence[int] = ()
    lines: Sequence[Line] = ()
    size: str = "few"
    reasons: Sequence[str] = ()
    heads: Sequence[str] = ()
    notes: Sequence[Note] = ()
    assignments: Sequence[Assignment] = ()
    chart: Chart | None = None
    band: BandLine | None = None
    link: str = ""
    above: Line | None = None
    place: str = ""
    held: date | None = None
    amounts: Sequence[Detail] = ()
    facts: Facts | None = None
    message: Message | None = None

    @property
    def template(self) -> str:
        """Where it is written."""
        return f"meetings/showing/slides/{self.name}.html"


def slide_of(shown: Showing, step: Step, display: Display) -> Slide:
    """The slide of `step`."""
    make = {StepKind.TITLE: _title, StepKind.END: _end, StepKind.POINT: _point}
    if step.kind in make:
        return make[step.kind](shown, step, display)
    return _row(shown, step, display)


def _title(shown: Showing, step: Step, _display: Display) -> Slide:
    lines = [
        Line(
            shown.steps.first_of(place).number,
            point.title,
            state="" if point.left or not point.rows else Row.State.DISCUSSED,
            count=sum(each.kind != RowKind.CAUSE and each.key != WHOLE for each in point.rows),
            minutes=point.point.minutes,
        )
        for place, point in enumerate(shown.agenda.points)
    ]
    given = _on_whole(shown.agenda.points[0])[1] if shown.agenda.points else ()
    return Slide(step, "title", str(shown.meeting.body), lines=lines, assignments=given)


def _end(shown: Showing, step: Step, _display: Display) -> Slide:
    return Slide(step, "end", words.end_title(shown.agenda), assignments=shown.agenda.assignments)


def _point(shown: Showing, step: Step, display: Display) -> Slide:
    point = shown.agenda.points[step.point or 0]
    rows = [each for each in shown.steps.way if each.point == step.point and each.kind == StepKind.ROW]
    lines = [_line(shown, each, display) for each in rows]
    size = "few" if len(lines) <= FEW else "some" if len(lines) <= MANY else "many"
    notes, given = _on_whole(point)
    return Slide(
        step,
        "point",
        point.title,
        point=point,
        lines=lines,
        size=size,
        good=_is_good(point),
        notes=notes,
        assignments=given,
        message=message_of(shown.meeting) if point.point.kind == PointKind.MESSAGE else None,
    )


def _on_whole(point: ShownPoint) -> tuple[list[Note], list[Assignment]]:
    """What was written on the whole of a point: its notes, and what was given on the row that stands for it."""
    place = place_of_whole(point)
    if place is None:
        return list(point.notes), []
    row = point.rows[place]
    return [*point.notes, *row.notes], list(row.assignments)


def _line(shown: Showing, step: Step, display: Display) -> Line:
    (row,) = shown.rows_of(step)
    say = words.praise if _is_good(shown.agenda.points[step.point or 0]) else finding_of
    finding = say(row.facts, display) if row.sees else ""
    return Line(step.number, title_of(row.facts), finding, row.state, row.facts if row.sees else None)


def _row(shown: Showing, step: Step, display: Display) -> Slide:
    """The slide of a row, or of what the total changed by unit or by cause."""
    rows, point = shown.rows_of(step), shown.agenda.points[step.point or 0]
    about = _written_on(point, step, rows)
    hidden = not all(each.sees for each in [*rows, about])
    states = {each.state for each in rows}
    chart = None if hidden else _chart(step, about, display)
    name = "hidden" if hidden else "changes" if step.kind != StepKind.ROW else _name(point, about)
    title = title_of(about.facts) if hidden or step.kind == StepKind.ROW else words.changes_title(step.kind)
    under = shown.steps.below(step) if not hidden else []
    notes, given = _on_whole(point) if step == shown.steps.first_of(step.point or 0) else ([], [])
    return Slide(
        step,
        name,
        title if not chart else chart.title,
        point=point,
        row=about,
        hidden=hidden,
        gone=shown.is_gone(step),
        good=_is_good(point),
        state=states.pop() if len(states) == 1 else "",
        taken=[each.row.pk for each in (_everywhere(shown, about) if step.kind == StepKind.ROW else rows) if each.row],
        lines=[_line(shown, each, display) for each in under],
        reasons=[] if hidden else reasons_of(about.facts),
        heads=_heads(shown, about),
        notes=[*notes, *about.notes],
        assignments=[*given, *about.assignments],
        chart=chart,
        band=None if hidden else _band(about.facts),
        link=_link(shown, about),
        above=_line(shown, shown.steps.at(step.above), display) if step.above else None,
        place=words.place_among(shown.steps, step),
        held=shown.agenda.held,
        amounts=_amounts(about, display) if not hidden else [],
        facts=about.facts,
    )


def _everywhere(shown: Showing, row: ShownRow) -> list[ShownRow]:
    """`row`, and where a decision or an action stands under more than one point, each of its rows: it is one matter."""
    if row.kind != RowKind.ASSIGNMENT:
        return [row]
    return [
        each for point in shown.agenda.points for each in point.rows if (each.kind, each.key) == (row.kind, row.key)
    ]


def _is_good(point: ShownPoint) -> bool:
    return point.point.kind == PointKind.MILESTONES


def _name(point: ShownPoint, row: ShownRow) -> str:
    return "good_unit" if _is_good(point) and row.kind == RowKind.UNIT else str(row.kind)


def _written_on(point: ShownPoint, step: Step, rows: Sequence[ShownRow]) -> ShownRow:
    """The row that what is written goes to: the total for its changes, else the row itself."""
    total = [each for each in point.rows if each.kind == RowKind.TOTAL]
    return total[0] if step.kind != StepKind.ROW and total else rows[0]


def _chart(step: Step, row: ShownRow, display: Display) -> Chart | None:
    if step.kind == StepKind.ROW or not isinstance(row.facts, TotalFacts) or not row.facts.since:
        return None
    since = row.facts.since
    changes = by_unit(since) if step.kind == StepKind.UNITS else by_cause(since)
    if not changes:
        return None
    title = words.largest_change(changes, step.kind, display)
    return change_chart(changes, words.changes_head(step.kind), title, display)


def _band(facts: Facts) -> BandLine | None:
    if not isinstance(facts, IndicatorFacts) or facts.few:
        return None
    return band_line(facts.value, facts.low, facts.high)


def _amounts(row: ShownRow, display: Display) -> list[Detail]:
    """What must be saved and what is there of it; the gap itself stands large above them."""
    return details_of(row.facts, display)[:-1] if isinstance(row.facts, GapFacts) else []


def _heads(shown: Showing, row: ShownRow) -> list[str]:
    """Who answers for the unit of a row that is about one; whose rows are not stored yet, nobody."""
    if not isinstance(row.facts, UnitFacts) or row.row is None:
        return []
    return heads_of(row.row.unit, shown.meeting.day)


def _link(shown: Showing, row: ShownRow) -> str:
    body = shown.meeting.body
    if isinstance(row.facts, IndicatorFacts):
        pk = row.row.indicator_id if row.row else None
        return page_address("indicators:indicator", body.administration.code, pk) if pk else ""
    return link_of(row.facts, body)
