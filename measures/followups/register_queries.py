"""What the register of measures holds. The units looked at come in: access is decided in the view."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from forecasts.queries import Period
from measures.access import FOLLOWED
from measures.effect import in_parts
from measures.followups.register import RegisterRow
from measures.models import Effect, FollowUp, Measure, MeasureShare, Verification
from measures.queries import is_overdue, latest_forecasts
from measures.stages import COUNTED, ENDED, ORDER, Stage
from units.models import Administration, Unit, User

LIVE = "live"
GROUPS: dict[str, tuple[str, ...]] = {
    "all": (),
    LIVE: tuple(each for each in ORDER if each not in ENDED),
    "counted": COUNTED,
    "ended": ENDED,
}
NEVER, OVERDUE = "never", "overdue"


class UnitLine(NamedTuple):
    """A unit that the person may read, with where it belongs."""

    pk: int
    code: str
    name: str
    parent: int | None
    department: str
    department_name: str


def unit_lines(units: QuerySet[Unit]) -> list[UnitLine]:
    """`units` by code. One query."""
    rows = units.order_by("code").values_list("pk", "code", "name", "parent", "department__code", "department__name")
    return [UnitLine(*row) for row in rows]


def chosen_units(units: Sequence[UnitLine], *, department: str = "", unit: str = "") -> list[UnitLine]:
    """Those of `units` in a department, and those that are a unit or its parts, by code; all where nothing is said."""
    own = next((each.pk for each in units if each.code == unit), None)
    return [
        each
        for each in units
        if (not department or each.department == department) and (not unit or own in (each.pk, each.parent))
    ]


def years_of(administration: Administration, usual: int) -> list[int]:
    """The years that measures begin or have effects in, and `usual`, the latest first. One query."""
    found = administration.measures.aggregate(first=Min("start"), last=Max("start"), end=Max("end"))
    days = [day.year for day in found.values() if day]
    return list(range(max([usual, *days]), min([usual, *days]) - 1, -1))


def owners_of(units: Sequence[UnitLine]) -> list[tuple[int, str]]:
    """Who owns a measure of `units`, by name. One query."""
    shares = MeasureShare.objects.filter(unit__in=[each.pk for each in units]).order_by().values("measure")
    owners = User.objects.filter(pk__in=Measure.objects.filter(pk__in=shares).values("owner"))
    return sorted(((user.pk, str(user)) for user in owners), key=lambda each: each[1].casefold())


FIELDS = (
    "pk", "number", "title", "kind", "stage", "owner__name", "owner__username", "start", "end", "full_year_effect",
    "next_follow_up",
)  # fmt: skip


def register_rows(
    administration: Administration, units: Sequence[UnitLine], seen_at: Period, asked: Mapping[str, Any]
) -> list[RegisterRow]:
    """The measures of `units` that belong to the year of `seen_at` and match what was `asked`, by number. Six queries.

    A measure belongs to a year when it has an effect or a plan then, or begins then. `asked` has the names of the
    register's form. Remaining effects are as seen at the end of the month of `seen_at`.
    """
    pks = [each.pk for each in units]
    measures = _filtered(administration.measures.all(), asked).filter(
        pk__in=MeasureShare.objects.filter(unit__in=pks).order_by().values("measure")
    )
    rows = list(measures.order_by("number").values_list(*FIELDS))
    sums = _effect_sums(units, seen_at)
    shares = _shares(measures)
    told = _follow_ups(measures, seen_at.year)
    verified = _verified(measures, seen_at.year)
    seen, today = set(pks), timezone.localdate()
    return [
        row
        for pk, *values in rows
        if pk in sums or values[FIELDS.index("start") - 1].year == seen_at.year
        for row in [
            _row(
                dict(zip(FIELDS, (pk, *values), strict=True)),
                _Parts(shares[pk], seen),
                sums.get(pk, _Sums()),
                told.get(pk, _Told()),
                verified.get(pk),
                today,
            )
        ]
        if _is_asked(row, asked.get("follow_up", ""))
    ]


class _Sums(NamedTuple):
    planned: int | None = None
    expected: int = 0
    remaining: int = 0


class _Told(NamedTuple):
    day: date | None = None
    status: str | None = None
    realised: int | None = None


class _Share(NamedTuple):
    unit: int
    share: int
    name: str
    department: str


@dataclass(frozen=True, slots=True)
class _Parts:
    """The shares of a measure, in the order of its units' codes, and the pks of the units looked at."""

    shares: list["_Share"]
    seen: AbstractSet[int]

    @property
    def others(self) -> int:
        return sum(each.unit not in self.seen for each in self.shares)

    def of(self, amount: int | None) -> int | None:
        if amount is None:
            return None
        parts = in_parts(amount, {each.unit: each.share for each in self.shares})
        return sum(part for pk, part in parts.items() if pk in self.seen)


def _filtered(measures: QuerySet[Measure], asked: Mapping[str, Any]) -> QuerySet[Measure]:
    if stages := _stages(asked.get("stage")):
        measures = measures.filter(stage__in=stages)
    for name in ("kind", "horizon", "owner"):
        if asked.get(name):
            measures = measures.filter(**{name: asked[name]})
    for word in (asked.get("text") or "").split():
        found = Q(title__icontains=word) | Q(what__icontains=word) | Q(decision_reference__icontains=word)
        measures = measures.filter(found | Q(number=word) if word.isdecimal() and len(word) < 10 else found)
    return measures


