"""Reads about budgets that change. Amounts are net cost in öre."""

from collections import defaultdict
from datetime import date

from django.db.models import Sum

from forecasts.models import BudgetChange, BudgetChangeLine, BudgetYear, Figure
from units.models import Administration


def frame_additions(administration: Administration, year: int) -> dict[int | None, int]:
    """What decided changes add to the frame of the administration (None) and of each department (pk). Two queries.

    The administration's is what was given to it; a department's is what its units were given, by moves too.
    """
    found: dict[int | None, int] = defaultdict(int)
    standing = BudgetChange.objects.filter(administration=administration, year=year, undone_at=None)
    found[None] = standing.aggregate(sum=Sum("frame_amount", default=0))["sum"]
    lines = BudgetChangeLine.objects.filter(change__in=standing.order_by()).values_list("unit__department")
    found.update(lines.annotate(sum=Sum("amount")).order_by())
    return found


def undistributed(administration: Administration, year: int | None) -> int:
    """What decided changes of `year`, or of all years, gave (öre) and no unit has been given. Two queries."""
    standing = BudgetChange.objects.filter(administration=administration, undone_at=None)
    if year:
        standing = standing.filter(year=year)
    given = standing.aggregate(sum=Sum("frame_amount", default=0))["sum"]
    lines = BudgetChangeLine.objects.filter(change__in=standing.order_by())
    return given - lines.aggregate(sum=Sum("amount", default=0))["sum"]


def has_actuals(administration: Administration, month: date) -> bool:
    """Whether any unit has actuals in `month`. One query."""
    return Figure.objects.filter(unit__administration=administration, month=month, kind=Figure.Kind.ACTUAL).exists()


def is_final(administration: Administration, year: int) -> bool:
    """Whether the result of `year` is final."""
    return BudgetYear.objects.filter(administration=administration, year=year, final_at__isnull=False).exists()
