"""Sending the call to a meeting, and telling those who got it when the meeting is cancelled.

A call is sent once to each person for each day, time and place of a meeting: one that is moved can be called anew.
"""

from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet
from django.urls import NoReverseMatch
from django.utils import timezone

from meetings.models import Meeting, Participant
from meetings.planning import letter_words, refusals
from units.mailing.addresses import page_link
from units.mailing.draft import Draft
from units.mailing.queries import CALL
from units.mailing.services import begin, put, send_in_background
from units.models import Administration, Letter, User


@transaction.atomic
def send_call(meeting: Meeting, *, by: User | None) -> int:
    """Post the call to those called to the planned `meeting`; how many have not got it before.

    Raises:
        MeetingCancelledError, MeetingBegunError, NobodyCalledError: as they say.
    """
    if meeting.state == Meeting.State.CANCELLED:
        raise refusals.MeetingCancelledError
    if meeting.state != Meeting.State.PLANNED:
        raise refusals.MeetingBegunError
    drafts = call_drafts(meeting, by=by)
    if not drafts:
        raise refusals.NobodyCalledError
    mailing = begin(meeting.body.administration, CALL, call_key(meeting), by=by)
    new = put(mailing, drafts, by=by)
    if new:
        send_in_background(mailing)
    return new


def call_drafts(meeting: Meeting, *, by: User | None) -> list[Draft]:
    """The calls to everyone called, as they would be sent now. Two queries."""
    points, link, today = list(meeting.points.all()), _link(meeting), timezone.localdate()
    key = call_key(meeting)
    return [
        letter_words.call_draft(each, points, key=key, link=link, by=by, today=today) for each in _participants(meeting)
    ]


def meetings_called_to(administration: Administration) -> set[int]:
    """The pks of the meetings of `administration` to which a call was sent."""
    kept = Letter.objects.filter(administration=administration, kind=CALL).values_list("key", flat=True)
    return {int(key.partition(":")[0]) for key in kept.distinct()}


def tell_cancelled(meeting: Meeting, word: str, *, by: User | None) -> None:
    """Post to those who got a call to `meeting` that it is cancelled."""
    got = set(_calls(meeting).values_list("to", flat=True))
    today, key = timezone.localdate(), f"{meeting.pk}:{meeting.day}:cancelled:{timezone.now():%Y%m%d%H%M}"
    people = [each for each in _participants(meeting) if each.user_id in got]
    drafts = [letter_words.cancelled_draft(each, word, key=key, by=by, today=today) for each in people]
    if drafts:
        mailing = begin(meeting.body.administration, CALL, key, by=by)
        put(mailing, drafts, by=by)
        send_in_background(mailing)


def called_already(meeting: Meeting) -> int:
    """How many have got the call as the meeting stands now."""
    return _calls(meeting).filter(key=call_key(meeting)).count()


def called_otherwise(meeting: Meeting) -> bool:
    """Whether a call was sent that said another day, time or place, and none since."""
    keys = set(_calls(meeting).values_list("key", flat=True))
    return bool(keys) and call_key(meeting) not in keys


def call_key(meeting: Meeting) -> str:
    """What the calls to a meeting, as it stands now, are kept under: others once it was said to be cancelled."""
    where = sha256(f"{meeting.starts_at} {meeting.place}".encode()).hexdigest()[:12]
    told = meeting.body.administration.mailings.filter(kind=CALL, key__startswith=f"{meeting.pk}:")
    times = told.filter(key__contains=":cancelled:").count()
    return f"{meeting.pk}:{meeting.day.isoformat()}:{where}:{times}"


def _calls(meeting: Meeting) -> QuerySet[Letter]:
    kept = Letter.objects.filter(administration=meeting.body.administration_id, kind=CALL)
    return kept.filter(key__startswith=f"{meeting.pk}:").exclude(key__contains=":cancelled:")


def _participants(meeting: Meeting) -> list[Participant]:
    rows = list(meeting.participants.select_related("user"))
    for row in rows:
        row.meeting = meeting
    return rows


def _link(meeting: Meeting) -> str:
    code = meeting.body.administration.code
    try:
        return page_link("meetings:meeting", code, meeting.pk)
    except NoReverseMatch:
        return page_link("meetings:meetings", code)
