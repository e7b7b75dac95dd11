"""The pulse of a meeting: it counts what is written, so that whoever has the meeting open learns of what is new."""

from django.db.models import F

from meetings.models import Meeting, Row


def touch(meeting: Meeting, row: Row | None = None) -> int:
    """Count one more thing written in `meeting`, on `row` or on none: the new pulse comes back.

    The row of the meeting is locked until the transaction ends, so two who write at once are counted one by one.
    """
    Meeting.objects.filter(pk=meeting.pk).update(pulse=F("pulse") + 1)
    meeting.pulse = Meeting.objects.values_list("pulse", flat=True).get(pk=meeting.pk)
    if row is not None:
        Row.objects.filter(pk=row.pk).update(touched=meeting.pulse)
        row.touched = meeting.pulse
    return meeting.pulse
