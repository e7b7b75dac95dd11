"""What pages say of decisions and actions, in the language of the page."""

from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.ideas.words import number_word
from meetings.assignments.queries import AssignmentRow, Standing
from meetings.models import Assignment
from units.money import format_number

MARK = '<span class="status status-{}"><span class="sign" aria-hidden="true"><span>{}</span></span>{}</span>'


def finding(standing: Standing, today: date, *, asked: bool = False) -> str:
    """The headline of the register: how many are late and by how much, else how many are open.

    `asked` is whether there are others than those asked for, when these are none.
    """
    late = _late(standing.late_decisions, standing.late_actions)
    if late and standing.oldest:
        days = (today - standing.oldest).days
        one = standing.late_decisions + standing.late_actions == 1
        oldest = _("{late} by {days}") if one else _("{late}, the oldest by {days}")
        return oldest.format(late=late, days=days_word(days))
    if standing.open:
        text = ngettext(
            "One decision or action is open, and it is not late",
            "{count} decisions and actions are open, and none is late",
            standing.open,
        )
        return text.format(count=number_word(standing.open).capitalize())
    if standing.all:
        return _("Everything is reported back")
    return _("No decision or action is as you asked for") if asked else _("No decision or action yet")


def _late(decisions: int, actions: int) -> str:
    """Three actions are late; empty when nothing is."""
    n = decisions + actions
    if not n:
        return ""
    if not decisions:
        text = ngettext("One action is late", "{count} actions are late", n)
    elif not actions:
        text = ngettext("One decision is late", "{count} decisions are late", n)
    else:
        text = _("{count} decisions and actions are late")
    return text.format(count=number_word(n).capitalize())


def days_word(days: int) -> str:
    """12 days, in running text."""
    return ngettext("{count} day", "{count} days", days).format(count=format_number(days))


def state_words(row: AssignmentRow) -> str:
    """How it stands: open, so many days late, done or withdrawn."""
    return late_words(row.late) if row.late else str(Assignment.State(row.assignment.state).label)


def late_words(days: int) -> str:
    """12 days late, of a decision or an action."""
    return _("{days} late").format(days=days_word(days))


def state_mark(row: AssignmentRow) -> SafeString | str:
    """The same, with a sign when it is late or done; the sign is for the eye only."""
    if row.late:
        return format_html(MARK, "deficit", "!", state_words(row))
    if row.assignment.state == Assignment.State.DONE:
        return format_html(MARK, "surplus", "✓", state_words(row))
    return state_words(row)


def meeting_words(assignment: Assignment) -> str:
    """Where it was given: a group and a day, or that it was between meetings."""
    if assignment.meeting is None:
        return _("between meetings, {day}").format(day=f"{assignment.made_on:%Y-%m-%d}")
    return f"{assignment.meeting.body.name} {assignment.meeting.day:%Y-%m-%d}"


def about_words(assignment: Assignment) -> list[str]:
    """What it is about: a unit, a measure, a matter; the whole administration when none of them."""
    measure = assignment.measure
    said = [
        assignment.unit.name if assignment.unit else "",
        f"{measure.number} {measure.title}" if measure else "",
        assignment.matter.title if assignment.matter else "",
    ]
    return [each for each in said if each] or [_("the whole administration")]
