"""Adjusting minutes: who is to do it, and doing it. Rights are the view's business, but who adjusts is a rule here."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from meetings.agenda.codec import encode
from meetings.locking import locked, refuse_adjusted
from meetings.minutes import refusals
from meetings.minutes.assemble import assemble
from meetings.minutes.minutes import Minutes, seal
from meetings.models import Meeting
from meetings.pulse import touch
from units.models import User
from units.services import record_change

CLOSED, ADJUSTED = Meeting.State.CLOSED, Meeting.State.ADJUSTED


@transaction.atomic
def name_adjuster(meeting: Meeting, adjuster: User, *, by: User | None) -> Meeting:
    """Let `adjuster`, who was called to the meeting, be the one who adjusts its minutes.

    Raises:
        MinutesAdjustedError: the minutes are adjusted.
        NotBegunError: there is nothing to adjust: the meeting is planned, or cancelled.
        NotCalledError: the person was not called to the meeting.
    """
    meeting = locked(meeting)
    refuse_adjusted(meeting)
    if not meeting.is_begun:
        raise refusals.NotBegunError
    if meeting.adjuster == adjuster:
        return meeting
    if not meeting.participants.filter(user=adjuster).exists():
        raise refusals.NotCalledError(name=adjuster)
    before = str(meeting.adjuster or "")
    meeting.adjuster = adjuster
    meeting.save(update_fields=["adjuster"])
    touch(meeting)
    _log("adjuster-named", meeting, by, before={"adjuster": before}, after={"adjuster": str(adjuster)})
    return meeting


@transaction.atomic
def adjust(meeting: Meeting, *, seen_pulse: int, seen_seal: str = "", now: datetime | None = None, by: User) -> Meeting:
    """Freeze the minutes, which `by` read when the meeting's pulse was `seen_pulse`: they do not change after this.

    `seen_seal` is the check sum of the draft that was read (`draft_seal`): what is frozen is that to the letter.

    Raises:
        MinutesAdjustedError, NotClosedError: they are not to be adjusted.
        NoAdjusterError, NotAdjusterError: somebody else adjusts them, or nobody does yet.
        WrittenSinceError: something was written since they were read.
    """
    meeting = locked(meeting)
    refuse_adjusted(meeting)
    if meeting.state != CLOSED:
        raise refusals.NotClosedError
    if meeting.adjuster is None:
        raise refusals.NoAdjusterError
    if meeting.adjuster != by:
        raise refusals.NotAdjusterError(name=meeting.adjuster)
    draft = assemble(meeting)
    if meeting.pulse != seen_pulse or (seen_seal and seen_seal != draft_seal(draft)):
        raise refusals.WrittenSinceError
    now = now or timezone.now()
    frozen = encode(replace(draft, adjusted=timezone.localtime(now)))
    meeting.state, meeting.adjusted_at, meeting.adjusted_by, meeting.minutes = ADJUSTED, now, by, frozen
    meeting.save(update_fields=["state", "adjusted_at", "adjusted_by", "minutes"])
    touch(meeting)
    _log("minutes-adjusted", meeting, by, after={"seal": seal(frozen)})
    return meeting


def draft_seal(draft: Minutes) -> str:
    """The check sum of a draft, to know it again."""
    return seal(encode(draft))


def _log(
    action: str, meeting: Meeting, by: User | None, *, after: dict[str, str], before: dict[str, str] | None = None
) -> None:
    record_change(action, meeting, administration=meeting.body.administration, by=by, before=before or {}, after=after)
