"""Words for meetings, their points and what comes of them, in the language that is active."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext_lazy as _

from meetings.kinds import PointKind
from meetings.models import Assignment

NEAR = timedelta(days=120)
POINT_TITLES = {
    PointKind.ACTIONS: _("Actions from last time"),
    PointKind.TOTAL: _("The total, and what changed"),
    PointKind.UNITS: _("Units to look at"),
    PointKind.MEASURES: _("Measures"),
    PointKind.INDICATORS: _("Key figures outside their band"),
    PointKind.COMMITTEE: _("Decisions to prepare for the committee"),
    PointKind.MATTERS: _("Matters between units"),
    PointKind.MILESTONES: _("What went well"),
    PointKind.MESSAGE: _("Message to the organisation"),
}


def day_word(day: date) -> str:
    """14 September."""
    return date_format(day, "j F")


def due_word(day: date) -> str:
    """14 September; with its year when that is another than this one and the day is no more near."""
    today = timezone.localdate()
    near = day.year == today.year or abs(day - today) <= NEAR
    return day_word(day) if near else date_format(day, "j F Y")


def clock(at: datetime | None) -> str:
    """09:02, where the program is; a dash without a time."""
    return time_format(timezone.localtime(at), "H:i") if at else "–"


def point_title(kind: str, title: str) -> str:
    """What a point is called: its own title, else the usual one of its kind."""
    return title or str(POINT_TITLES[PointKind(kind)])


def assignment_label(assignment: Assignment) -> str:
    """How people refer to it, in every language alike: B12/2026 is a decision, U31/2026 an action (uppdrag)."""
    return label_of(assignment.kind, assignment.number, assignment.year)


def label_of(kind: str, number: int, year: int) -> str:
    """The same from its parts."""
    text = "B{number}/{year}" if kind == Assignment.Kind.DECISION else "U{number}/{year}"
    return text.format(number=number, year=year)
