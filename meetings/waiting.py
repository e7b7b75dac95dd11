"""What waits for a person after meetings and before them: own and late assignments, minutes to adjust, meetings."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Q

from meetings.models import Assignment, Meeting
from meetings.words import label_of
from units.models import Administration, User

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WaitingAssignment:
    """A decision or an action that is not reported back. `late` is how many days ago it was due, else 0."""

    pk: int
    kind: str
    number: int
    year: int
    text: str
    due: date
    late: int
    owner: int | None
    owner_name: str

    @property
    def label(self) -> str:
        """B12/2026, in the language that is active."""
        return label_of(self.kind, self.number, self.year)


@dataclass(frozen=True, slots=True)
class WaitingMeeting:
    """A meeting, the group that meets, and when; `running` when it is under way."""

    pk: int
    body: str
    day: date
    starts_at: time | None = None
    running: bool = False


def waiting_assignments(user: User, administration: Administration, today: date) -> list[WaitingAssignment]:
    """What `user` is to report back, and what others are late with that `user` follows. One query.

    The earliest due comes first.
    """
    open_ = Assignment.objects.filter(administration=administration).open()
    mine = open_.followed_by(user).filter(Q(owner=user) | Q(due__lt=today))
    rows = mine.select_related("owner").order_by("due", "pk")
    return [
        WaitingAssignment(
            pk=each.pk,
            kind=each.kind,
            number=each.number,
            year=each.year,
            text=each.text,
            due=each.due,
            late=max((today - each.due).days, 0),
            owner=each.owner_id,
            owner_name=str(each.owner or ""),
        )
        for each in rows
    ]


def minutes_to_adjust(user: User, administration: Administration) -> list[WaitingMeeting]:
    """The closed meetings whose minutes `user` is to adjust, the oldest first. One query."""
    found = Meeting.objects.filter(body__administration=administration, state=Meeting.State.CLOSED, adjuster=user)
    rows = found.order_by("day", "pk").values_list("pk", "body__name", "day")
    return [WaitingMeeting(pk, body, day) for pk, body, day in rows]


def meetings_ahead(user: User, administration: Administration, today: date) -> list[WaitingMeeting]:
    """The meetings that `user` is called to within seven days, and those under way, the first one first. One query."""
    called = Meeting.objects.filter(body__administration=administration, participants__user=user)
    near = Q(state=Meeting.State.PLANNED, day__gte=today, day__lte=today + WEEK) | Q(state=Meeting.State.RUNNING)
    rows = (
        called.filter(near)
        .order_by("day", "starts_at", "pk")
        .values_list("pk", "body__name", "day", "starts_at", "state")
    )
    return [
        WaitingMeeting(pk, body, day, starts_at, running=state == Meeting.State.RUNNING)
        for pk, body, day, starts_at, state in rows
    ]
