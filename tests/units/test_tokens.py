"""Keys to the API."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.factories import UserFactory
from units.models import Change, Token
from units.tokens import make_token, user_of, withdraw_token

NOON = datetime(2026, 9, 15, 12, tzinfo=UTC)


@pytest.fixture
def user(db):
    return UserFactory()


def test_a_token_is_its_owners_key(user):
    assert user_of(make_token(user, "Power BI")) == user


def test_only_the_digest_of_a_token_is_stored(user):
    key = make_token(user, "Power BI")

    assert key not in str(Token.objects.values())


def test_an_unknown_token_is_nobodys(db):
    assert user_of("what") is None


def test_a_withdrawn_token_is_nobodys(user):
    key = make_token(user, "Power BI")

    withdraw_token(Token.objects.get(), by=user)

    assert user_of(key) is None


def test_a_token_of_a_person_who_is_no_longer_active_is_nobodys(user):
    key = make_token(user, "Power BI")
    user.is_active = False
    user.save()

    assert user_of(key) is None


def test_the_use_of_a_token_is_noted_once_an_hour(user):
    key = make_token(user, "Power BI")
    noted = []

    for minutes in (0, 59, 61):
        with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
            user_of(key)
        noted.append(Token.objects.get().last_used_at)

    assert noted == [NOON, NOON, NOON + timedelta(minutes=61)]


def test_making_and_withdrawing_a_token_is_in_the_log_once_each(user):
    make_token(user, "Power BI")

    withdraw_token(Token.objects.get(), by=user)
    withdraw_token(Token.objects.get(), by=user)

    assert list(Change.objects.values_list("action", "subject")) == [
        ("token-withdrawn", "Power BI"),
        ("token-made", "Power BI"),
    ]
