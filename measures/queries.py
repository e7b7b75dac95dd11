"""Reads about measures. Units come in as a queryset: access is decided in the view. Amounts are öre."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, Max, Q, QuerySet, Sum

from forecasts.deviation import Remaining
from forecasts.models import Forecast
from measures.access import FOLLOWED
from measures.effect import weighted
from measures.models import Effect, Measure, MeasureRules
from measures.stages import CERTAIN, COUNTED
from measures.words import stage_name
from units.models import Administration, Unit

CERTAINTY = 100


@dataclass(frozen=True, slots=True)
class UnitMeasure:
    """A measure as one unit with its parts sees it: its share of what the measure saves in a year.

    `effect` is net of costs in the whole year; `remaining` what of it the forecast after measures adds, and
    `weighted` the same as its probability weighs it. `contained` is whether the latest forecast holds it.
    """

    pk: int
    number: int
    title: str
    stage: str
    stage_name: str
    effect: int
    full_year_effect: int
    contained_from: date | None
    contained: bool
    remaining: int
    weighted: int
    owner: str
    next_follow_up: date | None
    overdue: bool


def rules_of(administration: Administration) -> MeasureRules:
    """How `administration` works with measures; the defaults where it has said nothing."""
    return MeasureRules.objects.filter(administration=administration).first() or MeasureRules(
        administration=administration
    )


def probability_of(stage: str, own: int | None, rules: MeasureRules) -> int:
    """How likely an effect is, in per cent: certain once realised, else what the measure says, else the stage's."""
    if stage in CERTAIN:
        return CERTAINTY
    if own is not None:
        return own
    return getattr(rules, stage, 0)


WEIGHED = ("idea", "investigated", "proposed", "decided", "running")
RULES = tuple(f"administration__measure_rules__{name}" for name in WEIGHED)
FIELDS = (
    "pk", "number", "title", "stage", "full_year_effect", "contained_from", "probability", "next_follow_up", "start",
    "owner__name", "owner__username", *RULES,
)  # fmt: skip


def measures_of(
    members: Sequence[int], year: int, month: date, *, made: Mapping[int, date], today: date
) -> list[UnitMeasure]:
    """The measures of a unit and its parts, the pks `members`, that belong to `year`, as seen at `month`. One query.

    `made` is the as-of month of the latest forecast by unit pk. A measure belongs to a year when it has an effect then,
    or begins then. The largest remaining effect first, then by number.
    """
    own = Q(effects__unit__in=members, effects__month__gte=date(year, 1, 1), effects__month__lte=date(year, 12, 1))
    rows = (
        Measure.objects.of_units(Unit.objects.filter(pk__in=members))
        .annotate(own=FilteredRelation("effects", condition=own))
        .order_by("number")
        .values_list(*FIELDS, "own__unit", "own__month", "own__amount", "own__cost")
    )
    effects: dict[tuple, list[tuple[int, date, int]]] = {}
    for *values, unit, at, amount, cost in rows:
        found = effects.setdefault(tuple(values), [])
        if unit is not None and (amount or cost):
            found.append((unit, at, amount - cost))
    told = [
        _told(dict(zip(FIELDS, values, strict=True)), found, made, month, today)
        for values, found in effects.items()
        if found or values[FIELDS.index("start")].year == year
    ]
    return sorted(told, key=lambda each: (-each.remaining, each.number))


def _told(
    values: Mapping[str, Any],
    effects: Sequence[tuple[int, date, int]],
    made: Mapping[int, date],
    month: date,
    today: date,
) -> UnitMeasure:
    stage, contained_from = values["stage"], values["contained_from"]
    as_of = max((made.get(unit, month) for unit, _, _ in effects), default=month)
    left: dict[int, int] = defaultdict(int)
    for unit, at, net in effects:
        if stage in COUNTED and at > made.get(unit, month) and not _contains(contained_from, made.get(unit, month)):
            left[unit] += net
    probability = probability_of(stage, values["probability"], _rules_in([values[name] for name in RULES]))
    return UnitMeasure(
        pk=values["pk"],
        number=values["number"],
        title=values["title"],
        stage=stage,
        stage_name=stage_name(stage),
        effect=sum(net for _, _, net in effects),
        full_year_effect=values["full_year_effect"],
        contained_from=contained_from,
        contained=_contains(contained_from, as_of),
        remaining=sum(left.values()),
        weighted=sum(weighted(net, probability) for net in left.values()),
        owner=values["owner__name"] or values["owner__username"] or "",
        next_follow_up=values["next_follow_up"],
        overdue=is_overdue(stage, values["next_follow_up"], today),
    )


