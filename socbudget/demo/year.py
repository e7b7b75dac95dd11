"""What was decided about a demo administration's budget years: changes, conditions, corrections, final years.

Amounts in the fixture are mnkr, net cost. A decided change is taken out of the budget that the fixture gives, so that
what was adopted and the changes together are what it gives.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Sum

from forecasts.budgets.years import budget_year
from forecasts.models import Acceptance, BudgetChange, BudgetChangeLine, BudgetYear, Correction, Figure, Frame
from forecasts.rounds.queries import expected_units
from socbudget.demo.plan import Plan, mnkr
from socbudget.demo.spread import split
from units.models import AccountGroup, Administration, Responsibility, Unit
from units.months import add_months, months_between
from units.roles import Role

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HUNDREDTHS = 100


def load_years(administration: Administration, plan: Plan, today: date) -> None:
    """Give `administration` its budget years, its changes of this year's budget, answers and corrections."""
    told = plan.fixture["cycle"]
    year = plan.last.year
    controller = Responsibility.objects.filter(administration=administration, role=Role.CONTROLLER).first()
    by = controller.user if controller else None
    for text, index in told["price_index"].items():
        of = plan.year(text)
        percent = f"{index / HUNDREDTHS:.1f}".replace(".", ",")
        row = BudgetYear(administration=administration, year=of, price_index=index)
        row.conditions = told["conditions"].format(index=percent)
        if of < year and date(of, 12, 1) in plan.closed:
            row.final_at, row.final_by = datetime(of + 1, 1, 20, 10, tzinfo=STOCKHOLM), by
        row.save()
    units = {unit.code: unit for unit in administration.units.all()}
    groups = {group.code: group for group in AccountGroup.objects.filter(administration=administration)}
    for each in told["changes"]:
        _change(administration, each, plan, units, groups, today)
    _answers(administration, told, year)
    for code, group, back, amount, reason in told["corrections"]:
        month = max(add_months(plan.last, back), date(year, 1, 1))
        Correction.objects.create(
            unit=units[code], group=groups[group], month=month, amount=mnkr(Decimal(amount)), reason=reason, made_by=by
        )


def _change(
    administration: Administration,
    told: dict[str, Any],
    plan: Plan,
    units: dict[str, Unit],
    groups: dict[str, AccountGroup],
    today: date,
) -> None:
    """A change that was decided before `today`, from its month to December."""
    year = plan.last.year
    decided = date(year, *map(int, told["decided"].split("/")))
    if decided >= today:
        return
    change = BudgetChange.objects.create(
        administration=administration,
        year=year,
        kind=told["kind"],
        decided_on=decided,
        decision=told["decision"].format(year=year),
        note=told["note"],
        frame_amount=mnkr(Decimal(told["frame"])),
    )
    BudgetChange.objects.filter(pk=change.pk).update(made_at=datetime.combine(decided, time(15), STOCKHOLM))
    months = months_between(date(year, told["from"], 1), date(year, 12, 1))
    for code, group, amount in told["lines"]:
        parts = split(mnkr(Decimal(amount)), [1] * len(months))
        for month, part in zip(months, parts, strict=True):
            _move(change, units[code], groups[group], month, part)
    _lower_frames(administration, change)


def _move(change: BudgetChange, unit: Unit, group: AccountGroup, month: date, amount: int) -> None:
    """Say that `amount` of what the unit has in `month` came by `change`."""
    BudgetChangeLine.objects.create(change=change, unit=unit, group=group, month=month, amount=amount)
    own = Figure.objects.filter(unit=unit, month=month, group=group)
    adopted = own.filter(kind=Figure.Kind.BUDGET).order_by("-amount").first()
    adopted.amount -= amount
    adopted.save(update_fields=["amount"])
    changed = own.filter(kind=Figure.Kind.CHANGE, account="", activity="").first()
    changed = changed or Figure(unit=unit, month=month, group=group, kind=Figure.Kind.CHANGE, amount=0)
    changed.amount += amount
    changed.save()


def _lower_frames(administration: Administration, change: BudgetChange) -> None:
    """Take what `change` placed on units out of the frames as they were set: the rest of its frame is not placed."""
    if not change.frame_amount:
        return
    frames = Frame.objects.filter(administration=administration, year=change.year)
    by_department = change.lines.values_list("unit__department").annotate(sum=Sum("amount")).order_by()
    for department, amount in [*by_department, (None, sum(amount for _, amount in by_department))]:
        for frame in frames.filter(department=department):
            frame.amount -= amount
            frame.save(update_fields=["amount"])


def _answers(administration: Administration, told: dict[str, Any], year: int) -> None:
    """Unit heads' answers to the year's budget and conditions."""
    expected = [unit for unit in expected_units(administration, date(year, 1, 1)) if unit.parent_id is None]
    budgets, conditions = _budgets(expected, year), budget_year(administration, year).conditions
    heads = {
        each.unit_id: each.user
        for each in Responsibility.objects.filter(administration=administration, role=Role.UNIT_HEAD).select_related(
            "user"
        )
    }
    Acceptance.objects.bulk_create(
        Acceptance(
            unit=unit,
            year=year,
            accepted=unit.code not in told["not_accepted"],
            missing=told["not_accepted"].get(unit.code, ""),
            budget=budgets.get(unit.pk, 0),
            conditions=conditions,
            answered_at=datetime(year - 1, 12, 15 + index % 5, 9 + index % 7, 12, tzinfo=STOCKHOLM),
            answered_by=heads.get(unit.pk),
        )
        for index, unit in enumerate(each for each in expected if each.code not in told["not_answered"])
    )


def _budgets(units: Sequence[Unit], year: int) -> dict[int, int]:
    """The adopted yearly budget by unit, parts included."""
    adopted = Figure.objects.filter(kind=Figure.Kind.BUDGET, month__year=year)
    rows = adopted.filter(unit__in=units).values_list("unit").annotate(sum=Sum("amount")).order_by()
    parts = adopted.filter(unit__parent__in=units).values_list("unit__parent").annotate(sum=Sum("amount")).order_by()
    budgets = dict(rows)
    for unit, amount in parts:
        budgets[unit] = budgets.get(unit, 0) + amount
    return budgets
