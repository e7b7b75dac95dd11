"""Effects that may be counted twice: by two measures, or by a measure and the forecast that contains it already.

A unit and its part have the same money; two parts of one unit have not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from forecasts.models import Forecast
from measures.models import Effect, Measure, Overlap
from measures.same_money import same_money
from measures.stages import COUNTED, ENDED
from units.models import Unit

FORECAST = "forecast"
LAST = 10**9


@dataclass(frozen=True, slots=True)
class Doubt:
    """A double counting that must be answered, or was. `other` is None when it is about the forecast as of `as_of`.

    `units` (of the measure that is asked about) and `months` are what both have, in order; `answer` is empty until
    somebody answered, at either of the two measures.
    """

    other: Measure | None
    units: tuple[Unit, ...]
    months: tuple[date, ...]
    as_of: date | None = None
    answer: Overlap | None = None

    @property
    def key(self) -> str:
        """What a form calls it: the pk of the other measure, or `forecast`."""
        return str(self.other.pk) if self.other else FORECAST


def doubts_of(measure: Measure) -> list[Doubt]:
    """What of `measure` may be counted twice, by the other measure's number; the forecast last. At most six queries.

    Others that are decided and neither stopped nor closed count; so does `measure` itself until it has ended.
    """
    if measure.stage in ENDED:
        return []
    units = {each.pk: each for each in Unit.objects.filter(measure_shares__measure=measure)}
    answers = _answers(measure)
    found = [*_with_measures(measure, units, answers), *_with_forecast(measure, units, answers)]
    return sorted(found, key=lambda each: each.other.number if each.other else LAST)


def open_doubts(measure: Measure) -> list[Doubt]:
    """Those that nobody has answered."""
    return [each for each in doubts_of(measure) if each.answer is None]


def _answers(measure: Measure) -> dict[int | None, Overlap]:
    """What was answered by the pk of the other measure, wherever it was; the latest answer of the two."""
    rows = Overlap.objects.filter(Q(measure=measure) | Q(other=measure)).select_related("answered_by")
    return {
        each.other_id if each.measure_id == measure.pk else each.measure_id: each
        for each in rows.order_by("answered_at", "pk")
    }


def _with_measures(measure: Measure, units: Mapping[int, Unit], answers: Mapping[int | None, Overlap]) -> list[Doubt]:
    """Decided measures of the same account group that save something in the same units and months."""
    if measure.group_id is None:
        return []
    own = set(Effect.objects.filter(measure=measure).exclude(amount=0).values_list("unit", "month"))
    same = (
        Effect.objects.filter(_same_money(units), month__in={month for _, month in own})
        .filter(measure__group=measure.group_id, measure__stage__in=COUNTED)
        .exclude(Q(measure=measure) | Q(amount=0))
    )
    both: dict[int, set[tuple[int, date]]] = {}
    for other, unit, parent, month in same.values_list("measure", "unit", "unit__parent", "month").order_by():
        for mine in _holding(units, unit, parent):
            if (mine, month) in own:
                both.setdefault(other, set()).add((mine, month))
    others = Measure.objects.in_bulk(both) if both else {}
    return [
        Doubt(
            others[pk],
            _in_order(units[unit] for unit, _ in places),
            tuple(sorted({month for _, month in places})),
            answer=answers.get(pk),
        )
        for pk, places in both.items()
    ]


def _with_forecast(measure: Measure, units: Mapping[int, Unit], answers: Mapping[int | None, Overlap]) -> list[Doubt]:
    """A forecast made when the measure was under way probably contains it, unless it says from when it does."""
    if measure.contained_from:
        return []
    made = Forecast.objects.filter(_same_money(units), as_of__gte=measure.start, withdrawn_at=None)
    if measure.end:
        made = made.filter(as_of__lte=measure.end)
    rows = list(made.values_list("as_of", "unit", "unit__parent").order_by().distinct())
    if not rows:
        return []
    as_of = max(at for at, _, _ in rows)
    named = {mine for at, unit, parent in rows if at == as_of for mine in _holding(units, unit, parent)}
    return [Doubt(None, _in_order(units[pk] for pk in named), (), as_of=as_of, answer=answers.get(None))]


def _same_money(units: Mapping[int, Unit]) -> Q:
    """Rows of `units`, of their parts, and of the units that they are parts of."""
    wholes = {each.parent_id for each in units.values() if each.parent_id}
    return Q(unit__in={*units, *wholes}) | Q(unit__parent__in=list(units))


def _holding(units: Mapping[int, Unit], unit: int, parent: int | None) -> list[int]:
    """Which of `units` have the same money as `unit`, a part of `parent` (or None)."""
    return [pk for pk, mine in units.items() if same_money(unit, parent, pk, mine.parent_id)]


def _in_order(units: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple(sorted(set(units), key=lambda each: each.code))
