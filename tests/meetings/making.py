"""Meetings and what comes of them, in the states that tests need."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from meetings.assignments.services import give_assignment
from meetings.models import Assignment, Body, Meeting, Note, Point, Row
from units.models import Administration, Unit, User

DAY, DUE = date(2026, 9, 7), date(2026, 9, 28)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def body(administration: Administration, **values: object) -> Body:
    """The management group, or the body that `values` say."""
    values = {"kind": Body.Kind.MANAGEMENT, "name": "Ledningsgruppen"} | values
    return Body.objects.get_or_create(administration=administration, name=values.pop("name"), defaults=values)[0]


def meeting(administration: Administration, day: date = DAY, state: str = "running", **values: object) -> Meeting:
    """A meeting of the management group, or of `body`, with the times and minutes that its `state` has."""
    at = datetime(day.year, day.month, day.day, 9, tzinfo=STOCKHOLM)
    if state in ("running", "closed", "adjusted"):
        values["started_at"] = at
    if state in ("closed", "adjusted"):
        values["closed_at"] = at
    if state == "adjusted":
        values |= {"adjusted_at": at, "minutes": {}}
    values.setdefault("body", body(administration))
    return Meeting.objects.create(day=day, state=state, **values)


def row(meeting: Meeting, **values: object) -> Row:
    """A row about a unit or a measure, or an own one."""
    point, _ = Point.objects.get_or_create(meeting=meeting, kind="units", defaults={"order": 1})
    kind = "unit" if "unit" in values else "measure" if "measure" in values else "own"
    return Row.objects.create(point=point, key=f"{kind}-{point.rows.count()}", kind=kind, **values)


def note(row: Row, text: str, **values: object) -> Note:
    """Something written on a row."""
    return Note.objects.create(point=row.point, row=row, text=text, **values)


def assignment(administration: Administration, owner: User, **values: object) -> Assignment:
    """An action that was given between meetings on a day in September."""
    values = {"kind": "action", "text": "Säg upp lokalen", "due": DUE, "made_on": DAY, "by": None} | values
    return give_assignment(administration, owner=owner, **values)


def about(unit: Unit, owner: User, **values: object) -> Assignment:
    """The same, about a unit."""
    return assignment(unit.administration, owner, unit=unit, **values)
