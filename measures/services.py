"""What people do with measures: write them, take their steps, revise their effect, carry them into next year.

Amounts are öre with the signs of `measures.effect`. Rights are the view's business.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from measures import refusals, soundness
from measures.effect import costs, months_of_measure, shared
from measures.models import Effect, Measure, MeasureLink, MeasureShare, MeasureStep, Revision
from measures.overlaps import open_doubts
from measures.queries import rules_of
from measures.stages import COUNTED, ENDED, UNDECIDED, Facts, Stage, missing, moves
from measures.words import demand_sentences, stage_name
from units.models import Administration, User
from units.months import first_of, months_of
from units.services import record_change

WRITTEN = (
    "title", "what", "kind", "horizon", "group", "indicator", "owner", "start", "end", "end_condition",
    "full_year_effect", "one_time_cost", "reinvestment", "fte_hundredths", "probability", "contained_from",
    "investigate_by", "decision_body", "decided_on", "decision_paragraph", "decision_reference", "decision_text",
    "union_required", "union_on", "for_clients", "for_staff", "for_quality", "for_children", "risk", "anchored",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """Where something about a measure is: a kind of `MeasureLink.Kind`, a text and perhaps an address."""

    kind: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A measure as somebody wrote it. `values` are fields of `WRITTEN`; what is not named stays as it is.

    `shares` are hundredths of a per cent by unit pk, `months` the effect (öre) of each month. `under_way` says that
    the measure had begun before it was written here, so that months may be closed already.
    """

    values: Mapping[str, Any]
    shares: Mapping[int, int]
    months: Mapping[date, int]
    links: Sequence[Link] = ()
    team: Sequence[User] = ()
    under_way: bool = False


