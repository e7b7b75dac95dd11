"""Accounts, roles and who answers for what."""

from datetime import date

import pytest
import time_machine

from tests.factories import ResponsibilityFactory, UserFactory, person, small_administration
from units import refusals
from units.models import Change, Responsibility
from units.people import services
from units.queries import who_answered
from units.roles import Role

TODAY = date(2026, 9, 15)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def by(administration):
    return person(administration, Role.SYSTEM)


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


def spans(place):
    return [(str(held.user), held.since, held.until) for held in who_answered(place)]


def test_a_handover_ends_the_row_before_and_keeps_it(unit, by):
    anna, bo = UserFactory(username="anna"), UserFactory(username="bo")
    services.hand_over(unit, anna, date(2026, 1, 1), by=by)

    services.hand_over(unit, bo, date(2026, 10, 1), by=by)

    assert spans(unit) == [("bo", date(2026, 10, 1), None), ("anna", date(2026, 1, 1), date(2026, 9, 30))]


def test_a_department_is_handed_over_in_the_same_way(administration, by):
    department = administration.departments.get(code="10")

    given = services.hand_over(department, UserFactory(username="anna"), TODAY, by=by)

    assert (given.role, given.department, given.unit) == (Role.DEPARTMENT_HEAD, department, None)


def test_a_handover_is_not_before_the_one_who_answers_began(unit, by):
    services.hand_over(unit, UserFactory(), TODAY, by=by)

    with pytest.raises(refusals.HandoverTooEarlyError):
        services.hand_over(unit, UserFactory(), TODAY, by=by)


def test_nobody_takes_over_from_themselves(unit, by):
    anna = UserFactory()
    services.hand_over(unit, anna, date(2026, 1, 1), by=by)

    with pytest.raises(refusals.AnswersAlreadyError):
        services.hand_over(unit, anna, TODAY, by=by)


def test_the_log_says_who_took_over_from_whom(unit, by):
    services.hand_over(unit, UserFactory(username="anna"), date(2026, 1, 1), by=by)
    services.hand_over(unit, UserFactory(username="bo"), TODAY, by=by)

    last = Change.objects.first()
    assert (last.action, last.subject, last.before, last.after) == (
        "responsibility-handed-over",
        "bo",
        {"answers": "anna"},
        {"role": "unit_head", "place": "4100 Barn och ungdom", "answers": "bo", "from": "2026-09-15"},
    )


def test_who_is_given_the_role_of_unit_head_takes_over(administration, unit, by):
    services.hand_over(unit, UserFactory(username="anna"), date(2026, 1, 1), by=by)

    services.give_role(UserFactory(username="bo"), Role.UNIT_HEAD, administration, unit=unit, since=TODAY, by=by)

    assert [span[0] for span in spans(unit)] == ["bo", "anna"]


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.DEPARTMENT_HEAD])
def test_a_head_needs_something_to_answer_for(administration, by, role):
    with pytest.raises(refusals.RoleNeedsPlaceError):
        services.give_role(UserFactory(), role, administration, since=TODAY, by=by)


@pytest.mark.parametrize("role", [Role.SYSTEM, Role.COMMITTEE])
def test_some_roles_hold_for_the_whole_administration_only(administration, unit, by, role):
    with pytest.raises(refusals.RoleIsWholeError):
        services.give_role(UserFactory(), role, administration, unit=unit, since=TODAY, by=by)


def test_a_role_is_given_once(administration, by):
    anna = UserFactory()
    services.give_role(anna, Role.CONTROLLER, administration, since=date(2026, 1, 1), by=by)

    with pytest.raises(refusals.RoleHeldError):
        services.give_role(anna, Role.CONTROLLER, administration, since=TODAY, by=by)


def test_a_role_ends_with_its_last_day(administration, by):
    held = ResponsibilityFactory(administration=administration)

    services.end_role(held, TODAY, by=by)

    assert Responsibility.objects.get(pk=held.pk).until == TODAY


def test_a_role_does_not_end_before_it_began(administration, by):
    held = ResponsibilityFactory(administration=administration, since=date(2026, 9, 1))

    with pytest.raises(refusals.EndsBeforeStartError):
        services.end_role(held, date(2026, 8, 31), by=by)


