"""What is done with people: accounts, roles, and who answers for what."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from units import refusals
from units.models import Administration, Department, Responsibility, Unit, User
from units.people.queries import find_person, own_roles, running
from units.roles import Act, Role
from units.services import record_change, start_administration

DAY = timedelta(days=1)
WHOLE = {Role.SYSTEM, Role.COMMITTEE}


@transaction.atomic
def make_person(username: str, *, email: str, name: str, language: str = "sv", by: User | None) -> User:
    """An account without a password: its owner chooses one by the link in an e-mail.

    Raises:
        UsernameTakenError, EmailTakenError: someone else has it.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise refusals.UsernameTakenError(username=username)
    if email and User.objects.filter(email__iexact=email).exists():
        raise refusals.EmailTakenError(email=email)
    user = User(username=username, email=email, name=name, language=language)
    user.set_unusable_password()
    user.save()
    record_change("account-made", user, administration=None, by=by)
    return user


@transaction.atomic
def change_own_page(user: User, *, name: str, email: str, language: str, digest: bool | None = None) -> None:
    """Let `user` have another name, e-mail address or language, and get the Monday letter or not (None: as before).

    Raises:
        EmailTakenError: someone else has the address.
    """
    if email and User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists():
        raise refusals.EmailTakenError(email=email)
    before = {"name": user.name, "email": user.email, "language": user.language, "digest": user.digest}
    after = {"name": name, "email": email, "language": language, "digest": user.digest if digest is None else digest}
    for field, value in after.items():
        setattr(user, field, value)
    user.save(update_fields=list(after))
    if after != before:
        record_change("own-page-changed", user, administration=None, by=user, before=before, after=after)


@transaction.atomic
def give_role(
    user: User,
    role: str,
    administration: Administration,
    *,
    department: Department | None = None,
    unit: Unit | None = None,
    since: date,
    by: User | None,
) -> Responsibility:
    """Let `user` have `role` from the day `since`. Who becomes unit or department head takes over from the one before.

    Raises:
        RoleNeedsPlaceError: a unit head needs a unit, a department head a department.
        RoleIsWholeError: system administrators and the committee have the whole administration.
        RoleHeldError: the person has that role there already.
        AnswersAlreadyError, HandoverTooEarlyError: see `hand_over`.
    """
    place = {Role.UNIT_HEAD: unit, Role.DEPARTMENT_HEAD: department}.get(Role(role), administration)
    if place is None:
        raise refusals.RoleNeedsPlaceError
    if role in WHOLE and (unit or department):
        raise refusals.RoleIsWholeError
    if isinstance(place, Unit | Department):
        return hand_over(place, user, since, by=by)
    held = Responsibility.objects.filter(
        Q(until=None) | Q(until__gte=since),
        user=user,
        role=role,
        administration=administration,
        department=department,
        unit=unit,
    )
    if held.exists():
        raise refusals.RoleHeldError(name=user)
    given = Responsibility.objects.create(
        user=user, role=role, administration=administration, department=department, unit=unit, since=since
    )
    _record("role-given", given, by=by, after={"from": since.isoformat()})
    return given


@transaction.atomic
def hand_over(place: Unit | Department, user: User, since: date, *, by: User | None) -> Responsibility:
    """Let `user` answer for `place` from the day `since`; the one before answers to the day before.

    Raises:
        AnswersAlreadyError: the same person answers then.
        HandoverTooEarlyError: someone began on that day or begins later.
    """
    role, scope = _head(place)
    type(place).objects.select_for_update().get(pk=place.pk)  # one handover at a time
    rows = Responsibility.objects.select_related("user").filter(role=role, **scope)
    current = rows.filter(Q(until=None) | Q(until__gte=since)).order_by("since").last()
    if current and current.user == user:
        raise refusals.AnswersAlreadyError(name=user)
    if current and current.since >= since:
        raise refusals.HandoverTooEarlyError(name=current.user, start=current.since.isoformat())
    rows.filter(Q(until=None) | Q(until__gte=since)).update(until=since - DAY)
    given = Responsibility.objects.create(
        user=user, role=role, administration=place.administration, since=since, **scope
    )
    before = {"answers": str(current.user)} if current else {}
    _record(
        "responsibility-handed-over", given, by=by, before=before,
        after={"answers": str(user), "from": since.isoformat()},
    )  # fmt: skip
    return given


