"""The plainest valid row of each model, and nothing more."""

from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from forecasts.models import Figure, Forecast, ForecastLine
from measures.models import Effect, Measure, MeasureShare
from measures.stages import COUNTED
from meetings.models import Assignment, Body, Meeting
from units import services
from units.models import AccountGroup, Administration, Department, Responsibility, Unit, User
from units.roles import Role

JANUARY = date(2026, 1, 1)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"person-{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")


class AdministrationFactory(DjangoModelFactory):
    class Meta:
        model = Administration

    code = factory.Sequence(lambda number: f"ADM{number}")
    name = factory.LazyAttribute(lambda row: f"Förvaltning {row.code}")


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department

    administration = factory.SubFactory(AdministrationFactory)
    code = factory.Sequence(lambda number: f"{1000 + number}")
    name = factory.LazyAttribute(lambda row: f"Avdelning {row.code}")
    valid_from = date(2020, 1, 1)


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    department = factory.SubFactory(DepartmentFactory)
    administration = factory.LazyAttribute(lambda row: row.department.administration)
    code = factory.Sequence(lambda number: f"{50000 + number}")
    name = factory.LazyAttribute(lambda row: f"Enhet {row.code}")
    valid_from = date(2020, 1, 1)


class ResponsibilityFactory(DjangoModelFactory):
    class Meta:
        model = Responsibility

    user = factory.SubFactory(UserFactory)
    role = Role.CONTROLLER
    since = date(2020, 1, 1)


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = Figure

    unit = factory.SubFactory(UnitFactory)
    month = JANUARY
    kind = Figure.Kind.ACTUAL
    amount = 100_00


class ForecastFactory(DjangoModelFactory):
    class Meta:
        model = Forecast

    year = factory.LazyAttribute(lambda row: row.as_of.year)
    as_of = date(2026, 8, 1)
    submitted_at = datetime(2026, 9, 8, 12, tzinfo=UTC)


class ForecastLineFactory(DjangoModelFactory):
    class Meta:
        model = ForecastLine

    amount = 100_00


class MeasureFactory(DjangoModelFactory):
    class Meta:
        model = Measure

    administration = factory.SubFactory(AdministrationFactory)
    number = factory.Sequence(lambda number: number + 1)
    title = "Färre konsulter"
    stage = Measure.Stage.DECIDED
    start = JANUARY


def measure(unit: Unit, effects: dict[date, int] | None = None, **values: object) -> Measure:
    """A decided measure of `unit` alone with its `effects` (öre by month), planned as they are expected."""
    made = MeasureFactory(administration=unit.administration, **values)
    MeasureShare.objects.create(measure=made, unit=unit)
    planned = made.stage in COUNTED
    Effect.objects.bulk_create(
        Effect(
            measure=made,
            unit=unit,
            month=month,
            amount=amount,
            planned=amount if planned else None,
            planned_cost=0 if planned else None,
        )
        for month, amount in (effects or {}).items()
    )
    return made


class BodyFactory(DjangoModelFactory):
    """The management group of an administration."""

    class Meta:
        model = Body

    administration = factory.SubFactory(AdministrationFactory)
    kind = Body.Kind.MANAGEMENT
    name = factory.Sequence(lambda number: f"Grupp {number + 1}")


class MeetingFactory(DjangoModelFactory):
    """A planned meeting without points or participants."""

    class Meta:
        model = Meeting

    body = factory.SubFactory(BodyFactory)
    day = factory.Sequence(lambda number: date(2026, 9, 14) + timedelta(weeks=number))


class AssignmentFactory(DjangoModelFactory):
    """An open action that was given between meetings, about the whole administration."""

    class Meta:
        model = Assignment

    administration = factory.SubFactory(AdministrationFactory)
    kind = Assignment.Kind.ACTION
    year = factory.LazyAttribute(lambda row: row.made_on.year)
    number = factory.Sequence(lambda number: number + 1)
    text = "Se över schemat"
    owner = factory.SubFactory(UserFactory)
    due = factory.LazyAttribute(lambda row: row.made_on + timedelta(weeks=2))
    decided_due = factory.LazyAttribute(lambda row: row.due)
    made_on = date(2026, 9, 14)


def small_administration(code: str = "EX") -> Administration:
    """One department (10), two units (4100 Barn och ungdom, 4200 Vuxen) and the account groups of Kommun-Bas."""
    administration = services.start_administration(code, "Exempelstads socialförvaltning", by=None)
    department = DepartmentFactory(administration=administration, code="10", name="Individ och familj")
    UnitFactory(department=department, code="4100", name="Barn och ungdom")
    UnitFactory(department=department, code="4200", name="Vuxen")
    return administration


def person(administration: Administration, role: Role, **place: object) -> User:
    """A user with `role` for the place that the role needs: unit 4100, department 10 or the administration."""
    if not place and role in (Role.UNIT_HEAD, Role.SUPPORT, Role.STAFF):
        place = {"unit": administration.units.get(code="4100")}
    if not place and role == Role.DEPARTMENT_HEAD:
        place = {"department": administration.departments.get(code="10")}
    user = UserFactory()
    ResponsibilityFactory(user=user, role=role, administration=administration, **place)
    return user


def group(administration: Administration, code: str = "PER") -> AccountGroup:
    """An account group of `administration` by its code."""
    return administration.account_groups.get(code=code)
