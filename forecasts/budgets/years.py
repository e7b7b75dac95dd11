"""What is decided about a budget year as a whole: its conditions, its price index and its rule for carrying over."""

from typing import Any

from django.db import transaction

from forecasts.budgets.refusals import YearFinalError
from forecasts.models import BudgetYear
from units.models import Administration, User
from units.services import record_change

RULE = {"carry_surplus", "carry_deficit", "carry_cap"}


def budget_year(administration: Administration, year: int) -> BudgetYear:
    """The year as it was decided; unsaved with the defaults when nothing was."""
    found = BudgetYear.objects.filter(administration=administration, year=year).first()
    return found or BudgetYear(administration=administration, year=year)


@transaction.atomic
def change_budget_year(administration: Administration, year: int, *, by: User | None, **values: Any) -> BudgetYear:
    """Store `values` of the year: conditions, price_index (hundredths of a per cent) or the rule for carrying over.

    Raises:
        YearFinalError: it is the rule, and the result of the year is final.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    row = budget_year(administration, year)
    if row.final_at and RULE & set(values):
        raise YearFinalError(year=year)
    before = {name: getattr(row, name) for name in values}
    changed = [name for name in values if values[name] != before[name]]
    if not changed:
        return row
    for name in changed:
        setattr(row, name, values[name])
    row.save()
    record_change(
        "budget-year-changed",
        year,
        administration=administration,
        by=by,
        before={name: before[name] for name in changed},
        after={name: values[name] for name in changed},
    )
    return row
