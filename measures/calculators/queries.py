"""Reads about calculations."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from measures.models import Calculation, Measure
from units.access import allowed
from units.models import Administration, User
from units.roles import Act

RELATED = ("administration", "made_by", "measure")


@dataclass(frozen=True)
class CalculationRow:
    """A saved calculation as one person sees it, and whether the person may read the measure that rests on it."""

    calculation: Calculation
    opens_measure: bool = False

    @property
    def measure_title(self) -> str:
        """What the measure that rests on it is called; a measure, for who may not read it; empty without one."""
        measure = self.calculation.measure
        if measure is None:
            return ""
        return measure.title if self.opens_measure else _("a measure")


def readable_calculations(user: User, administration: Administration) -> QuerySet[Calculation]:
    """The saved calculations of `administration` that `user` may read.

    They are the own ones, those of measures that `user` may read, and all for who decides or controls all of it.
    """
    if allowed(user, administration) & {Act.CONTROL, Act.DECIDE}:
        return administration.calculations.all()
    measures = Measure.objects.visible_to(user).filter(administration=administration).order_by().values("pk")
    return administration.calculations.filter(Q(made_by=user.pk) | Q(measure__in=measures))


def calculation_rows(user: User, administration: Administration) -> list[CalculationRow]:
    """The saved calculations of `administration` that `user` may read, the newest first. Three queries."""
    found = list(readable_calculations(user, administration).select_related(*RELATED))
    wanted = {each.measure_id for each in found if each.measure_id}
    opened = set(Measure.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else ()
    return [CalculationRow(each, each.measure_id in opened) for each in found]


def calculation_row(user: User, administration: Administration, pk: int) -> CalculationRow | None:
    """The calculation `pk` as `user` sees it; None when `administration` has no such, or none to read."""
    found = readable_calculations(user, administration).select_related(*RELATED).filter(pk=pk).first()
    if found is None:
        return None
    opens = found.measure_id is not None and Measure.objects.visible_to(user).filter(pk=found.measure_id).exists()
    return CalculationRow(found, opens)
