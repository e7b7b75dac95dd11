"""Reads about measures."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from forecasts.models import Forecast
from measures.models import Measure
from units.models import Unit


@dataclass(frozen=True, slots=True)
class UnitMeasure:
    """A measure and whether the latest forecast of its unit contains its effect (öre, positive when it saves)."""

    unit: int
    title: str
    stage: str
    stage_name: str
    effect: int
    full_year_effect: int
    contained_from: date | None
    contained: bool

    @property
    def remaining(self) -> int:
        """What the forecast after measures adds: the effect of a decided measure that no forecast contains."""
        return 0 if self.contained or self.stage != Measure.Stage.DECIDED else self.effect


def measures_of(units: QuerySet[Unit], year: int, month: date) -> list[UnitMeasure]:
    """The measures of `units` and their parts in `year`, as seen at the end of `month`. One query."""
    latest = Forecast.objects.filter(unit=OuterRef("unit"), year=year, as_of__lte=month, withdrawn_at=None)
    rows = Measure.objects.filter(unit__in=units.with_parts(), year=year).annotate(
        as_of=Subquery(latest.order_by("-as_of").values("as_of")[:1])
    )
    return [
        UnitMeasure(
            unit=row.unit_id,
            title=row.title,
            stage=row.stage,
            stage_name=row.get_stage_display(),
            effect=row.effect,
            full_year_effect=row.full_year_effect,
            contained_from=row.contained_from,
            contained=row.contained_from is not None and row.contained_from <= (row.as_of or month),
        )
        for row in rows
    ]


def remaining_effects(units: QuerySet[Unit], year: int, month: date) -> dict[int, int]:
    """Öre per unit pk that decided measures are expected to save in `year` and no forecast as of `month` contains."""
    effects: dict[int, int] = {}
    for measure in measures_of(units, year, month):
        if measure.remaining:
            effects[measure.unit] = effects.get(measure.unit, 0) + measure.remaining
    return effects
