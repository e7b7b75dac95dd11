"""Letters are sent once, and every one that could not be sent says why."""

import smtplib
import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests import factories
from tests.postgres import free_port
from tests.working import work_off
from units.mailing import faults, services
from units.mailing.console import EmailBackend as ConsoleBackend
from units.mailing.draft import Draft
from units.models import Change, Letter, Mailing
from units.roles import Role


class Refusing(EmailBackend):
    """A mail server that does not know the people at example.net."""

    def send_messages(self, messages):
        for message in messages:
            if message.to[0].endswith("@example.net"):
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"5.1.1 User\r\nunknown")})
        return super().send_messages(messages)


class Dying(EmailBackend):
    """A mail server that takes two letters before the worker dies."""

    def send_messages(self, messages):
        if len(mail.outbox) == 2:
            raise SystemExit
        return super().send_messages(messages)


def drafts(people, key="2026-W41"):
    return [Draft(each.pk, key, f"Hej {each}", "Text\n") for each in people]


def post(administration, people, key="2026-W41", by=None):
    return services.post(administration, "digest", key, drafts(people, key), by=by)


def counts(mailing):
    mailing.refresh_from_db()
    return mailing.total, mailing.sent, mailing.failed, mailing.finished_at is not None


def sent_to():
    return [message.to[0] for message in mail.outbox]


@pytest.fixture
def people(db):
    return [factories.UserFactory(username=name) for name in ("anna", "bo", "cia")]


def test_a_letter_is_sent_by_the_worker_and_not_before(administration, people):
    mailing = post(administration, people)
    assert (sent_to(), counts(mailing)) == ([], (3, 0, 0, False))

    work_off()

    assert sent_to() == ["anna@example.org", "bo@example.org", "cia@example.org"]
    assert counts(mailing) == (3, 3, 0, True)


def test_a_letter_says_who_sent_it_and_that_a_program_did(administration, people, settings):
    settings.SITE_URL = "https://budget.example.se"
    controller = factories.person(administration, Role.CONTROLLER)
    post(administration, people[:1], by=controller)

    work_off()

    [message] = mail.outbox
    letter = Letter.objects.get()
    assert (message.subject, message.body, message.from_email) == ("Hej anna", "Text\n", "socbudget@localhost")
    assert message.reply_to == [controller.email]
    assert message.extra_headers == {
        "Message-ID": f"<letter-{letter.pk}@budget.example.se>",
        "Auto-Submitted": "auto-generated",
    }


def test_the_same_letters_posted_twice_are_sent_once(administration, people):
    mailing = post(administration, people[:2])
    work_off()

    again = post(administration, people)
    work_off()

    assert again == mailing
    assert sent_to() == ["anna@example.org", "bo@example.org", "cia@example.org"]
    assert counts(mailing) == (3, 3, 0, True)


def test_another_week_is_another_letter(administration, people):
    post(administration, people[:1])
    post(administration, people[:1], key="2026-W42")

    work_off()

    assert sent_to() == ["anna@example.org"] * 2


def test_who_has_no_address_or_a_closed_account_is_a_fault_and_the_others_get_theirs(administration, people):
    people[0].email = ""
    people[0].save()
    people[1].is_active = False
    people[1].save()
    mailing = post(administration, people)

    work_off()

    assert sent_to() == ["cia@example.org"]
    assert counts(mailing) == (3, 1, 2, True)
    assert dict(Letter.objects.values_list("to__username", "fault")) == {
        "anna": faults.NO_ADDRESS,
        "bo": faults.CLOSED,
        "cia": "",
    }


def test_what_the_mail_server_refused_is_kept_and_can_be_tried_again(administration, people, settings):
    settings.EMAIL_BACKEND = "tests.units.mailing.test_services.Refusing"
    people[1].email = "bo@example.net"
    people[1].save()
    mailing = post(administration, people)
    work_off()
    assert counts(mailing) == (3, 2, 1, True)
    [letter] = Letter.objects.exclude(fault="")
    assert letter.fault == "refused 550 5.1.1 User unknown"
    people[1].email = "bo@example.org"
    people[1].save()

    services.retry(mailing.letters.all(), by=None)
    work_off()

    assert sent_to() == ["anna@example.org", "cia@example.org", "bo@example.org"]
    assert counts(mailing) == (3, 3, 0, True)
    assert Letter.objects.get(pk=letter.pk).address == "bo@example.org"


