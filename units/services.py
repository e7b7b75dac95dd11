"""What people do with the organisation."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from units import refusals
from units.accounts import KOMMUN_BAS
from units.models import AccountGroup, AccountRange, Administration, Change, Department, Unit, User
from units.places import DepartmentState, Misfit, Span, UnitState, Whole, can_carry_on, misfit

COMMAND_LINE = "kommandoraden"
RESERVED_CODES = {"new"}
ENDING = {"valid_to", "successor"}  # what ending a unit changes
SETTINGS = (
    "name", "label", "about", "money_unit", "costs_negative",
    "watch_ore", "watch_permille", "deficit_ore", "deficit_permille",
)  # fmt: skip


def record_change(
    action: str,
    subject: object,
    *,
    administration: Administration | None,
    by: User | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write who did what to the log. `by` None is the command line. Values are what JSON can hold."""
    Change.objects.create(
        by=str(by) if by else COMMAND_LINE,
        administration=administration.code if administration else "",
        action=action,
        subject=str(subject)[:200],
        before=dict(before or {}),
        after=dict(after or {}),
    )


@transaction.atomic
def start_administration(code: str, name: str, *, by: User | None, **settings: Any) -> Administration:
    """Make an administration with the account groups of Kommun-Bas.

    Raises:
        CodeTakenError, CodeReservedError: another has the code, or an address does.
    """
    if code.lower() in RESERVED_CODES:
        raise refusals.CodeReservedError(code=code)
    if taken := Administration.objects.filter(code__iexact=code).first():
        raise refusals.CodeTakenError(code=code, name=taken.name)
    administration = Administration.objects.create(code=code, name=name, **settings)
    for order, default in enumerate(KOMMUN_BAS):
        group = AccountGroup.objects.create(
            administration=administration, code=default.code, name=default.name, kind=default.kind, order=order
        )
        AccountRange.objects.bulk_create(
            AccountRange(group=group, first=first, last=last) for first, last in default.ranges
        )
    record_change("administration-started", administration, administration=administration, by=by)
    return administration


@transaction.atomic
def change_settings(administration: Administration, values: Mapping[str, Any], *, by: User | None) -> None:
    """Give `administration` the `values` of its settings, thresholds in öre and per mille."""
    before = {name: getattr(administration, name) for name in SETTINGS}
    for name in SETTINGS:
        setattr(administration, name, values.get(name, before[name]))
    administration.save(update_fields=SETTINGS)
    _record(
        "settings-changed", administration, before, {name: getattr(administration, name) for name in SETTINGS}, by=by
    )


@transaction.atomic
def start_department(
    administration: Administration, *, code: str, name: str, valid_from: date, by: User | None
) -> Department:
    """Make a department from the month `valid_from`.

    Raises:
        CodeTakenError: another department has the code.
    """
    department = Department(administration=administration, code=code, name=name, valid_from=valid_from)
    _refuse_taken_code(department)
    department.save()
    _record("department-started", administration, {}, _described(department), by=by, subject=department)
    return department


@transaction.atomic
def change_department(
    department: Department, *, code: str, name: str, valid_from: date, valid_to: date | None, by: User | None
) -> None:
    """Give `department` other values; its months include both ends.

    Raises:
        CodeTakenError, EndsBeforeStartError: the values do not fit.
        DepartmentHasUnitsError: a unit of it exists outside those months.
    """
    before = _described(Department.objects.get(pk=department.pk))
    department.code, department.name, department.valid_from, department.valid_to = code, name, valid_from, valid_to
    _refuse_taken_code(department)
    _refuse_early_end(valid_from, valid_to)
    outside = Q(valid_from__lt=valid_from)
    if valid_to:
        outside |= Q(valid_to=None) | Q(valid_to__gt=valid_to)
    if unit := department.units.filter(outside).first():
        raise refusals.DepartmentHasUnitsError(name=unit)
    department.save()
    _record("department-changed", department.administration, before, _described(department), by=by, subject=department)


