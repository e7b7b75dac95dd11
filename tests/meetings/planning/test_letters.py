"""The call to a meeting, and the word that it is cancelled."""

from datetime import date, time

import pytest
from django.core import mail

from meetings.models import Meeting
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
from units.mailing import faults
from units.mailing.words import kind_name, mailing_name
from units.models import Change, Letter, Mailing, User
from units.roles import Role


def subjects():
    return sorted({letter.subject for letter in Letter.objects.all()})


def test_a_planned_meeting_sends_no_letter(meeting):
    assert not Letter.objects.exists()


def test_the_call_says_when_where_and_over_what_and_no_figures(meeting, chief, controller):
    send_call(meeting, by=chief)

    letter = Letter.objects.get(to=controller)
    assert letter.subject == "Kallelse: Ledningsgruppen måndag 21 september 2026"
    assert "När: måndag 21 september 2026 kl. 08:30, 90 minuter\nVar: Rum 1\n" in letter.body
    assert "1. Uppdrag från förra gången\n" in letter.body
    assert "/administrations/EX/meetings/" in letter.body
    assert "tkr" not in letter.body


def colleague(meeting, **values):
    """Somebody who works in the administration and is called to `meeting`."""
    person = factories.person(meeting.body.administration, Role.CONTROLLER)
    User.objects.filter(pk=person.pk).update(**values)
    call(meeting, person, by=None)
    return person


def test_everyone_is_called_in_the_own_language(meeting, chief):
    person = colleague(meeting, language="en")

    send_call(meeting, by=chief)

    letter = Letter.objects.get(to=person)
    assert letter.subject == "Call: Ledningsgruppen Monday 21 September 2026"
    assert "When: Monday 21 September 2026 at 08:30, 90 minutes" in letter.body


def test_the_call_is_sent_once_to_each_and_to_those_called_later(meeting, chief):
    assert (send_call(meeting, by=chief), send_call(meeting, by=chief)) == (2, 0)

    colleague(meeting)

    assert send_call(meeting, by=chief) == 1
    work_off()
    assert len(mail.outbox) == 3


def test_whoever_has_no_role_any_more_is_not_called(meeting, chief):
    person = colleague(meeting)
    person.responsibilities.update(until=date(2026, 9, 14))

    assert send_call(meeting, by=chief) == 2
    assert not Letter.objects.filter(to=person).exists()


def test_a_call_that_could_not_be_sent_is_not_received_and_is_sent_again(meeting, chief):
    person = colleague(meeting, email="")
    send_call(meeting, by=chief)
    work_off()
    assert (called_already(meeting), Letter.objects.get(to=person).fault) == (2, faults.NO_ADDRESS)

    User.objects.filter(pk=person.pk).update(email="ny@example.se")

    assert send_call(meeting, by=chief) == 1
    work_off()
    assert called_already(meeting) == 3
    assert [message.to for message in mail.outbox].count(["ny@example.se"]) == 1


def test_the_log_says_that_the_call_was_sent_and_says_it_once(meeting, chief):
    send_call(meeting, by=chief)
    send_call(meeting, by=chief)

    change = Change.objects.get(action="meeting-called")
    assert (change.by, change.after) == (str(chief), {"letters": 2})


def test_a_call_sent_from_a_page_that_is_old_sees_that_the_meeting_is_cancelled(meeting, chief):
    cancel_meeting(Meeting.objects.get(pk=meeting.pk), word="Sjukdom", by=chief)

    with pytest.raises(refusals.MeetingCancelledError):
        send_call(meeting, by=chief)


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


def test_whoever_was_called_and_then_removed_learns_that_the_meeting_is_cancelled(meeting, chief, controller):
    send_call(meeting, by=chief)
    set_participants(meeting, {chief.pk: ""}, by=chief)

    cancel_meeting(meeting, word="Sjukdom", by=chief)

    assert Letter.objects.filter(to=controller, subject__startswith="Inställt").exists()


def test_whoever_was_told_once_that_the_meeting_is_cancelled_is_told_again_only_after_a_new_call(meeting, chief):
    send_call(meeting, by=chief)
    cancel_meeting(meeting, word="Sjukdom", by=chief)
    take_up_meeting(meeting, by=chief)

    cancel_meeting(meeting, word="Fler är sjuka", by=chief)

    assert Letter.objects.filter(subject__startswith="Inställt").count() == 2


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
    assert Change.objects.filter(action="meeting-cancelled").count() == 1
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


def test_the_log_of_letters_tells_a_cancelled_meeting_from_a_call(meeting, chief):
    send_call(meeting, by=chief)
    cancel_meeting(meeting, word="Sjukdom", by=chief)

    names = {mailing_name(each) for each in Mailing.objects.all()}
    assert names == {"Kallelser till mötet 21 september", "Besked om det inställda mötet 21 september"}
