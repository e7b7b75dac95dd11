"""What people do with measures: write them, take their steps, revise their effect, carry them into next year.

Amounts are öre with the signs of `measures.effect`. Rights are the view's business.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from forecasts.models import Forecast
from measures import refusals, soundness
from measures.models import Measure, MeasureStep, Revision
from measures.overlaps import open_doubts
from measures.queries import rules_of
from measures.stages import COUNTED, ENDED, Facts, Stage, missing, moves
from measures.storing import (
    Link,
    as_stored,
    closed_months,
    costs_anew,
    costs_of,
    effects_by_month,
    effects_by_year,
    store_effects,
    store_move,
    store_parts,
)
from measures.words import demand_sentences, stage_name
from units.models import Administration, Change, Unit, User
from units.months import first_of, months_of
from units.services import record_change

WRITTEN = (
    "title", "what", "kind", "horizon", "group", "indicator", "owner", "start", "end", "end_condition",
    "full_year_effect", "one_time_cost", "reinvestment", "fte_hundredths", "probability", "contained_from",
    "investigate_by", "decision_body", "decided_on", "decision_paragraph", "decision_reference", "decision_text",
    "union_required", "union_on", "for_clients", "for_staff", "for_quality", "for_children", "risk", "anchored",
)  # fmt: skip


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
def start_measure(
    administration: Administration,
    plan: Plan,
    *,
    key: UUID | None = None,
    number: int | None = None,
    by: User | None,
) -> Measure:
    """Make a measure in the stage *idea*. The same `key` twice is one measure: the first one comes back.

    Its `number` is one that no other has; without one it is the next.

    Raises:
        FormUsedError: `key` is that of a measure of another administration.
        MeasureEndsBeforeStartError, NoUnitError, SharesError, MeasureUnitGoneError, EffectOutsideMonthsError,
        EffectAboveBudgetError, EffectInClosedMonthError: as they say.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    if key and (made := Measure.objects.select_related("administration").filter(key=key).first()):
        if made.administration_id != administration.pk:
            raise refusals.FormUsedError
        return made
    measure = Measure(administration=administration, key=key, made_by=by, **plan.values)
    soundness.require(measure, plan.shares, plan.months, before={}, under_way=plan.under_way)
    measure.number = number or (administration.measures.aggregate(last=Max("number"))["last"] or 0) + 1
    measure.save()
    store_parts(measure, plan.shares, plan.links, plan.team)
    store_effects(measure, plan.shares, plan.months)
    MeasureStep.objects.create(measure=measure, stage=measure.stage, at=timezone.now(), by=by)
    record_change("measure-started", measure, administration=administration, by=by, after=told(measure))
    return measure


@transaction.atomic
def change_measure(measure: Measure, plan: Plan, *, seen: int, reason: str = "", by: User | None) -> Measure:
    """Give `measure`, seen in its version `seen`, what `plan` says. From *decided* on its baseline stays as it was.

    What closed months have of effects and costs then stays with the units that have it, unless it was under way.

    Raises:
        MeasureStaleError: somebody changed it since.
        MeasureEndedError: it is closed, stopped or rejected.
        ReasonNeededError: it is decided, its effect, costs or shares are others and there is no `reason`.
        The errors of `start_measure`.
    """
    measure = _locked(measure, seen)
    if measure.stage in ENDED:
        raise refusals.MeasureEndedError(stage=stage_name(measure.stage))
    before, was, stood = told(measure), effects_by_month(measure), copy(measure)
    shares = dict(measure.shares.values_list("unit", "share"))
    for name in WRITTEN:
        setattr(measure, name, plan.values.get(name, getattr(measure, name)))
    soundness.require(measure, plan.shares, plan.months, before=was, under_way=plan.under_way)
    counted, kept = measure.stage in COUNTED, set[date]()
    if counted and (_differs(was, plan.months) or shares != plan.shares or _costs_differ(stood, measure)):
        _revise(measure, was, plan.months, reason=reason, by=by)
    if counted and not plan.under_way:
        kept = closed_months(measure, was)
    paid = costs_anew(measure, stood, plan.months, was, kept) if counted else costs_of(measure, plan.months)
    measure.version += 1
    measure.save()
    store_parts(measure, plan.shares, plan.links, plan.team)
    store_effects(measure, plan.shares, plan.months, paid=paid, kept=kept)
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
    store_effects(measure, shares, months, kept=_standing(measure, was, months))


