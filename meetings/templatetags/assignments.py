"""How decisions and actions are written in templates. Templates print; they do not compute."""

from django import template
from django.utils.safestring import SafeString

from meetings.assignments import links, words
from meetings.assignments.queries import AssignmentRow
from meetings.models import Assignment
from meetings.words import assignment_label, due_word

register = template.Library()

register.filter("assignment_label", assignment_label)
register.filter("due_word", due_word)
register.filter("about_links", links.about_links)
register.filter("meeting_link", links.meeting_link)


@register.filter
def assignment_state(row: AssignmentRow) -> SafeString | str:
    """How it stands, with a sign when it is late or done."""
    return words.state_mark(row)


@register.filter
def reported_state(state: str) -> str:
    """How it stood after a report."""
    return str(Assignment.State(state).label)
