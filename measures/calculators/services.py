"""What people do with calculations: save one, and remove it. Rights are the view's business."""

from collections.abc import Mapping

from django.db import transaction

from measures.calculators.refusals import CalculationUsedError
from measures.models import Calculation
from units.models import Administration, User
from units.services import record_change


@transaction.atomic
def save_calculation(
    administration: Administration, kind: str, *, title: str, given: Mapping[str, str], amount: int, by: User | None
) -> Calculation:
    """Keep a calculation of the calculator `kind` that saves `amount` (öre a year) with what was put in.

    The same calculation under the same title by the same person is one: the first comes back.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    kept = {"kind": kind, "title": title.strip(), "given": dict(given), "amount": amount, "made_by": by}
    mine = administration.calculations.filter(kind=kind, title=kept["title"], amount=amount, made_by=by)
    if same := next((each for each in mine if each.given == kept["given"]), None):
        return same
    calculation = administration.calculations.create(**kept)
    after = {"calculator": kind, "amount_ore": amount}
    record_change("calculation-saved", calculation, administration=administration, by=by, after=after)
    return calculation


@transaction.atomic
def remove_calculation(calculation: Calculation, *, by: User | None) -> None:
    """Remove `calculation`.

    Raises:
        CalculationUsedError: a measure rests on it.
    """
    found = Calculation.objects.select_for_update(of=("self",)).select_related("administration", "measure")
    calculation = found.get(pk=calculation.pk)
    if calculation.measure:
        raise CalculationUsedError
    before = {"calculator": calculation.kind, "amount_ore": calculation.amount}
    record_change("calculation-removed", calculation, administration=calculation.administration, by=by, before=before)
    calculation.delete()
