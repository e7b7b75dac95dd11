"""Posting letters, and sending them so that none is sent twice.

A letter is stored before it is sent, and a constraint holds that a person gets one of a kind and key. Whoever sends it
claims it first, in one statement that only one worker can win. A worker that dies between the claim and the answer of
the mail server leaves a letter that nobody can know about: after a while it is said to be interrupted, and a person
decides whether it is sent again.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from units.mailing import faults, tasks
from units.mailing.addresses import message_id
from units.mailing.draft import Draft, subject_line
from units.models import Administration, Letter, Mailing, User
from units.services import record_change

LONGEST_SENDING = timedelta(minutes=10)
LOOK_AGAIN = timedelta(minutes=15)
MAIL_ERRORS = (SMTPException, OSError, ValueError)  # a header that Django refuses is a ValueError
log = logging.getLogger("socbudget.mailing")


@transaction.atomic
def post(administration: Administration, kind: str, key: str, drafts: Iterable[Draft], *, by: User | None) -> Mailing:
    """Store `drafts` and let a worker send them. Those that were posted before are left as they are."""
    mailing = begin(administration, kind, key, by=by)
    put(mailing, drafts, by=by)
    send_in_background(mailing)
    return mailing


def begin(administration: Administration, kind: str, key: str, *, by: User | None) -> Mailing:
    """The mailing of that kind and key: a new one, or the one that was begun before. Locked in a transaction."""
    Mailing.objects.get_or_create(administration=administration, kind=kind, key=key, defaults={"started_by": by})
    return Mailing.objects.select_for_update().get(administration=administration, kind=kind, key=key)


@transaction.atomic
def put(mailing: Mailing, drafts: Iterable[Draft], *, by: User | None) -> int:
    """Store `drafts` as letters of `mailing`; how many are new."""
    drafts = list(drafts)
    Mailing.objects.select_for_update().get(pk=mailing.pk)  # one at a time counts
    people = User.objects.in_bulk([draft.to for draft in drafts])
    letters = [
        Letter(
            administration_id=mailing.administration_id,
            mailing=mailing,
            to=people[draft.to],
            address=people[draft.to].email,
            kind=mailing.kind,
            key=draft.key,
            subject=subject_line(draft.subject),
            body=draft.body,
            about=list(draft.about),
            made_by=by,
        )
        for draft in drafts
        if draft.to in people
    ]
    before = mailing.letters.count()
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    added = mailing.letters.count() - before
    if added:
        Mailing.objects.filter(pk=mailing.pk).update(total=before + added, finished_at=None)
        after = {"letters": added, "letter_kind": mailing.kind}
        record_change("letters-posted", mailing.key, administration=mailing.administration, by=by, after=after)
    return added


def send_in_background(mailing: Mailing) -> None:
    """Let a worker send what is left of `mailing`, now and, should that worker die, a while later."""
    tasks.deliver_mailing.enqueue(mailing.pk)
    tasks.deliver_mailing.using(run_after=timezone.now() + LOOK_AGAIN).enqueue(mailing.pk)


@transaction.atomic
def retry(letters: QuerySet[Letter], *, by: User | None) -> int:
    """Send those of `letters` that could not be sent once more; how many they are."""
    tried = 0
    of = letters.exclude(fault="").order_by().values("mailing")
    for mailing in Mailing.objects.select_for_update().filter(pk__in=of):
        failed = letters.filter(mailing=mailing, sent_at=None).exclude(fault="")
        again = failed.update(fault="", claimed_at=None)
        Mailing.objects.filter(pk=mailing.pk).update(failed=F("failed") - again, finished_at=None)
        after = {"letters": again, "letter_kind": mailing.kind}
        record_change("letters-tried-again", mailing.key, administration=mailing.administration, by=by, after=after)
        send_in_background(mailing)
        tried += again
    return tried


@transaction.atomic
def go_on(mailing: Mailing, *, by: User | None) -> None:
    """Send what could not be sent in `mailing` once more, and what nobody has sent."""
    if not retry(mailing.letters.all(), by=by):
        send_in_background(mailing)


def deliver(mailing: Mailing) -> None:
    """Send the letters of `mailing` that nobody has claimed. Run twice, or by two workers, none is sent twice."""
    _tell_interrupted(mailing)
    connection = get_connection()
    try:
        for pk in list(_unclaimed(mailing).order_by("pk").values_list("pk", flat=True)):
            try:
                connection.open()
            except OSError as error:
                _give_up(mailing, error)
                break
            _claim_and_send(pk, connection)
    finally:
        connection.close()
    _finish(mailing)


def _unclaimed(mailing: Mailing) -> QuerySet[Letter]:
    return mailing.letters.filter(claimed_at=None, sent_at=None, fault="")


def _claim_and_send(pk: int, connection: BaseEmailBackend) -> None:
    waiting = Letter.objects.filter(pk=pk, claimed_at=None, sent_at=None, fault="")
    if not waiting.update(claimed_at=timezone.now()):
        return
    letter = Letter.objects.select_related("to", "made_by").get(pk=pk)
    if not letter.to.is_active:
        _settle(letter, fault=faults.CLOSED)
    elif not letter.to.email:
        _settle(letter, fault=faults.NO_ADDRESS)
    else:
        _send(letter, connection)


def _send(letter: Letter, connection: BaseEmailBackend) -> None:
    letter.address = letter.to.email
    answer_to = [letter.made_by.email] if letter.made_by and letter.made_by.email else []
    message = EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.address],
        reply_to=answer_to,
        headers={"Message-ID": message_id(letter.pk), "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    try:
        message.send()
    except MAIL_ERRORS as error:
        connection.close()  # the next letter begins with a connection of its own
        _settle(letter, fault=faults.fault(faults.REFUSED, error))
    else:
        _settle(letter)


@transaction.atomic
def _settle(letter: Letter, *, fault: str = "") -> None:
    """Keep what became of a claimed letter; only the first to settle it counts it."""
    values = {"fault": fault} if fault else {"sent_at": timezone.now()}
    settled = Letter.objects.filter(pk=letter.pk, sent_at=None, fault="").update(address=letter.address, **values)
    counter = "failed" if fault else "sent"
    Mailing.objects.filter(pk=letter.mailing_id).update(**{counter: F(counter) + settled})


@transaction.atomic
def _tell_interrupted(mailing: Mailing) -> None:
    long_ago = timezone.now() - LONGEST_SENDING
    claimed = mailing.letters.filter(claimed_at__lt=long_ago, sent_at=None, fault="")
    _fail(mailing, claimed, faults.INTERRUPTED)


@transaction.atomic
def _give_up(mailing: Mailing, error: OSError) -> None:
    """No mail server answers: all that is left waits for a person to try again."""
    log.error("mail server does not answer: %s", error)
    _fail(mailing, _unclaimed(mailing), faults.fault(faults.NO_SERVER, error))


def _fail(mailing: Mailing, letters: QuerySet[Letter], fault: str) -> None:
    failed = letters.update(fault=fault)
    Mailing.objects.filter(pk=mailing.pk).update(failed=F("failed") + failed)


def _finish(mailing: Mailing) -> None:
    """Say when `mailing` was done, unless another worker still sends."""
    if not mailing.letters.filter(sent_at=None, fault="").exists():
        Mailing.objects.filter(pk=mailing.pk, finished_at=None).update(finished_at=timezone.now())
        log.info("mailing %s %s is done", mailing.kind, mailing.key)