def test_a_role_that_has_not_begun_is_taken_back(administration, by):
    held = ResponsibilityFactory(administration=administration, since=date(2026, 10, 1))

    services.end_role(held, TODAY, by=by)

    assert not Responsibility.objects.filter(pk=held.pk).exists()


def test_nobody_ends_the_own_last_role_as_system_administrator(by):
    with pytest.raises(refusals.OwnSystemRoleError):
        services.end_role(by.responsibilities.get(), TODAY, by=by)


def test_someone_else_can_end_it(administration, by):
    held = by.responsibilities.get()

    services.end_role(held, TODAY, by=person(administration, Role.SYSTEM))

    assert Responsibility.objects.get(pk=held.pk).until == TODAY


def test_a_new_account_has_no_password(by):
    user = services.make_person("Anna@example.org", email="Anna@example.org", name="Anna", by=by)

    user.refresh_from_db()
    assert (user.email, user.has_usable_password()) == ("anna@example.org", False)


def test_a_username_and_an_email_are_one_persons(by):
    UserFactory(username="anna", email="anna@example.org")

    with pytest.raises(refusals.UsernameTakenError):
        services.make_person("ANNA", email="", name="", by=by)
    with pytest.raises(refusals.EmailTakenError):
        services.make_person("other", email="ANNA@example.org", name="", by=by)


def test_someone_unknown_who_has_no_email_is_refused(by):
    with pytest.raises(refusals.UnknownPersonError):
        services.person_called("nobody", name="Anna", by=by)


def test_a_new_account_needs_a_name(by):
    with pytest.raises(refusals.NameNeededError):
        services.person_called("anna@example.org", name="", by=by)


def test_closing_an_account_keeps_its_roles(administration, by):
    anna = person(administration, Role.CONTROLLER)

    services.close_account(anna, administration, by=by)

    anna.refresh_from_db()
    assert (anna.is_active, anna.responsibilities.count()) == (False, 1)


def test_a_closed_account_is_opened_again(administration, by):
    anna = person(administration, Role.CONTROLLER)
    services.close_account(anna, administration, by=by)

    services.open_account(anna, administration, by=by)

    anna.refresh_from_db()
    assert anna.is_active


def test_nobody_closes_the_own_account(administration, by):
    with pytest.raises(refusals.OwnAccountError):
        services.close_account(by, administration, by=by)


def test_an_account_with_roles_elsewhere_is_not_closed_from_here(administration, by):
    anna = person(administration, Role.CONTROLLER)
    ResponsibilityFactory(user=anna, administration=small_administration("ZZ"))

    with pytest.raises(refusals.RolesElsewhereError):
        services.close_account(anna, administration, by=by)


def test_the_one_who_runs_the_installation_is_not_closed_out_by_others(administration, by):
    root = UserFactory(is_superuser=True)

    with pytest.raises(refusals.RolesElsewhereError):
        services.close_account(root, administration, by=by)


def test_a_new_administration_has_someone_who_gives_roles(db):
    root = UserFactory(is_superuser=True)

    administration = services.start_with_administrator("NY", "Nystad", "", by=root)

    assert [(held.user, held.role) for held in administration.responsibilities.all()] == [(root, Role.SYSTEM)]


def test_a_new_administration_is_not_given_to_someone_unknown(db):
    with pytest.raises(refusals.UnknownPersonError):
        services.start_with_administrator("NY", "Nystad", "nobody", by=UserFactory(is_superuser=True))


def test_another_persons_email_is_not_taken_on_the_own_page(by):
    UserFactory(email="anna@example.org")

    with pytest.raises(refusals.EmailTakenError):
        services.change_own_page(by, name="", email="anna@example.org", language="sv")


def test_what_changes_on_the_own_page_is_in_the_log(by):
    services.change_own_page(by, name="Systemet", email=by.email, language="en", digest=False)

    assert Change.objects.first().after == {"name": "Systemet", "email": by.email, "language": "en", "digest": False}
