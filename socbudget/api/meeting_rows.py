"""The rows of the API about meetings: what a person may read of them, as JSON can hold it.

A meeting is given to who reads the figures of its place and to who was called to it, as its page is. The total it was
held over is given only to who reads the figures of the whole place.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q

from meetings.access import MeetingQuerySet
from meetings.agenda.facts import TotalFacts
from meetings.agenda.figures import TotalFigure
from meetings.kinds import RowKind
from meetings.models import Body, Meeting, Note, Participant, Point, Snapshot
from meetings.models import Row as AgendaRow
from meetings.words import point_title
from socbudget.api.parameters import Parameters
from socbudget.api.rows import administrations
from units.models import Unit, User
from units.roles import Act

Row = dict[str, Any]


def meetings(user: User, asked: Parameters) -> MeetingQuerySet:
    """The meetings asked for that `user` may read, by administration, day and body.

    Raises:
        PermissionDenied: `user` reads figures of no unit and was called to no meeting.
        Http404: the administration asked for is not one that `user` may enter.
    """
    read = Meeting.objects.visible_to(user)
    if not Unit.objects.allowing(user, Act.FIGURES).exists() and not read.exists():
        raise PermissionDenied
    found = read.filter(body__administration__in=administrations(user, asked).order_by().values("pk"))
    if asked.department:
        code = asked.department
        found = found.filter(Q(body__department__code=code) | Q(body__unit__department__code=code))
    if asked.unit:
        found = found.filter(body__unit__code=asked.unit)
    if asked.kind:
        found = found.filter(body__kind=asked.kind)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.year:
        found = found.filter(day__year=asked.year)
    if asked.since:
        found = found.filter(day__gte=asked.since)
    return found.order_by("body__administration__code", "day", "body__name", "pk")


def meeting_rows(user: User, asked: Parameters) -> list[Row]:
    """A page of meetings. The number of queries does not grow with them."""
    agenda = AgendaRow.objects.select_related("unit", "measure").defer("facts")
    notes = Note.objects.filter(removed_at=None).select_related("row").defer("row__facts")
    related = meetings(user, asked).select_related("body__administration", "body__department", "body__unit")
    page = related.defer("minutes").prefetch_related(
        Prefetch("participants", Participant.objects.select_related("user")),
        Prefetch("points", Point.objects.prefetch_related(Prefetch("rows", agenda), Prefetch("notes", notes))),
    )
    rows = list(page[asked.first : asked.last])
    totals = _totals(rows, user)
    return [_meeting_row(each, totals.get(each.pk)) for each in rows]


def _totals(found: Collection[Meeting], user: User) -> dict[int, Row]:
    """The frozen total of each meeting whose whole place `user` reads. Three queries.

    It stands in the row about the total, which is read much faster than all figures; not every agenda has that.
    """
    bodies = Body.objects.filter(pk__in={each.body_id for each in found}).read_in_whole_by(user)
    whole = set(bodies.order_by().values_list("pk", flat=True))
    begun = {each.pk for each in found if each.is_begun and each.body_id in whole}
    rows = AgendaRow.objects.filter(point__meeting__in=begun, kind=RowKind.TOTAL).order_by()
    totals = {each.point.meeting_id: _total_of(each) for each in rows.select_related("point")}
    for snapshot in Snapshot.objects.filter(meeting__in=begun - totals.keys()):
        figures = snapshot.read()
        totals[snapshot.meeting_id] = _total_row(figures, figures.total)
    return totals


def _total_of(row: AgendaRow) -> Row:
    facts = row.read()
    assert isinstance(facts, TotalFacts)  # noqa: S101 (as its kind says)
    return _total_row(facts, facts.total)


def _total_row(seen_at: Any, total: TotalFigure) -> Row:
    """`seen_at` has the month and the closed month that the figures were seen at."""
    return {
        "month": seen_at.month.isoformat(),
        "closed_month": seen_at.closed.isoformat() if seen_at.closed else None,
        "budget_ore": total.budget,
        "forecast_ore": total.forecast,
        "deviation_ore": total.deviation,
        "deviation_after_ore": total.after,
    }


def _meeting_row(each: Meeting, total: Mapping[str, Any] | None) -> Row:
    body = each.body
    return {
        "id": each.pk,
        "administration": body.administration.code,
        "body": body.name,
        "kind": body.kind,
        "department": body.department.code if body.department else None,
        "unit": body.unit.code if body.unit else None,
        "day": each.day.isoformat(),
        "starts_at": f"{each.starts_at:%H:%M}" if each.starts_at else None,
        "place": each.place,
        "state": each.state,
        "started_at": _iso(each.started_at),
        "closed_at": _iso(each.closed_at),
        "adjusted_at": _iso(each.adjusted_at),
        "previous": each.previous_id,
        "participants": [
            {"name": str(person.user), "function": person.function, "present": person.present}
            for person in each.participants.all()
        ],
        "agenda": [_point_row(point) for point in each.points.all()],
        "figures": total,
    }


def _point_row(point: Point) -> Row:
    notes: Iterable[Note] = point.notes.all()
    return {
        "kind": point.kind,
        "title": point_title(point.kind, point.title),
        "rows": [
            {
                "key": row.key,
                "kind": row.kind,
                "unit": row.unit.code if row.unit else None,
                "measure": row.measure.number if row.measure else None,
                "state": row.state,
            }
            for row in point.rows.all()
        ],
        "notes": [
            {
                "row": note.row.key if note.row else None,
                "text": note.text,
                "written_at": note.made_at.isoformat(),
            }
            for note in notes
        ],
    }


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
