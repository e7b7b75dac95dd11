"""The list of budget changes, and one of them. Amounts are net cost in öre; who may read it is decided in the view."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q

from forecasts.models import BudgetChange, BudgetChangeLine
from units.models import AccountGroup, Administration, Unit


@dataclass(frozen=True)
class ChangeRow:
    """A change and what its lines come to."""

    change: BudgetChange
    lines: Sequence[BudgetChangeLine]

    @property
    def placed(self) -> int:
        """What it adds to the units' budgets."""
        return sum(line.amount for line in self.lines)

    @property
    def rest(self) -> int:
        """What it gives that it does not place on any unit."""
        return self.change.frame_amount - self.placed

    @property
    def moved(self) -> int:
        """What is moved between units and account groups in a reallocation; nothing for the others."""
        moves = self.change.kind == BudgetChange.Kind.REALLOCATION
        return sum(amount for amount in self.by_place.values() if amount > 0) if moves else 0

    @property
    def state(self) -> str:
        """Whether it counts."""
        return "undone" if self.change.undone_at else "standing"

    @cached_property
    def by_place(self) -> dict[tuple[Unit, AccountGroup], int]:
        """The year's amount by unit and account group."""
        found: dict[tuple[Unit, AccountGroup], int] = defaultdict(int)
        for line in self.lines:
            found[line.unit, line.group] += line.amount
        return dict(found)

    @property
    def units(self) -> list[Unit]:
        """The units it touches, by code."""
        return sorted({line.unit for line in self.lines}, key=lambda unit: unit.code)

    @property
    def codes(self) -> str:
        """Their codes."""
        return ", ".join(unit.code for unit in self.units)

    @property
    def first(self) -> date | None:
        """The first month it changes."""
        return min((line.month for line in self.lines), default=None)

    @property
    def places(self) -> list["PlaceRow"]:
        """One row per unit and account group, by unit."""
        months: dict[tuple[Unit, AccountGroup], dict[date, int]] = defaultdict(dict)
        for line in self.lines:
            months[line.unit, line.group][line.month] = line.amount
        rows = [PlaceRow(*place, amount, months[place]) for place, amount in self.by_place.items()]
        return sorted(rows, key=lambda row: (row.unit.code, row.group.order))


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """What a change adds to one account group of a unit."""

    unit: Unit
    group: AccountGroup
    amount: int
    by_month: Mapping[date, int]

    @property
    def first(self) -> date:
        """Its first month."""
        return min(self.by_month)

    @property
    def last(self) -> date:
        """Its last month."""
        return max(self.by_month)


def change_rows(administration: Administration, choice: Mapping[str, Any]) -> list[ChangeRow]:
    """The changes that `choice` takes (year, kind, unit, state; empty takes all), newest first. Two queries."""
    changes = BudgetChange.objects.filter(administration=administration).select_related("made_by", "undone_by")
    for name in ("year", "kind"):
        if choice.get(name):
            changes = changes.filter(**{name: choice[name]})
    if choice.get("state"):
        changes = changes.filter(undone_at__isnull=choice["state"] == "standing")
    rows = with_lines(changes)
    wanted = (choice.get("unit") or "").split(" ")[0].casefold()
    return [row for row in rows if not wanted or any(_is(unit, wanted) for unit in row.units)]


@dataclass(frozen=True, slots=True)
class UnitChanges:
    """The changes that stand of the `budget` (öre) of one unit with its parts, oldest first, with its lines alone."""

    rows: list[ChangeRow]
    budget: int

    @property
    def amount(self) -> int:
        """What they come to."""
        return sum(row.placed for row in self.rows)

    @property
    def adopted(self) -> int:
        """The budget as it was adopted."""
        return self.budget - self.amount


def changes_of(unit: Unit, year: int, budget: int) -> UnitChanges:
    """The changes of the `budget` of `unit` in `year`; what they do to other units is left out. One query."""
    own = Q(unit=unit.pk) | Q(unit__parent=unit.pk)
    standing = BudgetChangeLine.objects.filter(own, change__year=year, change__undone_at=None)
    lines: dict[BudgetChange, list[BudgetChangeLine]] = defaultdict(list)
    for line in standing.select_related("change", "unit", "group").order_by("change__decided_on", "change", "month"):
        lines[line.change].append(line)
    return UnitChanges([ChangeRow(change, rows) for change, rows in lines.items()], budget)


def _is(unit: Unit, wanted: str) -> bool:
    return unit.code.casefold() == wanted or wanted in unit.name.casefold()


def with_lines(changes: Iterable[BudgetChange]) -> list[ChangeRow]:
    """`changes` with what their lines come to."""
    changes = list(changes)
    lines: dict[int, list[BudgetChangeLine]] = defaultdict(list)
    rows = BudgetChangeLine.objects.filter(change__in=changes).select_related("unit", "group")
    for line in rows.order_by("unit__code", "group__order", "month"):
        lines[line.change_id].append(line)
    return [ChangeRow(change, lines[change.pk]) for change in changes]


def years_of(administration: Administration) -> list[int]:
    """The years that have a change, newest first."""
    years = BudgetChange.objects.filter(administration=administration).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())
