"""The log of letters and the page of reminding."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from forecasts.rounds.services import open_round, plan_year
from tests import factories
from tests.working import work_off
from units.mailing import services
from units.mailing.draft import Draft
from units.models import Letter, Mailing
from units.roles import Role

LETTERS = "/administrations/EX/letters/"


@pytest.fixture(autouse=True)
def _october():
    with time_machine.travel(datetime(2026, 10, 8, 7, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def controller(client_of):
    return client_of(Role.CONTROLLER)


@pytest.fixture
def mailing(administration):
    """Two Monday letters, of which one has no address."""
    anna = factories.UserFactory(username="anna", name="Anna")
    bo = factories.UserFactory(username="bo", name="Bo", email="")
    drafts = [Draft(each.pk, "2026-W41", f"Måndagsbrev till {each}", "Hej!\n") for each in (anna, bo)]
    return services.post(administration, "digest", "2026-W41", drafts, by=None)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_page_says_how_far_a_mailing_has_come_and_asks_again_until_it_is_done(controller, mailing):
    waiting = controller.get(LETTERS, headers={"HX-Request": "true"})
    work_off()
    done = controller.get(LETTERS, headers={"HX-Request": "true"})

    assert '<progress max="2" value="0" aria-label="Måndagsbrev vecka 41">' in text(waiting)
    assert 'hx-trigger="every 2s"' in text(waiting)
    assert ("HX-Refresh" in waiting, done["HX-Refresh"]) == (False, "true")
    assert "hx-trigger" not in text(done)
    assert "1 av 2" in text(done)
    assert "1 inte skickade" in text(done)


def test_what_could_not_be_sent_is_said_first_and_sent_again_from_the_page(controller, mailing):
    work_off()
    assert "<h1> Ett brev kunde inte skickas </h1>" in text(controller.get(LETTERS))
    bo = Letter.objects.exclude(fault="").get()
    bo.to.email = "bo@example.org"
    bo.to.save()

    controller.post(reverse("socbudget:letter-retry", args=["EX", bo.pk]))
    work_off()

    assert [message.to for message in mail.outbox] == [["anna@example.org"], ["bo@example.org"]]
    assert "<h1> 2 brev har skickats </h1>" in text(controller.get(LETTERS))


def test_all_of_a_mailing_that_could_not_be_sent_is_sent_again_at_once(controller, mailing):
    work_off()
    mailing.letters.get(to__username="bo").to.__class__.objects.filter(username="bo").update(email="bo@example.org")

    response = controller.post(reverse("socbudget:mailing-retry", args=["EX", mailing.pk]), follow=True)
    work_off()

    assert "Ett brev skickas igen." in text(response)
    assert len(mail.outbox) == 2


def test_the_page_says_when_no_worker_takes_up_the_work(controller, mailing):
    DBTaskResult.objects.update(enqueued_at=datetime(2026, 10, 8, 6, tzinfo=UTC))

    assert "Bakgrundsarbetet står still: starta arbetaren" in text(controller.get(LETTERS))


def test_a_mailing_that_has_stopped_can_go_on(controller, mailing):
    DBTaskResult.objects.all().delete()
    with time_machine.travel(datetime(2026, 10, 8, 7, 10, tzinfo=UTC), tick=False):
        assert "Fortsätt" in text(controller.get(LETTERS))
        controller.post(reverse("socbudget:mailing-retry", args=["EX", mailing.pk]))
        work_off()

    assert len(mail.outbox) == 1


def test_a_letter_opens_as_it_was_written(controller, mailing):
    letter = Letter.objects.get(to__username="anna")

    response = text(controller.get(reverse("socbudget:letter", args=["EX", letter.pk])))

    assert '<pre class="letter">Hej! </pre>' in response
    assert "anna@example.org" in response


def test_letters_are_found_and_taken_away(controller, mailing):
    work_off()

    content = controller.get(LETTERS, {"text": "Bo", "format": "xlsx"}).content

    rows = list(openpyxl.load_workbook(BytesIO(content)).active.iter_rows(min_row=5, values_only=True))
    assert rows == [
        (
            "2026-10-08 09:00",
            "Bo",
            "",
            "Måndagsbrev",
            "Måndagsbrev till Bo",
            "inte skickat",
            "",
            "Personen saknar e-postadress. Den anges på personens egen sida; skicka sedan igen.",
        )
    ]


def test_nothing_sent_teaches_the_next_step(controller):
    assert "Påminn dem vars prognos saknas från tavlan i omgången." in text(controller.get(LETTERS))


def test_the_page_costs_the_same_queries_however_many_letters_there_are(
    controller, administration, django_assert_num_queries
):
    controller.get(LETTERS)
    for number in (1, 3):
        drafts = [Draft(factories.UserFactory().pk, f"2026-W{number}", "Brev", "") for _ in range(number)]
        services.post(administration, "digest", f"2026-W{number}", drafts, by=None)
        with django_assert_num_queries(12):
            controller.get(LETTERS)


@pytest.fixture
def round_(administration):
    plan_year(administration, 2026, by=None)
    found = administration.rounds.get(as_of="2026-09-01", number=0)
    open_round(found, by=None)
    return found


def test_reminding_is_looked_at_before_it_is_done(controller, round_, person):
    head = person(Role.UNIT_HEAD)
    address = reverse("socbudget:round-remind", args=["EX", round_.pk])

    shown = text(controller.get(address))
    assert Letter.objects.count() == 0
    told = text(controller.post(address, follow=True))

    assert "Skicka en påminnelse" in shown
    assert "Hej! Prognosen per september 2026 är inte inlämnad" in shown
    assert "4200 saknar enhetschef" in shown
    assert f"En påminnelse skickas, till {head}." in told
    assert "4200 saknar enhetschef, så ingen kunde påminnas." in told
    assert Mailing.objects.get().total == 1


def test_one_unit_is_reminded_from_the_board(controller, round_, person, administration):
    person(Role.UNIT_HEAD)
    person(Role.UNIT_HEAD, unit=administration.units.get(code="4200"))

    controller.post(reverse("socbudget:round-remind", args=["EX", round_.pk]), {"unit": "4200"})

    assert [letter.about for letter in Letter.objects.all()] == [[administration.units.get(code="4200").pk]]


def test_a_person_without_an_address_is_said_at_once(controller, round_, person):
    head = person(Role.UNIT_HEAD)
    head.email = ""
    head.save()

    told = text(controller.post(reverse("socbudget:round-remind", args=["EX", round_.pk]), follow=True))

    assert f"{head} kan inte nås med e-post: brevloggen säger varför." in told


def test_a_second_click_a_moment_later_says_that_all_have_been_reminded(controller, round_, person):
    person(Role.UNIT_HEAD)
    person(Role.UNIT_HEAD, unit=round_.administration.units.get(code="4200"))
    address = reverse("socbudget:round-remind", args=["EX", round_.pk])
    controller.post(address)

    with time_machine.travel(datetime(2026, 10, 8, 7, tzinfo=UTC) + timedelta(minutes=1), tick=False):
        told = text(controller.post(address, follow=True))

    assert "Alla har redan påmints i dag." in told
    assert Letter.objects.count() == 2


def test_a_mailing_that_no_database_can_hold_is_answered(administration, client_of):
    assert client_of(Role.CONTROLLER).get(f"/administrations/EX/letters/?mailing={10**30}").status_code == 200
