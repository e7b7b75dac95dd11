"""What a demo administration tells: its situation page, messages of the week and a unit's analysis.

Everything is counted from the day that the demo is loaded.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from meetings.models import Analysis, Message, Passing, SituationItem
from meetings.situation.message_queries import units_reached
from meetings.situation.weeks import WEEK, monday_of
from socbudget.demo.plan import FOLDER, Plan
from units.mailing.heads import Heads, heads_of
from units.models import Administration, Unit, User

STOCKHOLM = ZoneInfo("Europe/Stockholm")
TENTHS = 10
DAYS = {"department": 1, "unit": 2, "team": 3}  # after the Monday that a message was sent


def load_situation(administration: Administration, plan: Plan, today: date) -> None:
    """Store what the file says that the administration's fixture names under `situation`; once."""
    if administration.situation.exists() or administration.messages.exists():
        return
    fixture = json.loads((FOLDER / plan.fixture["situation"]).read_text(encoding="utf-8"))
    people = {user.username: user for user in User.objects.filter(responsibilities__administration=administration)}
    for row in fixture["items"]:
        _item(administration, row, people[row["by"]], today)
    units, heads = units_reached(administration, today), heads_of(administration, today)
    for row in fixture["messages"]:
        week = monday_of(today) - row["weeks_ago"] * WEEK
        message = Message.objects.create(
            administration=administration, week=week, text=row["text"], made_by=people[row["by"]]
        )
        if "passed_tenths" in row:
            _send(message, units, heads, row["passed_tenths"])
    for row in fixture["analyses"]:
        unit = administration.units.get(code=row["unit"])
        analysis = Analysis.objects.create(unit=unit, text=row["text"], made_by=people[row["by"]])
        Analysis.objects.filter(pk=analysis.pk).update(made_at=_at(today - timedelta(days=row["days_ago"])))


def _item(administration: Administration, row: Mapping[str, Any], by: User, today: date) -> None:
    """`days_ago` is the day it is about and, where nothing else is said, when it was updated."""
    ended = row.get("ended_days_ago")
    item = SituationItem.objects.create(
        administration=administration,
        section=row["section"],
        day=today - timedelta(days=row["days_ago"]),
        title=row["title"],
        text=row["text"],
        for_staff=row.get("for_staff", True),
        owner=by,
        made_by=by,
        updated_by=by,
        ended_on=None if ended is None else today - timedelta(days=ended),
    )
    updated = today - timedelta(days=row.get("updated_days_ago", row["days_ago"]))
    SituationItem.objects.filter(pk=item.pk).update(updated_at=_at(updated))


def _send(message: Message, units: list[Unit], heads: Heads, tenths: Mapping[str, int]) -> None:
    """Sent on its Monday, and passed on by so many tenths of the departments, units and teams in the days after."""
    message.sent_at, message.sent_by = _at(message.week), message.made_by
    message.save(update_fields=["sent_at", "sent_by"])
    departments = sorted({unit.department_id for unit in units})
    done = departments[: len(departments) * tenths["department"] // TENTHS]
    rows = [_passing(message, "department", heads.of_department(pk), department_id=pk) for pk in done]
    for number, unit in enumerate(units):
        if number % TENTHS < tenths["unit"]:
            rows.append(_passing(message, "unit", heads.of_unit(unit), unit=unit))
        if number % TENTHS < tenths["team"]:
            rows.append(_passing(message, "team", [], unit=unit))
    Passing.objects.bulk_create(rows)


def _passing(message: Message, step: str, people: list[User], **place: Any) -> Passing:
    at = _at(message.week + timedelta(days=DAYS[step]))
    return Passing(message=message, step=step, by=next(iter(people), None), at=at, **place)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), STOCKHOLM)
