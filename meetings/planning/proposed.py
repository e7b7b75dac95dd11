"""Who usually meets: the members and the rhythm proposed for a new body, from the roles that hold today."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import translation
from django.utils.translation import gettext as _

from meetings.models import Body
from units.models import Administration, Department, Responsibility, Unit, User
from units.roles import Role

Place = Administration | Department | Unit
WHOLE = Q(department=None, unit=None)
FIRST = (Role.MANAGEMENT, Role.DEPARTMENT_HEAD, Role.UNIT_HEAD, Role.CONTROLLER, Role.SUPPORT)


@dataclass(frozen=True, slots=True)
class Usually:
    """How often a kind of body usually meets, on which weekday (0 is Monday) and for how many minutes."""

    weekday: int
    every: int
    minutes: int


USUALLY = {
    Body.Kind.MANAGEMENT: Usually(Body.Weekday.MONDAY, Body.Every.WEEK, 90),
    Body.Kind.DEPARTMENT: Usually(Body.Weekday.TUESDAY, Body.Every.WEEK, 60),
    Body.Kind.TEAM: Usually(Body.Weekday.THURSDAY, Body.Every.SECOND_WEEK, 60),
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody who usually belongs to a body, and what for."""

    user: User
    function: str


def kind_over(place: Place) -> Body.Kind:
    """The kind of body that meets about `place`."""
    if isinstance(place, Unit):
        return Body.Kind.TEAM
    return Body.Kind.DEPARTMENT if isinstance(place, Department) else Body.Kind.MANAGEMENT


def usual_name(place: Place) -> str:
    """What a body about `place` is usually called, in the language of the installation, in which it is stored."""
    with translation.override(settings.LANGUAGE_CODE):
        if isinstance(place, Unit):
            return _("The team of {unit}").format(unit=place.name)[:100]
        if isinstance(place, Department):
            return _("The group of {department}").format(department=place.name)[:100]
        return _("The management group")


def proposed_members(place: Place, today: date) -> list[Proposed]:
    """Who usually meets about `place`, heads first, each once, with functions in the language of the installation. One
    query.
    """
    rows = _roles(place, today).select_related("user").order_by(_order(), "since", "pk")
    chair = {Body.Kind.TEAM: Role.UNIT_HEAD, Body.Kind.DEPARTMENT: Role.DEPARTMENT_HEAD}.get(kind_over(place))
    found: dict[int, Proposed] = {}
    with translation.override(settings.LANGUAGE_CODE):
        for row in rows:
            function = _("chair") if row.role == chair else Role(row.role).label
            found.setdefault(row.user_id, Proposed(row.user, str(function)))
    return list(found.values())


def _roles(place: Place, today: date) -> QuerySet[Responsibility]:
    administration = place if isinstance(place, Administration) else place.administration
    held = Responsibility.objects.current(today).filter(administration=administration, user__is_active=True)
    if isinstance(place, Unit):
        own = Q(unit=place.pk) | Q(unit=place.parent_id, unit__isnull=False)
        wide = WHOLE | Q(department=place.department_id, unit=None) | own
        return held.filter(
            (Q(role=Role.UNIT_HEAD) & own)
            | Q(role=Role.DEPARTMENT_HEAD, department=place.department_id)
            | (Q(role__in=[Role.CONTROLLER, Role.SUPPORT]) & wide)
        )
    if isinstance(place, Department):
        return held.filter(
            Q(role=Role.DEPARTMENT_HEAD, department=place)
            | Q(role=Role.UNIT_HEAD, unit__department=place, unit__parent=None)
            | (Q(role=Role.CONTROLLER) & (WHOLE | Q(department=place)))
        )
    return held.filter((Q(role__in=[Role.MANAGEMENT, Role.CONTROLLER]) & WHOLE) | Q(role=Role.DEPARTMENT_HEAD))


def _order() -> Case:
    """Heads first; the chair of a department's group and of a team is always its head."""
    cases = [When(role=role, then=Value(place)) for place, role in enumerate(FIRST)]
    return Case(*cases, default=Value(len(FIRST)), output_field=IntegerField())
