"""What people do with budget changes: make one, and undo it.

The lines of changes that stand are summed into figures of kind CHANGE, one per unit, account group and month. The
budget of a closed month is never changed, so changes can be undone in any order as long as their months are open.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from forecasts.budgets import refusals
from forecasts.budgets.queries import is_final, undistributed
from forecasts.models import BudgetChange, BudgetChangeLine, ClosedMonth, Figure
from units.display import month_and_year
from units.models import AccountGroup, Administration, Unit, User
from units.money import kronor
from units.services import record_change


class Line(NamedTuple):
    """What one month of a unit's account group gets (öre of net cost): more budget is positive."""

    unit: int
    group: int
    month: date
    amount: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A change as it was decided. `frame_amount` (öre) is what it gives the administration in all."""

    kind: str
    year: int
    decided_on: date
    decision: str
    lines: Sequence[Line]
    note: str = ""
    frame_amount: int = 0


@transaction.atomic
def make_change(
    administration: Administration, planned: Planned, *, key: UUID | None = None, by: User | None
) -> BudgetChange:
    """Change the budget of a year as decided. The same `key` twice is one change: the first one comes back.

    Raises:
        EmptyChangeError, UnbalancedError, MoreThanGivenError, LineTwiceError, ChangeOtherYearError,
        DecidedOtherYearError, DecidedLaterError, BudgetMonthClosedError, UnitNotThereError: as they say.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    if made := made_before(administration, key):
        return made
    require_possible(administration, planned)
    change = BudgetChange.objects.create(
        administration=administration,
        year=planned.year,
        kind=planned.kind,
        decided_on=planned.decided_on,
        decision=planned.decision,
        note=planned.note,
        frame_amount=planned.frame_amount,
        key=key,
        made_by=by,
    )
    lines = [line for line in planned.lines if line.amount]
    BudgetChangeLine.objects.bulk_create(
        BudgetChangeLine(change=change, unit_id=unit, group_id=group, month=month, amount=amount)
        for unit, group, month, amount in lines
    )
    _sum_into_figures(lines)
    record_change("budget-changed", _name(change), administration=administration, by=by, after=_told(change, lines))
    return change


def made_before(administration: Administration, key: UUID | None) -> BudgetChange | None:
    """The change that the form with that `key` has made already."""
    return BudgetChange.objects.filter(administration=administration, key=key).first() if key else None


def require_possible(administration: Administration, planned: Planned) -> None:
    """Refuse what cannot be made, for the reasons of `make_change`."""
    lines = [line for line in planned.lines if line.amount]
    _require_sums(administration, planned, lines)
    _require_decided(planned.year, planned.decided_on)
    _require_months(administration, planned.year, lines)


@transaction.atomic
def undo_change(change: BudgetChange, *, by: User | None) -> BudgetChange:
    """Take a change back; it stays in the list as undone.

    Raises:
        ChangeUndoneError: it is undone already.
        BudgetMonthClosedError: a month that it changed has been closed since.
        RestPlacedError: what it gave and did not place has been placed by a later change.
        YearFinalError: it carries over the result of a year that is final.
    """
    administration = Administration.objects.select_for_update(no_key=True).get(pk=change.administration_id)
    change = BudgetChange.objects.get(pk=change.pk)
    if change.undone_at:
        raise refusals.ChangeUndoneError
    if change.kind == BudgetChange.Kind.CARRY_OVER and is_final(administration, change.year - 1):
        raise refusals.YearFinalError(year=change.year - 1)
    lines = [Line(*row) for row in change.lines.values_list("unit", "group", "month", "amount")]
    _require_open(administration, lines)
    _require_rest_left(administration, change, sum(line.amount for line in lines))
    change.undone_at, change.undone_by = timezone.now(), by
    change.save(update_fields=["undone_at", "undone_by"])
    _sum_into_figures(lines)
    told = _told(change, lines)
    record_change("budget-change-undone", _name(change), administration=administration, by=by, before=told)
    return change


