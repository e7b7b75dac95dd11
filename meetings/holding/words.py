"""What the page of a meeting says of it, in the language of the page."""

from collections.abc import Iterable, Sequence

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.agenda.words import finding_of
from meetings.holding.reading import Agenda, ShownPoint
from meetings.kinds import RowKind
from meetings.models import Meeting
from units.display import Display


def when(meeting: Meeting) -> str:
    """Thursday 26 November 2026 at 09:00, Rådhuset."""
    day = date_format(meeting.day, "l j F Y")
    if meeting.starts_at:
        day = _("{day} at {time}").format(day=day, time=time_format(meeting.starts_at, "H:i"))
    return ", ".join(each for each in (day, meeting.place) if each)


def headline(agenda: Agenda, display: Display) -> str:
    """What the figures say of the place; for who may not read them, whose meeting it is and the day."""
    rows = (row for point in agenda.points for row in point.rows)
    total = next((row for row in rows if row.kind == RowKind.TOTAL and row.sees), None)
    said = finding_of(total.facts, display) if total else ""
    return said or f"{agenda.meeting.body}, {date_format(agenda.meeting.day, 'j F')}"


def progress(points: Iterable[ShownPoint], *, over: bool = False) -> str:
    """How many rows are left, or were not taken up in a meeting that is `over`."""
    found = list(points)
    left, rows = sum(each.left for each in found), sum(len(each.rows) for each in found)
    if not rows:
        return _("There is nothing on the agenda yet.")
    if not left:
        return _("Every row has been taken up.")
    if over:
        return ngettext(
            "{left} of {rows} row was not taken up.", "{left} of {rows} rows were not taken up.", rows
        ).format(left=left, rows=rows)
    return ngettext("{left} of {rows} row is left.", "{left} of {rows} rows are left.", rows).format(
        left=left, rows=rows
    )


def on_the_agenda(points: Sequence[ShownPoint]) -> str:
    """How many rows there are to go through; empty where there are none."""
    rows = sum(len(each.rows) for each in points)
    return ngettext("One row to go through.", "{rows} rows to go through.", rows).format(rows=rows) if rows else ""


def given(agenda: Agenda) -> str:
    """How many decisions and actions were given; empty where there are none."""
    return counted(len(agenda.decisions), len(agenda.actions), over=agenda.meeting.closed_at is not None)


def counted(decisions: int, actions: int, *, over: bool = False) -> str:
    """So far 2 decisions and one action, or what came of a meeting that is `over`; empty where there are none."""
    if not decisions and not actions:
        return ""
    taken = ngettext("one decision", "{n} decisions", decisions).format(n=decisions) if decisions else ""
    to_do = ngettext("one action", "{n} actions", actions).format(n=actions) if actions else ""
    said = _(" and ").join(each for each in (taken, to_do) if each)
    return (_("It came to {given}.") if over else _("So far {given}.")).format(given=said)


def left_at_the_end(rows: int) -> str:
    """What the meeting has not got to when it is about to be closed."""
    if not rows:
        return _("Everything on the agenda has been taken up")
    return ngettext("One row has not been taken up", "{rows} rows have not been taken up", rows).format(rows=rows)
