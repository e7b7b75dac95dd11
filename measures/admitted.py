"""The way in for pages that a right for any part of an administration opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone

from units.models import Administration, Responsibility, User
from units.roles import ALLOWED, Act, Role

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Admitted:
    """An administration and what a person is allowed for at least some part of it."""

    administration: Administration
    somewhere: frozenset[Act]


def admitted(request: HttpRequest, adm: str, act: Act) -> Admitted:
    """The administration `adm`, where the person is allowed `act` for at least some part.

    Raises:
        Http404: the person has no role in it.
        PermissionDenied: none of the person's roles allows it.
    """
    administration = get_object_or_404(Administration.objects.entered_by(request.user), code=adm)
    somewhere = acts_somewhere(request.user, administration)
    if act not in somewhere:
        raise PermissionDenied
    return Admitted(administration, somewhere)


def acts_somewhere(user: User, administration: Administration) -> frozenset[Act]:
    """What `user` is allowed today for at least some part of `administration`. One query."""
    held = Responsibility.objects.current(timezone.localdate()).filter(user=user, administration=administration)
    everywhere = ALLOWED[Role.SYSTEM] if user.is_superuser else frozenset()
    return everywhere.union(*(ALLOWED[role] for role in held.values_list("role", flat=True)))
