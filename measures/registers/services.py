"""What people do with the registers: delegation limits, audit findings and commitments over several years.

Every row that is written, changed or removed is in the log as it was. The same row written twice is stored once.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from measures.models import Commitment, DelegationLimit, Finding
from measures.registers import limits, refusals
from measures.registers.queries import limit_of
from measures.registers.rows import erase, locked, rewrite, same_as, store, told
from measures.registers.words import amount_per, limit_words
from units.display import month_and_year
from units.models import Administration, User


@transaction.atomic
def write_limit(administration: Administration, values: Mapping[str, Any], *, by: User | None) -> DelegationLimit:
    """Say what a role in a unit may decide. `values` are the fields of the model.

    Raises:
        LimitBelowFloorError, LimitTwiceError: as they say.
    """
    row = DelegationLimit(administration=_locked(administration), **values)
    if same := same_as(row):
        return same
    _require_limit(row)
    store(row, "delegation-written", by=by)
    return row


@transaction.atomic
def change_limit(row: DelegationLimit, values: Mapping[str, Any], *, seen: str = "", by: User | None) -> None:
    """Change what a role may decide, for a person who saw the row as the fingerprint `seen`.

    Raises:
        RowGoneError, RowStaleError, LimitBelowFloorError, LimitTwiceError: as they say.
    """
    stored, before = _given(row, values, seen)
    _require_limit(stored)
    rewrite(stored, before, "delegation-changed", by=by)


@transaction.atomic
def withdraw_limit(row: DelegationLimit, *, day: date, until: str, by: User | None) -> None:
    """Withdraw the delegation from `day`, `until` something holds: "tills ekonomin är i balans".

    Raises:
        RowGoneError, WithdrawnAlreadyError, WithdrawnEarlyError: as they say.
    """
    stored = locked(row, "")
    if (stored.withdrawn_on, stored.until) == (day, until):
        return
    if stored.withdrawn_on:
        raise refusals.WithdrawnAlreadyError(day=stored.withdrawn_on)
    before = told(stored)
    stored.withdrawn_on, stored.until = day, until
    _require_limit(stored)
    rewrite(stored, before, "delegation-withdrawn", by=by)


@transaction.atomic
def restore_limit(row: DelegationLimit, *, by: User | None) -> None:
    """Give a withdrawn delegation back; nothing when it is not withdrawn.

    Raises:
        RowGoneError: it has been removed.
        LimitTwiceError: another limit has been given in its stead.
    """
    stored = locked(row, "")
    before = told(stored)
    stored.withdrawn_on, stored.until = None, ""
    _require_limit(stored)
    rewrite(stored, before, "delegation-restored", by=by)


@transaction.atomic
def remove_limit(row: DelegationLimit, *, by: User | None) -> None:
    """Remove a limit; it stays in the log.

    Raises:
        RowGoneError: it has been removed.
    """
    erase(locked(row, ""), "delegation-removed", by=by)


@transaction.atomic
def write_finding(administration: Administration, values: Mapping[str, Any], *, by: User | None) -> Finding:
    """Write down what an audit found. A finding of a unit is one of the unit's department.

    Raises:
        DueBeforeFoundError, RepeatsLaterError: as they say.
    """
    row = Finding(administration=_locked(administration), **_placed(values))
    if same := same_as(row):
        return same
    _require_finding(row)
    store(row, "finding-written", by=by)
    return row


@transaction.atomic
def change_finding(row: Finding, values: Mapping[str, Any], *, seen: str = "", by: User | None) -> None:
    """Change a finding, for a person who saw it as the fingerprint `seen`.

    Raises:
        RowGoneError, RowStaleError, DueBeforeFoundError, RepeatsLaterError, RepeatedLaterError: as they say.
    """
    stored, before = _given(row, _placed(values), seen)
    _require_finding(stored)
    rewrite(stored, before, "finding-changed", by=by)


@transaction.atomic
def remove_finding(row: Finding, *, by: User | None) -> None:
    """Remove a finding; it stays in the log.

    Raises:
        RowGoneError: it has been removed.
        FindingRepeatedError: a later finding repeats it.
    """
    stored = locked(row, "")
    if repeated := stored.repeated.order_by("found_on").first():
        raise refusals.FindingRepeatedError(title=repeated.title)
    erase(stored, "finding-removed", by=by)


@transaction.atomic
def write_commitment(administration: Administration, values: Mapping[str, Any], *, by: User | None) -> Commitment:
    """Write down what binds the administration for several years; `yearly` is öre.

    Raises:
        CommitmentEndsEarlyError: its last month is before its first.
    """
    row = Commitment(administration=_locked(administration), **values)
    if same := same_as(row):
        return same
    _require_commitment(row)
    store(row, "commitment-written", by=by)
    return row


@transaction.atomic
def change_commitment(row: Commitment, values: Mapping[str, Any], *, seen: str = "", by: User | None) -> None:
    """Change a commitment, for a person who saw it as the fingerprint `seen`.

    Raises:
        RowGoneError, RowStaleError, CommitmentEndsEarlyError: as they say.
    """
    stored, before = _given(row, values, seen)
    _require_commitment(stored)
    rewrite(stored, before, "commitment-changed", by=by)


@transaction.atomic
def remove_commitment(row: Commitment, *, by: User | None) -> None:
    """Remove a commitment; it stays in the log.

    Raises:
        RowGoneError: it has been removed.
    """
    erase(locked(row, ""), "commitment-removed", by=by)


def _locked(administration: Administration) -> Administration:
    return Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)


def _given(row: Any, values: Mapping[str, Any], seen: str) -> tuple[Any, dict[str, Any]]:
    """The stored row with the new `values`, and what it said before."""
    stored = locked(row, seen)
    before = told(stored)
    for name, value in values.items():
        setattr(stored, name, value)
    return stored, before


def _placed(values: Mapping[str, Any]) -> dict[str, Any]:
    unit = values.get("unit")
    return {**values, "department": unit.department} if unit else dict(values)


def _require_limit(row: DelegationLimit) -> None:
    if row.limit is not None and row.above is not None and row.limit <= row.above:
        raise refusals.LimitBelowFloorError(limit=amount_per(row.limit, row.per), above=amount_per(row.above, row.per))
    if row.withdrawn_on and row.since and row.withdrawn_on < row.since:
        raise refusals.WithdrawnEarlyError(since=row.since)
    others = DelegationLimit.objects.filter(unit=row.unit, role=row.role, withdrawn_on=None).exclude(pk=row.pk)
    for other in others if row.withdrawn_on is None else ():
        if limits.overlapping(limit_of(row), limit_of(other)):
            raise refusals.LimitTwiceError(
                role=row.get_role_display().capitalize(),
                unit=row.unit.name,
                what=row.what,
                limit=limit_words(other.above, other.limit, other.per),
            )


def _require_finding(row: Finding) -> None:
    if row.due and row.due < row.found_on:
        raise refusals.DueBeforeFoundError(found=row.found_on, due=row.due)
    if row.repeats and row.repeats.found_on >= row.found_on:
        raise refusals.RepeatsLaterError(title=row.repeats.title, day=row.repeats.found_on, own=row.found_on)
    if row.pk and (first := row.repeated.filter(found_on__lte=row.found_on).order_by("found_on").first()):
        raise refusals.RepeatedLaterError(title=first.title, day=first.found_on)


def _require_commitment(row: Commitment) -> None:
    if row.last and row.last < row.first:
        raise refusals.CommitmentEndsEarlyError(
            first=month_and_year(row.first).lower(), last=month_and_year(row.last).lower()
        )
