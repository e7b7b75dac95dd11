"""What the database itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.factories import (
    DepartmentFactory,
    ResponsibilityFactory,
    UnitFactory,
    UserFactory,
    group,
)
from units.models import AccountGroup, AccountRange, Token
from units.roles import Role

MIDDLE = date(2026, 6, 15)
JANUARY, JUNE = date(2026, 1, 1), date(2026, 6, 1)


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_two_people_have_different_emails(db):
    UserFactory(email="anna@example.org")

    refused(lambda: UserFactory(email="Anna@example.org"))


def test_people_may_be_without_email(db):
    assert UserFactory(email="").pk != UserFactory(email="").pk


def test_a_department_code_is_used_once_in_an_administration(administration):
    refused(lambda: DepartmentFactory(administration=administration, code="10"))


@pytest.mark.parametrize(
    "values", [{"valid_from": MIDDLE}, {"valid_to": MIDDLE}, {"valid_from": JUNE, "valid_to": JANUARY}]
)
def test_a_department_is_valid_for_whole_months_that_end_after_they_begin(administration, values):
    refused(lambda: DepartmentFactory(administration=administration, **values))


def test_a_unit_code_is_used_once_in_an_administration(unit):
    refused(lambda: UnitFactory(department=unit.department, code="4100"))


@pytest.mark.parametrize(
    "values", [{"valid_from": MIDDLE}, {"valid_to": MIDDLE}, {"valid_from": JUNE, "valid_to": JANUARY}]
)
def test_a_unit_is_valid_for_whole_months_that_end_after_they_begin(unit, values):
    refused(lambda: UnitFactory(department=unit.department, **values))


def test_a_responsibility_ends_after_it_begins(administration):
    refused(lambda: ResponsibilityFactory(administration=administration, since=JUNE, until=JANUARY))


def test_a_responsibility_is_for_a_department_or_a_unit_and_not_both(administration, unit):
    refused(lambda: ResponsibilityFactory(administration=administration, unit=unit, department=unit.department))


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.DEPARTMENT_HEAD])
def test_a_head_is_head_of_something(administration, role):
    refused(lambda: ResponsibilityFactory(administration=administration, role=role))


def test_an_account_group_code_is_used_once_in_an_administration(administration):
    refused(lambda: AccountGroup.objects.create(administration=administration, code="PER", name="Personal"))


def test_an_account_range_ends_after_it_begins(administration):
    refused(lambda: AccountRange.objects.create(group=group(administration), first="59", last="50"))


def test_two_tokens_are_different_keys(db):
    owner = UserFactory()
    Token.objects.create(user=owner, name="one", digest="a" * 64)

    refused(lambda: Token.objects.create(user=owner, name="other", digest="a" * 64))
