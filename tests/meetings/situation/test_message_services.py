"""Writing the message of the week, sending it and passing it on."""

from datetime import date

import pytest
import time_machine

from meetings.models import Message, Passing
from meetings.situation import refusals
from meetings.situation.message_services import pass_on, remind_lacking, send_message, take_back_pass, write_message
from tests import factories
from tests.meetings.situation.making import WEEK, message, passing
from units.models import Change, Letter, Mailing
from units.roles import Role

NEXT = date(2026, 9, 21)


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def department(administration):
    return administration.departments.get(code="10")


@pytest.fixture
def heads(person):
    """The heads of department 10 and unit 4100; nobody answers for 4200."""
    return person(Role.DEPARTMENT_HEAD), person(Role.UNIT_HEAD)


def letters():
    return {(each.to, each.subject): each.body for each in Letter.objects.select_related("to")}


def test_writing_a_message_says_nothing_of_whether_it_was_sent(administration, django_assert_max_num_queries):
    stored = message(administration, sent=False)

    with django_assert_max_num_queries(20) as asked:
        write_message(administration, WEEK, "Nytt", seen=stored.version, by=None)

    [update] = [each["sql"] for each in asked if each["sql"].startswith('UPDATE "meetings_message"')]
    assert "sent_at" not in update


def test_a_message_belongs_to_the_week_of_any_of_its_days(administration, person):
    author = person(Role.MANAGEMENT)

    written = write_message(administration, date(2026, 9, 18), " Tack! ", seen=0, by=author)

    assert (written.week, written.text, written.made_by, written.sent_at) == (WEEK, "Tack!", author, None)


def test_a_week_has_one_message_which_is_changed_until_it_is_sent(administration):
    write_message(administration, NEXT, "Tack!", by=None)

    changed = write_message(administration, NEXT, "Tack alla!", seen=1, by=None)

    assert (Message.objects.get(), changed.text, changed.version) == (changed, "Tack alla!", 2)


def test_the_same_text_twice_is_one_message(administration):
    write_message(administration, NEXT, "Tack!", seen=0, by=None)

    assert write_message(administration, NEXT, "Tack!", seen=0, by=None).version == 1


def test_what_somebody_else_wrote_meanwhile_is_not_lost(administration, person):
    first = person(Role.CONTROLLER)
    write_message(administration, NEXT, "Tack!", seen=0, by=first)

    with pytest.raises(refusals.MessageStaleError, match=str(first)):
        write_message(administration, NEXT, "Annat", seen=0, by=None)

    assert Message.objects.get().text == "Tack!"


@pytest.mark.parametrize(
    ("week", "text", "refusal"),
    [
        (date(2026, 9, 7), "Tack!", refusals.WeekPastError),
        (NEXT, "  ", refusals.MessageEmptyError),
    ],
)
def test_a_message_that_cannot_be_is_refused(administration, week, text, refusal):
    with pytest.raises(refusal):
        write_message(administration, week, text, seen=0, by=None)

    assert not Message.objects.exists()


def test_a_message_that_has_gone_out_does_not_change(administration):
    message(administration)

    with pytest.raises(refusals.MessageSentError, match="38"):
        write_message(administration, WEEK, "Annat", seen=1, by=None)


def test_a_message_goes_to_the_heads_of_departments_and_units_once(administration, heads):
    told = message(administration, sent=False)

    send_message(told, by=None)
    send_message(told, by=None)

    told.refresh_from_db()
    assert told.sent_at is not None
    assert {to for to, _ in letters()} == set(heads)
    assert Mailing.objects.get().total == 2


def test_each_head_reads_the_letter_in_the_own_language(administration, heads):
    factories.User.objects.filter(pk=heads[0].pk).update(language="en")

    send_message(message(administration, sent=False), by=None)

    subjects = {to.pk: subject for to, subject in letters()}
    assert subjects == {heads[0].pk: "Message of week 38", heads[1].pk: "Veckans budskap, vecka 38"}


def test_the_letter_says_the_message_and_where_it_is_passed_on(administration, heads):
    told = send_message(message(administration, sent=False), by=None)

    body = letters()[heads[1], "Veckans budskap, vecka 38"]
    assert "Tack för prognoserna!" in body
    assert f"/administrations/EX/messages/{told.pk}/" in body


@pytest.mark.parametrize(
    ("week", "refusal"), [(NEXT, refusals.WeekPlannedError), (date(2026, 9, 7), refusals.WeekPastError)]
)
def test_a_message_is_sent_in_its_week(administration, week, refusal):
    told = message(administration, sent=False, week=week)

    with pytest.raises(refusal):
        send_message(told, by=None)

    assert not Letter.objects.exists()


def test_passing_on_twice_is_once_and_the_latest_word_stands(administration, unit, person):
    told, head = message(administration), person(Role.UNIT_HEAD)
    for word in ("", "Togs väl emot", ""):
        pass_on(told, "unit", unit, word=word, by=head)

    kept = Passing.objects.get()
    assert (kept.unit, kept.step, kept.by, kept.word) == (unit, "unit", head, "Togs väl emot")
    assert Change.objects.filter(action="message-passed").count() == 2


def test_what_is_not_sent_is_not_passed_on(administration, department):
    told = message(administration, sent=False)

    with pytest.raises(refusals.NotSentError):
        pass_on(told, "department", department, by=None)
    with pytest.raises(refusals.NotSentError):
        remind_lacking(told, by=None)


def test_passing_on_is_taken_back_on_the_same_day(administration, unit):
    told = message(administration)
    pass_on(told, "team", unit, by=None)

    take_back_pass(told, "team", unit, by=None)
    take_back_pass(told, "team", unit, by=None)

    assert not Passing.objects.exists()


def test_passing_on_is_not_taken_back_the_day_after(administration, unit):
    told = message(administration)
    pass_on(told, "team", unit, by=None)

    with time_machine.travel("2026-09-16 12:00", tick=False), pytest.raises(refusals.PassedEarlierError):
        take_back_pass(told, "team", unit, by=None)


def test_those_lacking_are_reminded_of_what_they_lack(administration, heads, department):
    told = message(administration)
    passing(told, "department", department)

    assert remind_lacking(told, by=None) == 1

    [(to, subject)] = letters()
    assert (to, subject) == (heads[1], "Påminnelse: för vidare veckans budskap, vecka 38")
    assert "Ännu inte fört vidare till teamet: Barn och ungdom." in letters()[to, subject]


def test_of_a_team_that_has_not_heard_its_head_is_reminded(administration, heads, department, unit):
    told = message(administration)
    passing(told, "department", department)
    passing(told, "unit", unit)

    remind_lacking(told, by=None)

    [body] = letters().values()
    assert "Teamet har inte sagt att det hört budskapet: Barn och ungdom." in body


def test_those_lacking_are_reminded_once_a_day(administration, heads):
    told = message(administration)
    assert remind_lacking(told, by=None) == 2

    with pytest.raises(refusals.RemindedTodayError):
        remind_lacking(told, by=None)
    with time_machine.travel("2026-09-16 12:00", tick=False):
        assert remind_lacking(told, by=None) == 2


def test_nobody_is_reminded_when_nobody_answers_for_what_is_lacking(administration):
    with pytest.raises(refusals.NobodyAnswersError):
        remind_lacking(message(administration), by=None)


def test_nobody_is_reminded_when_all_have_passed_it_on(administration, heads, department):
    told = message(administration)
    passing(told, "department", department)
    for unit in administration.units.all():
        passing(told, "unit", unit)
        passing(told, "team", unit)

    with pytest.raises(refusals.NobodyLacksError):
        remind_lacking(told, by=None)
