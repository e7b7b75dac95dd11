"""The way in to a meeting, and where its pages are."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

from measures.admitted import acts_somewhere
from meetings.access import MeetingRights, rights_on
from meetings.fetching import meeting_read
from meetings.models import Meeting
from units.display import Display, display_of
from units.models import Administration, User
from units.roles import Act


@dataclass(frozen=True, slots=True)
class Opened:
    """A meeting that a person reads, and what the person may do with it. `acts` are allowed somewhere around it."""

    meeting: Meeting
    user: User
    rights: MeetingRights
    acts: frozenset[Act]

    @property
    def administration(self) -> Administration:
        """The administration of the meeting."""
        return self.meeting.body.administration

    @property
    def display(self) -> Display:
        """How amounts are shown there."""
        return display_of(self.administration)

    @property
    def may_write(self) -> bool:
        """Whether the person is shown where to write: the meeting is under way."""
        return self.rights.writes and self.meeting.state == Meeting.State.RUNNING

    @property
    def may_add(self) -> bool:
        """Whether the person may put something on the agenda: the meeting is not over."""
        return self.rights.writes and self.meeting.state in (Meeting.State.PLANNED, Meeting.State.RUNNING)

    @property
    def url(self) -> str:
        """The page of the meeting."""
        return self.url_of("meeting")

    def url_of(self, name: str, *args: int) -> str:
        """Another address of the meeting."""
        return reverse(f"meetings:{name}", args=[self.administration.code, self.meeting.pk, *args])


def meeting_seen(request: HttpRequest, adm: str, pk: int) -> Opened:
    """The meeting `pk` of the administration `adm`, which the person may read, and what may be done with it.

    Raises:
        Http404: as `meeting_read`.
    """
    meeting = meeting_read(request, adm, pk)
    acts = acts_somewhere(request.user, meeting.body.administration)
    return Opened(meeting, request.user, rights_on(meeting, request.user), acts)


def meeting_to_write(request: HttpRequest, adm: str, pk: int) -> Opened:
    """The same, which the person may write in.

    Raises:
        Http404: as `meeting_seen`.
        PermissionDenied: the person was not called, and does not hold it.
    """
    opened = meeting_seen(request, adm, pk)
    if not opened.rights.writes:
        raise PermissionDenied
    return opened


def meeting_to_hold(request: HttpRequest, adm: str, pk: int) -> Opened:
    """The same, which the person starts, closes and opens again.

    Raises:
        Http404: as `meeting_seen`.
        PermissionDenied: the person only reads it, or writes in it.
    """
    opened = meeting_seen(request, adm, pk)
    if not opened.rights.holds:
        raise PermissionDenied
    return opened
