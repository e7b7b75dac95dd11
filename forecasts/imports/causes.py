"""What the causes in an uploaded forecast account for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Sum

from forecasts.imports.preview import WholeForecast
from forecasts.models import Figure, Forecast, ForecastCause
from units.accounts import UNSPLIT
from units.models import AccountGroup, Administration
from units.months import months_of


def store_causes(administration: Administration, made: Sequence[Forecast], wanted: Mapping[int, WholeForecast]) -> None:
    """Give each forecast its causes: the deviation of the rows that name one, by cause."""
    if not any(row.cause for each in wanted.values() for row in each.rows.values()):
        return
    budgets = _budgets(made)
    unsplit = AccountGroup.objects.filter(administration=administration, code=UNSPLIT).values_list("pk", flat=True)
    ForecastCause.objects.bulk_create(
        ForecastCause(forecast=forecast, cause=cause, amount=amount)
        for forecast in made
        for cause, amount in _by_cause(wanted[forecast.unit_id], budgets.get(forecast.unit_id, {}), set(unsplit))
    )


def _by_cause(whole: WholeForecast, budget: Mapping[int, int], unsplit: set[int]) -> Iterator[tuple[str, int]]:
    """Öre with the sign of the deviation. One row for the whole unit is held against the whole budget."""
    for_all = whole.rows.keys() <= unsplit
    sums: dict[str, int] = defaultdict(int)
    for row in whole.rows.values():
        if row.cause:
            sums[row.cause] += (sum(budget.values()) if for_all else budget.get(row.group, 0)) - row.amount
    return ((cause, amount) for cause, amount in sums.items() if amount)


def _budgets(made: Sequence[Forecast]) -> dict[int, dict[int, int]]:
    """The year's budget by unit and account group. One query."""
    months = months_of(made[0].year) if made else []
    rows = Figure.objects.filter(
        unit__in=[each.unit_id for each in made], month__in=months, kind__in=Figure.BUDGET_KINDS
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for unit, group, amount in rows.values_list("unit", "group").annotate(amount=Sum("amount")).order_by():
        found[unit][group] = amount
    return found
