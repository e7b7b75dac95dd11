"""What a controller does with savings requirements and the rules of measures. Amounts are öre, positive to save."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import MeasureRules, Requirement, RequirementShare
from measures.programme import refusals
from measures.programme.queries import Spreadable, row_of, spreadable
from measures.programme.spreading import DepartmentSpread, Given, spread
from measures.queries import rules_of
from measures.refusals import FormUsedError
from units.models import Administration, Change, Department, Unit, User
from units.money import kronor
from units.services import record_change

WRITTEN = (
    "year", "title", "amount", "decision_body", "decided_on", "decision_paragraph", "decision_reference", "note",
)  # fmt: skip
RULES = ("idea", "investigated", "proposed", "decided", "running", "follow_up_days", "answer_days")


@transaction.atomic
def set_requirement(
    administration: Administration, values: Mapping[str, Any], *, key: UUID | None = None, by: User | None
) -> Requirement:
    """Ask `administration` to save what `values`, fields of `WRITTEN`, say. The same `key` twice is one requirement.

    Raises:
        FormUsedError: `key` is that of a requirement of another administration.
        RequirementNotPositiveError, RequirementDecidedLaterError: as they say.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    if key and (made := Requirement.objects.filter(key=key).first()):
        if made.administration_id != administration.pk:
            raise FormUsedError
        return made
    requirement = Requirement(administration=administration, key=key, made_by=by, **values)
    _require_sound(requirement)
    requirement.save()
    after = _told(requirement)
    record_change("requirement-set", requirement, administration=administration, by=by, after=after)
    return requirement


@transaction.atomic
def change_requirement(requirement: Requirement, values: Mapping[str, Any], *, seen: int, by: User | None) -> None:
    """Give `requirement`, seen in its version `seen`, other `values`. What is spread of it stays as it is.

    Raises:
        RequirementStaleError, RequirementWithdrawnError, RequirementNotPositiveError, RequirementDecidedLaterError: as
            they say.
        RequirementBelowSharesError: more is spread than it would be.
        SpreadYearError: it is spread, and would be of another year.
    """
    now = _standing(requirement, seen)
    before = _told(now)
    for name in WRITTEN:
        setattr(now, name, values.get(name, getattr(now, name)))
    _require_sound(now)
    given = row_of(now).spread
    if given > now.amount:
        raise refusals.RequirementBelowSharesError(
            spread=kronor(given), difference=kronor(given - now.amount), amount=kronor(now.amount)
        )
    if now.year != before["year"] and now.shares.exists():
        raise refusals.SpreadYearError(year=before["year"])
    after = _told(now)
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if names:
        _save(now)
        _log("requirement-changed", now, before, after, names, by)


@transaction.atomic
def spread_requirement(
    requirement: Requirement, shares: Mapping[Department | Unit, Given], *, seen: int, by: User | None
) -> None:
    """Let `shares` be what departments and units answer for of `requirement`, seen in its version `seen`.

    Places that are not named answer for nothing. A department with a share of its own may have units that sum to less;
    one without has the sum of its units. What is not spread stays with the administration.

    Raises:
        RequirementStaleError, RequirementWithdrawnError: as they say.
        PlaceNotInYearError, PartShareError: a place cannot have a share that year.
        ShareNotPositiveError, NoBudgetToShareError: a share is no amount above zero.
        DepartmentBelowUnitsError: a department's units are given more than it.
        SharesAboveRequirementError: all of them sum to more than the requirement.
    """
    now = _standing(requirement, seen)
    places = spreadable(now.administration, now.year)
    rows = [_share(now, place, given, places) for place, given in shares.items()]
    _require_within(now, rows, places)
    before = _told_shares(now)
    now.shares.all().delete()
    RequirementShare.objects.bulk_create(rows)
    after = _told_shares(now)
    if before != after:
        _save(now)
        name = "requirement_shares"
        _log("requirement-spread", now, {name: before}, {name: after}, [name], by)


@transaction.atomic
def withdraw_requirement(requirement: Requirement, *, by: User | None) -> None:
    """Let `requirement` count no more; it stays in the list with its shares. A second time changes nothing."""
    now = _locked(requirement)
    if now.withdrawn_at is None:
        now.withdrawn_at, now.withdrawn_by = timezone.now(), by
        _save(now)
        record_change(
            "requirement-withdrawn", now, administration=now.administration, by=by, before=_told(now), after={}
        )


@transaction.atomic
def take_back_requirement(requirement: Requirement, *, by: User | None) -> None:
    """Let a withdrawn `requirement` count again, with its shares. A second time changes nothing."""
    now = _locked(requirement)
    if now.withdrawn_at is not None:
        now.withdrawn_at = now.withdrawn_by = None
        _save(now)
        record_change(
            "requirement-taken-back", now, administration=now.administration, by=by, before={}, after=_told(now)
        )


