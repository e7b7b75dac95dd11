"""Stores what a file says of the account plan, and brings back what was there.

What was there before is kept with the upload (`Upload.summary["groups"]`): every group of the file as plain values.
Stored amounts follow their accounts both ways.
"""

from collections.abc import Mapping
from typing import Any

from forecasts.groups.plan import GroupState
from forecasts.groups.services import change_plan, fingerprint
from forecasts.imports.examined import Preview
from forecasts.models import Upload
from forecasts.organisation.account_hold import moves_by, stored_groups
from forecasts.organisation.built_on import built_on
from forecasts.organisation.refusals import BuiltOnError, PlanChangedSinceError
from units.accounts import format_ranges, parse_ranges
from units.models import AccountRange, User
from units.services import record_change

KEPT = "groups"


def store(upload: Upload, preview: Preview, *, by: User | None) -> None:
    """Make and change the account groups of `preview` as the work of `upload`.

    Raises:
        RefusedError: a group cannot be so; the caller's transaction stores nothing.
    """
    states: list[GroupState] = [each.work for each in preview.records]
    known = {each.code: each for each in stored_groups(upload.administration)}
    _change(upload, states, by)
    upload.summary[KEPT] = {
        "before": {each.code: _plain(known[each.code]) if each.code in known else None for each in states},
        "after": {each.code: _plain(each) for each in states},
    }


def _change(upload: Upload, states: list[GroupState], by: User | None) -> None:
    """The caller has held the file against what is stored under the same lock: what moves is what was seen."""
    seen = fingerprint(moves_by(upload.administration, states))
    change_plan(upload.administration, states, seen=seen, by=by)


def _plain(state: GroupState) -> dict[str, str]:
    return {"name": state.name, "kind": state.kind, "ranges": format_ranges(state.ranges)}


def _state(code: str, values: Mapping[str, Any]) -> GroupState:
    return GroupState(code, values["name"], values["kind"], tuple(parse_ranges(values["ranges"])))


def take_out(upload: Upload, *, by: User | None) -> None:
    """Bring back the account groups that `upload` changed exactly as they were, and remove those that it made.

    Raises:
        PlanChangedSinceError: one of them has been changed since.
        BuiltOnError: one that it made is used by more than its accounts.
        RefusedError: the accounts that come back belong to another group by now.
    """
    kept = upload.summary.get(KEPT) or {"before": {}, "after": {}}
    now = {each.code: each for each in stored_groups(upload.administration)}
    after = {code: _state(code, values) for code, values in kept["after"].items()}
    if changed := [state.name for code, state in after.items() if now.get(code) != state]:
        raise PlanChangedSinceError(name=upload.name, places=", ".join(changed))
    made = [code for code, values in kept["before"].items() if values is None]
    before = [_state(code, values) for code, values in kept["before"].items() if values]
    _change(upload, before + [GroupState(code, after[code].name, after[code].kind) for code in made], by)
    groups = upload.administration.account_groups.filter(code__in=made)
    if used := built_on(groups, but=[AccountRange]):
        raise BuiltOnError(name=upload.name, place=used)
    for group in groups:
        record_change("account-group-removed", group.name, administration=upload.administration, by=by)
    groups.delete()
    upload.summary = {name: value for name, value in upload.summary.items() if name != KEPT}