def _stages(asked: str | None) -> tuple[str, ...]:
    """The stages that are asked for; none when all are."""
    return GROUPS.get(asked or LIVE, (asked or LIVE,))


def in_stages(rows: Iterable[RegisterRow], asked: str) -> list[RegisterRow]:
    """Those of `rows` that are in the stages asked for."""
    stages = _stages(asked)
    return [row for row in rows if not stages or row.stage in stages]


def _is_asked(row: RegisterRow, follow_up: str) -> bool:
    """Whether the follow-ups of `row` are what was asked for."""
    if not follow_up:
        return True
    if follow_up == OVERDUE:
        return row.overdue > 0
    if follow_up == NEVER:
        return row.stage in FOLLOWED and row.status is None
    return row.status == follow_up


def _row(
    values: Mapping[str, Any], parts: _Parts, sums: _Sums, told: _Told, verified: int | None, today: date
) -> RegisterRow:
    stage, due = values["stage"], values["next_follow_up"]
    late = is_overdue(stage, due, today)
    return RegisterRow(
        pk=values["pk"],
        number=values["number"],
        title=values["title"],
        units=tuple(each.name for each in parts.shares),
        others=parts.others,
        departments=tuple(sorted({each.department for each in parts.shares})),
        kind=values["kind"],
        stage=stage,
        owner=values["owner__name"] or values["owner__username"] or "",
        start=values["start"],
        end=values["end"],
        full_year=parts.of(values["full_year_effect"]) or 0,
        planned=sums.planned,
        expected=None if stage == Stage.REJECTED else sums.expected,
        realised=parts.of(told.realised),
        verified=parts.of(verified),
        remaining=sums.remaining if stage in COUNTED else None,
        next_follow_up=due if stage in FOLLOWED else None,
        overdue=(today - due).days if late else 0,
        followed_on=told.day,
        status=told.status,
    )


def _effect_sums(units: Sequence[UnitLine], seen_at: Period) -> dict[int, _Sums]:
    """What `units` have of each measure in the year, by its pk; without those that have nothing. Two queries."""
    left = _after_forecasts(units, seen_at)
    year = Effect.objects.filter(
        unit__in=[each.pk for each in units],
        month__gte=date(seen_at.year, 1, 1),
        month__lte=date(seen_at.year, 12, 1),
    )
    rows = (
        year.values_list("measure")
        .annotate(
            some=Count("pk", filter=~Q(amount=0) | ~Q(cost=0) | Q(planned__gt=0) | Q(planned__lt=0)),
            meant=Sum("planned"),
            meant_cost=Sum("planned_cost", default=0),
            saved=Sum("amount"),
            paid=Sum("cost"),
            left=Sum("amount", filter=left, default=0),
            left_cost=Sum("cost", filter=left, default=0),
        )
        .order_by()
    )
    return {
        pk: _Sums(None if meant is None else meant - meant_cost, saved - paid, left - left_cost)
        for pk, some, meant, meant_cost, saved, paid, left, left_cost in rows
        if some
    }


def _after_forecasts(units: Sequence[UnitLine], seen_at: Period) -> Q:
    """Effects that no forecast contains: of months after a unit's latest one, and not said to be in it."""
    members: dict[int, int | None] = {each.parent: None for each in units if each.parent}
    members |= {each.pk: each.parent for each in units}
    made = latest_forecasts(members, seen_at.year, seen_at.month)
    groups: dict[date, list[int]] = defaultdict(list)
    for each in units:
        groups[made.get(each.pk, seen_at.month)].append(each.pk)
    found = Q(pk__in=[])
    for as_of, pks in groups.items():
        contained = Q(measure__contained_from__isnull=True) | Q(measure__contained_from__gt=as_of)
        found |= Q(unit__in=pks, month__gt=as_of) & contained
    return found


def _shares(measures: QuerySet[Measure]) -> dict[int, list[_Share]]:
    found: dict[int, list[_Share]] = defaultdict(list)
    rows = MeasureShare.objects.filter(measure__in=measures.order_by().values("pk"))
    fields = ("measure", "unit", "share", "unit__code", "unit__name", "unit__department__name")
    for measure, unit, share, code, name, department in rows.order_by("unit__code").values_list(*fields):
        found[measure].append(_Share(unit, share, f"{code} {name}", department))
    return found


def _follow_ups(measures: QuerySet[Measure], year: int) -> dict[int, _Told]:
    """The latest follow-up of each measure, and what the latest one that says so has realised in `year`. One query."""
    own = FollowUp.objects.filter(measure=OuterRef("pk")).order_by("-day", "-pk")
    said = own.filter(day__gte=date(year, 1, 1), day__lte=date(year, 12, 31), realised__isnull=False)
    rows = measures.order_by().values_list(
        "pk",
        Subquery(own.values("day")[:1]),
        Subquery(own.values("status")[:1]),
        Subquery(said.values("realised")[:1]),
    )
    return {pk: _Told(*told) for pk, *told in rows}


def _verified(measures: QuerySet[Measure], year: int) -> dict[int, int]:
    """What was signed last of `year`, by measure pk. One query."""
    rows = Verification.objects.filter(measure__in=measures.order_by().values("pk"), year=year)
    return dict(rows.order_by("signed_at", "pk").values_list("measure", "amount"))
