"""What waits for a person to pass on."""

from datetime import UTC, date, datetime

import pytest

from meetings.situation.waiting import messages_to_pass_on
from tests.meetings.situation.making import WEEK, message, passing
from units.roles import Role

TODAY = date(2026, 9, 16)


@pytest.mark.parametrize(
    ("role", "waiting"),
    [
        (Role.DEPARTMENT_HEAD, [("department", "Individ och familj")]),
        (Role.UNIT_HEAD, [("unit", "Barn och ungdom")]),
        (Role.STAFF, [("team", "Barn och ungdom")]),
        (Role.CONTROLLER, []),
        (Role.COMMITTEE, []),
    ],
)
def test_a_message_waits_for_those_who_pass_it_on(administration, person, role, waiting):
    told = message(administration)

    found = messages_to_pass_on(person(role), administration, TODAY)

    assert [(each.step, each.place_name) for each in found] == waiting
    assert {(each.message, each.week) for each in found} <= {(told.pk, WEEK)}


def test_what_is_passed_on_waits_no_longer(administration, person):
    passing(message(administration), "unit", administration.units.get(code="4100"))

    assert messages_to_pass_on(person(Role.UNIT_HEAD), administration, TODAY) == []


@pytest.mark.parametrize("sent_at", [None, datetime(2026, 8, 20, 10, tzinfo=UTC)])
def test_what_is_not_sent_or_long_ago_waits_for_nobody(administration, person, sent_at):
    message(administration, sent_at=sent_at)

    assert messages_to_pass_on(person(Role.UNIT_HEAD), administration, TODAY) == []


def test_a_message_waits_only_where_it_was_sent(administration, person):
    message(administration)
    administration.units.update(valid_from=date(2026, 10, 1))

    for role in (Role.UNIT_HEAD, Role.DEPARTMENT_HEAD, Role.STAFF):
        assert messages_to_pass_on(person(role), administration, date(2026, 10, 2)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_same_is_asked_however_many_wait(administration, person, count, django_assert_num_queries):
    head = person(Role.UNIT_HEAD)
    for number in range(count):
        message(administration, week=date(2026, 9, 1 + 7 * number))

    with django_assert_num_queries(4):
        assert len(messages_to_pass_on(head, administration, TODAY)) == count
