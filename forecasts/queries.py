"""Reads that answer a question about figures. Units come in as a queryset: access is decided in the view."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Max, Q, QuerySet, Sum
from django.utils import timezone

from forecasts.deviation import ForecastPoint, Limits, Remaining, Series, Standing, joined_forecasts
from forecasts.models import ClosedMonth, Figure, Forecast
from units.models import Administration, Unit
from units.months import add_months, first_of


@dataclass(frozen=True, slots=True)
class Period:
    """The year looked at and at the end of which month. `closed` is the last closed month up to it, or None."""

    year: int
    month: date
    closed: date | None


def limits_of(administration: Administration) -> Limits:
    """From what size deviations of `administration` are watched."""
    return Limits(
        administration.watch_ore,
        administration.watch_permille,
        administration.deficit_ore,
        administration.deficit_permille,
    )


def period(
    administration: Administration, month: date | None = None, *, closed: Sequence[date] | None = None
) -> Period:
    """The period as seen at `month`; without one, at the last closed month, else the last actual, else last month.

    `closed` is the last month of the unbroken run of closed months from January of the year to `month`. Who has read
    the closed months already hands them in as `closed`.
    """
    closed = closed_months(administration) if closed is None else closed
    if month is None:
        month = (
            max(closed, default=None) or _last_actual(administration) or add_months(first_of(timezone.localdate()), -1)
        )
    return period_at(month, closed)


def closed_months(administration: Administration) -> list[date]:
    """Every closed month, oldest first."""
    return list(ClosedMonth.objects.filter(administration=administration).values_list("month", flat=True))


def period_at(month: date, closed: Sequence[date]) -> Period:
    """The period as seen at `month` when the months `closed` are closed."""
    last = None
    for number in range(1, month.month + 1):
        if date(month.year, number, 1) not in closed:
            break
        last = date(month.year, number, 1)
    return Period(month.year, month, last)


def _last_actual(administration: Administration) -> date | None:
    actuals = Figure.objects.filter(unit__administration=administration, kind=Figure.Kind.ACTUAL)
    return actuals.aggregate(last=Max("month"))["last"]


def standings(
    units: QuerySet[Unit], period: Period, *, effects: Mapping[int, Remaining] | None = None
) -> list[Standing]:
    """How each of `units`, with its parts, stands in `period`, by unit code. Four queries.

    `effects` is what decided measures will save that no forecast contains, by unit pk (parts apart).
    """
    # Plain values: three hundred units as objects would cost more than all their sums.
    fields = ("pk", "code", "name", "kind", "department__code", "department__name")
    rows = list(units.order_by("code").values_list(*fields))
    owner = {row[0]: row[0] for row in rows}
    owner.update(Unit.objects.filter(parent__in=units.order_by().values("pk")).values_list("pk", "parent_id"))
    by_unit = _sums(list(owner), period)
    points = _forecast_points(owner, {unit: sums.budget for unit, sums in by_unit.items()}, period)
    sums = _joined_sums(owner, by_unit)
    effect: dict[int, Remaining] = defaultdict(Remaining)
    for pk, remaining in (effects or {}).items():
        effect[owner.get(pk, pk)] += remaining
    return [
        Standing(
            unit=pk,
            code=code,
            name=name,
            kind=kind,
            department=department,
            budget=sums[pk].budget,
            budget_to_date=sums[pk].budget_to_date if period.closed else None,
            actual_to_date=sums[pk].actual_to_date if period.closed else None,
            forecasts=points.get(pk, ()),
            effect=effect[pk].amount,
            weighted_effect=effect[pk].weighted,
            department_name=department_name,
        )
        for pk, code, name, kind, department, department_name in rows
    ]


class _Sums(NamedTuple):
    """Öre of a year and of its closed months."""

    budget: int = 0
    budget_to_date: int = 0
    actual_to_date: int = 0


def _sums(units: list[int], period: Period) -> dict[int, _Sums]:
    """Full year and closed months by unit. Grouped by unit alone, the covering index is read once in order."""
    until = Q(month__lte=period.closed or date(period.year, 1, 1))
    budget, actual = Q(kind__in=Figure.BUDGET_KINDS), Q(kind=Figure.Kind.ACTUAL)
    rows = (
        Figure.objects.filter(unit__in=units, month__gte=date(period.year, 1, 1), month__lte=date(period.year, 12, 1))
        .values_list("unit")
        .annotate(
            budget=Sum("amount", filter=budget, default=0),
            budget_to_date=Sum("amount", filter=budget & until, default=0),
            actual_to_date=Sum("amount", filter=actual & until, default=0),
        )
        .order_by()
    )
    return {unit: _Sums(*amounts) for unit, *amounts in rows}


def _joined_sums(owner: Mapping[int, int], by_unit: Mapping[int, _Sums]) -> dict[int, _Sums]:
    """The sums of the owning units, their parts included."""
    sums: dict[int, _Sums] = defaultdict(_Sums)
    for unit, amounts in by_unit.items():
        whole = owner[unit]
        sums[whole] = _Sums(*(before + more for before, more in zip(sums[whole], amounts, strict=True)))
    return sums


def current_forecasts(units: list[int], year: int, through: date) -> list[tuple[int, int, date]]:
    """Pk, unit and as-of month of the forecasts that count: the highest version of each as-of month up to `through`."""
    rows = Forecast.objects.filter(unit__in=units, year=year, as_of__lte=through, withdrawn_at=None)
    latest = {(unit, as_of): pk for pk, unit, as_of in rows.order_by("version").values_list("pk", "unit_id", "as_of")}
    return [(pk, unit, as_of) for (unit, as_of), pk in sorted(latest.items())]


def _forecast_points(
    owner: Mapping[int, int], budgets: Mapping[int, int], period: Period
) -> dict[int, tuple[ForecastPoint, ...]]:
    """Forecasts per owning unit with its parts, oldest first; `budgets` are öre of the year by unit."""
    rows = (
        Forecast.objects.filter(unit__in=list(owner), year=period.year, as_of__lte=period.month, withdrawn_at=None)
        .order_by("version")
        .annotate(amount=Sum("lines__amount", default=0))
        .values_list("unit", "as_of", "amount")
    )
    made: dict[int, dict[date, int]] = defaultdict(dict)
    for unit, as_of, amount in rows:
        made[unit][as_of] = amount
    wholes = {owner[unit] for unit in made}
    parts: dict[int, list[Series]] = defaultdict(list)
    for unit, whole in owner.items():
        if unit != whole and whole in wholes:
            parts[whole].append(Series(budgets.get(unit, 0), made.get(unit, {})))
    return {
        whole: joined_forecasts(Series(budgets.get(whole, 0), made.get(whole, {})), parts[whole]) for whole in wholes
    }
