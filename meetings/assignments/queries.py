"""Reads about decisions and actions: the register, one of them, and who and what they may be about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet

from measures.models import Measure
from measures.registers.queries import people_of
from measures.stages import ENDED
from meetings.access import AssignmentQuerySet
from meetings.models import Assignment, Matter, Meeting, ReportBack
from units.access import allowed
from units.models import Administration, Department, Unit, User
from units.months import first_of
from units.roles import Act

OPEN, LATE, DONE, WITHDRAWN = "open", "late", "done", "withdrawn"
UNIT, DEPARTMENT = "unit", "department"
RELATED = ("administration", "meeting__body", "unit", "measure", "matter", "owner")


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """A decision or an action as one person sees it.

    `late` is how many days ago it was due, 0 when it is not late. `reports` is whether the person reports it back and
    changes it; the others whether the person may open what it is about, and where it was given.
    """

    assignment: Assignment
    late: int = 0
    reports: bool = False
    opens_unit: bool = False
    opens_measure: bool = False
    opens_matter: bool = False
    opens_meeting: bool = False

    @property
    def order(self) -> tuple[int, float]:
        """What is open comes first, the most overdue before the others; then what has ended, the latest first."""
        if self.assignment.ended_at is None:
            return 0, self.assignment.due.toordinal()
        return 1, -self.assignment.ended_at.timestamp()

    @property
    def name(self) -> tuple[int, str, int]:
        """Year, kind and number: the order of the labels."""
        return self.assignment.year, self.assignment.kind, self.assignment.number

    @property
    def about(self) -> str:
        """What it is about, in a text to sort by; empty for the whole administration."""
        each = self.assignment
        return str(each.unit or each.measure or each.matter or "")

    @property
    def moved(self) -> bool:
        """Whether it is due on another day than was said first."""
        return self.assignment.due != self.assignment.decided_due


@dataclass(frozen=True, slots=True)
class Standing:
    """How many decisions and actions there are, how many are open and late, and the day the oldest late one was due."""

    all: int
    open: int
    late_decisions: int
    late_actions: int
    oldest: date | None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the register can be asked for: owners, units and departments that occur in it, and its years."""

    owners: list[User]
    units: list[Unit]
    departments: list[Department]
    years: list[int]


def seen_assignments(user: User, administration: Administration) -> AssignmentQuerySet:
    """Those of `administration` that `user` sees."""
    return Assignment.objects.filter(administration=administration).visible_to(user)


def standing_of(assignments: AssignmentQuerySet, today: date) -> Standing:
    """How `assignments` stand. One query."""
    late = Q(state=OPEN, due__lt=today)
    found = assignments.order_by().aggregate(
        all=Count("pk"),
        open=Count("pk", filter=Q(state=OPEN)),
        late_decisions=Count("pk", filter=late & Q(kind=Assignment.Kind.DECISION)),
        late_actions=Count("pk", filter=late & Q(kind=Assignment.Kind.ACTION)),
        oldest=Min("due", filter=late),
    )
    return Standing(**found)


def choices_of(assignments: AssignmentQuerySet, administration: Administration) -> Choices:
    """What `assignments` can be asked for. Four queries."""
    given = assignments.order_by()
    about = Q(pk__in=given.values("unit")) | Q(pk__in=given.values("meeting__body__unit"))
    units = administration.units.filter(about).order_by("code")
    departments = administration.departments.filter(units__in=units.order_by()).order_by("code").distinct()
    owners = User.objects.filter(pk__in=assignments.order_by().values("owner")).order_by("name", "username")
    years = assignments.order_by("-year").values_list("year", flat=True).distinct()
    return Choices(list(owners), list(units), list(departments), list(years))


def chosen(assignments: AssignmentQuerySet, asked: Mapping[str, Any], user: User, today: date) -> AssignmentQuerySet:
    """Those of `assignments` that `asked` takes by who answers, state (or late), kind, place, year, words and so on."""
    found = assignments
    if asked.get("mine"):
        found = found.filter(owner=user)
    if asked.get("others"):
        found = found.followed_by(user).exclude(owner=user)
    if state := asked.get("state"):
        found = found.late(today) if state == LATE else found.filter(state=state)
    for name in ("kind", "owner", "year"):
        if asked.get(name):
            found = found.filter(**{name: asked[name]})
    if place := asked.get("place"):
        found = _about(found, place)
    if asked.get("for_committee"):
        found = found.filter(for_committee=True)
    if words := asked.get("text"):
        found = found.filter(Q(text__icontains=words) | Q(result__icontains=words))
    return found


