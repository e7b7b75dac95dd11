"""Who meets in a demo administration, and the meetings of the year to come, counted from the day it is loaded."""

from datetime import date, time

from django.utils import translation

from meetings.models import Body
from meetings.planning.proposed import Place
from meetings.planning.series import Rhythm, last_of_series, series_days
from meetings.planning.services import plan_series, start_body
from units.models import Administration

DEPARTMENT, UNIT = "10", "1050"
MANAGEMENT_ROOM, DEPARTMENT_ROOM, TEAM_ROOM = "Stora sammanträdesrummet", "Rum 214", "Rum 118"


def load_bodies(administration: Administration) -> None:
    """A management group, a department's group and a unit's team. Twice changes nothing."""
    department, unit = administration.departments.get(code=DEPARTMENT), administration.units.get(code=UNIT)
    with translation.override("sv"):
        _body(administration, "Ledningsgruppen", time(8, 30), MANAGEMENT_ROOM)
        _body(department, f"Avdelningsgruppen {department.name}", time(13), DEPARTMENT_ROOM)
        _body(unit, f"Teamet {unit.name}", time(10), TEAM_ROOM)


def _body(place: Place, name: str, starts_at: time, room: str) -> Body:
    return start_body(place, {"name": name, "starts_at": starts_at, "place": room}, by=None)


def load_series(administration: Administration, today: date) -> None:
    """The management group's meetings of the year to come. Twice changes nothing."""
    body = administration.bodies.get(kind=Body.Kind.MANAGEMENT)
    days = series_days(Rhythm(body.weekday, body.every), today, last_of_series(today), taken={}, today=today)
    plan_series(body, [each.day for each in days if each.skip is None], by=None)
