"""What people do with the situation page: write, change, confirm, end and bring back what stands on it.

Rights are the view's business.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from meetings.models import SituationItem
from meetings.situation.refusals import ItemEndedError, ItemStaleError
from units.models import Administration, User
from units.services import record_change

FIELDS = ("section", "day", "title", "text", "for_staff", "owner")


@transaction.atomic
def write_item(administration: Administration, values: Mapping[str, Any], *, by: User | None) -> SituationItem:
    """Put something on the situation page. `values` are the `FIELDS`. The same written twice is one."""
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    given = {name: values[name] for name in FIELDS}
    if same := administration.situation.filter(**given, ended_on=None).first():
        return same
    item = SituationItem.objects.create(administration=administration, **given, made_by=by, updated_by=by)
    record_change("situation-written", item, administration=administration, by=by, after=_told(item))
    return item


@transaction.atomic
def change_item(item: SituationItem, values: Mapping[str, Any], *, seen: int, by: User | None) -> SituationItem:
    """Give `item` other values, for a person who saw its version `seen`. The same values change nothing.

    Raises:
        ItemStaleError: somebody changed it after that.
        ItemEndedError: it has ended.
    """
    stored = _locked(item)
    given = {name: values[name] for name in FIELDS}
    if all(getattr(stored, name) == value for name, value in given.items()):
        return stored
    if stored.version != seen:
        raise ItemStaleError(name=stored.updated_by or "–")
    if stored.ended_on:
        raise ItemEndedError
    before = _told(stored)
    for name, value in given.items():
        setattr(stored, name, value)
    return _saved(stored, "situation-changed", before, by=by)


@transaction.atomic
def confirm_item(item: SituationItem, *, by: User | None) -> SituationItem:
    """Say that `item` still holds: it counts as updated today.

    Raises:
        ItemEndedError: it has ended.
    """
    stored = _locked(item)
    if stored.ended_on:
        raise ItemEndedError
    stored.updated_by = by
    stored.save(update_fields=["updated_at", "updated_by"])
    record_change("situation-confirmed", stored, administration=stored.administration, by=by)
    return stored


@transaction.atomic
def end_item(item: SituationItem, *, on: date | None = None, by: User | None) -> SituationItem:
    """Take `item` off the page, `on` that day or today; it stays in the history. Twice is once."""
    stored = _locked(item)
    if stored.ended_on:
        return stored
    before = _told(stored)
    stored.ended_on = on or timezone.localdate()
    return _saved(stored, "situation-ended", before, by=by)


@transaction.atomic
def bring_back_item(item: SituationItem, *, by: User | None) -> SituationItem:
    """Put an ended `item` on the page again. Twice is once."""
    stored = _locked(item)
    if stored.ended_on is None:
        return stored
    before = _told(stored)
    stored.ended_on = None
    return _saved(stored, "situation-brought-back", before, by=by)


def _locked(item: SituationItem) -> SituationItem:
    rows = SituationItem.objects.select_for_update(of=("self",))
    return rows.select_related("administration", "owner", "updated_by").get(pk=item.pk)


def _saved(item: SituationItem, action: str, before: Mapping[str, Any], *, by: User | None) -> SituationItem:
    item.version += 1
    item.updated_by = by
    item.save()
    after = _told(item)
    names = [name for name in after if after[name] != before[name]]
    record_change(
        action,
        item,
        administration=item.administration,
        by=by,
        before={name: before[name] for name in names},
        after={name: after[name] for name in names},
    )
    return item


def _told(item: SituationItem) -> dict[str, Any]:
    """What the log says of `item`."""
    return {
        "situation_section": item.section,
        "item_day": item.day.isoformat(),
        "title": item.title,
        "item_text": item.text,
        "told_staff": item.for_staff,
        "owner": str(item.owner or ""),
        "ended": item.ended_on.isoformat() if item.ended_on else "",
    }
