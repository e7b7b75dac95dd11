"""Who may do what where: querysets scoped by what a person is allowed today.

A role for an administration holds for all of it, for a department for its units, for a unit for it and its parts.
A superuser is system administrator everywhere. A view fetches through these querysets, so that what a person may not
see is not found (404), and calls `require` for what is seen but not allowed (403).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from units.roles import ALLOWED, Act, Role, roles_that

if TYPE_CHECKING:
    from datetime import date

    from units.models import Administration, Department, Unit, User


def _held(user: User, act: Act) -> models.QuerySet:
    from units.models import Responsibility  # noqa: PLC0415 (models import this module)

    return Responsibility.objects.current(timezone.localdate()).filter(user_id=user.pk, role__in=roles_that(act))


def _everywhere(user: User, act: Act) -> bool:
    return user.is_active and user.is_superuser and act in ALLOWED[Role.SYSTEM]


class ResponsibilityQuerySet(models.QuerySet):
    """Roles of people, scoped."""

    def current(self, day: date) -> ResponsibilityQuerySet:
        """The roles that hold on `day`."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class AdministrationQuerySet(models.QuerySet):
    """Administrations, scoped."""

    def entered_by(self, user: User) -> AdministrationQuerySet:
        """Administrations in which `user` has any role."""
        if _everywhere(user, Act.ENTER):
            return self
        return self.filter(Exists(_held(user, Act.ENTER).filter(administration=OuterRef("pk"))))

    def allowing(self, user: User, act: Act) -> AdministrationQuerySet:
        """Administrations for the whole of which `user` is allowed `act`."""
        if _everywhere(user, act):
            return self
        whole = _held(user, act).filter(administration=OuterRef("pk"), department=None, unit=None)
        return self.filter(Exists(whole))


class DepartmentQuerySet(models.QuerySet):
    """Departments, scoped."""

    def allowing(self, user: User, act: Act) -> DepartmentQuerySet:
        """Departments for the whole of which `user` is allowed `act`."""
        if _everywhere(user, act):
            return self
        held = _held(user, act).filter(administration=OuterRef("administration"), unit=None)
        return self.filter(Exists(held.filter(Q(department=None) | Q(department=OuterRef("pk")))))

    def valid_in(self, year: int) -> DepartmentQuerySet:
        """Departments that exist in some month of `year`."""
        return self.filter(_valid_in(year))


class UnitQuerySet(models.QuerySet):
    """Units and parts of units, scoped."""

    def allowing(self, user: User, act: Act) -> UnitQuerySet:
        """Units for which `user` is allowed `act`."""
        if _everywhere(user, act):
            return self
        held = _held(user, act).filter(administration=OuterRef("administration"))
        own = Q(unit=OuterRef("pk")) | Q(unit=OuterRef("parent"))
        whole = Q(unit=None) & (Q(department=None) | Q(department=OuterRef("department")))
        return self.filter(Exists(held.filter(own | whole)))

    def visible_to(self, user: User) -> UnitQuerySet:
        """Units whose page `user` may open, the plain one at least."""
        return self.allowing(user, Act.SUMMARY)

    def valid_in(self, year: int) -> UnitQuerySet:
        """Units that exist in some month of `year`."""
        return self.filter(_valid_in(year))

    def whole(self) -> UnitQuerySet:
        """Units that are no part of another unit."""
        return self.filter(parent=None)

    def with_parts(self) -> UnitQuerySet:
        """These units and the parts of them."""
        return self.model.objects.filter(Q(pk__in=self.values("pk")) | Q(parent__in=self.values("pk")))


def _valid_in(year: int) -> Q:
    return Q(valid_from__year__lte=year) & (Q(valid_to__isnull=True) | Q(valid_to__year__gte=year))


def allows(user: User, act: Act, place: Administration | Department | Unit) -> bool:
    """Whether `user` is allowed `act` for the whole of `place` today."""
    return type(place).objects.filter(pk=place.pk).allowing(user, act).exists()


def allowed(user: User, place: Administration | Department) -> frozenset[Act]:
    """What `user` is allowed for the whole of `place` today. One query."""
    from units.models import Department, Responsibility  # noqa: PLC0415 (models import this module)

    held = Responsibility.objects.current(timezone.localdate()).filter(user_id=user.pk)
    if isinstance(place, Department):
        held = held.filter(Q(department=None) | Q(department=place), administration=place.administration_id)
    else:
        held = held.filter(administration=place.pk, department=None)
    acts = [ALLOWED[role] for role in held.filter(unit=None).values_list("role", flat=True)]
    return frozenset(ALLOWED[Role.SYSTEM] if _everywhere(user, Act.ENTER) else ()).union(*acts)


def require(user: User, act: Act, place: Administration | Department | Unit) -> None:
    """Refuse with 403 unless `user` is allowed `act` for the whole of `place` today.

    Raises:
        PermissionDenied: it is not allowed.
    """
    if not allows(user, act, place):
        raise PermissionDenied


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person is allowed for a unit, for the whole of its department and for the whole of its administration."""

    unit: frozenset[Act]
    department: frozenset[Act]
    administration: frozenset[Act]


def rights_for(user: User, unit: Unit) -> Rights:
    """What `user` is allowed for `unit`, and for what it belongs to, today. One query."""
    from units.models import Responsibility  # noqa: PLC0415 (models import this module)

    today = timezone.localdate()
    own = Q(unit=unit.pk) | Q(unit=unit.parent_id, unit__isnull=False)
    whole = Q(unit=None) & (Q(department=None) | Q(department=unit.department_id))
    held = Responsibility.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        own | whole,
        user=user,
        since__lte=today,
        administration=unit.administration_id,
    )
    rows = [(ALLOWED[role], *place) for role, *place in held.values_list("role", "unit", "department")]
    everywhere = ALLOWED[Role.SYSTEM] if _everywhere(user, Act.ENTER) else frozenset()
    return Rights(
        unit=everywhere.union(*(acts for acts, _, _ in rows)),
        department=everywhere.union(*(acts for acts, unit_pk, _ in rows if unit_pk is None)),
        administration=everywhere.union(*(acts for acts, *place in rows if place == [None, None])),
    )
