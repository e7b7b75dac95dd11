"""What waits for a person about the year's budget: a text and where it is done."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forecasts.budgets.conditions_queries import answer_year, unanswered
from units.models import Administration, Responsibility, Unit
from units.roles import Act, Role


def condition_tasks(
    administration: Administration, acts: Iterable[Act], held: Iterable[Responsibility], today: date
) -> list[tuple[str, str]]:
    """From December to the end of March: the unit heads' own unanswered budgets, and for controllers how many are."""
    year = answer_year(today)
    if year is None:
        return []
    own = {each.unit.pk: each.unit for each in held if each.unit and each.role == Role.UNIT_HEAD}
    tasks = [_unit_task(administration, unit, year) for unit in unanswered(own.values(), year)] if own else []
    if Act.CONTROL in acts:
        count = len(unanswered(administration.units.whole(), year))
        if count:
            text = ngettext(
                "One unit has not answered its budget for {year}",
                "{n} units have not answered their budget for {year}",
                count,
            )
            address = reverse("forecasts:conditions", args=[administration.code])
            tasks.append((text.format(n=count, year=year), f"{address}?year={year}"))
    return tasks


def _unit_task(administration: Administration, unit: Unit, year: int) -> tuple[str, str]:
    text = _("Answer the budget and conditions of {unit} for {year}").format(unit=unit.name, year=year)
    return text, reverse("forecasts:unit-conditions", args=[administration.code, unit.code]) + f"?year={year}"
