"""What the ledger has on a measure's units and account group, and on their siblings. Amounts are öre, net cost."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet, Sum

from forecasts.models import Figure
from forecasts.queries import closed_months
from measures.models import Effect, Measure
from measures.stages import COUNTED, Stage
from measures.verifying.pace import HISTORY
from measures.verifying.seen import PLACEBOS, Judgement, Ledger, judge
from units.models import Unit
from units.months import add_months

LASTING = (*COUNTED, Stage.CLOSED, Stage.STOPPED)
BACK = HISTORY + max(PLACEBOS)

Monthly = dict[date, int]


def judgement_of(measure: Measure) -> Judgement:
    """What the ledger says of `measure`. At most seven queries, whatever its units, siblings and months."""
    return judge(ledger_of(measure))


def last_closed(measure: Measure) -> date | None:
    """The last month of the unbroken run of closed months from the start of `measure`. One query."""
    closed, last = set(closed_months(measure.administration)), None
    month = measure.start
    while month in closed:
        last, month = month, add_months(month, 1)
    return last


def ledger_of(measure: Measure) -> Ledger:
    """What is known of the units, the account group and the siblings of `measure`."""
    closed, planned = last_closed(measure), planned_by_month(measure)
    wholes = dict(Unit.objects.filter(administration=measure.administration_id).values_list("pk", "parent"))
    shared = set(measure.shares.values_list("unit", flat=True))
    own = {pk for pk, parent in wholes.items() if pk in shared or parent in shared}
    costs = _costs(measure, wholes if measure.group_id else own, closed)
    hidden = {_whole(wholes, unit) for unit in [*shared, *_measured(measure, closed)]}
    siblings: dict[int, Monthly] = defaultdict(Monthly)
    for unit, months in costs.items():
        if _whole(wholes, unit) not in hidden:
            _add(siblings[_whole(wholes, unit)], months)
    return Ledger(
        start=measure.start,
        end=measure.end,
        closed=closed,
        own=_summed(costs[unit] for unit in own if unit in costs),
        siblings=dict(siblings),
        planned=planned,
        budget=_budget(measure, own, closed),
        grouped=measure.group_id is not None,
    )


def planned_by_month(measure: Measure) -> Monthly:
    """What it is to save by month: as it was decided, else as it is expected."""
    months: Monthly = {}
    for month, amount, planned in measure.effects.order_by().values_list("month", "amount", "planned"):
        months[month] = months.get(month, 0) + (amount if planned is None else planned)
    return months


def _costs(measure: Measure, units: Iterable[int], closed: date | None) -> dict[int, Monthly]:
    """What each of `units` cost in the account group, by unit pk; parts apart."""
    months = Q(month__gte=add_months(measure.start, -BACK), month__lte=closed or add_months(measure.start, -1))
    return _by_unit(_of_group(Figure.objects.filter(months, unit__in=list(units), kind=Figure.Kind.ACTUAL), measure))


def _budget(measure: Measure, own: Iterable[int], closed: date | None) -> Monthly:
    figures = Figure.objects.budget().filter(unit__in=list(own), month__gte=measure.start)
    return _summed(_by_unit(_of_group(figures.filter(month__lte=closed or measure.start), measure)).values())


def _of_group(figures: QuerySet[Figure], measure: Measure) -> QuerySet[Figure]:
    """Those of the account group; all of them when the measure has none, so that something can be looked at."""
    return figures.filter(group=measure.group_id) if measure.group_id else figures


def _by_unit(figures: QuerySet[Figure]) -> dict[int, Monthly]:
    rows = figures.values_list("unit", "month").annotate(sum=Sum("amount")).order_by()
    found: dict[int, Monthly] = defaultdict(Monthly)
    for unit, month, amount in rows:
        found[unit][month] = amount
    return dict(found)


def _measured(measure: Measure, closed: date | None) -> set[int]:
    """Units with another measure that saves something in the account group in the judged months.

    A measure that has ended may have saved while it ran, and one without an account group may save in any.
    """
    effects = Effect.objects.filter(month__gte=measure.start, month__lte=closed or measure.start)
    effects = effects.filter(
        Q(measure__group=measure.group_id) | Q(measure__group=None),
        measure__administration=measure.administration_id,
        measure__stage__in=LASTING,
    )
    return set(effects.exclude(Q(measure=measure) | Q(amount=0)).order_by().values_list("unit", flat=True).distinct())


def _whole(wholes: Mapping[int, int | None], unit: int) -> int:
    return wholes.get(unit) or unit


def _summed(lines: Iterable[Mapping[date, int]]) -> Monthly:
    total: Monthly = {}
    for line in lines:
        _add(total, line)
    return total


def _add(total: Monthly, line: Mapping[date, int]) -> None:
    for month, amount in line.items():
        total[month] = total.get(month, 0) + amount
