"""An agenda as the steps it is shown in, one thing at a time: from the total to the units to their measures. Pure.

The way goes from the title to the end. Beside it are a unit's measures: one goes down to them from the unit and on to
the next unit after the last of them. Their numbers come after those of the way, so that the way keeps its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from meetings.agenda.facts import MeasureFacts, TotalFacts, UnitFacts
from meetings.kinds import PointKind, RowKind


class StepKind(StrEnum):
    """What a step shows: the whole point, its total's changes by unit or by cause, or one row."""

    TITLE = "title"
    POINT = "point"
    UNITS = "units"
    CAUSES = "causes"
    ROW = "row"
    END = "end"


class RowLike(Protocol):
    """What a step needs to know of a row."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def facts(self) -> Any: ...
    @property
    def sees(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class PointRows:
    """A point of an agenda: its kind and its rows in order.

    `whole` is the place of the row that stands for the whole point. It has no step: it is on the point's first one, so
    that no step gets another number when it comes.
    """

    kind: str
    rows: Sequence[RowLike]
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One slide. `point` and `rows` are places in the agenda, from 0; `above` is the number of the unit it is under."""

    kind: StepKind
    number: int = 0
    point: int | None = None
    rows: tuple[int, ...] = ()
    above: int | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of the way in order and those beside it. Numbers begin at 1."""

    way: tuple[Step, ...]
    beside: tuple[Step, ...] = field(default=())

    def at(self, number: int) -> Step:
        """The step of that number; the last of the way when there is none, the first when it is below 1."""
        every = (*self.way, *self.beside)
        return every[max(number, 1) - 1] if number <= len(every) else self.way[-1]

    def after(self, step: Step) -> Step | None:
        """Where → goes: from the last measure of a unit on to what follows the unit."""
        if step.above is None:
            return self.way[step.number] if step.number < len(self.way) else None
        beneath = self.below(self.at(step.above))
        place = beneath.index(step) + 1
        return beneath[place] if place < len(beneath) else self.after(self.at(step.above))

    def before(self, step: Step) -> Step | None:
        """Where ← goes: from the first measure of a unit back to the unit."""
        if step.above is None:
            return self.way[step.number - 2] if step.number > 1 else None
        beneath = self.below(self.at(step.above))
        place = beneath.index(step)
        return beneath[place - 1] if place else self.at(step.above)

    def below(self, step: Step) -> list[Step]:
        """The measures under a unit's step."""
        return [each for each in self.beside if each.above == step.number]

    def first_of(self, point: int) -> Step:
        """Where the point at that place begins."""
        return next(each for each in self.way if each.point == point)

    def first_open(self, states: Sequence[Sequence[str]]) -> Step:
        """Where the meeting is: the first row not taken up, the title before any is, the end when all are.

        `states` are the rows' states, point by point.
        """
        if all(each == "open" for point in states for each in point):
            return self.way[0]
        rows = [each for each in self.way if each.point is not None and each.rows]
        waiting = [each for each in rows if any(states[each.point or 0][row] == "open" for row in each.rows)]
        return waiting[0] if waiting else self.way[-1]


def steps_of(points: Sequence[PointRows], *, wholes: Mapping[str, str]) -> Steps:
    """The steps of an agenda. `wholes` are the codes of the units that parts belong to, by the code of the part."""
    found = [Step(StepKind.TITLE)]
    for place, point in enumerate(points):
        found += _point_steps(place, point)
    found.append(Step(StepKind.END))
    way = tuple(_numbered(step, number) for number, step in enumerate(found, 1))
    beside: list[Step] = []
    for step in way:
        if step.kind == StepKind.ROW and step.point is not None and points[step.point].kind == PointKind.UNITS:
            beside += _beneath(step, points, wholes, len(way) + len(beside))
    return Steps(way, tuple(beside))


def _point_steps(place: int, point: PointRows) -> list[Step]:
    """The steps of a point: what it is about first, when it is about several things or nothing."""
    rows = [each for each in enumerate(point.rows) if each[0] != point.whole]
    if point.kind == PointKind.TOTAL and rows:
        return _total_steps(place, rows)
    steps = [Step(StepKind.ROW, point=place, rows=(index,)) for index, _ in rows]
    return steps if len(steps) == 1 else [Step(StepKind.POINT, point=place), *steps]


def _total_steps(place: int, rows: Sequence[tuple[int, RowLike]]) -> list[Step]:
    """The total, what changed by unit and by cause, and whatever else somebody put there.

    The causes are taken up together. By unit is a second look at the total, so it takes up no row of its own.
    """
    steps = []
    for index, row in rows:
        if row.kind == RowKind.CAUSE:
            continue
        steps.append(Step(StepKind.ROW, point=place, rows=(index,)))
        if row.sees and isinstance(row.facts, TotalFacts) and row.facts.since and row.facts.since.units:
            steps.append(Step(StepKind.UNITS, point=place, rows=(index,)))
    causes = tuple(index for index, row in rows if row.kind == RowKind.CAUSE)
    if causes:
        last = max((at for at, step in enumerate(steps) if step.kind == StepKind.UNITS), default=0)
        steps.insert(last + 1, Step(StepKind.CAUSES, point=place, rows=causes))
    return steps


def _beneath(step: Step, points: Sequence[PointRows], wholes: Mapping[str, str], last: int) -> list[Step]:
    """The measures on the agenda of the unit of `step`, each once, numbered from `last` on."""
    unit = points[step.point or 0].rows[step.rows[0]].facts
    if not isinstance(unit, UnitFacts):
        return []
    places: dict[str, tuple[int, int]] = {}
    for at, point in enumerate(points):
        for index, row in enumerate(point.rows):
            if isinstance(row.facts, MeasureFacts) and unit.code in _units_of(row.facts, wholes):
                places.setdefault(row.key, (at, index))
    return [
        Step(StepKind.ROW, last + count, point=at, rows=(index,), above=step.number)
        for count, (at, index) in enumerate(places.values(), 1)
    ]


def _units_of(measure: MeasureFacts, wholes: Mapping[str, str]) -> set[str]:
    """The codes of the units a measure is of, a part's whole in its place: its facts name them as code and name."""
    codes = {each.split(" ", 1)[0] for each in measure.units}
    return {wholes.get(code, code) for code in codes}


def _numbered(step: Step, number: int) -> Step:
    return Step(step.kind, number, step.point, step.rows, step.above)
