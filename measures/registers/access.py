"""Whose rows of the registers a person reads and writes.

Who may read figures anywhere in an administration reads the rows of those units and departments, and those without a
place. Who may decide for a department or for the administration writes its rows; those without a place take the right
for the whole administration.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from measures.models import Commitment, DelegationLimit, Finding
from units.access import allows
from units.models import Administration, Department, Unit, User
from units.roles import Act

RegisterRow = TypeVar("RegisterRow", DelegationLimit, Finding, Commitment)


@dataclass(frozen=True)
class Reach:
    """The places of an administration that a person's right holds for. `placeless` is whether rows without one count.

    The rows that `owner` answers for count too.
    """

    administration: Administration
    whole: bool
    departments: QuerySet[Department]
    units: QuerySet[Unit]
    placeless: bool
    owner: User | None = None

    @cached_property
    def anywhere(self) -> bool:
        """Whether the right holds for any place at all."""
        return self.whole or self.departments.exists() or self.units.exists()

    def rows(self, model: type[RegisterRow]) -> QuerySet[RegisterRow]:
        """The rows of `model` that the right reaches."""
        places = Q(unit__in=self.units.order_by().values("pk"))
        nowhere = Q(unit=None)
        if model is Finding:
            places |= Q(unit=None, department__in=self.departments.order_by().values("pk"))
            nowhere &= Q(department=None)
            places |= Q(owner=self.owner) if self.owner else Q()
        return model._default_manager.filter(  # noqa: SLF001 (the way to the manager of any model)
            places | nowhere if self.placeless else places, administration=self.administration
        )

    def holds_for(self, row: Model) -> bool:
        """Whether the right reaches `row`. One query."""
        return self.rows(type(row)).filter(pk=row.pk).exists()


def reading(request: HttpRequest, code: str) -> Reach:
    """What the person reads in the administration `code`.

    Raises:
        Http404: the person has no role in it.
        PermissionDenied: none of the person's roles reads figures.
    """
    reach = _reach(request, code, Act.FIGURES, placeless=True)
    if not reach.anywhere:
        raise PermissionDenied
    return reach


def writing(request: HttpRequest, code: str) -> Reach:
    """What the person writes in the administration `code`; perhaps nothing.

    Raises:
        Http404: the person has no role in it.
    """
    return _reach(request, code, Act.DECIDE, placeless=False)


def may_write(request: HttpRequest, code: str) -> Reach:
    """What the person writes in the administration `code`, something at least.

    Raises:
        Http404: the person has no role in it.
        PermissionDenied: the person writes nothing in it.
    """
    reach = writing(request, code)
    if not reach.anywhere:
        raise PermissionDenied
    return reach


def row_to_read(request: HttpRequest, code: str, model: type[RegisterRow], pk: int) -> RegisterRow:
    """The row `pk`.

    Raises:
        Http404: the person does not see it.
        PermissionDenied: the person reads nothing in the administration.
    """
    return get_object_or_404(reading(request, code).rows(model).select_related(*PLACES[model]), pk=pk)


def row_to_write(request: HttpRequest, code: str, model: type[RegisterRow], pk: int) -> RegisterRow:
    """The row `pk`, to be changed or removed.

    Raises:
        Http404: the person does not see it.
        PermissionDenied: the person sees it and may not write it.
    """
    row = row_to_read(request, code, model, pk)
    if not writing(request, code).holds_for(row):
        raise PermissionDenied
    return row


PLACES: dict[type[Model], tuple[str, ...]] = {
    DelegationLimit: ("administration", "unit"),
    Finding: ("administration", "unit", "department", "owner", "repeats"),
    Commitment: ("administration", "unit"),
}


def _reach(request: HttpRequest, code: str, act: Act, *, placeless: bool) -> Reach:
    user = request.user
    administration = get_object_or_404(Administration.objects.entered_by(user), code=code)
    whole = allows(user, act, administration)
    return Reach(
        administration,
        whole,
        administration.departments.allowing(user, act),
        administration.units.allowing(user, act).order_by("code"),
        placeless=placeless or whole,
        owner=user if act is Act.FIGURES else None,
    )
