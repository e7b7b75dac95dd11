"""Effects that may be counted twice: by two measures, or by a measure and the forecast that contains it already."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from forecasts.models import Forecast
from measures.models import Effect, Measure, MeasureShare, Overlap
from measures.stages import COUNTED
from units.models import Unit


@dataclass(frozen=True, slots=True)
class Doubt:
    """A double counting that must be answered, or was. `other` is None when it is about the forecast as of `as_of`.

    `units` and `months` are what both have, in order; `answer` is empty until somebody answered.
    """

    other: Measure | None
    units: tuple[Unit, ...]
    months: tuple[date, ...]
    as_of: date | None = None
    answer: Overlap | None = None

    @property
    def key(self) -> str:
        """What a form calls it: the pk of the other measure, or `forecast`."""
        return str(self.other.pk) if self.other else "forecast"


def doubts_of(measure: Measure) -> list[Doubt]:
    """What of `measure` may be counted twice, by the other measure's number; the forecast last. At most five queries.

    Measures that are decided and neither stopped nor closed count; so does `measure` itself whatever its stage.
    """
    answers = {each.other_id: each for each in Overlap.objects.filter(measure=measure).select_related("answered_by")}
    mirrored = dict(Overlap.objects.filter(other=measure).values_list("measure", "pk"))
    found = [
        doubt
        for doubt in [*_with_measures(measure, answers), *_with_forecast(measure, answers)]
        if doubt.other is None or doubt.other.pk not in mirrored or doubt.answer
    ]
    return sorted(found, key=lambda each: each.other.number if each.other else 10**9)


def open_doubts(measure: Measure) -> list[Doubt]:
    """Those that nobody has answered."""
    return [each for each in doubts_of(measure) if each.answer is None]


def _with_measures(measure: Measure, answers: dict[int | None, Overlap]) -> list[Doubt]:
    if measure.group_id is None:
        return []
    own = set(_saving(Effect.objects.filter(measure=measure)).values_list("unit", "month"))
    units = {unit for unit, _ in own}
    same = Effect.objects.filter(
        unit__in=units,
        measure__group=measure.group_id,
        measure__stage__in=COUNTED,
        month__in={month for _, month in own},
    ).exclude(measure=measure)
    both: dict[int, set[tuple[int, date]]] = {}
    for other, *place in _saving(same).values_list("measure", "unit", "month"):
        if tuple(place) in own:
            both.setdefault(other, set()).add((place[0], place[1]))
    others, names = Measure.objects.in_bulk(both), Unit.objects.in_bulk(units) if both else {}
    return [
        Doubt(
            others[pk],
            tuple(sorted({names[unit] for unit, _ in places}, key=lambda each: each.code)),
            tuple(sorted({month for _, month in places})),
            answer=answers.get(pk),
        )
        for pk, places in both.items()
    ]


def _with_forecast(measure: Measure, answers: dict[int | None, Overlap]) -> list[Doubt]:
    """A forecast made when the measure was under way probably contains it, unless it says from when it does."""
    if measure.contained_from:
        return []
    shares = MeasureShare.objects.filter(measure=measure).select_related("unit")
    units = {each.unit_id: each.unit for each in shares}
    made = Forecast.objects.filter(unit__in=units, as_of__gte=measure.start, withdrawn_at=None)
    if measure.end:
        made = made.filter(as_of__lte=measure.end)
    latest = made.order_by("-as_of").values_list("unit", "as_of")
    if not latest:
        return []
    as_of = latest[0][1]
    named = sorted({units[unit] for unit, month in latest if month == as_of}, key=lambda each: each.code)
    return [Doubt(None, tuple(named), (), as_of=as_of, answer=answers.get(None))]


def _saving(effects: QuerySet[Effect]) -> QuerySet[Effect]:
    return effects.exclude(amount=0).order_by()
