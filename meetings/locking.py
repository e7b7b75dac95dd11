"""Whoever writes in a meeting locks the administration first and the meeting after it, wherever it is written from.

Two who write at once then wait for each other: neither is lost, and neither stands in the way of the other for good.
"""

from django.utils import timezone

from meetings.models import Meeting
from meetings.refusals import MinutesAdjustedError
from meetings.words import day_word
from units.models import Administration

KNOWN = (
    "body__administration", "body__department", "body__unit", "previous", "closed_by", "adjuster", "adjusted_by",
)  # fmt: skip


def lock_administration(pk: int) -> Administration:
    """The administration `pk`, which nobody else writes meetings of until the transaction ends."""
    return Administration.objects.select_for_update(no_key=True).get(pk=pk)


def locked(meeting: Meeting) -> Meeting:
    """`meeting` as it is now; whoever else wants to write in it waits until the transaction ends."""
    lock_administration(meeting.body.administration_id)
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related(*KNOWN).get(pk=meeting.pk)


def refuse_adjusted(meeting: Meeting) -> None:
    """Raise MinutesAdjustedError when the minutes of `meeting` are adjusted."""
    if meeting.state == Meeting.State.ADJUSTED and meeting.adjusted_at:
        day = day_word(timezone.localdate(meeting.adjusted_at))
        raise MinutesAdjustedError(day=day, name=meeting.adjusted_by or "–")
