"""The registers of a demo administration: delegation, audit findings and commitments over several years.

Their fixture writes amounts in kronor; months as the administration's own fixture does, or days from today.
"""

import json
from datetime import date, timedelta
from typing import Any

from measures.models import Finding
from measures.registers.services import withdraw_limit, write_commitment, write_finding, write_limit
from socbudget.demo.plan import FOLDER, Plan
from units.models import Administration, User
from units.money import ORE_PER_KRONA

FILES = {"EX": "exempelstad", "HV": "hasselby-vallingby"}


def load_registers(administration: Administration, plan: Plan, today: date) -> None:
    """Store what the registers of the fixture hold, as it is on `today`."""
    fixture = json.loads((FOLDER / f"{FILES[administration.code]}-registers.json").read_text(encoding="utf-8"))
    for row in fixture["delegation"]:
        _limit(administration, row, today)
    found: dict[str, Finding] = {}
    for row in fixture["findings"]:
        found[row.get("key", row["title"])] = _finding(administration, row, plan, today, found)
    for row in fixture["commitments"]:
        _commitment(administration, row, plan)


def _limit(administration: Administration, row: dict[str, Any], today: date) -> None:
    values = {name: row[name] for name in ("role", "what", "per", "note", "decision") if name in row}
    amounts = {name: row[name] * ORE_PER_KRONA for name in ("above", "limit") if name in row}
    unit = administration.units.get(code=row["unit"])
    made = write_limit(administration, {"unit": unit, **values, **amounts}, by=None)
    if "withdrawn_days" in row:
        withdraw_limit(made, day=today + timedelta(days=row["withdrawn_days"]), until=row["until"], by=None)


def _finding(
    administration: Administration, row: dict[str, Any], plan: Plan, today: date, found: dict[str, Finding]
) -> Finding:
    values = {name: row[name] for name in ("title", "text", "source", "state", "answer") if name in row}
    places = {
        "unit": administration.units.filter(code=row.get("unit")).first(),
        "department": administration.departments.filter(code=row.get("department")).first(),
        "owner": User.objects.filter(username=row.get("owner")).first(),
        "repeats": found.get(row.get("repeats", "")),
    }
    day = plan.month(row["found"]) if "found" in row else today + timedelta(days=row["found_days"])
    due = today + timedelta(days=row["due_days"]) if "due_days" in row else None
    return write_finding(administration, {**values, **places, "found_on": day, "due": due}, by=None)


def _commitment(administration: Administration, row: dict[str, Any], plan: Plan) -> None:
    values = {name: row[name] for name in ("title", "to_whom", "decision", "note") if name in row}
    months = {name: plan.month(row[name]) for name in ("first", "last") if name in row}
    unit = administration.units.filter(code=row.get("unit")).first()
    amounts = {"yearly": row["yearly"] * ORE_PER_KRONA, "notice_months": row.get("notice")}
    write_commitment(administration, {"unit": unit, **values, **months, **amounts}, by=None)
