"""A small year: unit 4100 has 12 000 tkr for staff and −600 tkr of revenue, and January to August are closed."""

from datetime import UTC, date, datetime

from forecasts.entry.queries import Entry, entries
from forecasts.models import ClosedMonth, Figure, Forecast, Round
from tests import factories
from units.models import Administration, Unit
from units.months import months_of

AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)
TKR = 1000_00
DUES = ["ledger_due", "unit_head_due", "controller_due", "department_head_due", "director_due", "committee_due"]


def figures(unit, code, kind, monthly, *, year=2026, through=12):
    """The same öre every month from January."""
    group = factories.group(unit.administration, code)
    Figure.objects.bulk_create(
        Figure(unit=unit, month=month, kind=kind, group=group, amount=monthly) for month in months_of(year, through)
    )


def close(administration, through=8):
    ClosedMonth.objects.bulk_create(
        ClosedMonth(administration=administration, month=month) for month in months_of(2026, through)
    )


def round_of(administration: Administration, as_of=AUGUST, *, number=0, opened=True, locked=False) -> Round:
    """A round whose unit heads are due on the eighth of the month after."""
    after = date(as_of.year + as_of.month // 12, as_of.month % 12 + 1, 8)
    at = datetime(after.year, after.month, 3, 8, tzinfo=UTC)
    return Round.objects.create(
        administration=administration,
        as_of=as_of,
        number=number,
        opened_at=at if opened else None,
        locked_at=at if locked else None,
        **dict.fromkeys(DUES, after),
    )


def year_of(administration: Administration) -> Unit:
    """Unit 4100 with its year: staff 1 000 tkr a month in budget and 1 020 in actuals, revenue −50 in both."""
    unit = administration.units.get(code="4100")
    figures(unit, "PER", Figure.Kind.BUDGET, 1000 * TKR)
    figures(unit, "PER", Figure.Kind.ACTUAL, 1020 * TKR, through=8)
    figures(unit, "INT", Figure.Kind.BUDGET, -50 * TKR)
    figures(unit, "INT", Figure.Kind.ACTUAL, -50 * TKR, through=8)
    close(administration)
    return unit


def submitted(unit, as_of=AUGUST, version=1, round=None, **amounts) -> Forecast:
    """A submitted forecast with öre by the code of the group."""
    forecast = factories.ForecastFactory(unit=unit, as_of=as_of, version=version, round=round)
    for code, amount in amounts.items():
        factories.ForecastLineFactory(
            forecast=forecast, group=factories.group(unit.administration, code), amount=amount
        )
    return forecast


def entry_of(unit, round) -> Entry:
    return entries([unit.pk], round)[unit.pk]
