"""Decisions, actions and matters between units of a demo administration, given between meetings.

Days are counted from the day the demo is loaded. Loaded twice, all are there once.
"""

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from meetings.assignments.services import give_assignment, report_back
from meetings.matters.services import raise_matter, settle_matter
from meetings.models import Assignment, Matter, ReportBack
from socbudget.demo.plan import FOLDER, Plan
from units.models import Administration, User

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def load_assignments(administration: Administration, plan: Plan, today: date) -> None:
    """Store what stands in the file that the administration's fixture names under `assignments`."""
    fixture = json.loads((FOLDER / plan.fixture["assignments"]).read_text(encoding="utf-8"))
    people = {user.username: user for user in User.objects.all()}
    matters = {row["title"]: _matter(administration, row, people, today) for row in fixture["matters"]}
    for row in fixture["assignments"]:
        made = _assignment(administration, row, people, matters, today)
        for number, said in enumerate(row.get("reports", ())):
            _report(made, said, people, today, key=_key(administration, f"{row['text']} {number}"))


def _matter(administration: Administration, row: dict[str, Any], people: dict[str, User], today: date) -> Matter:
    if made := administration.matters.filter(title=row["title"]).first():
        return made
    made = raise_matter(
        administration,
        title=row["title"],
        text=row.get("text", ""),
        units=list(administration.units.filter(code__in=row["units"])),
        owner=people[row["owner"]],
        raised_on=_ago(today, row["days_ago"]),
        due=today + timedelta(days=row["due_in_days"]),
        by=people[row["by"]],
    )
    if "result" in row:
        settled, owner = _ago(today, row["settled_days_ago"]), people[row["owner"]]
        settle_matter(made, result=row["result"], settled_on=settled, today=settled, by=owner)
    return made


def _assignment(
    administration: Administration,
    row: dict[str, Any],
    people: dict[str, User],
    matters: dict[str, Matter],
    today: date,
) -> Assignment:
    given = _ago(today, row["days_ago"])
    made = give_assignment(
        administration,
        kind=row["kind"],
        text=row["text"],
        owner=people[row["owner"]],
        due=today + timedelta(days=row.get("first_due_in_days", row["due_in_days"])),
        unit=administration.units.filter(code=row.get("unit", "")).first(),
        measure=administration.measures.filter(title=row.get("measure", "")).first(),
        matter=matters.get(row.get("matter", "")),
        for_committee=row.get("for_committee", False),
        made_on=given,
        key=_key(administration, row["text"]),
        by=people[row["by"]],
    )
    Assignment.objects.filter(pk=made.pk).update(made_at=_noon(given))
    return made


def _report(made: Assignment, said: dict[str, Any], people: dict[str, User], today: date, *, key: UUID) -> None:
    day = _ago(today, said["days_ago"])
    report = report_back(
        made,
        state=said["state"],
        word=said["word"],
        due=today + timedelta(days=said["due_in_days"]) if "due_in_days" in said else None,
        executed_on=_ago(today, said["executed_days_ago"]) if "executed_days_ago" in said else None,
        today=day,
        key=key,
        by=people[said["by"]],
    )
    ReportBack.objects.filter(pk=report.pk).update(at=_noon(day))
    Assignment.objects.filter(pk=made.pk, ended_at__isnull=False).update(ended_at=_noon(day))


def _key(administration: Administration, text: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"{administration.code} {text}")


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), STOCKHOLM)
