"""What the meeting before parked, and where it comes back: with what is known of it today, not with what was then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from meetings.agenda.facts import Facts, Found, OwnFacts, Reason
from meetings.kinds import WHOLE, PointKind, RowKind
from meetings.models import Meeting, Point, Row


@dataclass(frozen=True, slots=True)
class Parked:
    """The rows that a meeting parked, and the pks (for units the codes) of what they are about.

    Those about a key figure name it and its unit, None for the total.
    """

    rows: Sequence[Row] = ()

    @property
    def units(self) -> list[str]:
        """The units that were taken up as such."""
        return [each.key.removeprefix("unit:") for each in self.rows if each.kind == RowKind.UNIT]

    @property
    def measures(self) -> list[int]:
        """The measures, those that still exist."""
        return [each.measure_id for each in self.rows if each.kind == RowKind.MEASURE and each.measure_id]

    @property
    def assignments(self) -> list[int]:
        """The decisions and actions."""
        return [each.assignment_id for each in self.rows if each.kind == RowKind.ASSIGNMENT and each.assignment_id]

    @property
    def indicators(self) -> set[tuple[int, int | None]]:
        """The key figures that still exist."""
        return {
            (each.indicator_id, each.unit_id)
            for each in self.rows
            if each.kind == RowKind.INDICATOR and each.indicator_id
        }

    def anew(self, known: Iterable[Found]) -> list[tuple[Point, Found]]:
        """Each parked row, with its point then and what is `known` of it now; one that nothing is known of is dropped.

        What somebody wanted to take up comes back as it was written.
        """
        by_key: dict[str, Found] = {}
        for each in known:
            by_key.setdefault(each.key, each)
        made = []
        for row in self.rows:
            found = _as_written(row) if row.kind == RowKind.OWN else by_key.get(row.key)
            if found:
                made.append((row.point, _parked(found, row)))
        return made


def parked_at(meeting: Meeting | None) -> Parked:
    """What `meeting` parked, in the order of its agenda. One query; without a meeting nothing was.

    The row that stands for the whole of a point is not one to come back.
    """
    if meeting is None:
        return Parked()
    rows = Row.objects.filter(point__meeting=meeting, state=Row.State.PARKED).exclude(key=WHOLE)
    return Parked(list(rows.select_related("point").order_by("point__order", "order", "pk")))


def placed(
    rows: Mapping[str, Sequence[Found]], parked: Iterable[tuple[Point, Found]], points: Iterable[Point]
) -> dict[int, list[Found]]:
    """What each of `points` takes up, by its pk: what its kind fills itself with, and what was parked under it.

    An own point is the one with the same title. What was parked under a point that is not there comes under the first.
    """
    points = list(points)
    filled = {each.pk: list(rows.get(each.kind, ())) for each in points}
    for before, found in parked:
        there = next((each for each in points if _same(each, before)), points[0] if points else None)
        if there is not None:
            _put(filled[there.pk], found)
    return filled


def _put(rows: list[Found], parked: Found) -> None:
    """Mark the row of the same key as parked, or add it last."""
    for order, row in enumerate(rows):
        if row.key == parked.key:
            rows[order] = replace(row, facts=_reasoned(row), parked_from=parked.parked_from)
            return
    rows.append(parked)


def _same(point: Point, before: Point) -> bool:
    own = point.kind == PointKind.OWN
    return point.kind == before.kind and (not own or point.title.casefold() == before.title.casefold())


def _parked(found: Found, row: Row) -> Found:
    return replace(found, facts=_reasoned(found), parked_from=row.pk)


def _reasoned(found: Found) -> Facts:
    """The facts of `found`, with the reason that it was parked last of its reasons."""
    others = [each for each in found.facts.reasons if each != Reason.PARKED]
    return replace(found.facts, reasons=(*others, Reason.PARKED))


def _as_written(row: Row) -> Found:
    facts = row.read()
    assert isinstance(facts, OwnFacts)  # noqa: S101 (rows of that kind have those facts)
    return Found(row.key, RowKind.OWN, facts)
