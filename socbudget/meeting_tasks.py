"""What waits for a person after meetings and before them, as the start page tells it."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.addresses import address, assignment_address
from meetings.assignments.words import late_words
from meetings.waiting import (
    WaitingAssignment,
    WaitingMeeting,
    meetings_ahead,
    minutes_to_adjust,
    waiting_assignments,
)
from socbudget.reminder_words import day_in_words
from units.models import Administration, User

NAMED = 3
WORDS = 12  # of a text in one line; all of it is on its page


def meeting_tasks(user: User, administration: Administration, today: date) -> list[tuple[str, str]]:
    """The meetings to come, the minutes to adjust and the assignments to report back. Three queries."""
    ahead = [
        (_ahead(each, today), _page("meeting", administration, each))
        for each in meetings_ahead(user, administration, today)
    ]
    adjusting = [
        (
            _("Adjust the minutes of {body}, {day}").format(body=each.body, day=day_in_words(each.day)),
            _page("minutes", administration, each),
        )
        for each in minutes_to_adjust(user, administration)
    ]
    waiting = waiting_assignments(user, administration, today)
    own = [each for each in waiting if each.owner == user.pk]
    others = [each for each in waiting if each.owner != user.pk]
    return [*ahead[:NAMED], *adjusting, *_own(administration, own), *_others(administration, others)]


def short(text: str) -> str:
    """The beginning of `text`, in one line and without the full stop at its end."""
    return Truncator(" ".join(text.split()).rstrip(".")).words(WORDS, truncate="\xa0…")


def _own(administration: Administration, own: Sequence[WaitingAssignment]) -> list[tuple[str, str]]:
    tasks = [(own_text(each), assignment_address(administration, each.pk)) for each in own[:NAMED]]
    if rest := len(own) - len(tasks):
        text = ngettext(
            "One more decision or action to report back", "{n} more decisions and actions to report back", rest
        )
        tasks.append((text.format(n=rest), address("assignments", administration, query="?mine=on&state=open")))
    return tasks


def own_text(each: WaitingAssignment) -> str:
    """An own one in a line: its label, the beginning of it, and when it is or was due."""
    when = due_words(each.late, each.due)
    return _("Report back {label} {text}, {when}").format(label=each.label, text=short(each.text), when=when)


def due_words(late: int, due: date) -> str:
    """12 days late, or by which day."""
    return late_words(late) if late else _("by {day}").format(day=day_in_words(due))


def _others(administration: Administration, others: Sequence[WaitingAssignment]) -> list[tuple[str, str]]:
    if not others:
        return []
    text = others_text(len(others))
    return [(text, address("assignments", administration, query="?others=on&state=late"))]


def others_text(count: int) -> str:
    """How many of others are late."""
    return ngettext(
        "One decision or action of others is late", "{n} decisions and actions of others are late", count
    ).format(n=count)


def _ahead(each: WaitingMeeting, today: date) -> str:
    if each.running:
        return _("{body} meets now").format(body=each.body)
    at = f" {each.starts_at:%H:%M}" if each.starts_at else ""
    if each.day == today:
        return _("{body} meets today{at}").format(body=each.body, at=at)
    if each.day == today + timedelta(days=1):
        return _("{body} meets tomorrow{at}").format(body=each.body, at=at)
    return _("{body} meets {day}{at}").format(body=each.body, day=day_in_words(each.day), at=at)


def _page(name: str, administration: Administration, each: WaitingMeeting) -> str:
    return address(name, administration, each.pk)
