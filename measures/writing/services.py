"""What people do when they write a measure that came out of something: an idea or a calculation."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from measures.models import Calculation, Idea, Measure
from measures.services import Plan, start_measure
from measures.storing import as_stored, effects_by_month
from measures.writing.refusals import CalculationTakenError, IdeaTakenError, MeasureSavedError
from units.models import Administration, User
from units.services import record_change


@transaction.atomic
def write_measure(
    administration: Administration,
    plan: Plan,
    *,
    key: UUID,
    calculation: Calculation | None = None,
    idea: Idea | None = None,
    by: User | None,
) -> Measure:
    """Make a measure that rests on `calculation` and came out of `idea`, where there are any.

    Raises:
        CalculationTakenError: another measure rests on the calculation.
        IdeaTakenError: the idea became another measure.
        MeasureSavedError: a measure with this `key` is there, and says something else.
        The errors of `start_measure`.
    """
    there = Measure.objects.filter(administration=administration, key=key).first()
    if there and not _says(there, plan):
        raise MeasureSavedError(there)
    measure = start_measure(administration, plan, key=key, by=by)
    if calculation:
        rest_on(calculation, measure, by=by)
    if idea:
        take_idea(idea, measure, by=by)
    return measure


def _says(measure: Measure, plan: Plan) -> bool:
    """Whether `plan` says what `measure` does."""
    same = all(getattr(measure, name) == value for name, value in plan.values.items())
    shares = dict(measure.shares.values_list("unit", "share"))
    effects = as_stored(effects_by_month(measure))
    return same and shares == plan.shares and effects == as_stored(plan.months)


@transaction.atomic
def rest_on(calculation: Calculation, measure: Measure, *, by: User | None) -> None:
    """Say that `measure` rests on `calculation`. Twice is once.

    Raises:
        CalculationTakenError: another measure rests on it.
    """
    calculation = Calculation.objects.select_for_update(of=("self",)).get(pk=calculation.pk)
    if calculation.measure_id == measure.pk:
        return
    if calculation.measure:
        raise CalculationTakenError(number=calculation.measure.number)
    calculation.measure = measure
    calculation.save(update_fields=["measure"])
    record_change(
        "calculation-used",
        measure,
        administration=measure.administration,
        by=by,
        after={"calculation": calculation.title, "amount_ore": calculation.amount},
    )


@transaction.atomic
def take_idea(idea: Idea, measure: Measure, *, by: User | None) -> None:
    """Answer `idea` with `measure`, which came out of it. Twice is once; an earlier answer keeps its day.

    Raises:
        IdeaTakenError: it became another measure.
    """
    idea = Idea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
    if idea.measure_id == measure.pk:
        return
    if idea.measure:
        raise IdeaTakenError(number=idea.measure.number)
    idea.measure, idea.state = measure, Idea.State.TAKEN
    if idea.answered_at is None:
        idea.answered_at, idea.answered_by = timezone.now(), by
    idea.save(update_fields=["measure", "state", "answered_at", "answered_by"])
    record_change("idea-taken", idea, administration=measure.administration, by=by, after={"measure": str(measure)})
