"""Sending minutes to those who were called."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from meetings.holding.services import close_meeting, reopen_meeting
from meetings.minutes import refusals
from meetings.minutes.sending import letters_of, plan, send_again, send_minutes
from meetings.minutes.services import adjust
from tests import factories
from tests.meetings.minutes.held import ONE, again
from units.mailing.services import deliver
from units.mailing.words import mailing_name
from units.models import Mailing, User
from units.roles import Role


def address(meeting):
    return reverse("meetings:send", args=["EX", meeting.pk])


def letter_to(user, meeting, director):
    return plan(meeting, by=director).drafts[user.pk]


def test_everyone_who_was_called_gets_them(closed, director, secretary, head):
    send_minutes(closed, by=director)

    assert {each.to for each in letters_of(closed)} == {director, secretary, head}


def test_they_are_delivered(closed, director):
    send_minutes(closed, by=director)

    deliver(Mailing.objects.get())

    assert len(mail.outbox) == 3


def test_the_meeting_says_when_they_were_sent(closed, director):
    send_minutes(closed, by=director)

    assert again(closed).sent_at is not None


def test_nobody_gets_the_same_minutes_twice(closed, director):
    send_minutes(closed, by=director)

    with pytest.raises(refusals.NobodyToSendToError):
        send_minutes(closed, by=director)


def test_adjusted_minutes_are_sent_once_more(closed, director, secretary):
    send_minutes(closed, by=director)
    meeting = adjust(closed, seen_pulse=closed.pulse, by=secretary)

    send_minutes(meeting, by=director)

    assert len(letters_of(meeting)) == 6


def test_a_draft_that_was_closed_anew_is_sent_once_more(closed, director, secretary):
    send_minutes(closed, by=director)
    reopen_meeting(closed, by=director)
    meeting = close_meeting(closed, adjuster=secretary, now=ONE + timedelta(minutes=10), by=director)

    send_minutes(meeting, by=director)

    assert len(letters_of(meeting)) == 6


def test_who_was_called_later_gets_them_too(closed, director):
    send_minutes(closed, by=director)
    closed.participants.create(user=factories.person(closed.body.administration, Role.CONTROLLER))

    send_minutes(closed, by=director)

    assert len(letters_of(closed)) == 4


def test_minutes_of_a_meeting_under_way_are_not_sent(running, director):
    with pytest.raises(refusals.NotSentError):
        send_minutes(running, by=director)


def test_who_has_no_address_is_told_of(closed, director, head):
    User.objects.filter(pk=head.pk).update(email="")

    assert plan(closed, by=director).unreachable == [head]


def test_who_has_left_the_administration_gets_no_minutes(closed, director, head):
    head.responsibilities.update(until=timezone.localdate() - timedelta(days=1))

    made = plan(closed, by=director)

    assert (made.gone, head in made.to) == ([head], False)


def test_the_page_says_who_has_left(closed, director, head, client):
    head.responsibilities.all().delete()
    client.force_login(director)

    assert "Enhetschef Vuxen har inte längre någon roll i förvaltningen" in client.get(address(closed)).text


def test_a_letter_that_failed_is_not_sent_again_to_who_has_left(closed, director, head):
    send_minutes(closed, by=director)
    User.objects.filter(pk=head.pk).update(email="")
    deliver(Mailing.objects.get())
    head.responsibilities.all().delete()

    assert send_again(closed, by=director) == 0


def test_own_actions_come_first(closed, director, secretary):
    letter = letter_to(secretary, closed, director)

    assert letter.subject == "Protokoll: Ledningsgruppen 14 september – du har ett uppdrag"
    assert letter.body.index("U1/2026 Ta fram ett nytt schema.") < letter.body.index("B1/2026 Inga vikarier i oktober.")


def test_the_letter_says_what_was_decided_and_who_was_there(closed, director, secretary):
    body = letter_to(director, closed, director).body

    assert "B1/2026 Inga vikarier i oktober.\nEnhetschef Vuxen, återrapporteras senast 28 september." in body
    assert f"Närvarande: {director}, {secretary}." in body
    assert f"/administrations/EX/meetings/{closed.pk}/minutes/" in body


def test_the_letter_holds_no_figures(closed, director):
    assert "kr" not in letter_to(director, closed, director).body


def test_the_letter_is_in_the_language_of_its_reader(closed, director, secretary):
    User.objects.filter(pk=secretary.pk).update(language="en")

    letter = letter_to(secretary, closed, director)

    assert letter.subject == "Minutes: Ledningsgruppen 14 September – you have one action"
    assert "U1/2026 Ta fram ett nytt schema.\nTo be reported back by 28 September." in letter.body


def test_the_letter_with_adjusted_minutes_says_who_adjusted_them(closed, director, secretary):
    meeting = adjust(closed, seen_pulse=closed.pulse, now=ONE, by=secretary)

    letter = letter_to(director, meeting, director)

    assert letter.subject == "Justerat protokoll: Ledningsgruppen 14 september"
    assert f"justerades 14 september kl. 13:00 av {secretary}." in letter.body


def test_the_mailing_has_a_name_in_the_log_of_letters(closed, director):
    send_minutes(closed, by=director)

    assert mailing_name(Mailing.objects.get()) == "Protokoll från 14 september"


def test_the_page_shows_how_it_reads_before_it_is_sent(closed, director, client):
    client.force_login(director)

    text = client.get(address(closed)).text

    assert "3 personer får protokollet" in text
    assert "Så läses det" in text or "brevet till" in text


def test_posting_the_page_sends_them(closed, director, client):
    client.force_login(director)

    response = client.post(address(closed), follow=True)

    assert "Protokollet skickas till 3 personer." in response.text
    assert "Alla som går att nå har fått protokollet" in response.text


def test_the_page_says_why_nothing_is_sent(running, director, client):
    client.force_login(director)

    response = client.post(address(running))

    assert response.status_code == 422
    assert "Avsluta det först, sedan kan protokollet skickas." in response.text


def test_what_could_not_be_sent_is_said_and_sent_again(closed, director, head, client):
    send_minutes(closed, by=director)
    User.objects.filter(pk=head.pk).update(email="")
    deliver(Mailing.objects.get())
    client.force_login(director)

    before = client.get(address(closed)).text
    after = client.post(address(closed), {"again": "1"}, follow=True).text

    assert "Ett brev kunde inte skickas" in before
    assert "Ett brev skickas igen." in after
    assert not any(each.fault for each in letters_of(closed))


def test_who_does_not_hold_the_meeting_does_not_send(closed, head, client):
    client.force_login(head)

    assert client.get(address(closed)).status_code == 403
