"""Reads about the team around a unit and what it has to do. Who may read is decided in the view."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from measures.models import Measure
from meetings.access import AssignmentQuerySet
from meetings.assignments.heard import SHOWN, HeardNote, notes_on, own_notes
from meetings.assignments.queries import AssignmentRow, rows_of, seen_assignments
from meetings.models import Analysis, Assignment, Body, Matter, Meeting, Member
from units.models import Responsibility, Unit, User
from units.roles import Role


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody in a unit's team, and what for."""

    name: str
    email: str
    function: str


@dataclass(frozen=True, slots=True)
class Team:
    """The team around a unit: its body when there is one, its next meeting, and who is in it."""

    body: Body | None
    meeting: Meeting | None
    people: list[Colleague]


def team_of(unit: Unit, today: date) -> Team:
    """The team around `unit`; without a body it is those whose roles hold for the unit today. Three queries."""
    body = unit.bodies.going_on().filter(kind=Body.Kind.TEAM).first()
    if body is None:
        return Team(None, None, _by_role(unit, today))
    meeting = body.meetings.coming(today).order_by("day", "pk").first()
    members = body.members.select_related("user").order_by("pk")
    return Team(body, meeting, [Colleague(str(each.user), each.user.email, each.function) for each in members])


def _by_role(unit: Unit, today: date) -> list[Colleague]:
    """The heads of the unit and its department, its support, and the controllers."""
    places = (
        Q(unit__in=[pk for pk in (unit.pk, unit.parent_id) if pk], role__in=[Role.UNIT_HEAD, Role.SUPPORT])
        | Q(department=unit.department_id, role__in=[Role.DEPARTMENT_HEAD, Role.SUPPORT])
        | Q(unit=None, department=None, role__in=[Role.CONTROLLER, Role.SUPPORT])
    )
    rows = Responsibility.objects.current(today).filter(places, administration=unit.administration_id)
    order = [Role.UNIT_HEAD, Role.DEPARTMENT_HEAD, Role.CONTROLLER, Role.SUPPORT]
    held = sorted(rows.select_related("user"), key=lambda each: (order.index(Role(each.role)), each.pk))
    people = {each.user_id: each for each in reversed(held)}
    first = [each for each in held if people[each.user_id] is each]
    return [Colleague(str(each.user), each.user.email, str(each.get_role_display())) for each in first]


def is_member(user: User, unit: Unit) -> bool:
    """Whether `user` is in the body that is the team of `unit`."""
    return Member.objects.filter(body__unit=unit, body__kind=Body.Kind.TEAM, body__ended_on=None, user=user).exists()


def analyses_of(unit: Unit) -> list[Analysis]:
    """What the team has said of the unit's situation, the newest first."""
    return list(unit.analyses.select_related("made_by"))


def assignments_about(unit: Unit, members: Sequence[int], user: User) -> list[Assignment]:
    """The open decisions and actions about `unit`, a part or a measure of it, that `user` sees, the nearest first."""
    return list(_open(unit, user).about_units(_units(members)).order_by("due", "pk"))


def assignments_of(unit: Unit, owners: Sequence[int], members: Sequence[int], user: User) -> list[Assignment]:
    """The open ones of `owners` about `unit`, or about a matter that it shares, that `user` sees, the nearest first."""
    rows = _open(unit, user).filter(owner__in=owners)
    found = rows.about_units(_units(members)) | rows.filter(unit=None, measure=None, matter__in=_shared(members))
    return list(found.order_by("due", "pk"))


def ended_about(unit: Unit, members: Sequence[int], user: User, today: date) -> list[AssignmentRow]:
    """Those about `unit`, a part or a measure of it, that have ended and `user` sees, the latest first. One query."""
    ended = seen_assignments(user, unit.administration).about_units(_units(members)).exclude(ended_at=None)
    latest = ended.order_by("-ended_at", "-pk").values_list("pk", flat=True)[:SHOWN]
    return rows_of(Assignment.objects.filter(pk__in=latest), user, today)


def _open(unit: Unit, user: User) -> AssignmentQuerySet:
    rows = Assignment.objects.visible_to(user).open().filter(administration=unit.administration_id)
    return rows.select_related("owner", "unit", "measure", "administration")


def _units(members: Sequence[int]) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=members)


def _shared(members: Sequence[int]) -> QuerySet[Any]:
    return Matter.units.through.objects.filter(unit__in=members).values("matter")


def notes_about(members: Sequence[int], user: User) -> list[HeardNote]:
    """The latest notes about a unit whose figures `user` reads and its measures, and of its team. One query."""
    measures = Measure.objects.of_units(_units(members)).order_by().values("pk")
    return notes_on(user, Q(row__unit__in=members) | Q(row__measure__in=measures) | own_notes(members))


def matters_about(members: Sequence[int], user: User) -> list[Matter]:
    """The unsettled matters that a unit shares and `user` sees, the nearest first."""
    about = Matter.units.through.objects.filter(matter=OuterRef("pk"), unit__in=members)
    rows = Matter.objects.visible_to(user).unsettled().filter(Exists(about))
    return list(rows.select_related("owner").order_by("due", "pk"))
