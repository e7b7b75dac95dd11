"""The message to the organisation, where it is written at a meeting of the management group."""

from dataclasses import dataclass

from django import forms

from meetings.addresses import page_address
from meetings.holding.fetching import Opened
from meetings.holding.page import Asked
from meetings.kinds import PointKind
from meetings.models import Body, Message
from meetings.situation.weeks import monday_of


@dataclass(frozen=True, slots=True)
class WeekMessage:
    """The message of the week of a meeting: None when nobody has written it. `url` is where messages are sent."""

    stored: Message | None
    may_write: bool
    url: str
    form: forms.Form | None = None

    @property
    def seen(self) -> int:
        """The version that the page shows; 0 for none."""
        return self.stored.version if self.stored else 0


def message_of(opened: Opened, asked: Asked) -> WeekMessage | None:
    """The message of the week; None when the meeting has no point for it. Two queries."""
    meeting = opened.meeting
    if not meeting.points.filter(kind=PointKind.MESSAGE).exists():
        return None
    stored = message_of_week(opened)
    return WeekMessage(
        stored,
        may_write=may_write_message(opened) and not (stored and stored.sent_at),
        url=page_address("meetings:messages", opened.administration.code),
        form=asked.typed.get("message"),
    )


def message_of_week(opened: Opened) -> Message | None:
    """The message of the week of the meeting; None when nobody has written it. One query."""
    return opened.administration.messages.filter(week=monday_of(opened.meeting.day)).first()


def may_write_message(opened: Opened) -> bool:
    """Whether the person writes the message here: whoever holds a meeting of the management group, under way."""
    return opened.may_write and opened.rights.holds and opened.meeting.body.kind == Body.Kind.MANAGEMENT