@transaction.atomic
def start_unit(
    department: Department,
    *,
    code: str,
    name: str,
    kind: str,
    valid_from: date,
    parent: Unit | None = None,
    by: User | None,
) -> Unit:
    """Make a unit of `department`, or a part of the unit `parent`, from the month `valid_from`.

    Raises:
        CodeTakenError, OutsideDepartmentError, PartOfPartError: the values do not fit.
    """
    unit = Unit(administration=department.administration, department=department, code=code, name=name, kind=kind)
    unit.parent, unit.valid_from = parent, valid_from
    _refuse_unfit(unit)
    unit.save()
    _record("unit-started", unit.administration, {}, _described(unit), by=by, subject=unit)
    return unit


@transaction.atomic
def change_unit(unit: Unit, values: Mapping[str, Any], *, by: User | None) -> None:
    """Give `unit` other values of code, name, kind, department, parent and valid_from. Its parts follow it.

    Raises:
        CodeTakenError, OutsideDepartmentError, EndsBeforeStartError: the values do not fit.
        PartOfPartError, HasPartsError: there are no parts of parts.
    """
    before = _described(Unit.objects.select_related("department", "parent").get(pk=unit.pk))
    for name in ("code", "name", "kind", "department", "parent", "valid_from"):
        setattr(unit, name, values.get(name, getattr(unit, name)))
    _refuse_unfit(unit)
    unit.save()
    unit.parts.update(department=unit.department)
    _record("unit-changed", unit.administration, before, _described(unit), by=by, subject=unit)


@transaction.atomic
def end_unit(unit: Unit, last_month: date, *, successor: Unit | None = None, by: User | None) -> None:
    """Let `last_month` be the last month of `unit` and its parts; `successor` carries on.

    Raises:
        EndsBeforeStartError: it, or a part of it, begins after that.
        UnfitSuccessorError: the successor is the unit itself or has ended by then.
    """
    before = _described(unit)
    _refuse_early_end(unit.valid_from, last_month)
    if late := unit.parts.filter(valid_from__gt=last_month).first():
        raise refusals.EndsBeforeStartError(start=f"{late.valid_from:%Y-%m}")
    unit.valid_to, unit.successor = last_month, successor
    _refuse_successor(unit)
    unit.save(update_fields=["valid_to", "successor"])
    unit.parts.filter(Q(valid_to=None) | Q(valid_to__gt=last_month)).update(valid_to=last_month)
    _record("unit-ended", unit.administration, before, _described(unit), by=by, subject=unit)


@transaction.atomic
def reopen_unit(unit: Unit, *, by: User | None) -> None:
    """Take back that `unit` ends. Its parts stay ended until they are reopened themselves.

    Raises:
        OutsideDepartmentError: its department ends.
        PartOutlivesUnitError: it is a part of a unit that ends.
    """
    before = _described(unit)
    unit.valid_to = unit.successor = None
    _refuse_unfit(unit)
    unit.save(update_fields=["valid_to", "successor"])
    _record("unit-reopened", unit.administration, before, _described(unit), by=by, subject=unit)


@transaction.atomic
def arrange(
    administration: Administration,
    units: Sequence[UnitState],
    *,
    departments: Sequence[DepartmentState] = (),
    by: User | None,
) -> None:
    """Make `departments`, and let each of `units` be as its state says; one whose code is new is made.

    The rules are held when everything is in its place, so that no order of the changes is in the way.

    Raises:
        CodeTakenError, EndsBeforeStartError, PartOfPartError, HasPartsError, PartOutlivesUnitError,
        OutsideDepartmentError: the values do not fit.
        UnfitSuccessorError: a successor is the unit itself or has ended by then.
    """
    for each in departments:
        start_department(administration, code=each.code, name=each.name, valid_from=each.span.first, by=by)
    places = {each.code: each for each in administration.departments.all()}
    known = {each.code: each for each in administration.units.select_related("department", "parent", "successor")}
    before = {state.code: _described(known[state.code]) for state in units if state.code in known}
    for state in units:
        _refuse_early_end(state.valid_from, state.valid_to)
        unit = known.setdefault(state.code, Unit(administration=administration, code=state.code))
        unit.name, unit.kind, unit.department = state.name, state.kind, places[state.department]
        unit.valid_from, unit.valid_to = state.valid_from, state.valid_to
        unit.parent = unit.successor = None
        unit.save()
    for state in units:
        unit = known[state.code]
        unit.parent, unit.successor = known.get(state.parent), known.get(state.successor)
        unit.save(update_fields=["parent", "successor"])
    wholes = {each.parent_id for each in known.values()}
    for state in units:
        _settle(known[state.code], before.get(state.code), has_parts=known[state.code].pk in wholes, by=by)


