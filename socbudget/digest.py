"""What the Monday letter tells one person, out of what is known of the administration. Pure: no clock, no database.

Amounts are öre with the signs of `forecasts.deviation`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from forecasts.deviation import Standing, largest_deficits
from forecasts.entry.lines import EntryState
from forecasts.overview import largest_changes

WEEK = timedelta(days=7)
TO_WRITE = frozenset({EntryState.NOT_STARTED, EntryState.DRAFT, EntryState.SENT_BACK})
SHOWN = 3


@dataclass(frozen=True, slots=True)
class RoundUnit:
    """A unit that is expected to forecast in the open round, where it is, and what was said when it was sent back.

    `heads` are the pks of those who answer for it, `odd` how many things in it should be looked at.
    """

    pk: int
    code: str
    name: str
    department: int
    state: str
    heads: frozenset[int] = frozenset()
    sent_back: bool = False
    word: str = ""
    odd: int = 0

    @property
    def unwritten(self) -> bool:
        """Whether it is not submitted, or was sent back."""
        return self.state in TO_WRITE


@dataclass(frozen=True, slots=True)
class LateMeasure:
    """A measure that should have been followed up, and how many days ago.

    `units` are the pks of its units and of those that they are parts of, `departments` those of its departments, and
    `owner` is the pk of who answers for it.
    """

    pk: int
    number: int
    title: str
    days_late: int
    owner: int | None
    owner_name: str
    units: frozenset[int]
    departments: frozenset[int]


@dataclass(frozen=True, slots=True)
class OpenAssignment:
    """A decision or an action of a meeting that is not reported back, and how many days late it is, 0 when it is not.

    `units` are the pks of the units it is about and of those that they are parts of, `departments` those of their
    departments and of the group that gave it; both are empty for the whole administration. `owner` is the pk of who
    answers for it.
    """

    pk: int
    kind: str
    number: int
    year: int
    text: str
    due: date
    days_late: int
    owner: int | None
    owner_name: str = ""
    units: frozenset[int] = frozenset()
    departments: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """What Monday letters are made of: units and parts by pk, and the open round's units, deadlines and month.

    `to_close` are the months that wait to be closed when no round is open, `overdue` the measures to follow up, the
    latest first, and `assignments` what meetings have given that is late or due before long, the earliest due first.
    """

    standings: Mapping[int, Standing]
    whole: frozenset[int]
    departments: Mapping[int, int]
    round_units: Sequence[RoundUnit] = ()
    deadlines: Mapping[str, date] = field(default_factory=dict)
    as_of: date | None = None
    to_close: Sequence[date] = ()
    overdue: Sequence[LateMeasure] = ()
    assignments: Sequence[OpenAssignment] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A role of a person: for a unit or a department (pk), or for the whole administration when both are None."""

    role: str
    unit: int | None = None
    department: int | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """For a unit head: how the own units stand, and the forecasts to write."""

    standings: list[Standing]
    to_write: list[RoundUnit]


@dataclass(frozen=True, slots=True)
class Approving:
    """For a department head: what waits for approval, what is missing, and the largest changes."""

    to_approve: list[RoundUnit]
    missing: list[RoundUnit]
    changed: list[Standing]


@dataclass(frozen=True, slots=True)
class Controlling:
    """For a controller: how far the round is, what is missing, to check and to look at, and this week's deadlines."""

    expected: int
    missing: list[RoundUnit]
    to_check: list[RoundUnit]
    odd: list[RoundUnit]
    deadlines: dict[str, date]


@dataclass(frozen=True, slots=True)
class Closing:
    """For a controller of the whole administration when no round is open: the months that wait to be closed."""

    months: list[date]


@dataclass(frozen=True, slots=True)
class Following:
    """For the management group: all units of the place, the largest deficits and this week's deadlines."""

    whole: bool
    standings: list[Standing]
    largest: list[Standing]
    deadlines: dict[str, date]


@dataclass(frozen=True, slots=True)
class Late:
    """The measures that the person is to follow up, and those of others where the person leads, the latest first."""

    own: list[LateMeasure]
    others: list[LateMeasure]


@dataclass(frozen=True, slots=True)
class Assigned:
    """What the person is to report back of meetings, and what others are late with where the person leads."""

    own: list[OpenAssignment]
    others: list[OpenAssignment]


Section = Own | Approving | Controlling | Closing | Following | Late | Assigned
LEADING = ("department_head", "controller", "management")


