"""What is stored where a file has something to say."""

from collections import defaultdict

from django.db.models import Sum

from forecasts.imports.amounts import FigureKey
from forecasts.imports.examined import ForecastRow, Kind, Understood
from forecasts.imports.preview import Stored, WholeForecast
from forecasts.imports.rounds import approved_in, is_locked, round_for
from forecasts.models import ClosedMonth, Figure, Forecast, ForecastLine, Round
from units.models import Administration
from units.months import months_of

KINDS: dict[Kind, Figure.Kind] = {"budget": Figure.Kind.BUDGET, "actual": Figure.Kind.ACTUAL}


def stored_amounts(administration: Administration, understood: Understood) -> Stored:
    """What `administration` holds of the kinds and months of `understood`. At most nine queries."""
    codes = dict(administration.units.values_list("pk", "code"))
    units, as_of = {row.unit for row in understood.forecasts}, understood.as_of
    round = round_for(administration, as_of) if units else None
    return Stored(
        figures={kind: _figures(list(codes), kind, understood) for kind in understood.figures},
        forecasts=_forecasts(understood, round) if units else {},
        codes=codes,
        closed=frozenset(ClosedMonth.objects.filter(administration=administration).values_list("month", flat=True)),
        locked=bool(units) and is_locked(administration, as_of),
        approved=approved_in(round, sorted(units)),
        changes=_changes(list(codes), understood) if "budget" in understood.figures else {},
    )


def _changes(units: list[int], understood: Understood) -> dict[int, int]:
    """Decided budget changes (öre) by unit in the years that the file has budget for."""
    years = {month.year for month in understood.figures["budget"].months}
    months = [month for year in years for month in months_of(year)]
    rows = Figure.objects.filter(unit__in=units, month__in=months, kind=Figure.Kind.CHANGE)
    sums = rows.values_list("unit").annotate(amount=Sum("amount")).order_by()
    return {unit: amount for unit, amount in sums if amount}


def _figures(units: list[int], kind: Kind, understood: Understood) -> dict[FigureKey, int]:
    months = set(understood.figures[kind].months)
    rows = Figure.objects.filter(unit__in=units, month__in=months, kind=KINDS[kind])
    columns = rows.values_list("unit_id", "month", "group_id", "account", "activity", "amount")
    return {FigureKey._make(key): amount for *key, amount in columns.iterator(chunk_size=10_000)}


def _forecasts(understood: Understood, round: Round | None) -> dict[int, WholeForecast]:
    """The forecasts of the month that the file's would replace; in an open `round` those handed in in it."""
    units = {row.unit for row in understood.forecasts}
    made = Forecast.objects.filter(unit__in=units, year=understood.year, as_of=understood.as_of, withdrawn_at=None)
    made = made.filter(round=round) if round else made
    current = {forecast.unit_id: forecast for forecast in made.order_by("version")}
    rows: dict[int, dict[int, ForecastRow]] = defaultdict(dict)
    owner = {forecast.pk: unit for unit, forecast in current.items()}
    for line in ForecastLine.objects.filter(forecast__in=list(owner)):
        unit = owner[line.forecast_id]
        rows[unit][line.group_id] = ForecastRow(unit, line.group_id, line.amount, line.cause, line.comment)
    return {unit: WholeForecast(forecast.comment, rows[unit]) for unit, forecast in current.items()}
