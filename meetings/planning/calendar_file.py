"""Coming meetings as a calendar file."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from meetings.models import Meeting
from meetings.planning.ical import Event, calendar
from meetings.planning.pages import meeting_url
from meetings.words import point_title


def calendar_file(name: str, meetings: Iterable[Meeting]) -> bytes:
    """`meetings`, with their points and body fetched, as the calendar called `name`."""
    return calendar(name, map(_event, meetings), stamp=timezone.now())


def _event(meeting: Meeting) -> Event:
    starts = meeting.starts_at and timezone.make_aware(datetime.combine(meeting.day, meeting.starts_at))
    return Event(
        uid=f"meeting-{meeting.pk}@{urlsplit(settings.SITE_URL).hostname}",
        day=meeting.day,
        title=meeting.body.name,
        starts=starts,
        minutes=meeting.body.minutes,
        place=meeting.place,
        text="\n".join(
            f"{number}. {point_title(point.kind, point.title)}"
            for number, point in enumerate(meeting.points.all(), start=1)
        ),
        url=f"{settings.SITE_URL}{meeting_url(meeting)}",
        cancelled=meeting.state == Meeting.State.CANCELLED,
    )
