"""The call to a meeting, and the word that it is cancelled."""

from datetime import time

import pytest
from django.core import mail

from meetings.planning import refusals
from meetings.planning.letters import called_already, called_otherwise, send_call
from meetings.planning.services import (
    Setting,
    call,
    cancel_meeting,
    change_meeting,
    end_body,
    set_participants,
    take_up_meeting,
)
from tests import factories
from tests.meetings.planning.conftest import MONDAY
from tests.meetings.planning.making import start
from tests.working import work_off
from units.mailing.words import kind_name, mailing_name
from units.models import Letter, Mailing


def subjects():
    return sorted({letter.subject for letter in Letter.objects.all()})


def test_a_planned_meeting_sends_no_letter(meeting):
    assert not Letter.objects.exists()


def test_the_call_says_when_where_and_over_what_and_no_figures(meeting, chief, controller):
    send_call(meeting, by=chief)

    letter = Letter.objects.get(to=controller)
    assert letter.subject == "Kallelse: Ledningsgruppen måndag 21 september 2026"
    assert "När: måndag 21 september 2026 kl. 8.30, 90 minuter\nVar: Rum 1\n" in letter.body
    assert "1. Uppdrag från förra gången\n" in letter.body
    assert "/administrations/EX/meetings/" in letter.body
    assert "tkr" not in letter.body


def test_everyone_is_called_in_the_own_language(meeting, chief):
    person = factories.UserFactory(language="en")
    call(meeting, person, by=None)

    send_call(meeting, by=chief)

    letter = Letter.objects.get(to=person)
    assert letter.subject == "Call: Ledningsgruppen Monday 21 September 2026"
    assert "When: Monday 21 September 2026 at 8:30, 90 minutes" in letter.body


def test_the_call_is_sent_once_to_each_and_to_those_called_later(meeting, chief):
    assert (send_call(meeting, by=chief), send_call(meeting, by=chief)) == (2, 0)

    call(meeting, factories.UserFactory(), by=None)

    assert send_call(meeting, by=chief) == 1
    work_off()
    assert len(mail.outbox) == 3


def test_a_meeting_that_was_moved_is_called_anew(meeting, chief):
    send_call(meeting, by=chief)
    assert (called_already(meeting), called_otherwise(meeting)) == (2, False)

    change_meeting(meeting, day=MONDAY, setting=Setting(time(13), "Rum 1"), by=None)
    meeting.refresh_from_db()

    assert (called_already(meeting), called_otherwise(meeting)) == (0, True)
    assert send_call(meeting, by=chief) == 2


def test_those_who_got_the_call_learn_that_the_meeting_is_cancelled(meeting, chief, controller):
    send_call(meeting, by=chief)
    call(meeting, factories.UserFactory(), by=None)

    cancel_meeting(meeting, word="Flera är sjuka.", by=chief)

    told = Letter.objects.filter(subject__startswith="Inställt")
    assert {letter.to for letter in told} == {chief, controller}
    assert all("Varför: Flera är sjuka." in letter.body for letter in told)


def test_nobody_is_told_of_a_cancelled_meeting_that_nobody_was_called_to(meeting, chief):
    cancel_meeting(meeting, word="Sjukdom", by=chief)

    assert not Letter.objects.exists()


def test_a_meeting_that_is_held_after_all_is_called_anew(meeting, chief):
    send_call(meeting, by=chief)
    cancel_meeting(meeting, word="Sjukdom", by=chief)
    take_up_meeting(meeting, by=chief)
    meeting.refresh_from_db()

    assert send_call(meeting, by=chief) == 2


def test_those_called_to_the_meetings_of_an_ended_body_are_told(group, meeting, chief):
    send_call(meeting, by=chief)
    end_body(group, by=chief)

    meeting.refresh_from_db()
    assert meeting.state == "cancelled"
    assert Letter.objects.filter(subject__startswith="Inställt").count() == 2


@pytest.mark.parametrize(
    ("become", "refusal"),
    [
        (start, refusals.MeetingBegunError),
        (lambda meeting: cancel_meeting(meeting, word="", by=None), refusals.MeetingCancelledError),
        (lambda meeting: set_participants(meeting, {}, by=None), refusals.NobodyCalledError),
    ],
)
def test_a_meeting_that_nobody_can_come_to_is_not_called(meeting, become, refusal):
    become(meeting)
    meeting.refresh_from_db()

    with pytest.raises(refusal):
        send_call(meeting, by=None)


def test_the_log_of_letters_names_calls(meeting, chief):
    send_call(meeting, by=chief)

    mailing = Mailing.objects.get()
    assert (kind_name(mailing.kind), mailing_name(mailing)) == (
        "Kallelse till möte",
        "Kallelser till mötet 21 september",
    )
