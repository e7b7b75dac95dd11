"""Signing in and out, and what may not be learnt on the way."""

import json
import logging

import pytest
from django.conf import settings as project
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory

PASSWORD = "vinter sol och spade"  # noqa: S105 (a test's own)
LOGIN = "/accounts/login/"


@pytest.fixture
def user(db):
    user = UserFactory(username="anna", email="Anna@example.org", name="Enhetschef")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, login, password=PASSWORD):
    return client.post(LOGIN, {"login": login, "password": password})


@pytest.mark.parametrize("login", ["anna", "Anna", "anna@example.org", "ANNA@example.org"])
def test_a_person_signs_in_with_username_or_email_in_any_case(client, user, login):
    response = sign_in(client, login)

    assert (response.status_code, response.url) == (302, "/")


def test_a_wrong_password_signs_nobody_in(client, user):
    response = sign_in(client, "anna", "wrong")

    assert (response.status_code, "_auth_user_id" in client.session) == (200, False)


def test_an_unknown_person_and_a_wrong_password_are_answered_alike(client, user):
    wrong = sign_in(client, "anna", "wrong").context["form"].non_field_errors()
    unknown = sign_in(client, "nobody", "wrong").context["form"].non_field_errors()

    assert wrong == unknown


def test_the_sixth_wrong_password_in_five_minutes_is_not_tried(client, user):
    for _ in range(5):
        sign_in(client, "anna", "wrong")

    sign_in(Client(), "anna")
    assert "_auth_user_id" not in client.session
    assert sign_in(client, "anna").status_code == 200


def test_the_session_is_a_new_one_after_signing_in_and_lasts_twelve_hours(client, user):
    client.get(LOGIN)
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = before = session.session_key

    sign_in(client, "anna")

    assert client.session.session_key != before
    assert client.session.get_expiry_age() == 12 * 60 * 60


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(client, user):
    cookie = sign_in(client, "anna").cookies["sessionid"]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


def test_a_get_does_not_sign_out(client, user):
    client.force_login(user)

    client.get("/accounts/logout/")

    assert "_auth_user_id" in client.session


def test_a_post_signs_out(client, user):
    client.force_login(user)

    client.post("/accounts/logout/")

    assert "_auth_user_id" not in client.session


def test_a_closed_account_cannot_sign_in(client, user):
    user.is_active = False
    user.save()

    sign_in(client, "anna")

    assert "_auth_user_id" not in client.session


def test_signing_in_leads_to_no_other_site(client, user):
    response = client.post(LOGIN, {"login": "anna", "password": PASSWORD, "next": "https://example.com/"})

    assert response.url == "/"


def test_nobody_signs_up(client, db):
    assert client.get("/accounts/signup/").status_code == 404


def test_a_forgotten_password_gets_a_link_in_the_persons_language(client, user):
    client.post("/accounts/password/reset/", {"email": "anna@example.org"}, headers={"accept-language": "en"})

    [message] = mail.outbox
    assert (message.to, message.subject) == (["anna@example.org"], "Välj nytt lösenord i Socbudget")
    assert "Ditt användarnamn är anna." in message.body


def test_the_link_lets_the_person_choose_a_password(client, user):
    client.post("/accounts/password/reset/", {"email": "anna@example.org"})
    link = next(line for line in mail.outbox[0].body.split() if line.startswith("http"))
    form = client.get(link).url

    client.post(form, {"password1": "en alldeles ny fras", "password2": "en alldeles ny fras"})

    assert sign_in(client, "anna", "en alldeles ny fras").url == "/"


def test_an_address_without_account_gets_no_email_and_the_same_answer(client, user):
    known = client.post("/accounts/password/reset/", {"email": "anna@example.org"})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})

    assert (unknown.url, len(mail.outbox)) == (known.url, 1)


def test_a_short_password_is_refused(client, user):
    client.force_login(user)

    response = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"}
    )

    assert list(response.context["form"].errors) == ["password1"]


def test_a_failed_sign_in_is_logged_without_what_was_typed(client, user, caplog):
    with caplog.at_level(logging.WARNING, "socbudget.signin"):
        sign_in(client, "my password by mistake", "another secret")

    assert [(record.message, record.ip) for record in caplog.records] == [("sign-in failed", "127.0.0.1")]


def test_a_log_line_is_one_json_object_whatever_is_in_the_text():
    formatter = logging._handlers["console"].formatter if "console" in logging._handlers else None
    record = logging.LogRecord("socbudget", logging.WARNING, "", 0, 'a "quoted"\nline', None, None)

    line = formatter.format(record)

    assert "\n" not in line
    assert json.loads(line)["event"] == 'a "quoted"\nline'


def test_a_person_is_spoken_to_in_the_chosen_language(client, user):
    user.language = "en"
    user.save()
    client.force_login(user)

    response = client.get("/", headers={"accept-language": "sv"})

    assert response["Content-Language"] == "en"


def test_choosing_a_language_is_remembered_for_the_person(client, user):
    client.force_login(user)

    client.post(reverse("set_language"), {"language": "en", "next": "/"})

    user.refresh_from_db()
    assert user.language == "en"


def test_the_demo_shows_its_accounts_where_one_signs_in(client, user, settings):
    settings.DEMO = True
    UserFactory(username="controller", name="Controller")

    response = client.get(LOGIN)

    assert [str(account) for account in response.context["demo_accounts"]()] == ["Controller"]
    assert "socbudget-demo" in response.text


def test_no_accounts_are_shown_outside_the_demo(client, user):
    assert "socbudget-demo" not in client.get(LOGIN).text


def test_the_limits_are_counted_where_every_process_sees_them():
    assert project.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
