"""Who has answered the year's budget and conditions, and how. Amounts are net cost in öre."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from forecasts.budgets.years import budget_year
from forecasts.models import Acceptance, Figure
from units.models import Administration, Responsibility, Unit
from units.months import months_of
from units.roles import Role


@dataclass(frozen=True, slots=True)
class ConditionsRow:
    """A unit with its parts: its budget and `conditions` as they stand, its head, and its answer if there is one."""

    unit: Unit
    budget: int
    head: str
    answer: Acceptance | None
    conditions: str = ""

    @property
    def state(self) -> str:
        """Accepted, accepted with another budget or other conditions, missing something or not answered."""
        if self.answer is None:
            return "unanswered"
        if not self.answer.accepted:
            return "missing"
        same = (self.answer.budget, self.answer.conditions) == (self.budget, self.conditions)
        return "accepted" if same else "changed"

    @property
    def order(self) -> int:
        """What needs the reader first."""
        return ["missing", "unanswered", "changed", "accepted"].index(self.state)

    @property
    def missing(self) -> str:
        """What is missing."""
        return self.answer.missing if self.answer else ""

    @property
    def answered(self) -> int | None:
        """The budget that was answered."""
        return self.answer.budget if self.answer else None


def budget_of(unit: Unit, year: int) -> int | None:
    """The budget as it stands of `unit` with its parts; None when it has none."""
    units = Unit.objects.filter(Q(pk=unit.pk) | Q(parent=unit.pk)).values_list("pk", flat=True)
    return _budgets(list(units), year).aggregate(sum=Sum("amount"))["sum"]


def _budgets(units: Iterable[int], year: int) -> QuerySet[Figure]:
    return Figure.objects.budget().filter(unit__in=units, month__in=months_of(year))


def groups_of(unit: Unit, year: int) -> list[tuple[str, int]]:
    """The budget by account group, in the order of the groups."""
    units = Unit.objects.filter(Q(pk=unit.pk) | Q(parent=unit.pk)).values_list("pk", flat=True)
    rows = _budgets(list(units), year).values_list("group__name").annotate(amount=Sum("amount"))
    return list(rows.order_by("group__order", "group__pk"))


def conditions_rows(administration: Administration, year: int, today: date) -> list[ConditionsRow]:
    """The units that have a budget in `year`, by code. Five queries."""
    units = {unit.pk: unit for unit in administration.units.select_related("department").order_by("code")}
    budgets: dict[int, int] = defaultdict(int)
    for pk, amount in _budgets(list(units), year).values_list("unit").annotate(amount=Sum("amount")).order_by():
        budgets[units[pk].parent_id or pk] += amount
    answers = {each.unit_id: each for each in _answers(administration, year)}
    heads, conditions = _heads(administration, today), budget_year(administration, year).conditions
    return [
        ConditionsRow(unit, budgets[pk], heads.get(pk, ""), answers.get(pk), conditions)
        for pk, unit in units.items()
        if pk in budgets
    ]


def _answers(administration: Administration, year: int) -> Iterable[Acceptance]:
    return Acceptance.objects.filter(unit__administration=administration, year=year).select_related("answered_by")


def _heads(administration: Administration, today: date) -> dict[int, str]:
    held = Responsibility.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        administration=administration,
        role=Role.UNIT_HEAD,
        since__lte=today,
    )
    return {each.unit_id: str(each.user) for each in held.select_related("user")}


def answer_year(today: date) -> int | None:
    """The budget year that is to be answered on `today`: from December before to the end of March; else None."""
    if today.month == 12:
        return today.year + 1
    return today.year if today.month <= 3 else None


def unanswered(units: Iterable[Unit], year: int) -> list[Unit]:
    """Those of `units` that have a budget in `year` and have not answered it. Two queries."""
    units = list(units)
    answered = set(Acceptance.objects.filter(unit__in=units, year=year).values_list("unit", flat=True))
    owner = {unit.pk: unit.pk for unit in units}
    owner.update(Unit.objects.filter(parent__in=units).values_list("pk", "parent"))
    having = {owner[pk] for pk in _budgets(list(owner), year).values_list("unit", flat=True).distinct().order_by()}
    return [unit for unit in units if unit.pk in having and unit.pk not in answered]
