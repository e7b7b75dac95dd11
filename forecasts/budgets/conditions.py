"""A unit head's answer to the year's budget and conditions: accepted, or what is missing."""

from django.db import transaction
from django.utils import timezone

from forecasts.budgets.conditions_queries import budget_of
from forecasts.budgets.refusals import AnsweredBudgetChangedError, NoBudgetError, NothingMissingError
from forecasts.models import Acceptance
from units.models import Administration, Unit, User
from units.services import record_change


@transaction.atomic
def answer_budget(
    unit: Unit, year: int, *, accepted: bool, missing: str = "", seen: int, by: User | None
) -> Acceptance:
    """Accept the budget of `year` that was `seen` (öre) and its conditions, or say what is `missing`.

    Raises:
        NoBudgetError: the unit has none that year.
        AnsweredBudgetChangedError: the budget is another by now.
        NothingMissingError: neither accepted nor anything said.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=unit.administration_id)
    budget = budget_of(unit, year)
    if budget is None:
        raise NoBudgetError(year=year)
    if budget != seen:
        raise AnsweredBudgetChangedError
    missing = "" if accepted else missing.strip()
    if not accepted and not missing:
        raise NothingMissingError
    before = Acceptance.objects.filter(unit=unit, year=year).first()
    answer, _made = Acceptance.objects.update_or_create(
        unit=unit,
        year=year,
        defaults={
            "accepted": accepted,
            "missing": missing,
            "budget": budget,
            "answered_at": timezone.now(),
            "answered_by": by,
        },
    )
    record_change(
        "budget-answered",
        f"{unit} {year}",
        administration=unit.administration,
        by=by,
        before=_told(before) if before else None,
        after=_told(answer),
    )
    return answer


def _told(answer: Acceptance) -> dict[str, object]:
    return {"accepted": answer.accepted, "missing": answer.missing, "budget_ore": answer.budget}