@transaction.atomic
def change_measure_rules(administration: Administration, values: Mapping[str, int], *, by: User | None) -> None:
    """Let `administration` work with measures as `values`, per cent and days by the names of `RULES`, say."""
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    rules = rules_of(administration)
    before = {name: getattr(rules, name) for name in RULES}
    after = {name: values.get(name, before[name]) for name in RULES}
    names = [name for name in RULES if before[name] != after[name]]
    if names:
        MeasureRules.objects.update_or_create(administration=administration, defaults=after)
        record_change(
            "measure-rules-changed",
            administration,
            administration=administration,
            by=by,
            before={f"measure_{name}": before[name] for name in names},
            after={f"measure_{name}": after[name] for name in names},
        )


def _require_sound(requirement: Requirement) -> None:
    if requirement.amount <= 0:
        raise refusals.RequirementNotPositiveError
    if requirement.decided_on > timezone.localdate():
        raise refusals.RequirementDecidedLaterError(day=requirement.decided_on)


def _share(
    requirement: Requirement, place: Department | Unit, given: Given, places: list[Spreadable]
) -> RequirementShare:
    """The row of `place`, which exists in the year and is given something above zero."""
    budget = _budget(requirement, place, places)
    if given.hundredths is not None and budget <= 0:
        raise refusals.NoBudgetToShareError(place=_named(place), year=requirement.year)
    amount = given.come_to(budget)
    if amount <= 0:
        raise refusals.ShareNotPositiveError(place=_named(place), amount=kronor(amount))
    where = {"unit": place} if isinstance(place, Unit) else {"department": place}
    return RequirementShare(requirement=requirement, amount=amount, hundredths=given.hundredths, **where)


def _budget(requirement: Requirement, place: Department | Unit, places: list[Spreadable]) -> int:
    if isinstance(place, Unit) and place.parent:
        raise refusals.PartShareError(part=place, unit=place.parent)
    for each in places:
        if place == each.department:
            return each.budget
        if isinstance(place, Unit) and place in each.units:
            return each.budgets[place.pk]
    successor = getattr(place, "successor", None)
    said = f": {successor}" if successor else ""
    raise refusals.PlaceNotInYearError(place=_named(place), year=requirement.year, successor=said)


def _require_within(requirement: Requirement, rows: list[RequirementShare], places: list[Spreadable]) -> None:
    own = {each.department_id: each.amount for each in rows if each.department_id}
    units: dict[int, int] = defaultdict(int)
    for row in rows:
        if row.unit:
            units[row.unit.department_id] += row.amount
    departments = [each.department for each in places]
    given = {each: DepartmentSpread(own.get(each.pk), units[each.pk]) for each in departments}
    for department, each in given.items():
        if each.rest < 0:
            raise refusals.DepartmentBelowUnitsError(
                department=_named(department),
                own=kronor(each.needed),
                units=kronor(each.units),
                difference=kronor(-each.rest),
            )
    if (total := spread(given.values())) > requirement.amount:
        raise refusals.SharesAboveRequirementError(spread=kronor(total), difference=kronor(total - requirement.amount))


def _locked(requirement: Requirement) -> Requirement:
    rows = Requirement.objects.select_for_update(of=("self",)).select_related("administration")
    return rows.get(pk=requirement.pk)


def _standing(requirement: Requirement, seen: int) -> Requirement:
    now = _locked(requirement)
    if now.version != seen:
        raise refusals.RequirementStaleError(name=_last_who(now))
    if now.withdrawn_at:
        raise refusals.RequirementWithdrawnError
    return now


def _last_who(requirement: Requirement) -> str:
    """Who changed it last, as the log has it."""
    same = Change.objects.filter(
        administration=requirement.administration.code, action__startswith="requirement-", subject=str(requirement)
    )
    last = same.order_by("-at", "-pk").first()
    return last.by if last else _("Somebody")


def _save(requirement: Requirement) -> None:
    requirement.version += 1
    requirement.save()


def _told(requirement: Requirement) -> dict[str, Any]:
    """What the log says of it."""
    found = {name: getattr(requirement, name) for name in WRITTEN}
    found |= {"amount_ore": found.pop("amount"), "decided_on": str(requirement.decided_on)}
    return {name: value for name, value in found.items() if value != ""}


def _told_shares(requirement: Requirement) -> dict[str, int]:
    rows = requirement.shares.select_related("unit", "department")
    return {_named(each.unit or each.department): each.amount for each in rows}


def _log(
    action: str,
    requirement: Requirement,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    names: list[str],
    by: User | None,
) -> None:
    record_change(
        action,
        requirement,
        administration=requirement.administration,
        by=by,
        before={name: before[name] for name in names if name in before},
        after={name: after[name] for name in names if name in after},
    )


def _named(place: Department | Unit) -> str:
    return f"{place.code} {place.name}"
