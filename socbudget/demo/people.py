"""Who signs in to the demo and who answers for its units. People are roles, never names."""

from datetime import date

from django.contrib.auth.hashers import make_password

from socbudget.demo.accounts import ACCOUNTS, PASSWORD
from socbudget.demo.plan import Plan
from units.models import Administration, Responsibility, User
from units.roles import Role


def assign(administration: Administration, plan: Plan) -> None:
    """Give the demo accounts their roles in `administration`, and every other unit and department a head."""
    since = plan.month(plan.fixture["from"])
    places = plan.fixture["people"]
    units = {unit.code: unit for unit in administration.units.filter(parent=None)}
    departments = {department.code: department for department in administration.departments.all()}
    for username, name, role in ACCOUNTS:
        user = _account(username, name, everywhere=role == Role.SYSTEM)
        place = _place(role, places, units, departments)
        _hold(user, role, administration, since, **place)
    for code, unit in units.items():
        if code != places["unit"]:
            _hold(
                _head(administration, code, f"Enhetschef {unit.name}"), Role.UNIT_HEAD, administration, since, unit=unit
            )
    for code, department in departments.items():
        if code != places["department"]:
            head = _head(administration, code, f"Avdelningschef {department.name}")
            _hold(head, Role.DEPARTMENT_HEAD, administration, since, department=department)


def _place(role: str, places: dict[str, str], units: dict, departments: dict) -> dict[str, object]:
    if role in (Role.UNIT_HEAD, Role.SUPPORT, Role.STAFF):
        return {"unit": units[places["unit"]]}
    return {"department": departments[places["department"]]} if role == Role.DEPARTMENT_HEAD else {}


def _account(username: str, name: str, *, everywhere: bool) -> User:
    defaults = {"name": name, "email": f"{username}@example.org", "is_superuser": everywhere}
    user, made = User.objects.get_or_create(username=username, defaults=defaults)
    if made:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    return user


def _head(administration: Administration, code: str, name: str) -> User:
    """Someone who answers but never signs in."""
    username = f"{administration.code}-{code}".lower()
    return User.objects.create(
        username=username, name=name, email=f"{username}@example.org", password=make_password(None)
    )


def _hold(user: User, role: str, administration: Administration, since: date, **place: object) -> None:
    Responsibility.objects.create(user=user, role=role, administration=administration, since=since, **place)
