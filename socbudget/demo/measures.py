"""The measures of a demo administration, with the effects that its fixture gives them."""

from datetime import date

from forecasts.models import Forecast
from measures.models import Effect, Measure
from measures.models.measures import WHOLE
from measures.services import Plan as MeasurePlan
from measures.services import start_measure
from measures.soundness import evenly_over
from measures.stages import COUNTED
from socbudget.demo.plan import Plan, mnkr
from units.models import Administration, Unit
from units.months import months_of


def load_measures(administration: Administration, plan: Plan) -> None:
    """Store the measures under `measures` of the fixture; effects are of the months that no forecast has seen."""
    for row in plan.fixture["measures"]:
        unit, year = administration.units.get(code=row["unit"]), plan.year(row["year"])
        months = _unseen(unit, year)
        values = {
            "title": row["title"],
            "start": months[0],
            "full_year_effect": mnkr(row["full_year_effect"]),
            "contained_from": plan.month(row["contained_from"]) if "contained_from" in row else None,
        }
        effects = evenly_over(mnkr(row["effect"]), months)
        made = start_measure(administration, MeasurePlan(values, {unit.pk: WHOLE}, effects, under_way=True), by=None)
        Measure.objects.filter(pk=made.pk).update(stage=row["stage"])
        if row["stage"] in COUNTED:
            for effect in made.effects.all():
                Effect.objects.filter(pk=effect.pk).update(planned=effect.amount, planned_cost=effect.cost)


def _unseen(unit: Unit, year: int) -> list[date]:
    """The months of `year` after the latest forecast of `unit`."""
    latest = Forecast.objects.filter(unit=unit, year=year, withdrawn_at=None).order_by("-as_of").first()
    return [month for month in months_of(year) if latest is None or month > latest.as_of] or months_of(year)[-1:]
