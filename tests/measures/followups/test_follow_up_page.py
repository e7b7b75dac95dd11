"""The page where a measure is followed up."""

import re
from datetime import date
from html import unescape
from uuid import uuid4

import pytest
import time_machine

from measures.models import FollowUp, Measure
from measures.services import effects_by_month, revise_effect
from tests import factories
from tests.measures.followups.making import TODAY, decided, followed
from tests.measures.writing.making import AUTUMN
from units.roles import Role


@pytest.fixture(autouse=True)
def _october():
    with time_machine.travel("2026-10-15 12:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def measure(unit, person):
    return decided(unit, by=person(Role.CONTROLLER))


@pytest.fixture
def address(measure):
    return f"/administrations/EX/measures/{measure.pk}/follow-up/"


def text(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).replace("\xa0", " ")


def written(**values):
    usual = {"day": "2026-10-15", "status": "late", "next_on": "2026-10-29", "seen": "", "key": str(uuid4())}
    return usual | values


def test_the_form_is_filled_with_today_the_usual_time_and_what_is_expected(client_of, address):
    initial = client_of(Role.UNIT_HEAD).get(address).context["form"].initial

    assert (initial["day"], initial["next_on"], initial["expected"]) == (TODAY, date(2026, 10, 29), 400_00)


def test_the_page_says_what_was_planned_and_what_is_expected(client_of, address, measure):
    followed(measure, realised=0, expected=100_000_00, hinders="Sent")

    shown = text(client_of(Role.UNIT_HEAD).get(address))

    assert "Den skulle ge 0 tkr under 2026 och väntas nu ge 100 tkr" in shown
    assert "Vad som hindrar: Sent" in shown or "Hindrar: Sent" in shown


def test_what_is_written_is_saved_and_leads_to_the_next(client_of, address):
    answer = client_of(Role.UNIT_HEAD).post(
        address, written(realised="40", expected="340", done="Uppsagda", hinders="Sent"), follow=True
    )

    made = FollowUp.objects.get()
    assert (made.realised, made.expected, made.next_on) == (40_00, 340_00, date(2026, 10, 29))
    assert "Nästa är 2026-10-29" in text(answer)


def test_a_double_click_saves_once(client_of, address):
    client, data = client_of(Role.UNIT_HEAD), written()

    assert [client.post(address, data).status_code for _ in range(2)] == [302, 302]
    assert FollowUp.objects.count() == 1


def test_who_is_too_late_sees_the_newer_one_beside_what_was_typed_and_can_save_again(client_of, address, measure):
    client, data = client_of(Role.UNIT_HEAD), written(done="Mina ord")
    newer = followed(measure, done="Andras ord")

    answer = client.post(address, data)

    assert (answer.status_code, FollowUp.objects.count()) == (422, 1)
    assert "Mina ord" in text(answer)
    assert "Andras ord" in text(answer)
    again = answer.context["form"].data
    assert again["seen"] == str(newer.pk)
    assert client.post(address, again).status_code == 302


def test_a_fault_in_a_field_keeps_what_was_seen_before(client_of, address, measure):
    followed(measure)

    answer = client_of(Role.UNIT_HEAD).post(address, written(realised="x"))

    assert answer.context["form"].data["seen"] == ""
    assert "x är inget belopp" in text(answer)


@pytest.mark.parametrize("name", ["done", "hinders"])
def test_a_personal_identity_number_is_refused(client_of, address, name):
    answer = client_of(Role.UNIT_HEAD).post(address, written(**{name: "Gäller 19121212-1212"}))

    assert (answer.status_code, FollowUp.objects.count()) == (422, 0)


def test_what_is_refused_says_why_and_keeps_what_was_typed(client_of, address):
    answer = client_of(Role.UNIT_HEAD).post(address, written(realised="500", expected="100", done="Mina ord"))

    assert answer.status_code == 422
    assert "Hela året, 100 kr, är mindre" in text(answer)
    assert "Mina ord" in text(answer)


def test_a_measure_that_is_not_followed_has_no_form(client_of, unit):
    measure = factories.measure(unit, stage="proposed")

    answer = client_of(Role.CONTROLLER).get(f"/administrations/EX/measures/{measure.pk}/follow-up/")

    assert "Åtgärden är föreslagen" in text(answer)
    assert "<textarea" not in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.UNIT_HEAD, 200),
        (Role.DEPARTMENT_HEAD, 200),
        (Role.CONTROLLER, 200),
        (Role.MANAGEMENT, 200),
        (Role.SUPPORT, 403),
        (Role.STAFF, 404),
        (Role.COMMITTEE, 404),
        (Role.SYSTEM, 404),
    ],
)
def test_who_may_write_for_a_unit_of_the_measure_follows_it_up(client_of, address, role, status):
    assert client_of(role).get(address).status_code == status


def test_its_owner_follows_it_up_with_no_other_right_than_to_read(unit, client_of, address, administration):
    client = client_of(Role.SUPPORT)
    Measure.objects.update(owner=administration.responsibilities.get(role=Role.SUPPORT).user)

    assert client.post(address, written()).status_code == 302


def test_the_measure_of_another_administration_is_not_found(client_of, measure):
    factories.AdministrationFactory(code="ZZ")

    assert client_of(Role.CONTROLLER).get(f"/administrations/ZZ/measures/{measure.pk}/follow-up/").status_code == 404


def test_an_amount_left_as_it_stood_changes_no_month(client_of, address, measure):
    client_of(Role.UNIT_HEAD).post(address, written(expected="400"))

    assert list(effects_by_month(measure).values()) == [100_00] * 4
    assert Measure.objects.get().version == measure.version


def filled(client, address, **values):
    """The form as the page fills it in, with `values` typed over."""
    form = client.get(address).context["form"]
    return (
        {field.name: "" if (value := field.value()) is None else value for field in form} | {"expected": "400"} | values
    )


def test_a_revision_made_while_the_form_was_open_stays(client_of, address, measure):
    client = client_of(Role.UNIT_HEAD)
    written = filled(client, address)
    revise_effect(measure, dict.fromkeys(AUTUMN, 50_00), reason="Mindre", seen=measure.version, by=None)

    assert client.post(address, written).status_code == 302
    assert sum(effects_by_month(measure).values()) == 200_00


def test_who_says_another_amount_sees_a_revision_made_meanwhile_first(client_of, address, measure):
    client = client_of(Role.UNIT_HEAD)
    written = filled(client, address, expected="300", done="Mina ord")
    revise_effect(measure, dict.fromkeys(AUTUMN, 50_00), reason="Mindre", seen=measure.version, by=None)

    answer = client.post(address, written)
    again = answer.context["form"].data

    assert (answer.status_code, again["expected"], again["was_expected"]) == (422, "300", "20000")
    assert "Mina ord" in text(answer)
    assert client.post(address, again).status_code == 302
    assert sum(effects_by_month(measure).values()) == 300_00


def test_a_measure_that_ended_in_december_is_followed_up_in_january(client_of, address, measure):
    with time_machine.travel("2027-01-15 12:00"):
        client = client_of(Role.UNIT_HEAD)
        written = filled(client, address)
        answer = client.post(address, written)

    assert (answer.status_code, written["year"]) == (302, 2026)
    assert FollowUp.objects.get().day == date(2027, 1, 15)
