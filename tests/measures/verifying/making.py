"""A ledger with a measure in it, for the tests."""

from datetime import date
from random import Random

from forecasts.models import ClosedMonth, Figure
from tests import factories
from units.months import add_months, months_between

MARCH, AUGUST = date(2026, 3, 1), date(2026, 8, 1)
SINCE = months_between(MARCH, AUGUST)
MONTHLY = 100_000_00


def costs(unit, *, group=None, drop=0.0, years=3, kind=Figure.Kind.ACTUAL, level=MONTHLY):
    """Figures of `unit` from `years` before March 2026 to August, lowered by `drop` from March on."""
    random = Random(unit.code)
    Figure.objects.bulk_create(
        Figure(
            unit=unit,
            month=month,
            kind=kind,
            group=group or factories.group(unit.administration, "KON"),
            amount=round(level * random.uniform(0.98, 1.02) * (1 - drop if month >= MARCH else 1)),
        )
        for month in months_between(add_months(MARCH, -12 * years), AUGUST)
    )


def neighbours(administration, count, **given):
    """So many units of the administration with costs in KON."""
    department = administration.departments.get(code="10")
    made = [factories.UnitFactory(department=department, code=f"5{number:03}") for number in range(count)]
    for unit in made:
        costs(unit, **given)
    return made


def closed(administration, last=AUGUST):
    """Every month from March 2026 to `last` is closed."""
    ClosedMonth.objects.bulk_create(
        ClosedMonth(administration=administration, month=month) for month in months_between(MARCH, last)
    )


def measured(unit, **given):
    """A decided measure from March 2026 that saves a fifth of the cost in KON, month by month."""
    usual = {"start": MARCH, "group": factories.group(unit.administration, "KON")}
    return factories.measure(unit, dict.fromkeys(SINCE, MONTHLY // 5), **usual | given)
