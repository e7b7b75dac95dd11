"""Who may read and hold which meetings: querysets scoped by what a person is allowed for the place they are about.

Who reads the figures of a place reads its meetings, and so does whoever was called to one. Who may meet about the
place (`Act.MEET`) plans and holds them; whoever was called writes in them. What a row says of a unit is read with the
right to that unit's figures alone, and so is what it says of a matter or of a decision of others: `Sight`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.db import models
from django.db.models import Exists, OuterRef, Q

from meetings.kinds import RowKind
from units.roles import Act

if TYPE_CHECKING:
    from meetings.models import Body, Meeting
    from units.models import User


class BodyQuerySet(models.QuerySet):
    """Bodies, scoped."""

    def visible_to(self, user: User) -> BodyQuerySet:
        """Bodies of places whose figures `user` may read, and those that `user` is a member of."""
        return self.filter(_over("", user, Act.FIGURES) | Q(Exists(_members().filter(body=OuterRef("pk"), user=user))))

    def held_by(self, user: User) -> BodyQuerySet:
        """Bodies whose meetings `user` may plan and hold."""
        return self.filter(_over("", user, Act.MEET))

    def read_in_whole_by(self, user: User) -> BodyQuerySet:
        """Bodies of places whose figures `user` may read all of."""
        return self.filter(_over("", user, Act.FIGURES))

    def going_on(self) -> BodyQuerySet:
        """Bodies that have not ended."""
        return self.filter(ended_on=None)


class MeetingQuerySet(models.QuerySet):
    """Meetings, scoped."""

    def visible_to(self, user: User) -> MeetingQuerySet:
        """Meetings about places whose figures `user` may read, and those that `user` was called to."""
        return self.filter(_over("body__", user, Act.FIGURES) | _called(user))

    def held_by(self, user: User) -> MeetingQuerySet:
        """Meetings that `user` may plan, start, close and send."""
        return self.filter(_over("body__", user, Act.MEET))

    def written_by(self, user: User) -> MeetingQuerySet:
        """Meetings that `user` may write in: those called, and those who hold it."""
        return self.filter(_over("body__", user, Act.MEET) | _called(user))

    def held(self) -> MeetingQuerySet:
        """Meetings that were closed."""
        return self.filter(closed_at__isnull=False)

    def coming(self, today: object) -> MeetingQuerySet:
        """Meetings that are planned or under way from `today` on."""
        return self.filter(Q(state="planned", day__gte=today) | Q(state="running"))


class AssignmentQuerySet(models.QuerySet):
    """Decisions and actions, scoped."""

    def visible_to(self, user: User) -> AssignmentQuerySet:
        """Those that `user` answers for, of meetings that `user` reads, and about what `user` reads figures of."""
        from measures.models import Measure  # noqa: PLC0415 (models import this module)

        return self.filter(
            Q(owner=user)
            | Q(meeting__in=_meetings().visible_to(user).order_by().values("pk"))
            | Q(unit__in=_units(user, Act.FIGURES))
            | Q(measure__in=Measure.objects.visible_to(user).order_by().values("pk"))
            | Q(matter__in=_matters().followed_by(user).order_by().values("pk"))
            | Q(meeting=None, unit=None, measure=None, administration__in=_administrations(user, Act.FIGURES))
        )

    def about_units(self, units: models.QuerySet) -> AssignmentQuerySet:
        """Those about one of `units` or a measure of theirs, and what their own teams decided that is about neither."""
        return self.filter(_about(units))

    def reported_by(self, user: User) -> AssignmentQuerySet:
        """Those that `user` may report back and change: own ones, and those of what `user` holds meetings about.

        There is one exception: whoever meets about a unit lets its head of today take over what former heads were given
        about it, though it was given at a meeting that others hold (`meetings.teams.taking_over`).
        """
        return self.filter(_reported(user))

    def followed_by(self, user: User) -> AssignmentQuerySet:
        """Those that `user` reports back, and all about the units whose meetings `user` may hold."""
        return self.filter(_reported(user) | _about(_units(user, Act.MEET)))

    def open(self) -> AssignmentQuerySet:
        """Those that are not reported back."""
        return self.filter(state="open")

    def late(self, today: object) -> AssignmentQuerySet:
        """Those that should have been reported back before `today`."""
        return self.open().filter(due__lt=today)


def _reported(user: User) -> Q:
    return (
        Q(owner=user)
        | Q(meeting__in=_meetings().held_by(user).order_by().values("pk"))
        | Q(meeting=None, unit__in=_units(user, Act.MEET))
        | Q(meeting=None, administration__in=_administrations(user, Act.MEET))
    )


def _about(units: models.QuerySet) -> Q:
    from measures.models import Measure  # noqa: PLC0415 (models import this module)

    own = units.order_by().values("pk")
    measures = Measure.objects.of_units(units).order_by().values("pk")
    team = Q(unit=None, measure=None, meeting__body__unit__in=own)
    return Q(unit__in=own) | Q(measure__in=measures) | team


class MatterQuerySet(models.QuerySet):
    """Matters between units, scoped."""

    def visible_to(self, user: User) -> MatterQuerySet:
        """Those that `user` follows, and those that `user` raised while reading figures in the administration."""
        somewhere = _units(user, Act.FIGURES).values("administration")
        return self.filter(_followed(self, user) | Q(raised_by=user, administration__in=somewhere))

    def followed_by(self, user: User) -> MatterQuerySet:
        """Those that `user` answers for, and those of a unit or an administration that `user` reads."""
        return self.filter(_followed(self, user))

    def written_by(self, user: User) -> MatterQuerySet:
        """Those that `user` may change and settle."""
        about = self.model.units.through.objects.filter(matter=OuterRef("pk"), unit__in=_units(user, Act.MEET))
        whole = Q(administration__in=_administrations(user, Act.MEET))
        return self.filter(Q(owner=user) | whole | Q(Exists(about)))

    def unsettled(self) -> MatterQuerySet:
        """Those that nobody has settled."""
        return self.filter(settled_on=None)


def _followed(matters: MatterQuerySet, user: User) -> Q:
    about = matters.model.units.through.objects.filter(matter=OuterRef("pk"), unit__in=_units(user, Act.FIGURES))
    return Q(owner=user) | Q(administration__in=_administrations(user, Act.FIGURES)) | Q(Exists(about))


class About(Protocol):
    """A row, stored or in minutes: its kind, and the unit, measure, assignment and matter (pks) it is about."""

    @property
    def kind(self) -> str: ...
    @property
    def unit_id(self) -> int | None: ...
    @property
    def measure_id(self) -> int | None: ...
    @property
    def assignment_id(self) -> int | None: ...
    @property
    def matter_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Sight:
    """What a person reads of a meeting: all of its place, or of what is named (pks) alone."""

    whole: bool
    units: frozenset[int] = frozenset()
    measures: frozenset[int] = frozenset()
    assignments: frozenset[int] = frozenset()
    matters: frozenset[int] = frozenset()

    def of(self, row: About) -> bool:
        """Whether what `row` says is read, and not its title alone.

        A decision, an action or a matter is read by who may open it. Else it is the figures of the row's unit or
        measure that are read, or those of the whole place. What somebody wants to take up is said to all.
        """
        if self.whole or row.kind == RowKind.OWN:
            return True
        if row.kind == RowKind.ASSIGNMENT:
            return row.assignment_id in self.assignments
        if row.kind == RowKind.MATTER:
            return row.matter_id in self.matters
        if row.unit_id is not None:
            return row.unit_id in self.units
        return row.measure_id in self.measures if row.measure_id is not None else False


def sight_of(user: User, body: Body) -> Sight:
    """What `user` reads of the meetings of `body` today. One query for who reads all, else five.

    Whoever is called to a meeting of `body` reads all decisions and actions of its meetings, which it follows up.
    """
    if type(body).objects.filter(pk=body.pk).read_in_whole_by(user).exists():
        return Sight(whole=True)
    from measures.models import Measure  # noqa: PLC0415 (models import this module)
    from meetings.models import Assignment  # noqa: PLC0415 (models import this module)

    there = body.administration_id
    given = Assignment.objects.filter(administration=there)
    followed = given.visible_to(user).order_by().values("pk")
    return Sight(
        whole=False,
        units=_pks(_units(user, Act.FIGURES).filter(administration=there)),
        measures=_pks(Measure.objects.filter(administration=there).visible_to(user)),
        assignments=_pks(given.filter(Q(pk__in=followed) | Q(meeting__body=body))),
        matters=_pks(_matters().filter(administration=there).visible_to(user)),
    )


def _pks(rows: models.QuerySet) -> frozenset[int]:
    return frozenset(rows.order_by().values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class MeetingRights:
    """What a person may do with a meeting that is there to read."""

    holds: bool
    writes: bool
    adjusts: bool


def rights_on(meeting: Meeting, user: User) -> MeetingRights:
    """What `user` may do with `meeting` today. Two queries."""
    mine = type(meeting).objects.filter(pk=meeting.pk)
    holds = mine.held_by(user).exists()
    called = holds or mine.filter(_called(user)).exists()
    return MeetingRights(holds=holds, writes=called, adjusts=meeting.adjuster_id == user.pk)


def _over(prefix: str, user: User, act: Act) -> Q:
    """That `act` is allowed `user` for the whole of what the body looks at."""
    from units.models import Department  # noqa: PLC0415 (models import this module)

    departments = Department.objects.allowing(user, act).order_by().values("pk")
    return (
        Q(**{f"{prefix}kind": "management", f"{prefix}administration__in": _administrations(user, act)})
        | Q(**{f"{prefix}kind": "department", f"{prefix}department__in": departments})
        | Q(**{f"{prefix}kind": "team", f"{prefix}unit__in": _units(user, act)})
    )


def _called(user: User) -> Q:
    from meetings.models import Participant  # noqa: PLC0415 (models import this module)

    return Q(Exists(Participant.objects.filter(meeting=OuterRef("pk"), user=user)))


def _members() -> models.QuerySet:
    from meetings.models import Member  # noqa: PLC0415 (models import this module)

    return Member.objects.all()


def _meetings() -> MeetingQuerySet:
    from meetings.models import Meeting  # noqa: PLC0415 (models import this module)

    return Meeting.objects.all()


def _matters() -> MatterQuerySet:
    from meetings.models import Matter  # noqa: PLC0415 (models import this module)

    return Matter.objects.all()


def _units(user: User, act: Act) -> models.QuerySet:
    from units.models import Unit  # noqa: PLC0415 (models import this module)

    return Unit.objects.allowing(user, act).order_by().values("pk")


def _administrations(user: User, act: Act) -> models.QuerySet:
    from units.models import Administration  # noqa: PLC0415 (models import this module)

    return Administration.objects.allowing(user, act).order_by().values("pk")