def test_without_a_mail_server_every_letter_waits_with_the_reason(administration, people, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    mailing = post(administration, people)

    work_off()

    assert counts(mailing) == (3, 0, 3, True)
    assert set(Letter.objects.values_list("fault", flat=True)) == {"no-server [Errno 111] Connection refused"}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert services.retry(mailing.letters.all(), by=None) == 3
    work_off()
    assert counts(mailing) == (3, 3, 0, True)


def test_a_worker_that_dies_in_the_middle_leaves_exactly_the_unsent_ones(administration, people, settings):
    people.append(factories.UserFactory(username="dan"))
    mailing = post(administration, people)
    settings.EMAIL_BACKEND = "tests.units.mailing.test_services.Dying"
    with pytest.raises(SystemExit):
        services.deliver(mailing)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    services.deliver(mailing)

    assert sent_to() == ["anna@example.org", "bo@example.org", "dan@example.org"]
    assert counts(mailing) == (4, 3, 0, False)


def test_a_letter_claimed_by_a_worker_that_died_is_told_and_never_sent_by_itself(administration, people):
    mailing = post(administration, people[:1])
    mailing.letters.update(claimed_at=timezone.now() - services.LONGEST_SENDING - timedelta(seconds=1))

    services.deliver(mailing)

    assert (sent_to(), counts(mailing)) == ([], (1, 0, 1, True))
    assert Letter.objects.get().fault == faults.INTERRUPTED


def test_what_is_left_is_sent_a_while_later_without_anyone_asking(administration, people):
    mailing = post(administration, people)
    first, later = DBTaskResult.objects.order_by("run_after")
    DBTaskResult.objects.filter(pk__in=[max(first, later, key=lambda each: each.run_after.year).pk]).delete()
    assert work_off() == 0

    DBTaskResult.objects.update(run_after=timezone.now())
    work_off()

    assert counts(mailing) == (3, 3, 0, True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one connection at a time write")
def test_two_workers_at_once_send_each_letter_once():
    people = factories.UserFactory.create_batch(40)
    mailing = post(factories.small_administration(), people)
    gate = threading.Barrier(2)

    def run():
        gate.wait()
        try:
            services.deliver(mailing)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    [each.start() for each in threads]
    [each.join() for each in threads]

    assert sorted(sent_to()) == sorted(each.email for each in people)
    assert counts(mailing) == (40, 40, 0, True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one connection at a time write")
def test_the_same_letters_posted_at_once_are_stored_once():
    administration = factories.small_administration()
    people = factories.UserFactory.create_batch(10)
    gate = threading.Barrier(2)

    def run():
        gate.wait()
        try:
            post(administration, people)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    [each.start() for each in threads]
    [each.join() for each in threads]

    assert Letter.objects.count() == 10
    assert Mailing.objects.get().total == 10


def test_a_letter_costs_the_same_queries_however_many_there_are(administration, people, django_assert_num_queries):
    mailing = post(administration, people)

    with django_assert_num_queries(2 * 2 + 1 + 3 * 6 + 2):
        services.deliver(mailing)


def test_the_log_says_how_many_letters_were_posted_and_by_whom(administration, people):
    controller = factories.person(administration, Role.CONTROLLER)

    post(administration, people, by=controller)

    change = Change.objects.get(action="letters-posted")
    assert (change.by, change.subject, change.after) == (
        str(controller),
        "2026-W41",
        {"letters": 3, "letter_kind": "digest"},
    )


def test_a_letter_on_the_console_reads_as_it_would_in_a_mail_program():
    stream = StringIO()
    message = mail.EmailMessage("Prognosen för 4100 väntar", "Hej!\n", to=["anna@example.org"])

    ConsoleBackend(stream=stream).send_messages([message])

    rule = "─" * 79
    assert stream.getvalue() == (f"{rule}\nTo: anna@example.org\nSubject: Prognosen för 4100 väntar\n\nHej!\n{rule}\n")


class Beside(EmailBackend):
    """A mail server; while it takes the first letter another worker claims the rest."""

    def send_messages(self, messages):
        Letter.objects.filter(claimed_at=None).update(claimed_at=timezone.now())
        return super().send_messages(messages)


def test_a_letter_that_another_worker_claimed_meanwhile_is_left_to_it(administration, person, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Beside"
    people = [person(role) for role in (Role.UNIT_HEAD, Role.CONTROLLER)]
    mailing = post(administration, people)

    services.deliver(mailing)

    assert sent_to() == [people[0].email]
