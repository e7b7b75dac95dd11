"""From what was decided to amounts per month, and what that does to each unit and to the frame, before it is stored.

Amounts are öre of net cost.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from django.db.models import Sum

from forecasts.budgets.changes import Line, Planned
from forecasts.budgets.phasing import by_weight, evenly
from forecasts.budgets.queries import undistributed
from forecasts.closing_queries import FrameCheck, frame_checks
from forecasts.models import ClosedMonth, Figure
from units.models import AccountGroup, Administration, Unit
from units.months import MONTHS_IN_YEAR, months_between, months_of

Budgets = dict[tuple[int, int], dict[date, int]]


class Phasing(StrEnum):
    """How an amount is spread over the months from the first one."""

    EVENLY = "evenly"
    MONTH = "month"
    REMAINING = "remaining"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one unit's account group is given (+) or gives (−) in the year."""

    unit: Unit
    group: AccountGroup
    amount: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to one account group of a unit: its year before and after, and the months it is spread over.

    `left` is its budget from the first month on before the change, that of months to come.
    """

    wanted: Wanted
    before: int
    left: int
    months: tuple[date, ...]

    @property
    def after(self) -> int:
        """The year's budget after the change."""
        return self.before + self.wanted.amount

    @property
    def too_much(self) -> bool:
        """Whether more is taken than there is left of the year's budget: its sign would turn."""
        after, amount = self.left + self.wanted.amount, self.wanted.amount
        if self.wanted.group.kind == AccountGroup.Kind.REVENUE:
            return after > 0 and amount > 0
        return after < 0 and amount < 0


@dataclass(frozen=True, slots=True)
class UnitEffect:
    """A unit's year before and after a change."""

    unit: Unit
    before: int
    amount: int

    @property
    def after(self) -> int:
        """The year's budget after the change."""
        return self.before + self.amount


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """What a change would do. `frame` is the frame check before it; `rest` is undistributed after it."""

    planned: Planned
    effects: list[Effect]
    units: list[UnitEffect]
    frame: FrameCheck
    rest: int

    @property
    def placed(self) -> int:
        """What is placed on units."""
        return sum(each.wanted.amount for each in self.effects)

    @property
    def moved(self) -> int:
        """What units are given, without what others give."""
        return sum(each.wanted.amount for each in self.effects if each.wanted.amount > 0)

    @property
    def frame_after(self) -> int | None:
        """The frame after the change."""
        return None if self.frame.amount is None else self.frame.amount + self.planned.frame_amount

    @property
    def budget_after(self) -> int:
        """The units' budgets after the change."""
        return self.frame.budget + self.placed

    @property
    def difference_after(self) -> int | None:
        """What the frame has left after the change."""
        return None if self.frame_after is None else self.frame_after - self.budget_after

    @property
    def warnings(self) -> list[Effect]:
        """The lines that take more than there is."""
        return [each for each in self.effects if each.too_much]

    @property
    def fingerprint(self) -> str:
        """A digest of all that would be stored and of the budgets it was seen beside."""
        lines = sorted(self.planned.lines)
        seen = [(each.wanted.unit.pk, each.before) for each in self.effects]
        return sha256(repr((lines, self.planned.frame_amount, seen)).encode()).hexdigest()


def first_open_month(administration: Administration, year: int) -> date | None:
    """The month after the last closed one of `year`; January when none is; None when December is closed."""
    closed = ClosedMonth.objects.filter(administration=administration, month__year=year).order_by("-month").first()
    if closed is None:
        return date(year, 1, 1)
    return None if closed.month.month == MONTHS_IN_YEAR else date(year, closed.month.month + 1, 1)


def phased(wanted: Iterable[Wanted], first: date, phasing: Phasing, budgets: Budgets) -> list[Line]:
    """`wanted` spread over the months from `first`, within the months that each unit exists."""
    lines = []
    for each in wanted:
        months = _months(each.unit, first, phasing)
        if phasing is Phasing.REMAINING:
            shares = by_weight(each.amount, _weights(each, months, budgets))
        else:
            shares = evenly(each.amount, months)
        lines += [Line(each.unit.pk, each.group.pk, month, amount) for month, amount in shares.items()]
    return lines


def _months(unit: Unit, first: date, phasing: Phasing) -> list[date]:
    """The months from `first`; to the unit's last one. When it ends before, `first` stands and is refused later."""
    if phasing is Phasing.MONTH:
        return [first]
    last = date(first.year, MONTHS_IN_YEAR, 1)
    return months_between(first, min(last, unit.valid_to or last)) or [first]


def _weights(wanted: Wanted, months: Sequence[date], budgets: Budgets) -> dict[date, int]:
    """The group's budget by month, or the whole unit's where the group has none."""
    own = budgets.get((wanted.unit.pk, wanted.group.pk), {})
    if any(own.get(month) for month in months):
        return {month: own.get(month, 0) for month in months}
    whole: dict[date, int] = defaultdict(int)
    for (unit, _group), amounts in budgets.items():
        if unit == wanted.unit.pk:
            for month in months:
                whole[month] += amounts.get(month, 0)
    return {month: whole[month] for month in months}


def budgets_of(units: Iterable[int], year: int) -> Budgets:
    """The budget as it stands by unit and account group and month. One query."""
    rows = Figure.objects.budget().filter(unit__in=list(units), month__in=months_of(year))
    found: Budgets = defaultdict(dict)
    for unit, group, month, amount in (
        rows.values_list("unit", "group", "month").annotate(amount=Sum("amount")).order_by()
    ):
        found[unit, group][month] = amount
    return found


def preview_change(
    administration: Administration, wanted: Sequence[Wanted], budgets: Budgets, planned: Planned
) -> ChangePreview:
    """What `planned`, made of `wanted`, would do beside `budgets`, those of the units of the whole year."""
    units: dict[Unit, int] = defaultdict(int)
    for each in wanted:
        units[each.unit] += each.amount
    before: dict[int, int] = defaultdict(int)
    for (unit, _group), amounts in budgets.items():
        before[unit] += sum(amounts.values())
    first = min((line.month for line in planned.lines), default=date(planned.year, 1, 1))
    rest = undistributed(administration, planned.year)
    return ChangePreview(
        planned,
        [_effect(each, first, planned, budgets) for each in wanted],
        [UnitEffect(unit, before[unit.pk], amount) for unit, amount in units.items()],
        frame_checks(administration, planned.year)[0],
        rest + planned.frame_amount - sum(line.amount for line in planned.lines),
    )


def _effect(wanted: Wanted, first: date, planned: Planned, budgets: Budgets) -> Effect:
    own = budgets.get((wanted.unit.pk, wanted.group.pk), {})
    months = [line.month for line in planned.lines if line[:2] == (wanted.unit.pk, wanted.group.pk)]
    left = sum(amount for month, amount in own.items() if month >= first)
    return Effect(wanted, sum(own.values()), left, tuple(sorted(months)))
