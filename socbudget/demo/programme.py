"""The savings requirements of a demo administration, spread as its fixture says."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from measures.programme.services import set_requirement, spread_requirement
from measures.programme.spreading import Given
from socbudget.demo.plan import FOLDER, Plan, mnkr
from units.models import Administration, Responsibility, User
from units.roles import Role


def load_programme(administration: Administration, plan: Plan, today: date) -> None:
    """Set and spread the requirements in the file that the fixture names under `programme`, if it names one.

    A decision that is still to come on `today` is left out.
    """
    if "programme" not in plan.fixture:
        return
    text = (FOLDER / plan.fixture["programme"]).read_text(encoding="utf-8")
    controller, last = _controller(administration), min(today, timezone.localdate())  # no decision is still to come
    for row in json.loads(text, parse_float=Decimal)["requirements"]:
        if _day(plan, row["decided"]) <= last:
            _load(administration, plan, row, controller)


def _load(administration: Administration, plan: Plan, row: dict[str, Any], by: User | None) -> None:
    year = plan.year(row["year"])
    values = {
        "year": year,
        "title": f"{row['title']} {year}",
        "amount": mnkr(row["amount"]),
        "decision_body": row["body"],
        "decided_on": _day(plan, row["decided"]),
        "decision_paragraph": row["paragraph"],
        "decision_reference": row["reference"].format(year=year, before=year - 1, before2=year - 2),
        "note": row["note"],
    }
    made = set_requirement(administration, values, by=by)
    departments = {each.code: each for each in administration.departments.all()}
    units = {each.code: each for each in administration.units.all()}
    shares = {departments[code]: Given(amount=mnkr(amount)) for code, amount in row["departments"].items()}
    shares |= {units[code]: Given(amount=mnkr(amount)) for code, amount in row["units"].items()}
    spread_requirement(made, shares, seen=made.version, by=by)


def _day(plan: Plan, text: str) -> date:
    """The day of -1/11/23."""
    year, month, day = text.split("/")
    return date(plan.year(year), int(month), int(day))


def _controller(administration: Administration) -> User | None:
    held = Responsibility.objects.filter(administration=administration, role=Role.CONTROLLER).select_related("user")
    first = held.order_by("pk").first()
    return first.user if first else None
