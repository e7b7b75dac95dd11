"""What people do with bodies: who belongs to them, when they meet, and how they end."""

from datetime import date, time

import pytest
from django.utils import translation

from meetings.kinds import USUAL
from meetings.models import Body, Meeting, Row
from meetings.planning import refusals
from meetings.planning.services import (
    Setting,
    change_body,
    change_meeting,
    end_body,
    plan_meeting,
    set_members,
    start_body,
    take_up_body,
    uncall,
)
from tests import factories
from tests.meetings.planning.conftest import MONDAY, NEXT_MONDAY
from tests.meetings.planning.making import close, start
from units.models import Change
from units.roles import Role


def who(body):
    return {each.user: each.function for each in body.members.select_related("user")}


def called(meeting):
    return {each.user: each.function for each in meeting.participants.select_related("user")}


def test_the_management_group_is_management_controllers_and_department_heads(administration):
    people = [factories.person(administration, role) for role in Role]
    body = start_body(administration, by=None)

    belong = (Role.MANAGEMENT, Role.CONTROLLER, Role.DEPARTMENT_HEAD)
    assert set(who(body)) == {person for person, role in zip(people, Role, strict=True) if role in belong}


def test_the_group_of_a_department_is_its_heads_and_controllers(administration):
    people = [factories.person(administration, role) for role in Role]
    other = factories.DepartmentFactory(administration=administration)
    factories.person(administration, Role.DEPARTMENT_HEAD, department=other)
    body = start_body(administration.departments.get(code="10"), by=None)

    belong = (Role.DEPARTMENT_HEAD, Role.UNIT_HEAD, Role.CONTROLLER)
    assert set(who(body)) == {person for person, role in zip(people, Role, strict=True) if role in belong}


def test_the_team_of_a_unit_is_its_heads_controllers_and_support(administration):
    people = [factories.person(administration, role) for role in Role]
    factories.person(administration, Role.UNIT_HEAD, unit=administration.units.get(code="4200"))
    body = start_body(administration.units.get(code="4100"), by=None)

    belong = (Role.UNIT_HEAD, Role.DEPARTMENT_HEAD, Role.CONTROLLER, Role.SUPPORT)
    assert set(who(body)) == {person for person, role in zip(people, Role, strict=True) if role in belong}


def test_the_head_is_the_chair(administration):
    head = factories.person(administration, Role.UNIT_HEAD)
    body = start_body(administration.units.get(code="4100"), by=None)

    assert who(body) == {head: "ordförande"}


def test_who_has_no_role_any_more_is_not_proposed(administration, today):
    factories.ResponsibilityFactory(
        role=Role.CONTROLLER, administration=administration, until=date(2026, 9, 14), user__username="before"
    )

    assert who(start_body(administration, by=None)) == {}


def test_a_new_body_has_the_name_rhythm_and_agenda_of_its_kind(administration):
    bodies = [
        start_body(place, by=None)
        for place in (administration, administration.departments.get(), administration.units.get(code="4100"))
    ]

    assert [(body.name, body.weekday, body.every, body.minutes) for body in bodies] == [
        ("Ledningsgruppen", 0, 1, 90),
        ("Avdelningsgruppen Individ och familj", 1, 1, 60),
        ("Teamet Barn och ungdom", 3, 2, 60),
    ]
    assert all(
        [point.kind for point in body.usual_points.all()] == [str(kind) for kind in USUAL[body.kind]] for body in bodies
    )


def test_the_same_body_begun_twice_is_one(administration):
    one, other = (start_body(administration, {"starts_at": time(9)}, by=None) for _ in range(2))

    assert (one, Body.objects.count()) == (other, 1)


def test_two_bodies_cannot_have_the_same_name(group, administration):
    with pytest.raises(refusals.BodyNameTakenError, match="Ledningsgruppen"):
        start_body(administration.departments.get(), {"name": "ledningsgruppen"}, by=None)


def test_a_body_cannot_take_the_name_of_another(group, team):
    with pytest.raises(refusals.BodyNameTakenError):
        change_body(team, {"name": "Ledningsgruppen"}, by=None)


def test_a_new_time_holds_for_planned_meetings_but_those_that_were_moved(group, meeting):
    moved = plan_meeting(group, NEXT_MONDAY, by=None)
    change_meeting(moved, day=NEXT_MONDAY, setting=Setting(time(15), "Rum 1"), by=None)
    held = close(plan_meeting(group, date(2026, 9, 14), by=None))

    change_body(group, {"starts_at": time(9), "place": "Rum 2"}, by=None)

    assert list(group.meetings.order_by("day").values_list("day", "starts_at", "place")) == [
        (held.day, time(8, 30), "Rum 1"),
        (MONDAY, time(9), "Rum 2"),
        (NEXT_MONDAY, time(15), "Rum 2"),
    ]


def test_a_change_that_changes_nothing_is_not_in_the_log(group):
    change_body(group, {"starts_at": time(8, 30)}, by=None)

    assert not Change.objects.filter(action="body-changed").exists()


def test_who_joins_is_called_to_planned_meetings_and_who_leaves_is_not(group, meeting, chief, controller):
    held = close(plan_meeting(group, date(2026, 9, 14), by=None))
    joined = factories.UserFactory()

    set_members(group, {chief.pk: "ordförande", joined.pk: "HR"}, by=None)

    assert who(group) == {chief: "ordförande", joined: "HR"}
    assert called(meeting) == {chief: "ordförande", joined: "HR"}
    assert set(called(held)) == {chief, controller}


def test_who_was_not_called_to_one_meeting_stays_uncalled_when_another_joins(group, meeting, chief, controller):
    uncall(meeting, controller, by=None)
    joined = factories.UserFactory()

    set_members(group, {chief.pk: "", controller.pk: "", joined.pk: ""}, by=None)

    assert set(called(meeting)) == {chief, joined}


def test_an_ended_body_keeps_what_it_held_and_loses_what_it_planned(group, meeting):
    held = close(plan_meeting(group, date(2026, 9, 7), by=None))
    missed = plan_meeting(group, date(2026, 9, 14), by=None)

    end_body(group, by=None)

    group.refresh_from_db()
    assert (group.ended_on, list(group.meetings.all())) == (date(2026, 9, 15), [missed, held])


def test_a_planned_meeting_that_somebody_wrote_on_is_cancelled_and_not_removed(group, meeting):
    Row.objects.create(point=meeting.points.first(), key="own-1", kind="own", facts={"text": "Lokalerna"})

    end_body(group, by=None)

    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.CANCELLED


def test_a_body_that_is_meeting_cannot_end(group, meeting):
    start(meeting)

    with pytest.raises(refusals.BodyMeetsError, match="2026-09-21"):
        end_body(group, by=None)


def test_what_is_stored_is_in_the_language_of_the_installation_whoever_makes_the_body(administration, controller):
    factories.person(administration, Role.UNIT_HEAD)
    with translation.override("en"):
        body = start_body(administration.units.get(code="4100"), by=controller)

    assert body.name == "Teamet Barn och ungdom"
    assert set(body.members.values_list("function", flat=True)) == {"ordförande", "controller"}


def test_an_ended_body_is_taken_up_again(group):
    end_body(group, by=None)
    take_up_body(group, by=None)

    group.refresh_from_db()
    assert group.ended_on is None


def test_the_log_tells_who_the_members_were(group, chief):
    set_members(group, {chief.pk: "ordförande"}, by=chief)

    change = Change.objects.filter(action="members-changed").first()
    assert change.after == {"members": [f"{chief} (ordförande)"]}
