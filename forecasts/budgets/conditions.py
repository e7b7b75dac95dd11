"""A unit head's answer to the year's budget and conditions: accepted, or what is missing."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from forecasts.budgets.conditions_queries import budget_of
from forecasts.budgets.refusals import (
    AnsweredBudgetChangedError,
    ConditionsChangedError,
    NoBudgetError,
    NothingMissingError,
)
from forecasts.budgets.years import budget_year
from forecasts.models import Acceptance
from units.models import Administration, Unit, User
from units.services import record_change


def fingerprint(conditions: str) -> str:
    """What tells one text of conditions from another; empty for an empty one."""
    return sha256(conditions.encode()).hexdigest()[:16] if conditions else ""


@transaction.atomic
def answer_budget(
    unit: Unit, year: int, *, accepted: bool, missing: str = "", seen: int, terms: str = "", by: User | None
) -> Acceptance:
    """Accept the budget of `year` that was `seen` (öre) and its conditions, or say what is `missing`.

    `terms` is the fingerprint of the conditions that were seen.

    Raises:
        NoBudgetError: the unit has none that year.
        AnsweredBudgetChangedError: the budget is another by now.
        ConditionsChangedError: the conditions are others by now.
        NothingMissingError: neither accepted nor anything said.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=unit.administration_id)
    budget = budget_of(unit, year)
    if budget is None:
        raise NoBudgetError(year=year)
    if budget != seen:
        raise AnsweredBudgetChangedError
    conditions = budget_year(unit.administration, year).conditions
    if fingerprint(conditions) != terms:
        raise ConditionsChangedError
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
            "conditions": conditions,
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
