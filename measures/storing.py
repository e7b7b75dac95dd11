"""How the shares, links and effects of a measure are written, and what becomes of its effects when it takes a step.

Amounts are öre with the signs of `measures.effect`. For services that hold the measure locked.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from forecasts.models import ClosedMonth
from measures.effect import costs, months_of_measure, shared
from measures.models import Effect, Measure, MeasureLink, MeasureShare, MeasureStep, Revision
from measures.stages import UNDECIDED, Stage
from units.models import User
from units.months import first_of, months_between


@dataclass(frozen=True, slots=True)
class Link:
    """Where something about a measure is: a kind of `MeasureLink.Kind`, a text and perhaps an address."""

    kind: str
    text: str
    url: str = ""


def effects_by_month(measure: Measure) -> dict[date, int]:
    """The effect of all units by month, as it is expected now. One query."""
    sums: dict[date, int] = {}
    for month, amount in measure.effects.order_by("month").values_list("month", "amount"):
        sums[month] = sums.get(month, 0) + amount
    return sums


def effects_by_year(measure: Measure) -> dict[str, int]:
    """The effect of all units by year, as the log tells it. One query."""
    by_year: dict[str, int] = {}
    for month, amount in effects_by_month(measure).items():
        by_year[str(month.year)] = by_year.get(str(month.year), 0) + amount
    return by_year


def closed_months(measure: Measure, months: Iterable[date]) -> set[date]:
    """Those of `months` whose actuals are final. One query."""
    closed = ClosedMonth.objects.filter(administration=measure.administration_id, month__in=list(months))
    return set(closed.values_list("month", flat=True))


def as_stored(months: Mapping[date, int]) -> dict[str, int]:
    """`months` as a revision keeps them: öre by month (ISO) where there is any."""
    return {month.isoformat(): amount for month, amount in sorted(months.items()) if amount}


def store_parts(measure: Measure, shares: Mapping[int, int], links: Iterable[Link], team: Sequence[User]) -> None:
    """Its shares (hundredths of a per cent by unit pk), links and team."""
    measure.shares.exclude(unit__in=shares).delete()
    for unit, share in shares.items():
        MeasureShare.objects.update_or_create(measure=measure, unit_id=unit, defaults={"share": share})
    measure.links.all().delete()
    MeasureLink.objects.bulk_create(
        MeasureLink(measure=measure, kind=each.kind, text=each.text, url=each.url) for each in links
    )
    measure.team.set(team)


def store_effects(
    measure: Measure,
    shares: Mapping[int, int],
    months: Mapping[date, int],
    *,
    paid: Mapping[date, int] | None = None,
    kept: Collection[date] = (),
) -> None:
    """Write the effect and the cost of each unit and month; what the baseline has stays beside it.

    `paid` is the cost by month; without it costs are as they were, and as `measure` says in months that are new. The
    months `kept` stand for every unit as they stood.
    """
    rows = {(each.unit_id, each.month): each for each in measure.effects.all()}
    every = lived(measure, months)
    amounts = shared({month: months.get(month, 0) for month in sorted({*every, *months})}, shares)
    if paid is None:
        paid = costs_of(measure, months) | _paid(rows.values())
    parts = shared(paid, shares)
    standing = {place for place, row in rows.items() if row.planned is not None or place[1] in kept}
    written = {(unit, month) for unit, of in amounts.items() for month in of if month not in kept}
    measure.effects.all().delete()
    Effect.objects.bulk_create(
        Effect(
            measure=measure,
            unit_id=unit,
            month=month,
            amount=row.amount if month in kept else amounts.get(unit, {}).get(month, 0),
            cost=row.cost if month in kept else parts.get(unit, {}).get(month, 0),
            planned=row.planned,
            planned_cost=row.planned_cost,
        )
        for unit, month in sorted(written | standing)
        for row in [rows.get((unit, month)) or Effect(planned=None, planned_cost=None)]
    )


def lived(measure: Measure, months: Mapping[date, int]) -> list[date]:
    """The months of `measure`, to the last one of `months` that saves anything where that is later."""
    every = months_of_measure(measure.start, measure.end)
    last = max((month for month, amount in months.items() if amount), default=every[-1])
    return months_between(measure.start, max(every[-1], last))


def costs_of(measure: Measure, months: Mapping[date, int]) -> dict[date, int]:
    """What `measure` costs by month as it is written, when it saves `months`."""
    return costs(measure.one_time_cost, measure.reinvestment, lived(measure, months))


def costs_anew(
    measure: Measure,
    before: Measure,
    months: Mapping[date, int],
    was: Mapping[date, int],
    kept: Collection[date],
) -> dict[date, int]:
    """The costs of `measure`, which was `before`, when the months `kept` are to stand as they stood.

    What changes of a one-time cost in those months is paid in the first month after them; reinvestment is not made up.
    """
    had, old, new = _paid(measure.effects.all()), costs_of(before, was), costs_of(measure, months)
    coming = [month for month in sorted({*new, *had}) if month not in kept]
    paid = {month: had.get(month, 0) - old.get(month, 0) + new.get(month, 0) for month in coming}
    if coming:
        due = measure.one_time_cost if measure.start in kept else 0
        paid[coming[0]] += due - (before.one_time_cost if before.start in kept else 0)
    return paid


def _paid(rows: Iterable[Effect]) -> dict[date, int]:
    sums: dict[date, int] = {}
    for row in rows:
        sums[row.month] = sums.get(row.month, 0) + row.cost
    return sums


def store_move(measure: Measure, step: MeasureStep, today: date, *, came_from: str) -> None:
    """What becomes of the effects of `measure`, whose shares and stage are stored, when it takes `step`.

    When it is decided its plan is frozen, where no earlier decision froze it. When it is stopped nothing more is
    expected from this month, and nothing at all of one that was never begun. When it is taken up again it is expected
    to save what it was before it was stopped.
    """
    if step.stage == Stage.DECIDED and came_from == Stage.PROPOSED:
        _freeze(measure)
    elif step.stage == Stage.STOPPED:
        _stop(measure, step, today, begun=came_from != Stage.DECIDED)
    elif step.stage in UNDECIDED and came_from == Stage.STOPPED:
        _take_up(measure)


def _freeze(measure: Measure) -> None:
    """The plan of each month that has none; a unit that came later has no part in a plan that was there."""
    had = set(measure.effects.exclude(planned=None).values_list("month", flat=True))
    measure.effects.filter(planned=None, month__in=had).update(planned=0, planned_cost=0)
    measure.effects.filter(planned=None).update(planned=F("amount"), planned_cost=F("cost"))


def _stop(measure: Measure, step: MeasureStep, today: date, *, begun: bool) -> None:
    before = effects_by_month(measure)
    saved = begun or measure.follow_ups.exclude(realised=None).exists()
    gone = measure.effects.filter(month__gte=first_of(today)) if saved else measure.effects.all()
    gone.update(amount=0, cost=0)
    Revision.objects.create(
        measure=measure,
        by=step.by,
        reason=step.word,
        before=as_stored(before),
        after=as_stored(effects_by_month(measure)),
    )


def _take_up(measure: Measure) -> None:
    """The effect as the revision of the latest stop has it; as planned where there is none, in measures of before."""
    stop = measure.steps.filter(stage=Stage.STOPPED).order_by("-at", "-pk").first()
    revision = measure.revisions.filter(at__gte=stop.at).last() if stop else None
    if revision is None:
        lost = measure.effects.filter(amount=0, cost=0).exclude(planned=None)
        lost.update(amount=F("planned"), cost=F("planned_cost"))
        return
    months = {date.fromisoformat(month): amount for month, amount in revision.before.items()}
    shares = dict(measure.shares.values_list("unit", "share"))
    kept = {month for month, amount in effects_by_month(measure).items() if amount and amount == months.get(month, 0)}
    store_effects(measure, shares, months, paid=costs_of(measure, months), kept=kept)