@transaction.atomic
def start_measure(administration: Administration, plan: Plan, *, key: UUID | None = None, by: User | None) -> Measure:
    """Make a measure in the stage *idea*. The same `key` twice is one measure: the first one comes back.

    Raises:
        MeasureEndsBeforeStartError, NoUnitError, SharesError, MeasureUnitGoneError, EffectOutsideMonthsError,
        EffectAboveBudgetError, EffectInClosedMonthError: as they say.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    if key and (made := Measure.objects.filter(administration=administration, key=key).first()):
        return made
    measure = Measure(administration=administration, key=key, made_by=by, **plan.values)
    soundness.require(measure, plan.shares, plan.months, before={}, under_way=plan.under_way)
    last = administration.measures.aggregate(last=Max("number"))["last"] or 0
    measure.number = last + 1
    measure.save()
    _store_parts(measure, plan)
    _store_effects(measure, plan.shares, plan.months)
    MeasureStep.objects.create(measure=measure, stage=measure.stage, at=timezone.now(), by=by)
    record_change("measure-started", measure, administration=administration, by=by, after=told(measure))
    return measure


@transaction.atomic
def change_measure(measure: Measure, plan: Plan, *, seen: int, reason: str = "", by: User | None) -> Measure:
    """Give `measure`, seen in its version `seen`, what `plan` says. From *decided* on its baseline stays as it was.

    Raises:
        MeasureStaleError: somebody changed it since.
        MeasureEndedError: it is closed, stopped or rejected.
        ReasonNeededError: it is decided, the effect is another and there is no `reason`.
        The errors of `start_measure`.
    """
    measure = _locked(measure, seen)
    if measure.stage in ENDED:
        raise refusals.MeasureEndedError(stage=stage_name(measure.stage))
    before, was = told(measure), effects_by_month(measure)
    for name in WRITTEN:
        setattr(measure, name, plan.values.get(name, getattr(measure, name)))
    soundness.require(measure, plan.shares, plan.months, before=was, under_way=plan.under_way)
    if measure.stage in COUNTED and _differs(was, plan.months):
        _revise(measure, was, plan.months, reason=reason, by=by)
    measure.version += 1
    measure.save()
    _store_parts(measure, plan)
    _store_effects(measure, plan.shares, plan.months)
    _log("measure-changed", measure, before, by)
    return measure


@transaction.atomic
def revise_effect(
    measure: Measure, months: Mapping[date, int], *, reason: str, seen: int, under_way: bool = False, by: User | None
) -> Measure:
    """Expect another effect (öre by month) of a decided measure; its baseline stays as it was decided.

    Raises:
        NotDecidedError: it is not decided, or has ended.
        MeasureStaleError, ReasonNeededError and the errors of `start_measure`.
    """
    measure = _locked(measure, seen)
    if measure.stage not in COUNTED:
        raise refusals.NotDecidedError
    before = told(measure)
    rewrite_effect(measure, months, reason=reason, under_way=under_way, by=by)
    _log("measure-effect-revised", measure, before, by)
    return measure


def rewrite_effect(
    measure: Measure, months: Mapping[date, int], *, reason: str, under_way: bool, by: User | None
) -> None:
    """Store `months` (öre) as what `measure`, decided and locked, is expected to save, and a revision that says why.

    Its baseline stays. For services that lock the measure and write to the log themselves.

    Raises:
        ReasonNeededError and the errors of `start_measure`.
    """
    was = effects_by_month(measure)
    shares = dict(measure.shares.values_list("unit", "share"))
    soundness.require(measure, shares, months, before=was, under_way=under_way)
    _revise(measure, was, months, reason=reason, by=by)
    measure.version += 1
    measure.save(update_fields=["version"])
    _store_effects(measure, shares, months)


@transaction.atomic
def move_measure(
    measure: Measure, to: str, *, word: str = "", seen: int, values: Mapping[str, Any] | None = None, by: User | None
) -> Measure:
    """Take `measure` to the stage `to`. `values` are written first: those of the decision when it is decided.

    When it is decided its plan is frozen as the baseline; when it is stopped nothing more is expected from this month.

    Raises:
        NoSuchMoveError, MoveMissingError, MeasureStaleError: as they say.
    """
    measure, today = _locked(measure, seen), timezone.localdate()
    if to not in moves(measure.stage):
        raise refusals.NoSuchMoveError(stage=stage_name(measure.stage), to=stage_name(to))
    for name, value in (values or {}).items():
        setattr(measure, name, value)
    if lacks := missing(facts_of(measure), to, today=today, word=word):
        refused = refusals.MoveMissingError(missing=" ".join(demand_sentences(lacks)))
        refused.demands = lacks
        raise refused
    before = stage_name(measure.stage)
    _effects_of_move(measure, to, today)
    measure.stage = to
    if to == Stage.DECIDED:
        measure.next_follow_up = today + timedelta(days=rules_of(measure.administration).follow_up_days)
    measure.version += 1
    measure.save()
    MeasureStep.objects.create(measure=measure, stage=to, at=timezone.now(), by=by, word=word.strip())
    record_change(
        "measure-moved",
        measure,
        administration=measure.administration,
        by=by,
        before={"stage": str(before)},
        after={"stage": str(stage_name(to))} | ({"word": word.strip()} if word.strip() else {}),
    )
    return measure


@transaction.atomic
def carry_measure(measure: Measure, year: int, *, amount: int, word: str, seen: int, by: User | None) -> Measure:
    """Follow a decided measure in `year` too, where it saves `amount` (öre); the effect of that year is planned anew.

    Raises:
        NotDecidedError: it is not decided, or has ended.
        CarryYearError: `year` is not the year after one that it has effects in.
        CarriedAlreadyError, MeasureStaleError, EffectAboveBudgetError: as they say.
    """
    measure = _locked(measure, seen)
    if measure.stage not in COUNTED:
        raise refusals.NotDecidedError
    if measure.steps.filter(carried_to=year).exists():
        raise refusals.CarriedAlreadyError(year=year)
    before, was = told(measure), effects_by_month(measure)
    if year - 1 not in {month.year for month in was}:
        raise refusals.CarryYearError(year=max(month.year for month in was) + 1)
    if measure.end and measure.end < date(year, 12, 1):
        measure.end = date(year, 12, 1)
    shares = dict(measure.shares.values_list("unit", "share"))
    months = was | soundness.evenly_over(amount, months_of(year))
    soundness.require(measure, shares, months, before=was, under_way=False)
    measure.version += 1
    measure.save()
    _store_effects(measure, shares, months)
    measure.effects.filter(month__year=year).update(planned=F("amount"), planned_cost=F("cost"))
    MeasureStep.objects.create(
        measure=measure, stage=measure.stage, carried_to=year, at=timezone.now(), by=by, word=word.strip()
    )
    _log("measure-carried", measure, before, by)
    return measure


@transaction.atomic
def contain_measure(measure: Measure, month: date | None, *, by: User | None) -> Measure:
    """Say that forecasts as of `month` or later contain the effect; None when none does."""
    measure = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    before, measure.contained_from = told(measure), month
    measure.version += 1
    measure.save(update_fields=["contained_from", "version"])
    _log("measure-changed", measure, before, by)
    return measure


def effects_by_month(measure: Measure) -> dict[date, int]:
    """The effect of all units by month, as it is expected now. One query."""
    sums: dict[date, int] = {}
    for month, amount in measure.effects.order_by("month").values_list("month", "amount"):
        sums[month] = sums.get(month, 0) + amount
    return sums


def facts_of(measure: Measure) -> Facts:
    """What is known of `measure` when it takes a step."""
    return Facts(
        stage=measure.stage,
        owner=measure.owner_id is not None,
        what=bool(measure.what.strip()),
        effect=measure.effects.exclude(amount=0, cost=0).exists(),
        start=measure.start,
        investigate_by=measure.investigate_by,
        decision_body=measure.decision_body,
        decided_on=measure.decided_on,
        union_required=measure.union_required,
        union_on=measure.union_on,
        risk=bool(measure.risk.strip()),
        open_overlaps=len(open_doubts(measure)),
        followed_up=measure.follow_ups.exclude(realised=None).exists(),
        verified=measure.verifications.exists(),
        contained=measure.contained_from is not None,
    )


def told(measure: Measure) -> dict[str, Any]:
    """What the log says of `measure`: what is written, its units and its effect by year."""
    values: dict[str, Any] = {}
    for name in WRITTEN:
        value = getattr(measure, name)
        if value not in (None, "", 0):
            values[name] = _plain(value)
    shares = measure.shares.select_related("unit").order_by("unit__code")
    values["shares"] = {each.unit.code: each.share for each in shares}
    by_year: dict[str, int] = {}
    for month, amount in effects_by_month(measure).items():
        by_year[str(month.year)] = by_year.get(str(month.year), 0) + amount
    values["effects"] = by_year
    return values


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | str) else str(value)


def _log(action: str, measure: Measure, before: Mapping[str, Any], by: User | None) -> None:
    after = told(measure)
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if names:
        record_change(
            action,
            measure,
            administration=measure.administration,
            by=by,
            before={name: before[name] for name in names if name in before},
            after={name: after[name] for name in names if name in after},
        )


def _locked(measure: Measure, seen: int) -> Measure:
    now = Measure.objects.select_for_update(of=("self",)).select_related("administration").get(pk=measure.pk)
    if now.version != seen:
        raise refusals.MeasureStaleError(name=_last_who(now))
    return now


def _last_who(measure: Measure) -> str:
    step = measure.steps.select_related("by").last()
    return str(step.by) if step and step.by else "–"


def _revise(
    measure: Measure, was: Mapping[date, int], months: Mapping[date, int], *, reason: str, by: User | None
) -> None:
    if not reason.strip():
        raise refusals.ReasonNeededError
    Revision.objects.create(measure=measure, by=by, reason=reason.strip(), before=_iso(was), after=_iso(months))


def _iso(months: Mapping[date, int]) -> dict[str, int]:
    return {month.isoformat(): amount for month, amount in sorted(months.items()) if amount}


def _differs(was: Mapping[date, int], now: Mapping[date, int]) -> bool:
    return any(was.get(month, 0) != now.get(month, 0) for month in {*was, *now})


def _store_parts(measure: Measure, plan: Plan) -> None:
    """Its shares, links and team as `plan` says them."""
    kept = measure.shares.exclude(unit__in=plan.shares)
    kept.delete()
    for unit, share in plan.shares.items():
        MeasureShare.objects.update_or_create(measure=measure, unit_id=unit, defaults={"share": share})
    measure.links.all().delete()
    MeasureLink.objects.bulk_create(
        MeasureLink(measure=measure, kind=each.kind, text=each.text, url=each.url) for each in plan.links
    )
    measure.team.set(plan.team)


def _store_effects(measure: Measure, shares: Mapping[int, int], months: Mapping[date, int]) -> None:
    """Write the effect and the cost of each unit and month; what the baseline has stays beside it."""
    planned = {
        (unit, month): (amount, cost)
        for unit, month, amount, cost in measure.effects.values_list("unit", "month", "planned", "planned_cost")
        if amount is not None
    }
    every = months_of_measure(measure.start, measure.end)
    amounts = shared({month: months.get(month, 0) for month in sorted({*every, *months})}, shares)
    paid = shared(costs(measure.one_time_cost, measure.reinvestment, every), shares)
    places = {(unit, month) for unit, parts in amounts.items() for month in parts} | set(planned)
    measure.effects.all().delete()
    Effect.objects.bulk_create(
        Effect(
            measure=measure,
            unit_id=unit,
            month=month,
            amount=amounts.get(unit, {}).get(month, 0),
            cost=paid.get(unit, {}).get(month, 0),
            planned=planned.get((unit, month), (None, None))[0],
            planned_cost=planned.get((unit, month), (None, None))[1],
        )
        for unit, month in sorted(places)
    )


def _effects_of_move(measure: Measure, to: str, today: date) -> None:
    coming = measure.effects.filter(month__gte=first_of(today))
    if to == Stage.DECIDED and measure.stage == Stage.PROPOSED:
        measure.effects.update(planned=F("amount"), planned_cost=F("cost"))
    elif to == Stage.STOPPED:
        coming.update(amount=0, cost=0)
    elif to in UNDECIDED and measure.stage == Stage.STOPPED:
        coming.exclude(planned=None).update(amount=F("planned"), cost=F("planned_cost"))
        measure.effects.update(planned=None, planned_cost=None)
    elif to in UNDECIDED and measure.stage in COUNTED:
        measure.effects.update(planned=None, planned_cost=None)