def rows_of(assignments: AssignmentQuerySet, user: User, today: date) -> list[AssignmentRow]:
    """`assignments` as `user` sees them, what is open first. One query."""
    mine = Assignment.objects.reported_by(user).filter(pk=OuterRef("pk"))
    found = assignments.select_related(*RELATED).annotate(
        reports_it=Exists(mine),
        opens_unit=_may_open(Unit.objects.visible_to(user), "unit"),
        opens_measure=_may_open(Measure.objects.visible_to(user), "measure"),
        opens_matter=_may_open(Matter.objects.visible_to(user), "matter"),
        opens_meeting=_may_open(Meeting.objects.visible_to(user), "meeting"),
    )
    return sorted((_row(each, today) for each in found), key=lambda row: row.order)


def assignment_row(user: User, administration: Administration, pk: int, today: date) -> AssignmentRow | None:
    """The assignment `pk` with its reports, the latest first, as `user` sees it; None when `user` does not."""
    reports = Prefetch("reports", ReportBack.objects.select_related("by").order_by("-at", "-pk"))
    found = seen_assignments(user, administration).filter(pk=pk).select_related("made_by").prefetch_related(reports)
    return next(iter(rows_of(found, user, today)), None)


@dataclass(frozen=True, slots=True)
class Reach:
    """What somebody may give decisions and actions about between meetings; `whole` when about everything."""

    administration: Administration
    whole: bool
    units: QuerySet[Unit]
    measures: QuerySet[Measure]
    matters: QuerySet[Matter]
    people: QuerySet[User]


def reach_of(user: User, administration: Administration, today: date) -> Reach:
    """What `user` may give decisions and actions about in `administration`, and to whom."""
    own = administration.units.allowing(user, Act.MEET)
    measures = Measure.objects.allowing(user, Act.MEET).filter(administration=administration)
    matters = administration.matters.written_by(user).unsettled()
    return Reach(
        administration,
        Act.MEET in allowed(user, administration),
        own.filter(Q(valid_to=None) | Q(valid_to__gte=first_of(today))).order_by("code"),
        measures.exclude(stage__in=ENDED).order_by("number"),
        matters.order_by("title"),
        people_of(administration, today),
    )


def owners_for(administration: Administration, assignment: Assignment | Matter, today: date) -> QuerySet[User]:
    """Those who may answer for it: who reads figures somewhere today, and who answers for it now."""
    people = people_of(administration, today).order_by().values("pk")
    return User.objects.filter(Q(pk__in=people) | Q(pk=assignment.owner_id)).order_by("name", "username")


def _about(assignments: AssignmentQuerySet, place: str) -> AssignmentQuerySet:
    """Those about a place as `place_choice` writes it: a unit, or a department with its units and its group."""
    kind, _colon, pk = place.partition(":")
    if kind == UNIT:
        return assignments.about_units(Unit.objects.filter(pk=int(pk)))
    units = Unit.objects.filter(department=int(pk))
    group = assignments.filter(meeting__body__department=int(pk))
    return assignments.filter(pk__in=(assignments.about_units(units) | group).order_by().values("pk"))


def place_choice(place: Unit | Department) -> str:
    """How the filter of places writes `place`."""
    return f"{UNIT if isinstance(place, Unit) else DEPARTMENT}:{place.pk}"


def _may_open(scope: QuerySet[Any], name: str) -> Exists:
    return Exists(scope.order_by().filter(pk=OuterRef(name)))


def _row(assignment: Any, today: date) -> AssignmentRow:
    late = (today - assignment.due).days if assignment.state == OPEN else 0
    return AssignmentRow(
        assignment,
        late=max(late, 0),
        reports=assignment.reports_it,
        opens_unit=assignment.opens_unit,
        opens_measure=assignment.opens_measure,
        opens_matter=assignment.opens_matter,
        opens_meeting=assignment.opens_meeting,
    )
