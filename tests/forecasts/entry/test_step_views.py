from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse

from forecasts.entry.drafts import fill_empty
from forecasts.models import Forecast, Round
from tests.forecasts.entry.cycle import TKR, entry_of, round_of, submitted
from units.roles import Role

PERSONAL = "Vikarien 19800101-1231"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 9, 8, 12, tzinfo=UTC), tick=True) as clock:
        yield clock


def take(client, step, round, **sent):
    return client.post(reverse(f"forecasts:forecast-{step}", args=["EX", "4100"]), {"round": round.pk, **sent})


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def handed_in(unit, august):
    return submitted(unit, round=august, PER=12_000 * TKR, INT=-600 * TKR)


def test_a_unit_head_submits_and_comes_back_to_the_forecast(unit, august, client_of):
    fill_empty(unit, august, source="budget", by=None)

    response = take(client_of(Role.UNIT_HEAD), "submit", august)

    assert response["Location"] == f"/administrations/EX/units/4100/forecast/?round={august.pk}"
    assert said(response) == ["Prognosen är inlämnad."]
    assert Forecast.objects.get().state == "submitted"


def test_all_that_is_missing_is_said(unit, august, client_of):
    fill_empty(unit, august, source="proposal", by=None)

    response = take(client_of(Role.UNIT_HEAD), "submit", august)

    assert "Skriv en kommentar." in said(response)[0]
    assert "Välj minst en orsak." in said(response)[0]


def test_the_way_of_a_forecast(handed_in, august, client_of):
    for role, step, state in [
        (Role.CONTROLLER, "check", "checked"),
        (Role.DEPARTMENT_HEAD, "approve", "approved"),
        (Role.DEPARTMENT_HEAD, "send-back", "sent-back"),
    ]:
        response = take(client_of(role), step, august, word="Hyran saknas", forecast=handed_in.pk)
        handed_in.refresh_from_db()
        assert (response.status_code, handed_in.state) == (302, state)


def test_a_refused_word_comes_back_in_a_form(handed_in, august, client_of):
    response = take(client_of(Role.CONTROLLER), "send-back", august, word=PERSONAL)

    assert response.status_code == 422
    assert PERSONAL in response.content.decode()
    assert Forecast.objects.get().state == "submitted"


def test_a_word_is_asked_for_when_it_lacks(handed_in, august, client_of):
    response = take(client_of(Role.CONTROLLER), "send-back", august)

    assert "Skriv vad som ska ändras" in response.content.decode()


def test_who_saw_an_older_version_is_told(unit, handed_in, august, client_of):
    submitted(unit, round=august, version=2, PER=1)

    response = take(client_of(Role.CONTROLLER), "check", august, forecast=handed_in.pk)

    assert (response.status_code, "en nyare version" in response.content.decode()) == (422, True)


def test_a_controller_begins_a_correction_and_throws_it_away(unit, handed_in, august, client_of):
    Round.objects.update(locked_at=august.opened_at)
    controller = client_of(Role.CONTROLLER)

    assert take(controller, "correct", august, reason=PERSONAL).status_code == 422
    assert take(controller, "correct", august, reason="Hyran var fel").status_code == 302
    assert entry_of(unit, Round.objects.get()).draft.reason == "Hyran var fel"
    assert said(take(controller, "discard", august))[-1] == "Utkastet är kastat."


def test_a_double_click_says_the_same_twice(unit, august, client_of):
    fill_empty(unit, august, source="budget", by=None)
    client = client_of(Role.UNIT_HEAD)

    answers = [take(client, "submit", august).status_code for _ in range(2)]

    assert (answers, Forecast.objects.count()) == ([302, 302], 1)


@pytest.mark.parametrize("pk", ["", "0", "x", "9" * 30])
def test_a_round_that_is_not_there_is_not_found(unit, august, client_of, pk):
    url = reverse("forecasts:forecast-submit", args=["EX", "4100"])
    Round.objects.update(opened_at=None)

    assert client_of(Role.UNIT_HEAD).post(url, {"round": pk}).status_code == 404


def test_the_open_round_is_meant_when_none_is_named(unit, august, client_of):
    fill_empty(unit, august, source="budget", by=None)
    url = reverse("forecasts:forecast-submit", args=["EX", "4100"])

    client_of(Role.UNIT_HEAD).post(url)

    assert Forecast.objects.get().round == august


def test_a_round_of_another_administration_is_not_found(unit, august, client_of):
    from tests import factories

    other = round_of(factories.small_administration("ZZ"))

    assert take(client_of(Role.UNIT_HEAD), "submit", other).status_code == 404


@pytest.mark.parametrize("named", ["\N{ARABIC-INDIC DIGIT THREE}", "9" * 30])
def test_a_number_that_is_no_round_is_not_taken_for_the_open_one(unit, august, client_of, named):
    address = reverse("forecasts:forecast-submit", args=["EX", "4100"])

    assert client_of(Role.UNIT_HEAD).post(address, {"round": named}).status_code == 404