@transaction.atomic
def end_role(held: Responsibility, last_day: date, *, by: User) -> None:
    """Let `last_day` be the last day of a role; one that has not begun by then is taken back.

    Raises:
        EndsBeforeStartError: it began after that day.
        OwnSystemRoleError: it is the last role by which `by` gives roles here.
    """
    if held.user_id == by.pk and held.role == Role.SYSTEM and not by.is_superuser:
        others = running(held.administration).filter(user=by, role=Role.SYSTEM, department=None, unit=None)
        if not others.exclude(pk=held.pk).filter(until=None).exists():
            raise refusals.OwnSystemRoleError
    before = {"to": held.until.isoformat()} if held.until else {}
    if held.since > timezone.localdate():
        _record("role-taken-back", held, by=by, before={"from": held.since.isoformat()})
        held.delete()
        return
    if last_day < held.since:
        raise refusals.EndsBeforeStartError(start=held.since.isoformat())
    held.until = last_day
    held.save(update_fields=["until"])
    _record("role-ended", held, by=by, before=before, after={"to": last_day.isoformat()})


@transaction.atomic
def close_account(user: User, administration: Administration, *, by: User) -> None:
    """Let `user` sign in no more. Roles stay as they are, so that opening the account brings all back.

    Raises:
        OwnAccountError: nobody closes the own account.
        RolesElsewhereError: others decide about the person too.
    """
    _refuse_others(user, by)
    _set_active(user, administration, active=False, by=by)


@transaction.atomic
def open_account(user: User, administration: Administration, *, by: User) -> None:
    """Let `user` sign in again.

    Raises:
        RolesElsewhereError: others decide about the person too.
    """
    _refuse_others(user, by)
    _set_active(user, administration, active=True, by=by)


def _refuse_others(user: User, by: User) -> None:
    if user == by:
        raise refusals.OwnAccountError
    decided = Administration.objects.allowing(by, Act.PEOPLE)
    elsewhere = own_roles(user).exclude(administration__in=decided).exists()
    if elsewhere or (user.is_superuser and not by.is_superuser):
        raise refusals.RolesElsewhereError(name=user)


def _set_active(user: User, administration: Administration, *, active: bool, by: User) -> None:
    if user.is_active != active:
        user.is_active = active
        user.save(update_fields=["is_active"])
        record_change("account-opened" if active else "account-closed", user, administration=administration, by=by)


def _head(place: Unit | Department) -> tuple[Role, dict[str, Any]]:
    if isinstance(place, Unit):
        return Role.UNIT_HEAD, {"unit": place}
    return Role.DEPARTMENT_HEAD, {"department": place}


def _record(action: str, held: Responsibility, *, by: User | None, **values: Any) -> None:
    place = held.unit or held.department or held.administration
    after = {"role": held.role, "place": str(place)} | values.pop("after", {})
    record_change(action, held.user, administration=held.administration, by=by, after=after, **values)


@transaction.atomic
def start_with_administrator(code: str, name: str, system: str, *, by: User) -> Administration:
    """A new administration and the one who gives its roles: the person `system`, or `by` when that is empty.

    Raises:
        UnknownPersonError: nobody is called so.
        CodeTakenError, CodeReservedError: see `start_administration`.
    """
    administrator = find_person(system) if system else by
    if administrator is None:
        raise refusals.UnknownPersonError(text=system)
    administration = start_administration(code, name, by=by)
    give_role(administrator, Role.SYSTEM, administration, since=timezone.localdate(), by=by)
    return administration


def person_called(text: str, *, name: str, by: User) -> tuple[User, bool]:
    """The person with that e-mail address or username, and whether the account was made now.

    Raises:
        UnknownPersonError: nobody is called so, and it is no e-mail address.
        NameNeededError: it is a new e-mail address and `name` is empty.
    """
    if user := find_person(text):
        return user, False
    try:
        validate_email(text)
    except ValidationError as error:
        raise refusals.UnknownPersonError(text=text) from error
    if not name:
        raise refusals.NameNeededError(email=text)
    return make_person(text.lower(), email=text.lower(), name=name, by=by), True


@transaction.atomic
def give_role_to(administration: Administration, values: Mapping[str, Any], *, by: User) -> tuple[User, bool]:
    """Give the role of `values` (who, name, role, place, since), and an account to someone new; both or neither.

    Raises:
        RefusedError: see `person_called` and `give_role`.
    """
    user, is_new = person_called(values["who"], name=values["name"], by=by)
    give_role(user, values["role"], administration, since=values["since"], by=by, **values["place"])
    return user, is_new
