"""The meetings that a demo administration has held, its meeting of the day it is loaded, and what came of them.

Each is started, written, closed and adjusted as people would, over the figures as they stood on its day: forecasts that
were submitted later are put aside while its figures are frozen.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from django.utils import translation

from forecasts.models import ClosedMonth, Forecast
from meetings.assignments.services import give_assignment, report_back
from meetings.holding.services import add_row, close_meeting, set_row_state, start_meeting, write_note
from meetings.minutes.services import adjust
from meetings.models import Assignment, Body, Meeting, Note, ReportBack, Row
from meetings.planning.services import plan_meeting, set_present
from socbudget.demo.plan import FOLDER, Plan
from units.models import Administration, Change, User
from units.months import add_months, first_of
from units.workdays import working_day_from

STOCKHOLM = ZoneInfo("Europe/Stockholm")
TEAM = "team"


def load_held_meetings(administration: Administration, plan: Plan, today: date) -> None:
    """Hold the meetings in the file that the fixture names, the oldest first. Twice changes nothing."""
    fixture = json.loads((FOLDER / plan.fixture["meetings"]).read_text(encoding="utf-8"))
    people = {user.username: user for user in User.objects.all()}
    with translation.override("sv"):
        for row in fixture:
            body = _body(administration, row["body"])
            if body.meetings.held().exists():
                continue
            for held in row["held"]:
                _Held(body, held, people, today).hold()
            if "today" in row:
                _today(body, row["today"], people, today)


def _body(administration: Administration, name: str) -> Body:
    if name == TEAM:
        return administration.bodies.get(kind=Body.Kind.TEAM)
    return administration.bodies.get(name=name)


def _today(body: Body, row: dict[str, Any], people: dict[str, User], today: date) -> None:
    """The meeting of today, whatever weekday it is, with the rows that were added to it."""
    meeting = body.meetings.filter(day=today).first() or plan_meeting(body, today, by=None)
    for own in row["own"]:
        point = meeting.points.get(kind=own["point"])
        key = _key(meeting, own["title"])
        add_row(point, own["title"], own["text"], key=key, by=people[own["by"]])


class _Held:
    """One meeting, `ago` of the body's usual intervals before today, and what was written in it."""

    def __init__(self, body: Body, row: dict[str, Any], people: dict[str, User], today: date) -> None:
        self.body, self.row, self.people, self.today = body, row, people, today
        self.day = self._day_of(row["ago"])
        self.start = datetime.combine(self.day, body.starts_at or time(9), STOCKHOLM) + timedelta(minutes=2)
        self.end = self.start + timedelta(minutes=row["minutes"])

    def hold(self) -> None:
        """Plan, start, write, close and adjust it, and report back what has been reported since."""
        chair = self.people["ledning"] if self.body.kind == Body.Kind.MANAGEMENT else self._first_member()
        meeting = plan_meeting(self.body, self.day, by=chair)
        with _logged_at(self.start), as_it_was(self.body.administration, self.start):
            start_meeting(meeting, now=self.start, month=last_closed(self.body.administration, self.day), by=chair)
        with _logged_at(self.end):
            self._write(meeting, chair)
            close_meeting(meeting, adjuster=self.people[self.row["adjuster"]], now=self.end, by=chair)
        for row in self.row["assignments"]:
            self._report(meeting, row)
        at = self.end + timedelta(days=self.row.get("adjusted_after", 0))
        if "adjusted_after" in self.row and at.date() < self.today:
            self._adjust(meeting, at)

    def _first_member(self) -> User:
        return self.body.members.select_related("user").order_by("pk")[0].user

    def _day_of(self, ago: int) -> date:
        """A working day before today: the body's weekday so many times ago."""
        last = self.today - timedelta(days=(self.today.weekday() - self.body.weekday) % 7 or 7)
        return working_day_from(last - timedelta(weeks=self.body.every * (ago - 1)))

    def _write(self, meeting: Meeting, chair: User) -> None:
        rows = {point.kind: list(point.rows.all()) for point in meeting.points.all()}
        points = {point.kind: point for point in meeting.points.select_related("meeting__body")}
        for own in self.row.get("own", ()):
            row = add_row(points[own["point"]], own["title"], own["text"], by=self.people[own["by"]])
            set_row_state(row, own["state"], by=chair)
        for kind, states in self.row["states"].items():
            for row, state in zip(rows[kind], states, strict=False):
                set_row_state(row, state, by=chair)
        minutes = _spread(self.start, self.end, len(self.row["notes"]) + len(self.row["assignments"]))
        for note in self.row["notes"]:
            made = write_note(points[note["point"]], note["text"], row=_row(rows, note), by=self.people[note["by"]])
            Note.objects.filter(pk=made.pk).update(made_at=next(minutes))
        for given in self.row["assignments"]:
            self._give(meeting, given, _row(rows, given), next(minutes))
        absent = [self.people[name].pk for name in self.row.get("absent", ())]
        called = meeting.participants.values_list("user", flat=True)
        set_present(meeting, {user: user not in absent for user in called}, guests=self.row.get("guests", ""), by=chair)

    def _give(self, meeting: Meeting, given: dict[str, Any], row: Row | None, at: datetime) -> None:
        made = give_assignment(
            self.body.administration,
            kind=given["kind"],
            text=given["text"],
            owner=self.people[given["owner"]],
            due=working_day_from(self.day + timedelta(days=given["due"])),
            meeting=meeting,
            row=row,
            for_committee=given.get("for_committee", False),
            key=_key(meeting, given["text"]),
            by=self.people[given["by"]],
        )
        Assignment.objects.filter(pk=made.pk).update(made_at=at)

    def _report(self, meeting: Meeting, given: dict[str, Any]) -> None:
        made = Assignment.objects.get(key=_key(meeting, given["text"]))
        for said in given.get("reports", ()):
            day = self._day_of(said["ago"]) - timedelta(days=3)
            at = datetime.combine(day, time(15, 20), STOCKHOLM)
            with _logged_at(at):
                report = report_back(
                    made, state=said["state"], word=said["word"], executed_on=day, today=day, by=made.owner
                )
            ReportBack.objects.filter(pk=report.pk).update(at=at)
            Assignment.objects.filter(pk=made.pk).update(ended_at=at)

    def _adjust(self, meeting: Meeting, at: datetime) -> None:
        meeting.refresh_from_db()
        with _logged_at(at):
            adjust(meeting, seen_pulse=meeting.pulse, now=at, by=self.people[self.row["adjuster"]])


