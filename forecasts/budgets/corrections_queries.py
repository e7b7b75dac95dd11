"""Reads of corrections of the deviation to date."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from forecasts.budgets.adjusting import Adjustment, Real, real_deviation
from forecasts.models import Correction
from units.models import Unit


def corrections_of(unit: Unit, year: int) -> QuerySet[Correction]:
    """Every correction of `unit` and its parts in `year`, removed ones too, by month."""
    own = Q(unit=unit.pk) | Q(unit__parent=unit.pk)
    rows = Correction.objects.filter(own, month__year=year)
    return rows.select_related("unit", "group", "made_by", "removed_by").order_by("month", "pk")


def adjustments_of(units: Iterable[int], year: int) -> list[Adjustment]:
    """The corrections that stand of `units` and their parts in `year`. One query."""
    units = list(units)
    own = Q(unit__in=units) | Q(unit__parent__in=units)
    rows = Correction.objects.filter(own, month__year=year, removed_at=None)
    return [Adjustment(*row) for row in rows.values_list("month", "amount", "reverses")]


def real_of(units: Iterable[int], closed: date | None, ledger: int | None) -> Real | None:
    """The real deviation of `units` to the end of `closed`; None without any correction then. At most one query."""
    if closed is None or ledger is None:
        return None
    return real_deviation(ledger, adjustments_of(units, closed.year), closed)
