"""What happens to meetings elsewhere, for the tests."""

from django.utils import timezone

from meetings.models import Meeting


def start(meeting: Meeting) -> Meeting:
    """Let `meeting` be under way."""
    return _become(meeting, state="running", started_at=timezone.now())


def close(meeting: Meeting) -> Meeting:
    """Let `meeting` have been held."""
    return _become(meeting, state="closed", started_at=timezone.now(), closed_at=timezone.now())


def adjust(meeting: Meeting) -> Meeting:
    """Let the minutes of `meeting` be adjusted."""
    now = timezone.now()
    return _become(meeting, state="adjusted", started_at=now, closed_at=now, adjusted_at=now, minutes={})


def _become(meeting: Meeting, **values: object) -> Meeting:
    Meeting.objects.filter(pk=meeting.pk).update(**values)
    meeting.refresh_from_db()
    return meeting
