"""Reads about measures."""

from datetime import date

from django.db.models import QuerySet

from measures.models import Measure
from units.models import Unit


def remaining_effects(units: QuerySet[Unit], year: int, month: date) -> dict[int, int]:
    """Öre per unit pk that decided measures are expected to save in `year` and no forecast as of `month` contains."""
    measures = Measure.objects.filter(unit__in=units.with_parts(), year=year, stage=Measure.Stage.DECIDED)
    effects: dict[int, int] = {}
    for unit, effect, contained_from in measures.values_list("unit", "effect", "contained_from"):
        if contained_from is None or contained_from > month:
            effects[unit] = effects.get(unit, 0) + effect
    return effects