def _require_sums(administration: Administration, planned: Planned, lines: Sequence[Line]) -> None:
    placed = sum(line.amount for line in lines)
    if not lines and not planned.frame_amount:
        raise refusals.EmptyChangeError
    if planned.kind == BudgetChange.Kind.REALLOCATION and placed:
        raise refusals.UnbalancedError(sum=kronor(placed, signed=True))
    if planned.kind == BudgetChange.Kind.SUPPLEMENTARY and placed:
        given = planned.frame_amount + undistributed(administration, planned.year)
        if not min(given, 0) <= placed <= max(given, 0):
            raise refusals.MoreThanGivenError(sum=kronor(placed), given=kronor(given))
    twice = [place for place, count in Counter(line[:3] for line in lines).items() if count > 1]
    if twice:
        unit, group, _ = twice[0]
        raise refusals.LineTwiceError(unit=Unit.objects.get(pk=unit), group=AccountGroup.objects.get(pk=group))


def _require_rest_left(administration: Administration, change: BudgetChange, placed: int) -> None:
    """Refuse to take back what `change` gave beyond what it `placed` (öre) when it is placed by others."""
    given, rest = change.frame_amount, change.frame_amount - placed
    left = undistributed(administration, change.year) - rest
    if (given > 0 and rest > 0 > left) or (given < 0 and rest < 0 < left):
        raise refusals.RestPlacedError(amount=kronor(min(abs(rest), abs(left))))


def _require_decided(year: int, day: date) -> None:
    if not year - 1 <= day.year <= year:
        raise refusals.DecidedOtherYearError(year=year)
    if day > timezone.localdate():
        raise refusals.DecidedLaterError(day=day)


def _require_months(administration: Administration, year: int, lines: Sequence[Line]) -> None:
    if any(line.month.year != year for line in lines):
        raise refusals.ChangeOtherYearError(year=year)
    _require_open(administration, lines)
    units = administration.units.in_bulk({line.unit for line in lines})
    for line in lines:
        unit = units[line.unit]
        if line.month < unit.valid_from or (unit.valid_to and line.month > unit.valid_to):
            raise refusals.UnitNotThereError(unit=unit, month=month_and_year(line.month).lower())


def _require_open(administration: Administration, lines: Collection[Line]) -> None:
    months = {line.month for line in lines}
    closed = ClosedMonth.objects.filter(administration=administration, month__in=months).order_by("month").first()
    if closed:
        raise refusals.BudgetMonthClosedError(month=month_and_year(closed.month).capitalize())


def _sum_into_figures(lines: Collection[Line]) -> None:
    """Make the CHANGE figures of the places that `lines` touch the sums of the changes that stand."""
    units, groups, months = ({line[place] for line in lines} for place in range(3))
    touched = {"unit__in": units, "group__in": groups, "month__in": months}
    Figure.objects.filter(kind=Figure.Kind.CHANGE, **touched).delete()
    standing = BudgetChangeLine.objects.filter(change__undone_at=None, **touched)
    sums = standing.values_list("unit", "group", "month").annotate(amount=Sum("amount")).order_by()
    Figure.objects.bulk_create(
        Figure(unit_id=unit, group_id=group, month=month, kind=Figure.Kind.CHANGE, amount=amount)
        for unit, group, month, amount in sums
        if amount
    )


def _name(change: BudgetChange) -> str:
    return f"{change.year} {change.decision}"


def _told(change: BudgetChange, lines: Sequence[Line]) -> dict[str, object]:
    codes = dict(Unit.objects.filter(pk__in={line.unit for line in lines}).values_list("pk", "code"))
    by_unit: dict[str, int] = {}
    for line in lines:
        by_unit[codes[line.unit]] = by_unit.get(codes[line.unit], 0) + line.amount
    return {"kind": change.kind, "year": change.year, "frame_ore": change.frame_amount, "unit_budgets": by_unit}
