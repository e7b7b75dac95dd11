"""The points of an agenda as people arrange them. Pure: no Django."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from meetings.kinds import USUAL, PointKind


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """A point: its kind, its own title (empty is the usual one of its kind), its minutes and, when stored, its pk."""

    kind: str
    title: str = ""
    minutes: int | None = None
    pk: int | None = None

    @property
    def said(self) -> tuple[str, str, int | None]:
        """What it says, wherever it is stored."""
        return self.kind, self.title, self.minutes


def usual_points(kind: str) -> list[AgendaPoint]:
    """The agenda that a new body of `kind` begins with."""
    return [AgendaPoint(str(each)) for each in USUAL[kind]]


def same_agenda(one: Iterable[AgendaPoint], other: Iterable[AgendaPoint]) -> bool:
    """Whether two agendas say the same in the same order."""
    return [each.said for each in one] == [each.said for each in other]


def fingerprint(points: Iterable[AgendaPoint]) -> str:
    """What an agenda says, as a short text that changes when it does."""
    return sha256(repr([each.said for each in points]).encode()).hexdigest()[:16]


def left_out(points: Iterable[AgendaPoint]) -> list[PointKind]:
    """The kinds that are not on the agenda, and so can be brought back."""
    there = {each.kind for each in points}
    return [kind for kind in PointKind if kind != PointKind.OWN and kind not in there]


def minutes_of(points: Iterable[AgendaPoint]) -> int:
    """How many minutes the points take that say so."""
    return sum(point.minutes or 0 for point in points)


def moved(points: Sequence[AgendaPoint], place: int, *, up: bool) -> list[AgendaPoint]:
    """`points` with the one at `place` a step up or down; the same where there is no step to take."""
    other = place - 1 if up else place + 1
    made = list(points)
    if 0 <= place < len(made) and 0 <= other < len(made):
        made[place], made[other] = made[other], made[place]
    return made


def without(points: Sequence[AgendaPoint], place: int) -> list[AgendaPoint]:
    """`points` without the one at `place`."""
    return [point for at, point in enumerate(points) if at != place]
