"""Reads about the organisation."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from units.accounts import AccountPlan, AccountRange
from units.models import AccountRange as StoredRange
from units.models import Administration, Change, Department, Responsibility, Unit, User
from units.roles import Role


def account_plan(administration: Administration) -> AccountPlan:
    """Which account group an account of `administration` belongs to, groups by code."""
    rows = StoredRange.objects.filter(group__administration=administration).values_list("first", "last", "group__code")
    return AccountPlan(AccountRange(first, last, code) for first, last, code in rows)


@dataclass(frozen=True, slots=True)
class Branch:
    """A department, a unit or a part, who answers for it (empty when nobody does) and what it consists of."""

    place: Department | Unit
    answers: str
    ended: bool
    branches: list["Branch"] = field(default_factory=list)


def organisation(administration: Administration, today: date) -> list[Branch]:
    """Departments with their units and the parts of these, by code, and who answers for each `today`. Three queries."""
    heads = _heads(administration, today)
    units = defaultdict(list)
    for unit in administration.units.select_related("successor").order_by("code"):
        units[unit.department_id, unit.parent_id].append(unit)

    def branch(place: Department | Unit, below: list[Unit]) -> Branch:
        parts = [branch(unit, units[unit.department_id, unit.pk]) for unit in below]
        ended = place.valid_to is not None and place.valid_to < today.replace(day=1)
        return Branch(place, heads.get((type(place), place.pk), ""), ended, parts)

    return [branch(each, units[each.pk, None]) for each in administration.departments.order_by("code")]


def _heads(administration: Administration, today: date) -> dict[tuple[type, int], str]:
    rows = Responsibility.objects.filter(
        Q(until=None) | Q(until__gte=today),
        administration=administration,
        role__in=[Role.UNIT_HEAD, Role.DEPARTMENT_HEAD],
        since__lte=today,
    ).select_related("user")
    return {(Unit, row.unit_id) if row.unit_id else (Department, row.department_id): str(row.user) for row in rows}


def who_answered(place: Unit | Department) -> QuerySet[Responsibility]:
    """Everyone who has answered, answers or will answer for `place`, the latest first."""
    role, scope = (Role.UNIT_HEAD, "unit") if isinstance(place, Unit) else (Role.DEPARTMENT_HEAD, "department")
    rows = Responsibility.objects.filter(role=role, **{scope: place})
    return rows.select_related("user").order_by("-since", "-pk")


def changes(
    administration: Administration, *, action: str = "", by: str = "", first: date | None, last: date | None
) -> QuerySet[Change]:
    """The log of `administration`, the latest first, between two days (both included). An empty filter filters not."""
    rows = Change.objects.filter(administration=administration.code)
    rows = rows.filter(action=action) if action else rows
    rows = rows.filter(by__icontains=by) if by else rows
    rows = rows.filter(at__date__gte=first) if first else rows
    return rows.filter(at__date__lte=last) if last else rows


def logged_actions(administration: Administration) -> list[str]:
    """Every kind of action in the log of `administration`."""
    rows = Change.objects.filter(administration=administration.code)
    return sorted(rows.order_by().values_list("action", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Answerable:
    """Who answers for a unit: its heads today, and those before them, the latest first."""

    now: list[Responsibility]
    earlier: list[Responsibility]


def answerable(unit: Unit, today: date) -> Answerable:
    """Who answers for `unit`; a part without a head of its own is answered for by the unit that it is part of."""
    wanted = [pk for pk in (unit.pk, unit.parent_id) if pk]
    rows = list(
        Responsibility.objects.filter(unit__in=wanted, role=Role.UNIT_HEAD, since__lte=today)
        .select_related("user")
        .order_by("-since", "-pk")
    )
    own = [row for row in rows if row.unit_id == unit.pk] or rows
    return Answerable(
        now=[row for row in own if row.until is None or row.until >= today],
        earlier=[row for row in own if row.until is not None and row.until < today],
    )


def held_today(user: User, administration: Administration, today: date) -> list[Responsibility]:
    """The roles of `user` in `administration` on `today`, with their places."""
    rows = Responsibility.objects.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today, user=user)
    return list(rows.filter(administration=administration).select_related("unit", "department").order_by("pk"))