def _rules_in(said: Sequence[int | None]) -> MeasureRules:
    """The rules that the columns `RULES` of a row say; the defaults where the administration has none."""
    return MeasureRules(**{name: value for name, value in zip(WEIGHED, said, strict=True) if value is not None})


def is_overdue(stage: str, next_follow_up: date | None, today: date) -> bool:
    """Whether a measure should have been followed up before `today`."""
    return stage in FOLLOWED and next_follow_up is not None and next_follow_up < today


def remaining_effects(units: QuerySet[Unit], year: int, month: date) -> dict[int, Remaining]:
    """What decided measures will save in `year` that no forecast as of `month` contains, by unit pk (parts apart).

    A forecast contains what was saved up to its as-of month. What a measure saves for a unit is weighed by itself. Two
    queries.
    """
    members = units.with_parts().order_by().values("pk")
    rows = list(
        Effect.objects.filter(unit__in=members, month__gte=date(year, 1, 1), month__lte=date(year, 12, 1))
        .filter(measure__stage__in=COUNTED)
        .values_list("unit", "unit__parent", "month", "measure", "measure__stage", "measure__probability",
                     "measure__contained_from", *(f"measure__{name}" for name in RULES))
        .annotate(saved=Sum("amount", default=0), paid=Sum("cost", default=0))
        .order_by()
    )  # fmt: skip
    made = inherited(*_latest_as_of(members, year, month, {row[0]: row[1] for row in rows}))
    sums: dict[tuple[int, int, int], int] = defaultdict(int)
    for unit, _parent, at, measure, stage, probability, contained_from, *rules, saved, paid in rows:
        as_of = made.get(unit, month)
        if at > as_of and not _contains(contained_from, as_of):
            sums[unit, measure, probability_of(stage, probability, _rules_in(rules))] += saved - paid
    found: dict[int, Remaining] = defaultdict(Remaining)
    for (unit, _measure, probability), amount in sums.items():
        found[unit] += Remaining(amount, weighted(amount, probability))
    return {unit: each for unit, each in found.items() if each.amount or each.weighted}


def latest_forecasts(members: Mapping[int, int | None], year: int, month: date) -> dict[int, date]:
    """The as-of month of the latest forecast of `year` up to `month` by unit pk, own or inherited. One query.

    `members` are the pks of units and parts with those of their parents.
    """
    return inherited(*_latest_as_of(list(members), year, month, members))


def _latest_as_of(
    members: QuerySet | list[int], year: int, month: date, parents: Mapping[int, int | None]
) -> tuple[dict[int, int | None], dict[int, date]]:
    """Parents by unit pk, and the as-of month of the latest forecast of `year` up to `month` by unit pk. One query."""
    rows = (
        Forecast.objects.filter(unit__in=members, year=year, as_of__lte=month, withdrawn_at=None)
        .values_list("unit", "unit__parent")
        .annotate(last=Max("as_of"))
        .order_by()
    )
    told = list(rows)
    return {**parents, **{unit: parent for unit, parent, _ in told}}, {unit: last for unit, _, last in told}


def inherited(members: Mapping[int, int | None], own: Mapping[int, date]) -> dict[int, date]:
    """The as-of months of units' `own` latest forecasts, and of those without one.

    A part has its unit's, a unit has the latest of its parts.
    """
    made = dict(own)
    for unit, parent in members.items():
        if parent is None:
            continue
        if unit not in own and parent in own:
            made[unit] = own[parent]
        if unit in own and parent not in own:
            made[parent] = max(made.get(parent, own[unit]), own[unit])
    return made


def _contains(contained_from: date | None, as_of: date) -> bool:
    return contained_from is not None and contained_from <= as_of
