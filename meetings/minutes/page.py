"""What the page of minutes shows, gathered once for the page, the print and Word."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from meetings.access import MeetingRights, rights_on, sight_of
from meetings.addresses import page_address
from meetings.agenda.figures_queries import drifted
from meetings.minutes.assemble import minutes_of
from meetings.minutes.drift_words import told_of
from meetings.minutes.minutes import Minutes, seal
from meetings.minutes.shown import ShownMinutes, shown
from meetings.models import Meeting
from units.models import User
from units.navigation import Crumb

SEAL_SHOWN = 12


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The minutes of a meeting as one person reads them. `seal` is the short check sum of adjusted ones."""

    meeting: Meeting
    minutes: Minutes
    shown: ShownMinutes
    rights: MeetingRights
    seal: str

    @property
    def may_adjust(self) -> bool:
        """Whether the person can adjust them now."""
        return self.rights.adjusts and self.meeting.state == Meeting.State.CLOSED

    @property
    def may_name(self) -> bool:
        """Whether the person can name who adjusts them."""
        return self.rights.holds and self.meeting.state in (Meeting.State.RUNNING, Meeting.State.CLOSED)

    @property
    def may_send(self) -> bool:
        """Whether the person can send them to those who were called."""
        return self.rights.holds and self.meeting.closed_at is not None

    @property
    def hides(self) -> bool:
        """Whether figures or texts are left out, of what the person does not read."""
        return any(point.hidden for point in self.shown.points)


def page_of(meeting: Meeting, user: User) -> MinutesPage:
    """The minutes of `meeting`, which has begun, for `user`. A constant number of queries."""
    minutes = minutes_of(meeting)
    return MinutesPage(
        meeting=meeting,
        minutes=minutes,
        shown=shown(minutes, sight_of(user, meeting.body)),
        rights=rights_on(meeting, user),
        seal=seal(meeting.minutes)[:SEAL_SHOWN] if meeting.minutes else "",
    )


def drift_of(meeting: Meeting, user: User) -> list[str]:
    """What changed of the figures since the meeting started, in sentences; nothing when they stand."""
    changed = drifted(meeting)
    return told_of(changed, meeting.snapshot.read(), sight_of(user, meeting.body)) if changed else []


def trail_of(meeting: Meeting, *steps: Crumb) -> list[Crumb]:
    """The way to the minutes of `meeting`, and on to `steps`."""
    adm = meeting.body.administration
    return [
        Crumb(adm.name),
        Crumb(_("Meetings"), page_address("meetings:meetings", adm.code)),
        Crumb(str(meeting.body), page_address("meetings:body", adm.code, meeting.body_id)),
        *steps,
    ]
