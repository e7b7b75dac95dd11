"""The register of follow-ups: what was said of which measure, the newest first. Units come in: access is the view's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from measures.followups.register_queries import UnitLine
from measures.models import FollowUp, Measure, MeasureShare
from units.models import Administration


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A follow-up as it was stated, of the whole measure. Amounts are öre; `units` those that the person may read."""

    measure: int
    number: int
    title: str
    units: str
    day: date
    status: str
    realised: int | None
    expected: int | None
    done: str
    hinders: str
    next_on: date | None
    by: str


def measures_of_units(administration: Administration, units: Sequence[UnitLine]) -> QuerySet[Measure]:
    """The measures of `administration` with a share in one of `units`."""
    shares = MeasureShare.objects.filter(unit__in=[each.pk for each in units])
    return administration.measures.filter(pk__in=shares.order_by().values("measure"))


def follow_ups_of(measures: QuerySet[Measure], asked: Mapping[str, Any]) -> QuerySet[FollowUp]:
    """The follow-ups of `measures` that match what was `asked`, by the names of the form; the newest first."""
    found = FollowUp.objects.filter(measure__in=measures.order_by().values("pk"))
    if asked.get("first"):
        found = found.filter(day__gte=asked["first"])
    if asked.get("last"):
        found = found.filter(day__lte=asked["last"])
    if asked.get("status"):
        found = found.filter(status=asked["status"])
    for word in asked.get("measure", "").split():
        number = Q(measure__number=word) if word.isdecimal() and len(word) < 10 else Q(pk__in=[])
        found = found.filter(Q(measure__title__icontains=word) | number)
    return found.select_related("measure", "made_by").order_by("-day", "-pk")


def history_rows(follow_ups: Iterable[FollowUp], units: Sequence[UnitLine]) -> list[HistoryRow]:
    """`follow_ups` as rows, in their order. One query beside theirs."""
    follow_ups = list(follow_ups)
    names = _unit_names({each.measure_id for each in follow_ups}, units)
    return [
        HistoryRow(
            measure=each.measure_id,
            number=each.measure.number,
            title=each.measure.title,
            units=", ".join(names[each.measure_id]),
            day=each.day,
            status=each.status,
            realised=each.realised,
            expected=each.expected,
            done=each.done,
            hinders=each.hinders,
            next_on=each.next_on,
            by=str(each.made_by or ""),
        )
        for each in follow_ups
    ]


def _unit_names(measures: set[int], units: Sequence[UnitLine]) -> dict[int, list[str]]:
    lines = {each.pk: f"{each.code} {each.name}" for each in units}
    found: dict[int, list[str]] = defaultdict(list)
    rows = MeasureShare.objects.filter(measure__in=measures, unit__in=list(lines)).order_by("unit__code")
    for measure, unit in rows.values_list("measure", "unit"):
        found[measure].append(lines[unit])
    return found
