"""What a measure must be to be kept: units that exist, shares of 100 %, months and effects that can be."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Max, QuerySet, Sum

from forecasts.budgets.phasing import evenly
from forecasts.models import ClosedMonth, Figure
from measures import refusals
from measures.effect import last_month, of_year
from measures.models import Measure
from measures.models.measures import WHOLE
from units.display import month_and_year
from units.models import Unit
from units.money import format_number, kronor
from units.months import months_of


def require(
    measure: Measure,
    shares: Mapping[int, int],
    months: Mapping[date, int],
    *,
    before: Mapping[date, int],
    under_way: bool,
) -> None:
    """Refuse a measure that cannot be. `months` is the effect (öre) of each month, `before` how it stood.

    Raises:
        MeasureEndsBeforeStartError, NoUnitError, SharesError, MeasureUnitGoneError, EffectOutsideMonthsError,
        EffectAboveBudgetError, EffectInClosedMonthError: as they say.
    """
    _require_months(measure, months)
    units = _require_units(measure, shares)
    changed = {month for month in {*months, *before} if months.get(month, 0) != before.get(month, 0)}
    if not under_way:
        _require_open(measure, months, changed)
    for year in sorted({month.year for month in changed}):
        _require_within_budget(measure, units, months, year)


def evenly_over(amount: int, months: list[date]) -> dict[date, int]:
    """`amount` (öre) in equal parts over `months`, each of which is there."""
    return dict.fromkeys(months, 0) | evenly(amount, months)


def _require_months(measure: Measure, months: Mapping[date, int]) -> None:
    if measure.end and measure.end < measure.start:
        raise refusals.MeasureEndsBeforeStartError(start=_said(measure.start), end=_said(measure.end))
    last = last_month(measure.start, measure.end)
    for month, amount in sorted(months.items()):
        if amount and not measure.start <= month <= (measure.end or month):
            raise refusals.EffectOutsideMonthsError(
                month=_said(month).capitalize(), start=_said(measure.start), end=_said(last)
            )


def _require_units(measure: Measure, shares: Mapping[int, int]) -> list[Unit]:
    if not shares:
        raise refusals.NoUnitError
    if sum(shares.values()) != WHOLE:
        raise refusals.SharesError(sum=format_number(sum(shares.values()) / 100).removesuffix(",0"))
    own = Unit.objects.filter(pk__in=shares, administration=measure.administration_id).select_related("successor")
    units = list(own.order_by("code"))
    if len(units) != len(shares):
        raise refusals.NoUnitError
    for unit in units:
        if unit.valid_to and unit.valid_to < measure.start:
            successor = f": {unit.successor}" if unit.successor else ""
            raise refusals.MeasureUnitGoneError(unit=unit, month=_said(measure.start), successor=successor)
        if measure.end and measure.end < unit.valid_from:
            raise refusals.MeasureUnitGoneError(unit=unit, month=_said(measure.end), successor="")
    return units


def _require_open(measure: Measure, months: Mapping[date, int], changed: set[date]) -> None:
    closed = ClosedMonth.objects.filter(administration=measure.administration_id, month__in=changed)
    first = closed.order_by("month").first()
    if first:
        raise refusals.EffectInClosedMonthError(
            month=_said(first.month).capitalize(), amount=kronor(months.get(first.month, 0))
        )


def _require_within_budget(measure: Measure, units: list[Unit], months: Mapping[date, int], year: int) -> None:
    """The effect of a year is at most what the account group costs these units in it; without a budget, anything is.

    Without a group it is at most what all of the groups that cost anything do, in the latest year with a budget.
    """
    own = Figure.objects.budget().filter(unit__in=Unit.objects.filter(pk__in=[unit.pk for unit in units]).with_parts())
    effect = of_year(months, year)
    if measure.group is None:
        whole = _whole_budget(own, year) if effect > 0 else None
        if whole is not None and effect > whole:
            raise refusals.EffectAboveWholeBudgetError(year=year, effect=kronor(effect), budget=kronor(whole))
        return
    budget = own.filter(group=measure.group, month__in=months_of(year)).aggregate(sum=Sum("amount"))["sum"]
    if budget is not None and effect > abs(budget):
        raise refusals.EffectAboveBudgetError(
            year=year, effect=kronor(effect), group=measure.group, budget=kronor(abs(budget))
        )


def _whole_budget(own: QuerySet[Figure], year: int) -> int | None:
    """What the groups that cost anything have in the latest budget until `year`, or the size of the net; None: no."""
    last = own.filter(month__lte=date(year, 12, 1)).aggregate(last=Max("month"))["last"]
    if last is None:
        return None
    groups = own.filter(month__in=months_of(last.year)).values("group").annotate(sum=Sum("amount")).order_by()
    sums = [each["sum"] for each in groups]
    return sum(each for each in sums if each > 0) or abs(sum(sums))


def _said(month: date) -> str:
    return month_and_year(month).lower()
