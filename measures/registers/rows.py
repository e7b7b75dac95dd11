"""What the services of the three registers share: store a row once, change what was seen, remove, and log it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from measures.models import Commitment, DelegationLimit, Finding
from measures.registers.access import PLACES, RegisterRow
from measures.registers.refusals import RowGoneError, RowStaleError
from units.models import Administration, User
from units.services import record_change

FIELDS: dict[type[Model], tuple[str, ...]] = {
    DelegationLimit: (
        "unit", "role", "what", "above", "limit", "per", "note", "decision", "since", "withdrawn_on", "until",
    ),
    Finding: (
        "department", "unit", "title", "text", "source", "found_on", "due", "state", "answer", "owner", "repeats",
    ),
    Commitment: (
        "unit", "title", "to_whom", "first", "last", "yearly", "notice_months", "decision", "note",
    ),
}  # fmt: skip
LOGGED = {
    "above": "above_ore",
    "limit": "limit_ore",
    "yearly": "yearly_ore",
    "source": "found_by",
    "role": "who_decides",
    "what": "decisions_about",
    "first": "valid_from",
    "last": "valid_to",
    "state": "finding_state",
}


def told(row: Model) -> dict[str, Any]:
    """What `row` holds, as the log says it."""
    return {LOGGED.get(name, name): _told(getattr(row, name)) for name in FIELDS[type(row)]}


def _told(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Model) else value


def fingerprint(row: Model) -> str:
    """What tells this state of `row` from another: what a person has seen before they change it."""
    return hashlib.sha256(json.dumps(told(row), sort_keys=True).encode()).hexdigest()


def same_as(row: RegisterRow) -> RegisterRow | None:
    """The stored row that says exactly what `row` says: the same form sent twice."""
    values = {name: getattr(row, name) for name in FIELDS[type(row)]}
    return type(row).objects.filter(administration=row.administration, **values).first()


def store(row: RegisterRow, action: str, *, by: User | None) -> None:
    """Store the new `row`."""
    row.save()
    record_change(action, row_name(row), administration=row.administration, by=by, after=told(row))


def locked(row: RegisterRow, seen: str) -> RegisterRow:
    """`row` as it is stored now, to be changed by who saw it as the fingerprint `seen` (empty: whatever it is).

    The administration is locked first, so that what belongs together is judged together.

    Raises:
        RowGoneError: it has been removed.
        RowStaleError: it has been changed.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=row.administration_id)
    stored = type(row).objects.select_related(*PLACES[type(row)]).filter(pk=row.pk).first()
    if stored is None:
        raise RowGoneError
    if seen and seen != fingerprint(stored):
        raise RowStaleError
    return stored


def rewrite(row: RegisterRow, before: Mapping[str, Any], action: str, *, by: User | None) -> None:
    """Store what `row` says now instead of `before`; nothing when it says the same."""
    after = told(row)
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return
    row.save()
    record_change(
        action,
        row_name(row),
        administration=row.administration,
        by=by,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )


def erase(row: RegisterRow, action: str, *, by: User | None) -> None:
    """Remove `row`; what it said stays in the log."""
    before, name = told(row), row_name(row)
    row.delete()
    record_change(action, name, administration=row.administration, by=by, before=before)


def row_name(row: Model) -> str:
    """What `row` is called where it stands alone."""
    if isinstance(row, DelegationLimit):
        return f"{row.unit}: {row.get_role_display()}, {row.what}"
    return str(row)