def _row(rows: dict[str, list[Row]], said: dict[str, Any]) -> Row | None:
    """The row that is meant; what there is no such row for stands under the point."""
    found = rows[said["point"]]
    return found[said["row"]] if "row" in said and said["row"] < len(found) else None


def _spread(start: datetime, end: datetime, count: int) -> Iterator[datetime]:
    """As many times as are needed between two, in order."""
    step = (end - start) / (count + 1)
    return (start + step * number for number in range(1, count + 1))


def _key(meeting: Meeting, text: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"{meeting.body.administration.code} {meeting.body} {meeting.day} {text}")


def last_closed(administration: Administration, day: date) -> date:
    """The last month that was closed on `day`; the month before it when none was."""
    closed = ClosedMonth.objects.filter(administration=administration, closed_at__date__lte=day)
    return closed.order_by("-month").values_list("month", flat=True).first() or add_months(first_of(day), -1)


@contextmanager
def as_it_was(administration: Administration, at: datetime) -> Iterator[None]:
    """Put the forecasts aside that were submitted after `at`."""
    later = Forecast.objects.filter(unit__administration=administration, submitted_at__gt=at, withdrawn_at=None)
    aside = list(later.values_list("pk", flat=True))
    Forecast.objects.filter(pk__in=aside).update(withdrawn_at=at)
    try:
        yield
    finally:
        _bring_back(aside)


def _bring_back(forecasts: Iterable[int]) -> None:
    Forecast.objects.filter(pk__in=forecasts).update(withdrawn_at=None)


@contextmanager
def _logged_at(at: datetime) -> Iterator[None]:
    """Let the log say that what is done here was done at `at`."""
    last = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    yield
    Change.objects.filter(pk__gt=last).update(at=at)
