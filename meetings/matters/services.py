"""What people do with matters between units: raise, change and settle them, and take them up again.

Rights are the view's business.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from meetings.matters import refusals
from meetings.models import Matter
from units.models import Administration, Unit, User
from units.services import record_change


@transaction.atomic
def raise_matter(
    administration: Administration,
    *,
    title: str,
    text: str = "",
    units: Sequence[Unit] = (),
    owner: User | None = None,
    due: date | None = None,
    raised_on: date | None = None,
    by: User | None,
) -> Matter:
    """Raise a question that `units` share, on `raised_on` or today. The same one raised twice that day is one.

    Raises:
        MatterDueError: it is to be settled before it is raised.
    """
    administration = Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    day = raised_on or timezone.localdate()
    same = administration.matters.filter(title=title.strip(), text=text.strip(), raised_on=day, raised_by=by)
    if made := same.unsettled().first():
        return made
    _require_due(due, day)
    matter = Matter.objects.create(
        administration=administration,
        title=title.strip(),
        text=text.strip(),
        owner=owner,
        due=due,
        raised_on=day,
        raised_by=by,
    )
    matter.units.set(units)
    _log("matter-raised", matter, {}, by)
    return matter


@transaction.atomic
def change_matter(
    matter: Matter,
    *,
    title: str,
    text: str,
    units: Sequence[Unit],
    owner: User | None,
    due: date | None,
    seen: str,
    by: User | None,
) -> Matter:
    """Write `matter`, seen as the fingerprint `seen`, in another way. Nothing when all is as it was.

    Raises:
        MatterSettledError: it is settled.
        MatterStaleError: somebody changed it since.
        MatterDueError: it is to be settled before it was raised.
    """
    stored = _locked(matter)
    if stored.settled_on:
        raise refusals.MatterSettledError(day=stored.settled_on)
    before = told(stored)
    stale = seen != fingerprint(stored)
    stands = {"title": stored.title, "owner": stored.owner or "–", "due": stored.due or "–"}
    stored.title, stored.text, stored.owner, stored.due = title.strip(), text.strip(), owner, due
    codes = sorted(str(unit) for unit in units)
    if told(stored) | {"units": codes} == before | {"units": before.get("units", [])}:
        return stored
    if stale:
        raise refusals.MatterStaleError(**stands)
    _require_due(due, stored.raised_on)
    stored.save()
    stored.units.set(units)
    _log("matter-changed", stored, before, by)
    return stored


@transaction.atomic
def settle_matter(
    matter: Matter, *, result: str, settled_on: date | None = None, today: date | None = None, by: User | None
) -> Matter:
    """Say how `matter` was settled, on `settled_on` or today. Said twice in the same words it is settled once.

    `today` is the day it is said on, when that is not the day that it is.

    Raises:
        MatterSettledError: it is settled in another way already.
        ResultMissingError, SettledLaterError, SettledBeforeRaisedError: as they say.
    """
    stored, today = _locked(matter), today or timezone.localdate()
    day = settled_on or today
    if stored.settled_on and (stored.settled_on, stored.result) == (day, result.strip()):
        return stored
    if stored.settled_on:
        raise refusals.MatterSettledError(day=stored.settled_on)
    if not result.strip():
        raise refusals.ResultMissingError
    if day > today:
        raise refusals.SettledLaterError(day=day)
    if day < stored.raised_on:
        raise refusals.SettledBeforeRaisedError(day=day, raised=stored.raised_on)
    before = told(stored)
    stored.settled_on, stored.result = day, result.strip()
    stored.save()
    _log("matter-settled", stored, before, by)
    return stored


@transaction.atomic
def reopen_matter(matter: Matter, *, by: User | None) -> Matter:
    """Take `matter` up again; how it was settled stays in the log. Nothing when it is not settled."""
    stored = _locked(matter)
    if stored.settled_on is None:
        return stored
    before = told(stored)
    stored.settled_on, stored.result = None, ""
    stored.save()
    _log("matter-reopened", stored, before, by)
    return stored


def fingerprint(matter: Matter) -> str:
    """What tells this state of `matter` from another: what a person has seen before they change it."""
    return hashlib.sha256(json.dumps(told(matter), sort_keys=True).encode()).hexdigest()


def told(matter: Matter) -> dict[str, Any]:
    """What the log keeps of it. One query."""
    values = {
        "title": matter.title,
        "matter_text": matter.text,
        "units": sorted(str(unit) for unit in matter.units.all()),
        "owner": str(matter.owner or ""),
        "due": matter.due.isoformat() if matter.due else "",
        "settled_on": matter.settled_on.isoformat() if matter.settled_on else "",
        "matter_result": matter.result,
    }
    return {name: value for name, value in values.items() if value}


def _locked(matter: Matter) -> Matter:
    rows = Matter.objects.select_for_update(of=("self",)).select_related("administration", "owner")
    return rows.get(pk=matter.pk)


def _require_due(due: date | None, raised: date) -> None:
    if due and due < raised:
        raise refusals.MatterDueError(due=due, raised=raised)


def _log(action: str, matter: Matter, before: dict[str, Any], by: User | None) -> None:
    record_change(action, matter, administration=matter.administration, by=by, before=before, after=told(matter))