def sections(person: int, places: Iterable[Place], facts: Facts, monday: date) -> list[Section]:
    """What the person (pk) with the roles `places` is told in the week of `monday`; what is empty is left out."""
    by_role: dict[str, list[Place]] = {}
    for place in places:
        by_role.setdefault(place.role, []).append(place)
    told: list[Section] = []
    if "unit_head" in by_role:
        told += _own(person, by_role["unit_head"], facts)
    if "department_head" in by_role:
        told += _approving(by_role["department_head"], facts)
    if "controller" in by_role:
        told += _controlling(by_role["controller"], facts, monday)
    if "management" in by_role:
        told += _following(by_role["management"], facts, monday)
    return [*told, *_late(person, by_role, facts), *_assigned(person, by_role, facts)]


def this_week(deadlines: Mapping[str, date], monday: date) -> dict[str, date]:
    """Those of `deadlines` from `monday` to the Sunday after it, the first one first."""
    near = {name: day for name, day in deadlines.items() if monday <= day < monday + WEEK}
    return dict(sorted(near.items(), key=lambda each: each[1]))


def _own(person: int, places: Sequence[Place], facts: Facts) -> list[Section]:
    units = [place.unit for place in places if place.unit in facts.standings]
    standings = [facts.standings[pk] for pk in dict.fromkeys(units) if pk is not None]
    known = sorted((each for each in standings if each.forecasts), key=lambda each: each.code)
    to_write = [each for each in facts.round_units if person in each.heads and each.unwritten]
    return [Own(known, to_write)] if known or to_write else []


def _approving(places: Sequence[Place], facts: Facts) -> list[Section]:
    units = _in_round(places, facts)
    to_approve = [each for each in units if each.state == EntryState.CHECKED]
    missing = [each for each in units if each.unwritten]
    changed = _changed(_standings(places, facts), facts)
    return [Approving(to_approve, missing, changed)] if to_approve or missing or changed else []


def _controlling(places: Sequence[Place], facts: Facts, monday: date) -> list[Section]:
    units = _in_round(places, facts)
    if not units:
        whole = any(_is_whole(place) for place in places)
        return [Closing(list(facts.to_close))] if whole and facts.to_close else []
    return [
        Controlling(
            expected=len(units),
            missing=[each for each in units if each.unwritten],
            to_check=[each for each in units if each.state == EntryState.SUBMITTED],
            odd=[each for each in units if each.odd and each.state in (EntryState.SUBMITTED, EntryState.CHECKED)],
            deadlines=this_week(facts.deadlines, monday),
        )
    ]


def _following(places: Sequence[Place], facts: Facts, monday: date) -> list[Section]:
    standings = _standings(places, facts)
    if not any(each.forecasts for each in standings):
        return []
    whole = any(_is_whole(place) for place in places)
    largest = largest_deficits(standings, SHOWN)
    return [Following(whole, standings, largest, this_week(facts.deadlines, monday))]


def _late(person: int, by_role: Mapping[str, Sequence[Place]], facts: Facts) -> list[Section]:
    headed = {place.unit for place in by_role.get("unit_head", ())}
    led = [place for role in LEADING for place in by_role.get(role, ())]
    readable = [each for each in facts.overdue if headed & each.units or any(_has(place, each) for place in led)]
    own = [each for each in readable if each.owner == person or headed & each.units]
    others = [each for each in readable if each not in own]
    return [Late(own, others)] if own or others else []


def _assigned(person: int, by_role: Mapping[str, Sequence[Place]], facts: Facts) -> list[Section]:
    own = [each for each in facts.assignments if each.owner == person]
    led = [place for role in ("unit_head", *LEADING) for place in by_role.get(role, ())]
    late = [each for each in facts.assignments if each.days_late and each.owner != person]
    others = [each for each in late if any(_has(place, each) for place in led)]
    return [Assigned(own, others)] if own or others else []


def _has(place: Place, each: LateMeasure | OpenAssignment) -> bool:
    """Whether it is of the place: of one of its units, of its department, or of all of the administration."""
    if place.unit is not None:
        return place.unit in each.units
    return place.department is None or place.department in each.departments


def _changed(standings: Sequence[Standing], facts: Facts) -> list[Standing]:
    """The largest changes of the open round; none when no round is open."""
    return largest_changes(standings, facts.as_of, SHOWN) if facts.as_of else []


def _in_round(places: Sequence[Place], facts: Facts) -> list[RoundUnit]:
    return [each for each in facts.round_units if any(_holds(place, each.pk, each.department) for place in places)]


def _standings(places: Sequence[Place], facts: Facts) -> list[Standing]:
    """The units of the places, without parts, by code."""
    found = [
        standing
        for pk, standing in facts.standings.items()
        if pk in facts.whole and any(_holds(place, pk, facts.departments.get(pk, 0)) for place in places)
    ]
    return sorted(found, key=lambda each: each.code)


def _is_whole(place: Place) -> bool:
    return place.unit is None and place.department is None


def _holds(place: Place, unit: int, department: int) -> bool:
    if place.unit is not None:
        return place.unit == unit
    return place.department is None or place.department == department
