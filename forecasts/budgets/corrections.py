"""What people do with corrections of the deviation to date: add and remove. None touches the ledger's figures."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from forecasts.budgets import refusals
from forecasts.budgets.queries import is_final
from forecasts.models import Correction
from units.display import month_and_year
from units.models import AccountGroup, Administration, Unit, User
from units.services import record_change


@transaction.atomic
def add_correction(
    unit: Unit,
    group: AccountGroup | None,
    *,
    month: date,
    reverses: date | None,
    amount: int,
    reason: str,
    by: User | None,
) -> Correction:
    """Correct the deviation to date of `unit` from `month` on by `amount` (öre of net cost: a cost is positive).

    Raises:
        CorrectionNothingError, ReversedBeforeError, UnitNotThereError: as they say.
        YearFinalError: the result of the year is final.
        CorrectionThereError: the very same is there, as after a double click.
    """
    administration = Administration.objects.select_for_update(no_key=True).get(pk=unit.administration_id)
    if is_final(administration, month.year):
        raise refusals.YearFinalError(year=month.year)
    if not amount:
        raise refusals.CorrectionNothingError
    if reverses and (reverses <= month or reverses.year != month.year):
        raise refusals.ReversedBeforeError
    if month < unit.valid_from or (unit.valid_to and month > unit.valid_to):
        raise refusals.UnitNotThereError(unit=unit, month=month_and_year(month).lower())
    values = {
        "unit": unit,
        "group": group,
        "month": month,
        "reverses": reverses,
        "amount": amount,
        "reason": reason,
    }
    if Correction.objects.filter(removed_at=None, **values).exists():
        raise refusals.CorrectionThereError
    correction = Correction.objects.create(**values, made_by=by)
    record_change("correction-added", unit, administration=administration, by=by, after=_told(correction))
    return correction


@transaction.atomic
def remove_correction(correction: Correction, *, by: User | None) -> Correction:
    """Take a correction away; it stays in the list as removed.

    Raises:
        CorrectionRemovedError: it is removed already.
    """
    administration = Administration.objects.select_for_update(no_key=True).get(pk=correction.unit.administration_id)
    correction = Correction.objects.select_related("unit", "group").get(pk=correction.pk)
    if correction.removed_at:
        raise refusals.CorrectionRemovedError
    correction.removed_at, correction.removed_by = timezone.now(), by
    correction.save(update_fields=["removed_at", "removed_by"])
    record_change("correction-removed", correction.unit, administration=administration, by=by, before=_told(correction))
    return correction


def _told(correction: Correction) -> dict[str, object]:
    return {
        "amount_ore": correction.amount,
        "month": f"{correction.month:%Y-%m}",
        "reverses": f"{correction.reverses:%Y-%m}" if correction.reverses else "",
        "reason": correction.reason,
    }
