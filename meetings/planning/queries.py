"""Reads about bodies and their meetings: who meets when, what is coming and what was held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from meetings.models import Assignment, Body, Meeting, Member, Participant
from units.models import Administration, Department, Responsibility, Unit, User
from units.roles import Act

COMING = 8
A_YEAR = timedelta(days=365)
PLACES = ("administration", "department", "unit")


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body, its next and its last meeting, how many members it has, and whether the person plans its meetings."""

    body: Body
    next: Meeting | None
    last: Meeting | None
    members: int
    held: bool


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting, how many are called to it, what it decided, and whether the person plans it."""

    meeting: Meeting
    called: int
    decisions: int
    actions: int
    held: bool

    @property
    def day(self) -> date:
        """Its day."""
        return self.meeting.day


@dataclass(frozen=True, slots=True)
class Agenda:
    """The meetings of an administration as a person sees them: under way, passed without being held, to come, held.

    `more` and `earlier` are how many further ones are to come, and were held, that are not in the lists.
    """

    running: list[MeetingRow]
    missed: list[MeetingRow]
    coming: list[MeetingRow]
    held: list[MeetingRow]
    more: int = 0
    earlier: int = 0


def body_rows(bodies: QuerySet[Body], user: User, today: date) -> list[BodyRow]:
    """`bodies` by level and name, as `user` sees them. Three queries."""
    meetings = Meeting.objects.filter(body=OuterRef("pk"))
    coming = meetings.filter(state=Meeting.State.PLANNED, day__gte=today).order_by("day")
    rows = list(
        bodies.select_related(*PLACES)
        .annotate(
            member_count=Count("members"),
            next_pk=Subquery(coming.values("pk")[:1]),
            last_pk=Subquery(meetings.held().order_by("-day").values("pk")[:1]),
        )
        .order_by("department__code", "unit__code", "name")
    )
    found = Meeting.objects.in_bulk({pk for row in rows for pk in (row.next_pk, row.last_pk) if pk})
    held = _held(user, [row.pk for row in rows])
    made = [
        BodyRow(row, found.get(row.next_pk), found.get(row.last_pk), row.member_count, row.pk in held) for row in rows
    ]
    order = list(Body.Kind)
    return sorted(made, key=lambda row: order.index(Body.Kind(row.body.kind)))


def agenda_of(meetings: QuerySet[Meeting], user: User, today: date, *, whole: bool = False) -> Agenda:
    """`meetings` by how far they have come: the next eight and those held in the last year, or all when `whole`.

    Those to come are in order, cancelled ones among them; those held have the latest first. Eight queries.
    """
    state = Meeting.State
    coming = meetings.filter(state__in=[state.PLANNED, state.CANCELLED], day__gte=today)
    held = meetings.held()
    recent = held if whole else held.filter(day__gte=today - A_YEAR)
    now = meeting_rows(meetings.filter(Q(state=state.RUNNING) | Q(state=state.PLANNED, day__lt=today)), user)
    next_ones = meeting_rows(coming, user, count=None if whole else COMING)
    latest = meeting_rows(recent, user)[::-1]
    return Agenda(
        running=[row for row in now if row.meeting.state == state.RUNNING],
        missed=[row for row in now if row.meeting.state == state.PLANNED],
        coming=next_ones,
        held=latest,
        more=coming.count() - len(next_ones),
        earlier=held.count() - len(latest),
    )


def administration_meetings(administration: Administration, user: User) -> QuerySet[Meeting]:
    """The meetings of `administration` that `user` may read."""
    return Meeting.objects.visible_to(user).filter(body__administration=administration)


def meets_in(user: User, administration: Administration) -> bool:
    """Whether `user` is called to a meeting in `administration` or belongs to a body there. One query."""
    called = Participant.objects.filter(user=user, meeting__body=OuterRef("pk"))
    member = Member.objects.filter(user=user, body=OuterRef("pk"))
    return administration.bodies.filter(Exists(called) | Exists(member)).exists()


def meeting_rows(meetings: QuerySet[Meeting], user: User, *, count: int | None = None) -> list[MeetingRow]:
    """`meetings` by day and time, the first `count` or all, with what they came to. Two queries."""
    made = {name: _decided(kind) for name, kind in (("decided", "decision"), ("given", "action"))}
    called = _count(Participant.objects.filter(meeting=OuterRef("pk")), "meeting")
    rows = list(
        meetings.select_related(*(f"body__{place}" for place in PLACES))
        .annotate(called=called, **made)
        .order_by("day", F("starts_at").asc(nulls_last=True), "pk")[:count]
    )
    held = _held(user, [row.body_id for row in rows])
    return [MeetingRow(row, row.called, row.decided, row.given, row.body_id in held) for row in rows]


def own_meetings(administration: Administration, user: User, today: date) -> QuerySet[Meeting]:
    """The coming meetings of `administration` that `user` is called to, cancelled ones too."""
    mine = Meeting.objects.filter(body__administration=administration, participants__user=user)
    return _upcoming(mine, today)


def body_meetings(body: Body, today: date) -> QuerySet[Meeting]:
    """The coming meetings of `body`, cancelled ones too."""
    return _upcoming(body.meetings.all(), today)


def places_to_meet_over(
    administration: Administration, user: User, today: date
) -> list[Administration | Department | Unit]:
    """What `user` may begin a body about: the administration, its departments and its units. Three queries."""
    whole = Administration.objects.filter(pk=administration.pk).allowing(user, Act.MEET)
    there = Q(valid_to=None) | Q(valid_to__gte=today.replace(day=1))
    departments = administration.departments.allowing(user, Act.MEET).filter(there)
    units = administration.units.whole().allowing(user, Act.MEET).filter(there)
    return [*whole, *departments, *units.select_related("department")]


def people_of(administration: Administration, today: date, others: Sequence[int] = ()) -> QuerySet[User]:
    """Who can be called: those with a role in `administration` today, and the `others` (pks)."""
    held = Responsibility.objects.current(today).filter(administration=administration)
    people = User.objects.filter(Q(pk__in=held.values("user"), is_active=True) | Q(pk__in=others))
    return people.order_by(Coalesce("name", "username"), "username")


def _upcoming(meetings: QuerySet[Meeting], today: date) -> QuerySet[Meeting]:
    states = [Meeting.State.PLANNED, Meeting.State.CANCELLED, Meeting.State.RUNNING]
    found = meetings.filter(state__in=states, day__gte=today).select_related("body__administration")
    return found.prefetch_related("points").order_by("day")


def _held(user: User, bodies: Sequence[int]) -> set[int]:
    return set(Body.objects.held_by(user).filter(pk__in=set(bodies)).values_list("pk", flat=True))


def _decided(kind: str) -> Coalesce:
    return _count(Assignment.objects.filter(meeting=OuterRef("pk"), kind=kind), "meeting")


def _count(rows: QuerySet, of: str) -> Coalesce:
    """How many `rows` there are of each `of`, whatever else the query counts."""
    counted = rows.order_by().values(of).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
