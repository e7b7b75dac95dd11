"""What people do with agendas: the usual one of a body, and that of one planned meeting.

Rights are the view's business.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from meetings.locking import lock_administration, locked
from meetings.models import Body, Meeting, Note, Point, Row, UsualPoint
from meetings.planning import refusals
from meetings.planning.bodies import locked_from_today, planned_from_today
from meetings.planning.points import AgendaPoint, fingerprint, same_agenda
from meetings.words import point_title
from units.models import User
from units.services import record_change

CHANGED = ("kind", "title", "minutes", "order")


@transaction.atomic
def set_usual_agenda(body: Body, points: Sequence[AgendaPoint], *, seen: str = "", by: User | None) -> int:
    """Let `points`, in their order, be the usual agenda of `body`; how many planned meetings follow.

    Those are the ones whose agenda was the usual one: an agenda that somebody changed for one meeting stays. `seen` is
    the fingerprint of the agenda that the person changed; empty asks for no check.

    Raises:
        AgendaEmptyError, AgendaStaleError: as they say.
    """
    lock_administration(body.administration_id)
    body = Body.objects.select_for_update(of=("self",)).select_related("administration").get(pk=body.pk)
    before = points_of(body.usual_points.all())
    if same_agenda(before, points):
        return 0
    _require(before, points, seen)
    planned = _with_points(locked_from_today(body))
    following = [meeting for meeting in planned if same_agenda(points_of(meeting.points.all()), before)]
    body.usual_points.all().delete()
    UsualPoint.objects.bulk_create(_rows(UsualPoint, points, body=body))
    _arrange({meeting: matched(points, points_of(meeting.points.all())) for meeting in following}, keep=True)
    record_change(
        "usual-agenda-changed",
        body,
        administration=body.administration,
        by=by,
        before={"agenda": titles(before)},
        after={"agenda": titles(points), "planned_meetings": len(following)},
    )
    return len(following)


@transaction.atomic
def set_agenda(meeting: Meeting, points: Sequence[AgendaPoint], *, seen: str = "", by: User | None) -> None:
    """Let `points`, in their order, be the agenda of the planned `meeting`; one with a pk is the point that is there.

    Raises:
        MeetingCancelledError, MeetingBegunError, AgendaEmptyError, AgendaStaleError: as they say.
        PointWrittenOnError: a point that is to go has something written under it.
    """
    meeting = locked(meeting)
    if meeting.state == Meeting.State.CANCELLED:
        raise refusals.MeetingCancelledError
    if meeting.state != Meeting.State.PLANNED:
        raise refusals.MeetingBegunError
    before = points_of(meeting.points.all())
    if same_agenda(before, points):
        return
    _require(before, points, seen)
    _arrange({meeting: points}, keep=False)
    record_change(
        "agenda-changed",
        meeting,
        administration=meeting.body.administration,
        by=by,
        before={"agenda": titles(before)},
        after={"agenda": titles(points)},
    )


def use_usual_agenda(meeting: Meeting, *, by: User | None) -> None:
    """Give the planned `meeting` the usual agenda of its body.

    Raises:
        MeetingCancelledError, MeetingBegunError, PointWrittenOnError: as they say.
    """
    usual = points_of(meeting.body.usual_points.all())
    set_agenda(meeting, matched(usual, points_of(meeting.points.all())), by=by)


def points_of(rows: Iterable[UsualPoint | Point]) -> list[AgendaPoint]:
    """Stored points as people arrange them."""
    return [AgendaPoint(row.kind, row.title, row.minutes, row.pk) for row in rows]


def copied(body: Body, meeting: Meeting, usual: Iterable[UsualPoint]) -> list[Point]:
    """The points of a new `meeting` of `body`, not stored."""
    return _rows(Point, points_of(usual), meeting=meeting)


def own_agendas(body: Body) -> list[Meeting]:
    """The planned meetings of `body` whose agenda is not the usual one, the next first. Three queries."""
    usual = points_of(body.usual_points.all())
    planned = _with_points(planned_from_today(body))
    return [meeting for meeting in planned if not same_agenda(points_of(meeting.points.all()), usual)]


def titles(points: Iterable[AgendaPoint]) -> list[str]:
    """What the points are called."""
    return [point_title(point.kind, point.title) for point in points]


def matched(points: Iterable[AgendaPoint], there: Iterable[AgendaPoint]) -> list[AgendaPoint]:
    """`points` with the pk of the point that is `there` already: of the same kind, an own one of the same title."""
    known = {_key(each): each.pk for each in there}
    return [AgendaPoint(*each.said, known.pop(_key(each), None)) for each in points]


def _key(point: AgendaPoint) -> tuple[str, str]:
    return point.kind, point.title if point.kind == "own" else ""


def _with_points(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    points = Prefetch("points", Point.objects.order_by("order", "pk"))
    return meetings.order_by("day").prefetch_related(points)


def _require(before: Sequence[AgendaPoint], points: Sequence[AgendaPoint], seen: str) -> None:
    if seen and seen != fingerprint(before):
        raise refusals.AgendaStaleError
    if not points:
        raise refusals.AgendaEmptyError


def _arrange(agendas: Mapping[Meeting, Sequence[AgendaPoint]], *, keep: bool) -> None:
    """Store the points of each meeting. One that has something written under it stays last with `keep`.

    Five queries, however many meetings there are.
    """
    gone = [point for meeting, points in agendas.items() for point in _left(meeting, points)]
    written = _written_on(gone)
    if written and not keep:
        raise refusals.PointWrittenOnError(title=point_title(written[0].kind, written[0].title))
    Point.objects.filter(pk__in=[point.pk for point in gone if point not in written]).delete()
    rows = [row for meeting, points in agendas.items() for row in _arranged(meeting, points)]
    for meeting, points in agendas.items():
        kept = (point for point in written if point.meeting == meeting)
        for order, point in enumerate(kept, start=len(points)):
            point.order = order
    Point.objects.bulk_update([*(row for row in rows if row.pk), *written], CHANGED)
    Point.objects.bulk_create(row for row in rows if not row.pk)


def _left(meeting: Meeting, points: Sequence[AgendaPoint]) -> list[Point]:
    """The points of `meeting` that are not among `points`."""
    wanted = {each.pk for each in points}
    return [point for point in meeting.points.all() if point.pk not in wanted]


def _arranged(meeting: Meeting, points: Sequence[AgendaPoint]) -> list[Point]:
    """`points` as rows in their order, with their pk where they are points of `meeting` already."""
    there = {point.pk for point in meeting.points.all()}
    rows = _rows(Point, points, meeting=meeting)
    for each, row in zip(points, rows, strict=True):
        row.pk = each.pk if each.pk in there else None
    return rows


def _written_on(points: Sequence[Point]) -> list[Point]:
    if not points:
        return []
    pks = [point.pk for point in points]
    written = set(Row.objects.filter(point__in=pks).values_list("point", flat=True))
    written |= set(Note.objects.filter(point__in=pks).values_list("point", flat=True))
    return [point for point in points if point.pk in written]


def _rows(model: type, points: Iterable[AgendaPoint], **of: object) -> list:
    return [
        model(kind=each.kind, title=each.title, minutes=each.minutes, order=order, **of)
        for order, each in enumerate(points)
    ]
