"""The figures of a place as they stand, for a meeting to be held over. A constant number of queries."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import QuerySet

from forecasts.deviation import Standing
from forecasts.models import Forecast, ForecastCause
from forecasts.overview_queries import units_of
from forecasts.queries import Period, closed_months, limits_of, standings
from forecasts.rounds.causes import cause_lines
from measures.programme.gap import Gap, Programme
from measures.programme.queries import programmes, requirements_of, unit_gap, whole_gap
from measures.queries import remaining_effects
from meetings.agenda.figures import Drift, Figures, GapFigure, UnitFigure, drift
from meetings.models import Meeting
from units.models import Administration, Department, Unit

Place = Administration | Department | Unit


def administration_of(place: Place) -> Administration:
    """The administration that `place` is or belongs to."""
    return place if isinstance(place, Administration) else place.administration


def units_over(place: Place, year: int) -> QuerySet[Unit]:
    """The units that a meeting about `place` looks at: those of the year, or the unit itself."""
    return Unit.objects.filter(pk=place.pk) if isinstance(place, Unit) else units_of(place, year)


def figures_of(place: Place, shown: Period) -> Figures:
    """How the units of `place` stand in the period `shown`, with what must be saved."""
    administration = administration_of(place)
    units = units_over(place, shown.year)
    effects = remaining_effects(units, shown.year, shown.month)
    found = standings(units, shown, effects=effects)
    causes = _causes([each.unit for each in found], shown)
    limits = limits_of(administration)
    return Figures(
        year=shown.year,
        month=shown.month,
        closed=shown.closed,
        units=tuple(
            _figure(each, limits.status(each.deviation, each.budget), causes.get(each.unit, {})) for each in found
        ),
        causes={line.code: line.name for line in cause_lines(administration)} if causes else {},
        gap=_gap(place, shown.year),
    )


def drifted(meeting: Meeting) -> Drift:
    """What of the figures that `meeting` was held over is another now, in the same months; nothing without figures."""
    snapshot = getattr(meeting, "snapshot", None)
    if snapshot is None:
        return Drift()
    frozen = snapshot.read()
    administration = meeting.body.administration
    closed = closed_months(administration)
    seen_at = Period(frozen.year, frozen.month, frozen.closed)
    found = standings(Unit.objects.filter(pk__in=[each.pk for each in frozen.units]), seen_at)
    later = Figures(
        frozen.year, frozen.month, frozen.closed, tuple(_figure(each, frozen.units[0].status, {}) for each in found)
    )
    return drift(frozen, later, closed)


def _figure(standing: Standing, status: str, causes: Mapping[str, int]) -> UnitFigure:
    return UnitFigure(
        pk=standing.unit,
        code=standing.code,
        name=standing.name,
        department=standing.department,
        department_name=standing.department_name,
        status=status,
        budget=standing.budget,
        forecast=standing.forecast,
        as_of=standing.as_of,
        change=standing.change,
        effect=standing.effect,
        weighted=standing.weighted_effect,
        budget_to_date=standing.budget_to_date,
        actual_to_date=standing.actual_to_date,
        causes=dict(causes),
    )


def _causes(units: list[int], shown: Period) -> dict[int, dict[str, int]]:
    """The amounts of the causes in the latest forecasts of units and their parts, by unit pk. Three queries."""
    owner = {pk: pk for pk in units}
    owner.update(Unit.objects.filter(parent__in=units).values_list("pk", "parent_id"))
    made = Forecast.objects.filter(unit__in=list(owner), year=shown.year, as_of__lte=shown.month, withdrawn_at=None)
    latest = dict(made.order_by("as_of", "version").values_list("unit", "pk"))
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    unit_of = {pk: owner[unit] for unit, pk in latest.items()}
    # Without an order: the database would else read every cause there is in the order of their keys.
    rows = ForecastCause.objects.filter(forecast__in=list(unit_of)).order_by()
    for forecast, cause, amount in rows.values_list("forecast", "cause", "amount"):
        found[unit_of[forecast]][cause] += amount
    return found


def latest_comments(units: list[int], shown: Period) -> dict[int, str]:
    """What each of `units` said in its latest forecast, by pk; those that said nothing are left out. One query."""
    rows = Forecast.objects.filter(unit__in=units, year=shown.year, as_of__lte=shown.month, withdrawn_at=None)
    told = rows.order_by("as_of", "version").values_list("unit", "comment")
    return {unit: comment for unit, comment in told if comment}


def _gap(place: Place, year: int) -> GapFigure | None:
    """What must be saved there, None where nothing must and no measure gives anything."""
    if isinstance(place, Unit):
        return _as_figure(unit_gap(place, year))
    if isinstance(place, Administration):
        return _as_figure(whole_gap(place, year))
    administration = place.administration
    requirements = requirements_of(administration, [year])
    return _as_figure(_part(programmes(administration, [year], requirements)[year], place))


def _part(programme: Programme, department: Department) -> Gap:
    return next((each.gap for each in programme.departments if each.department.pk == department.pk), Gap())


def _as_figure(gap: Gap) -> GapFigure | None:
    if not gap:
        return None
    return GapFigure(gap.needed, gap.identified, gap.decided, gap.realised, gap.verified)
