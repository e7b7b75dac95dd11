"""The ideas and calculations of a demo administration, counted from the day it is loaded."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from measures.calculators.kinds import KINDS
from measures.calculators.services import save_calculation
from measures.models import Idea
from measures.queries import rules_of
from socbudget.demo.plan import FOLDER, Plan
from units.models import Administration, User
from units.workdays import working_day_from

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def load_ideas(administration: Administration, plan: Plan, today: date) -> None:
    """Store the ideas and calculations of the file that the administration's fixture names under `ideas`."""
    fixture = json.loads((FOLDER / plan.fixture["ideas"]).read_text(encoding="utf-8"))
    people = {user.username: user for user in User.objects.all()}
    for row in fixture["ideas"]:
        _idea(administration, row, people, today)
    for row in fixture["calculations"]:
        kind = KINDS[row["kind"]]
        given = kind.begins_with(today) | row["given"]
        form = kind.form(given)
        form.is_valid()
        amount = form.given().saving
        by = people[row["by"]]
        save_calculation(administration, row["kind"], title=row["title"], given=given, amount=amount, by=by)


def _idea(administration: Administration, row: dict[str, Any], people: dict[str, User], today: date) -> None:
    """`days_ago` and `answered_days_ago` are counted back from `today`; a measure is found by its title."""
    left = today - timedelta(days=row["days_ago"])
    answered = row.get("answered_days_ago")
    measure = administration.measures.filter(title=row["measure"]).first() if "measure" in row else None
    state = row["state"] if "measure" not in row or measure else Idea.State.CONSIDERED
    idea = Idea.objects.create(
        administration=administration,
        unit=administration.units.get(code=row["unit"]) if row.get("unit") else None,
        title=row["title"],
        text=row["text"],
        made_by=people[row["by"]],
        answer_by=working_day_from(left + timedelta(days=rules_of(administration).answer_days)),
        state=state,
        answer=row.get("answer", ""),
        answered_at=None if answered is None else _noon(today - timedelta(days=answered)),
        answered_by=people[row["answered_by"]] if "answered_by" in row else None,
        measure=measure,
    )
    Idea.objects.filter(pk=idea.pk).update(made_at=_noon(left))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), STOCKHOLM)