def _settle(unit: Unit, before: dict[str, Any] | None, *, has_parts: bool, by: User | None) -> None:
    """Hold the rules for a unit that has got its place, and log what changed as when it is done by hand."""
    _refuse_misfit(unit, has_parts=has_parts)
    after = _described(unit)
    if before is None or any(before.get(name) != after.get(name) for name in ENDING):
        _refuse_successor(unit)
    if before is None:
        _record("unit-started", unit.administration, {}, after, by=by, subject=unit)
        return
    steps = ("unit-changed", {*before, *after} - ENDING), ("unit-ended" if unit.valid_to else "unit-reopened", ENDING)
    for action, names in steps:
        was, now = ({name: text for name, text in each.items() if name in names} for each in (before, after))
        _record(action, unit.administration, was, now, by=by, subject=unit)


def _refuse_successor(unit: Unit) -> None:
    """Refuse a successor that is the unit itself, has ended by then, or has nothing to carry on."""
    other = unit.successor
    if other and not (unit.valid_to and can_carry_on(unit.code, unit.valid_to, other.code, other.valid_to)):
        raise refusals.UnfitSuccessorError(name=other)


def _refuse_unfit(unit: Unit) -> None:
    _refuse_taken_code(unit)
    has_parts = bool(unit.parent_id and unit.pk) and unit.parts.exists()
    if unit.parent and unit.parent == unit:
        raise refusals.PartOfPartError(name=unit)
    if unit.parent:
        unit.department = unit.parent.department
    _refuse_misfit(unit, has_parts=has_parts)


def _refuse_misfit(unit: Unit, *, has_parts: bool) -> None:
    department, parent = unit.department, unit.parent
    whole = Whole(Span(parent.valid_from, parent.valid_to), is_part=bool(parent.parent_id)) if parent else None
    span, its_span = Span(unit.valid_from, unit.valid_to), Span(department.valid_from, department.valid_to)
    match misfit(span, department=its_span, whole=whole, has_parts=has_parts):
        case Misfit.BACKWARDS:
            raise refusals.EndsBeforeStartError(start=f"{unit.valid_from:%Y-%m}")
        case Misfit.PART_OF_PART:
            raise refusals.PartOfPartError(name=parent)
        case Misfit.HAS_PARTS:
            raise refusals.HasPartsError(name=unit)
        case Misfit.OUTLIVES_UNIT:
            raise refusals.PartOutlivesUnitError(name=unit)
        case Misfit.OUTSIDE_DEPARTMENT:
            raise refusals.OutsideDepartmentError(name=department)


def _refuse_taken_code(place: Department | Unit) -> None:
    same = type(place).objects.filter(administration=place.administration, code=place.code).exclude(pk=place.pk)
    if taken := same.first():
        raise refusals.CodeTakenError(code=place.code, name=taken.name)


def _refuse_early_end(start: date, end: date | None) -> None:
    if end and end < start:
        raise refusals.EndsBeforeStartError(start=f"{start:%Y-%m}")


def _described(place: Department | Unit) -> dict[str, Any]:
    """What the log says of a department or a unit."""
    described = {"code": place.code, "name": place.name, "valid_from": f"{place.valid_from:%Y-%m}"}
    if place.valid_to:
        described["valid_to"] = f"{place.valid_to:%Y-%m}"
    if isinstance(place, Unit):
        described |= {"kind": place.kind, "department": place.department.name}
        described |= {"part_of": str(place.parent)} if place.parent else {}
        described |= {"successor": str(place.successor)} if place.successor else {}
    return described


def _record(
    action: str,
    administration: Administration,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    by: User | None,
    subject: object = None,
) -> None:
    """Log what differs between `before` and `after`; nothing when nothing does."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if names:
        record_change(
            action,
            subject or administration,
            administration=administration,
            by=by,
            before={name: before[name] for name in names if name in before},
            after={name: after[name] for name in names if name in after},
        )
