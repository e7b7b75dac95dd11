"""Reads about calculations."""

from dataclasses import dataclass

from measures.models import Calculation, Measure
from units.models import Administration, User

RELATED = ("administration", "made_by", "measure")


@dataclass(frozen=True)
class CalculationRow:
    """A saved calculation as one person sees it, and whether the person may open the measure that rests on it."""

    calculation: Calculation
    opens_measure: bool = False


def calculation_rows(user: User, administration: Administration) -> list[CalculationRow]:
    """The saved calculations of `administration`, the newest first. Two queries."""
    found = list(administration.calculations.select_related(*RELATED))
    wanted = {each.measure_id for each in found if each.measure_id}
    opened = set(Measure.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else ()
    return [CalculationRow(each, each.measure_id in opened) for each in found]


def calculation_row(user: User, administration: Administration, pk: int) -> CalculationRow | None:
    """The calculation `pk` as `user` sees it; None when `administration` has no such."""
    found = administration.calculations.select_related(*RELATED).filter(pk=pk).first()
    if found is None:
        return None
    opens = found.measure_id is not None and Measure.objects.visible_to(user).filter(pk=found.measure_id).exists()
    return CalculationRow(found, opens)
