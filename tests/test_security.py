"""What every answer says to the browser, and what no template may hold."""

import re
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from socbudget.views import broken
from tests.factories import UserFactory
from units.models import Administration, User

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def policy(response) -> dict[str, list[str]]:
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {name: sorted(values) for name, *values in parts}


def test_the_policy_allows_no_inline_script_or_style_and_no_other_host(client):
    empty_style = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

    assert policy(client.get("/accounts/password/reset/done/")) == {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": sorted(["'self'", empty_style]),
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }


def test_every_answer_closes_the_doors_that_are_not_used(client):
    response = client.get("/accounts/password/reset/done/")

    names = ["X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"]
    assert [response[name] for name in names] == ["DENY", "nosniff", "same-origin", "same-origin"]
    assert "camera=()" in response["Permissions-Policy"]


def test_a_page_for_someone_signed_in_stays_out_of_shared_caches(client, db):
    client.force_login(UserFactory())

    assert client.get("/")["Cache-Control"] == "private, no-cache"


def test_a_form_from_elsewhere_is_refused(db):
    client = Client(enforce_csrf_checks=True)

    assert client.post("/accounts/login/", {"login": "a", "password": "b"}).status_code == 403


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_holds_script_or_style(path):
    text = path.read_text()

    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text)
    handlers = re.findall(r"<[^>]*\s(?:style|on[a-z]+)\s*=", re.sub(r"{%.*?%}", "", text))
    assert (scripts, handlers, "<style" in text, "javascript:" in text) == ([], [], False, False)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_form_that_posts_carries_the_token(path):
    forms = re.findall(r"<form\b.*?</form>", path.read_text(), flags=re.DOTALL)

    posts = [form for form in forms if re.search(r'method="post"', form, re.IGNORECASE)]
    assert [form for form in posts if "csrf_token" not in form] == []


def test_the_error_page_gives_the_reference_that_the_log_knows():
    request = RequestFactory().get("/")
    request.reference = "a1b2c3"

    response = broken(request)

    assert (response.status_code, "a1b2c3" in response.text) == (500, True)


def test_a_crash_is_answered_calmly(client, db, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("socbudget.views.connection", None)

    response = client.get(reverse("socbudget:health"))

    assert (response.status_code, response["X-Request-ID"] in response.text) == (500, True)


def test_the_first_administrator_of_an_installation_may_organise_but_sees_no_figures(db, administration):
    user = User.objects.create_superuser("first", "first@example.org", "en alldeles ny fras")

    assert list(Administration.objects.entered_by(user)) == [administration]
    from units.models import Unit
    from units.roles import Act

    assert not Unit.objects.allowing(user, Act.FIGURES).exists()
