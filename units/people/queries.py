"""Reads about people and roles."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from units.models import Administration, Responsibility, User


def find_person(text: str) -> User | None:
    """The person with that e-mail address or username, in upper or lower case."""
    return User.objects.filter(Q(email__iexact=text) | Q(username__iexact=text)).order_by("-is_active", "pk").first()


def running(administration: Administration) -> QuerySet[Responsibility]:
    """The roles of `administration` that hold today or begin later."""
    ended = Q(until__lt=timezone.localdate())
    return Responsibility.objects.filter(~ended | Q(until=None), administration=administration)


def roles_of(administration: Administration, *, text: str = "", ended: bool = False) -> QuerySet[Responsibility]:
    """Who has which role where, heads first, then by place and person; `text` is looked for in both."""
    rows = Responsibility.objects.filter(administration=administration) if ended else running(administration)
    if text:
        names = ("user__name", "user__username", "user__email", "unit__code", "unit__name", "department__name")
        matches = Q()
        for name in names:
            matches |= Q(**{f"{name}__icontains": text})
        rows = rows.filter(matches)
    order = ("department__code", "unit__code", "role", "user__name", "since")
    return rows.select_related("user", "department", "unit").order_by(*order)


def own_roles(user: User) -> QuerySet[Responsibility]:
    """The roles of `user` that hold today or begin later, by administration."""
    ended = Q(until__lt=timezone.localdate())
    rows = user.responsibilities.filter(~ended | Q(until=None)).select_related("administration", "department", "unit")
    return rows.order_by("administration__name", "since")