@transaction.atomic
def move_measure(
    measure: Measure, to: str, *, word: str = "", seen: int, values: Mapping[str, Any] | None = None, by: User | None
) -> Measure:
    """Take `measure` to the stage `to`. `values` are written first: those of the decision when it is decided.

    What becomes of its effects is what `store_move` says.

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
    before, effects, came_from = stage_name(measure.stage), effects_by_year(measure), measure.stage
    measure.stage = to
    if to == Stage.DECIDED:
        measure.next_follow_up = today + timedelta(days=rules_of(measure.administration).follow_up_days)
    measure.version += 1
    measure.save()
    step = MeasureStep.objects.create(measure=measure, stage=to, at=timezone.now(), by=by, word=word.strip())
    store_move(measure, step, today, came_from=came_from)
    now = effects_by_year(measure)
    record_change(
        "measure-moved",
        measure,
        administration=measure.administration,
        by=by,
        before={"stage": str(before)} | ({"effects": effects} if effects != now else {}),
        after={"stage": str(stage_name(to))}
        | ({"word": word.strip()} if word.strip() else {})
        | ({"effects": now} if effects != now else {}),
    )
    return measure


@transaction.atomic
def carry_measure(measure: Measure, year: int, *, amount: int, word: str, seen: int, by: User | None) -> Measure:
    """Follow a decided measure in `year` too, where it saves `amount` (öre); the effect of that year is planned anew.

    Months of the year that are closed stay as they are: the open ones share what is left of the amount.

    Raises:
        NotDecidedError: it is not decided, or has ended.
        CarryYearError: `year` is not after its first one, or later than the one after its last with any effect.
        EffectInClosedMonthError: every month of `year` is closed.
        CarriedAlreadyError, MeasureStaleError, EffectAboveBudgetError: as they say.
    """
    measure = _locked(measure, seen)
    if measure.stage not in COUNTED:
        raise refusals.NotDecidedError
    if measure.steps.filter(carried_to=year).exists():
        raise refusals.CarriedAlreadyError(year=year)
    before, was = told(measure), effects_by_month(measure)
    last = max([measure.start.year, *(month.year for month, amount in was.items() if amount)])
    if not measure.start.year < year <= last + 1:
        raise refusals.CarryYearError(year=last + 1)
    if measure.end and measure.end < date(year, 12, 1):
        measure.end = date(year, 12, 1)
    shares = dict(measure.shares.values_list("unit", "share"))
    months = was | _of_open_months(measure, year, amount, was)
    soundness.require(measure, shares, months, before=was, under_way=False)
    measure.version += 1
    measure.save()
    store_effects(measure, shares, months, kept=_standing(measure, was, months))
    measure.effects.filter(month__year=year).update(planned=F("amount"), planned_cost=F("cost"))
    MeasureStep.objects.create(
        measure=measure, stage=measure.stage, carried_to=year, at=timezone.now(), by=by, word=word.strip()
    )
    _log("measure-carried", measure, before, by)
    return measure


@transaction.atomic
def contain_measure(measure: Measure, month: date | None, *, seen: int, by: User | None) -> Measure:
    """Say that forecasts as of `month` or later contain the effect; None when none does.

    Raises:
        MeasureStaleError: somebody changed it since its version `seen`.
        MeasureEndedError: it is closed, stopped or rejected.
    """
    measure = _locked(measure, seen)
    if measure.stage in ENDED:
        raise refusals.MeasureEndedError(stage=stage_name(measure.stage))
    before, measure.contained_from = told(measure), month
    measure.version += 1
    measure.save(update_fields=["contained_from", "version"])
    _log("measure-changed", measure, before, by)
    return measure


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
        contained=measure.contained_from is not None and measure.contained_from <= _last_forecast(measure),
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
    values["effects"] = effects_by_year(measure)
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
        raise refusals.MeasureStaleError(name=last_who(now))
    return now


def last_who(measure: Measure) -> str:
    """Who changed `measure` last, as the log has it."""
    own = Change.objects.filter(
        administration=measure.administration.code,
        action__startswith="measure-",
        subject__startswith=f"{measure.number} ",
    )
    return own.values_list("by", flat=True).first() or "–"


def _revise(
    measure: Measure, was: Mapping[date, int], months: Mapping[date, int], *, reason: str, by: User | None
) -> None:
    if not reason.strip():
        raise refusals.ReasonNeededError
    Revision.objects.create(
        measure=measure, by=by, reason=reason.strip(), before=as_stored(was), after=as_stored(months)
    )


def _differs(was: Mapping[date, int], now: Mapping[date, int]) -> bool:
    return any(was.get(month, 0) != now.get(month, 0) for month in {*was, *now})


def _costs_differ(before: Measure, now: Measure) -> bool:
    said = [(each.one_time_cost, each.reinvestment) for each in (before, now)]
    return said[0] != said[1]


def _standing(measure: Measure, was: Mapping[date, int], now: Mapping[date, int]) -> set[date]:
    """The closed months whose effect is the same in `now` as it `was`."""
    same = [month for month, amount in was.items() if amount == now.get(month, 0)]
    return closed_months(measure, same)


def _of_open_months(measure: Measure, year: int, amount: int, was: Mapping[date, int]) -> dict[date, int]:
    """The effect of the months of `year` that together save `amount`; of all of them where all are closed."""
    closed = closed_months(measure, months_of(year))
    coming = [month for month in months_of(year) if month not in closed]
    if not coming:
        return soundness.evenly_over(amount, months_of(year))
    return soundness.evenly_over(amount - sum(was.get(month, 0) for month in closed), coming)


def _last_forecast(measure: Measure) -> date:
    """The latest month that a forecast of any of its units is as of; this month when there is none. One query."""
    units = Unit.objects.filter(pk__in=measure.shares.values("unit")).with_parts().order_by()
    made = Forecast.objects.filter(unit__in=units.values("pk"), withdrawn_at=None)
    return made.aggregate(last=Max("as_of"))["last"] or first_of(timezone.localdate())
