"""Sending minutes to those who were called: the draft once, and once more when they are adjusted."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from meetings.fetching import who_enter
from meetings.locking import locked
from meetings.minutes import letter_words, refusals
from meetings.minutes.assemble import minutes_of
from meetings.models import Meeting
from units.mailing import services
from units.mailing.draft import Draft
from units.mailing.queries import MINUTES
from units.models import Letter, User
from units.services import record_change


@dataclass
class Plan:
    """Who is to get the minutes as they are now, who has got them, and who cannot be reached.

    `gone` are called people who have no role in the administration any more. `drafts` are by pk.
    """

    to: list[User] = field(default_factory=list)
    already: list[User] = field(default_factory=list)
    unreachable: list[User] = field(default_factory=list)
    gone: list[User] = field(default_factory=list)
    drafts: dict[int, Draft] = field(default_factory=dict)


def key_of(meeting: Meeting) -> str:
    """What the letters about these minutes are kept under: a draft that was closed anew is another one."""
    if meeting.state == Meeting.State.ADJUSTED:
        return f"{meeting.pk}:adjusted:{meeting.day.isoformat()}"
    closed = f"{meeting.closed_at:%Y%m%d%H%M%S}" if meeting.closed_at else ""
    return f"{meeting.pk}:draft-{closed}:{meeting.day.isoformat()}"


def plan(meeting: Meeting, *, by: User) -> Plan:
    """Who would get the minutes of `meeting`, which is closed, and what they would read."""
    minutes, key = minutes_of(meeting), key_of(meeting)
    got = set(_letters(meeting).filter(key=key).values_list("to", flat=True))
    there = set(who_enter(meeting.body.administration).values_list("pk", flat=True))
    made = Plan()
    for called in meeting.participants.select_related("user"):
        person = called.user
        if person.pk in got:
            made.already.append(person)
        elif not person.email or not person.is_active:
            made.unreachable.append(person)
        elif person.pk not in there:
            made.gone.append(person)
        else:
            made.to.append(person)
            made.drafts[person.pk] = letter_words.draft(meeting, minutes, person, key, by=by)
    return made


@transaction.atomic
def send_minutes(meeting: Meeting, *, by: User) -> Plan:
    """Post the minutes to everyone who was called and has not got them as they are now. Safe to do twice.

    Raises:
        NotSentError: the meeting is not closed.
        NobodyToSendToError: everyone has got them.
    """
    meeting = locked(meeting)
    if meeting.closed_at is None:
        raise refusals.NotSentError
    made = plan(meeting, by=by)
    if not made.to:
        raise refusals.NobodyToSendToError
    mailing = services.begin(meeting.body.administration, MINUTES, key_of(meeting), by=by)
    services.put(mailing, made.drafts.values(), by=by)
    services.send_in_background(mailing)
    meeting.sent_at = timezone.now()
    meeting.save(update_fields=["sent_at"])
    record_change("minutes-sent", meeting, administration=meeting.body.administration, by=by,
                  after={"letters": len(made.to)})  # fmt: skip
    return made


def send_again(meeting: Meeting, *, by: User) -> int:
    """Send the letters with these minutes that could not be sent once more; how many they are."""
    there = who_enter(meeting.body.administration).order_by().values("pk")
    return services.retry(_letters(meeting).filter(key=key_of(meeting), to__in=there), by=by)


def letters_of(meeting: Meeting) -> list[Letter]:
    """Every letter with minutes of `meeting`, the latest first. One query."""
    return list(_letters(meeting).select_related("to").order_by("-made_at", "-pk"))


def _letters(meeting: Meeting) -> QuerySet[Letter]:
    return meeting.body.administration.letters.filter(kind=MINUTES, key__startswith=f"{meeting.pk}:")
