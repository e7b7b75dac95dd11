"""Sending the call to a meeting, and telling those who got it when the meeting is cancelled.

A call is sent once to each person for each day, time and place of a meeting: one that is moved can be called anew.
"""

from hashlib import sha256
from typing import NamedTuple

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from meetings.locking import locked
from meetings.models import Meeting
from meetings.planning import letter_words, refusals
from units.mailing.addresses import page_link
from units.mailing.draft import Draft
from units.mailing.queries import CALL
from units.mailing.services import begin, put, retry, send_in_background
from units.models import Letter, Responsibility, User
from units.services import record_change


class Called(NamedTuple):
    """Somebody called to a meeting, and whether that person still has a role `here`."""

    user: User
    here: bool


@transaction.atomic
def send_call(meeting: Meeting, *, by: User | None) -> int:
    """Post the call to those called to the planned `meeting`; how many have not got it before. One that could not be
    sent is tried again.

    Raises:
        MeetingCancelledError, MeetingBegunError, NobodyCalledError: as they say.
    """
    meeting = locked(meeting)
    if meeting.state == Meeting.State.CANCELLED:
        raise refusals.MeetingCancelledError
    if meeting.state != Meeting.State.PLANNED:
        raise refusals.MeetingBegunError
    drafts = call_drafts(meeting, by=by)
    if not drafts:
        raise refusals.NobodyCalledError
    mailing = begin(meeting.body.administration, CALL, call_key(meeting), by=by)
    people = [each.to for each in drafts]
    again = retry(mailing.letters.filter(to__in=people), by=by)
    new = put(mailing, drafts, by=by)
    if new:
        send_in_background(mailing)
    if count := new + again:
        administration = meeting.body.administration
        record_change("meeting-called", meeting, administration=administration, by=by, after={"letters": count})
    return new + again


def call_drafts(meeting: Meeting, *, by: User | None) -> list[Draft]:
    """The calls to everyone called who still works here, as they would be sent now. Three queries."""
    points, key, today = list(meeting.points.all()), call_key(meeting), timezone.localdate()
    link = page_link("meetings:meeting", meeting.body.administration.code, meeting.pk)
    return [
        letter_words.call_draft(meeting, each.user, points, key=key, link=link, by=by, today=today)
        for each in people_called(meeting)
        if each.here
    ]


def people_called(meeting: Meeting) -> list[Called]:
    """Those called to `meeting`, and whether they still have a role in its administration. Two queries."""
    people = [each.user for each in meeting.participants.select_related("user")]
    roles = Responsibility.objects.current(timezone.localdate()).filter(user__in=people)
    here = set(roles.filter(administration=meeting.body.administration_id).values_list("user", flat=True))
    return [Called(user, user.pk in here) for user in people]


def called_to() -> Exists:
    """What a query asks to find the meetings to which a call was sent."""
    begins = Concat(Cast(OuterRef("pk"), CharField()), Value(":"))
    of = OuterRef("body__administration")
    return Exists(Letter.objects.filter(administration=of, kind=CALL, key__startswith=begins))


def tell_cancelled(meeting: Meeting, word: str, *, by: User | None) -> None:
    """Post to those who got a call to `meeting`, whoever has been removed since too, that it is cancelled."""
    got = _calls(meeting).filter(key__endswith=f":{_times_cancelled(meeting)}")
    people = User.objects.filter(pk__in=got.values("to")).order_by("pk")
    today, key = timezone.localdate(), f"{meeting.pk}:{meeting.day}:cancelled:{timezone.now():%Y%m%d%H%M}"
    drafts = [letter_words.cancelled_draft(meeting, each, word, key=key, by=by, today=today) for each in people]
    if drafts:
        mailing = begin(meeting.body.administration, CALL, key, by=by)
        put(mailing, drafts, by=by)
        send_in_background(mailing)


def called_already(meeting: Meeting) -> int:
    """How many have got the call as the meeting stands now, or soon do."""
    return _calls(meeting).filter(key=call_key(meeting)).count()


def called_otherwise(meeting: Meeting) -> bool:
    """Whether a call was sent that said another day, time or place, and none since."""
    keys = set(_calls(meeting).values_list("key", flat=True))
    return bool(keys) and call_key(meeting) not in keys


def call_key(meeting: Meeting) -> str:
    """What the calls to a meeting, as it stands now, are kept under: others once it was said to be cancelled."""
    where = sha256(f"{meeting.starts_at} {meeting.place}".encode()).hexdigest()[:12]
    return f"{meeting.pk}:{meeting.day.isoformat()}:{where}:{_times_cancelled(meeting)}"


def _times_cancelled(meeting: Meeting) -> int:
    told = meeting.body.administration.mailings.filter(kind=CALL, key__startswith=f"{meeting.pk}:")
    return told.filter(key__contains=":cancelled:").count()


def _calls(meeting: Meeting) -> QuerySet[Letter]:
    """The calls to `meeting` that were sent or are on their way."""
    kept = Letter.objects.filter(administration=meeting.body.administration_id, kind=CALL, fault="")
    return kept.filter(key__startswith=f"{meeting.pk}:").exclude(key__contains=":cancelled:")
