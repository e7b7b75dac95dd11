"""How matters between units are written in templates. Templates print; they do not compute."""

from django import template
from django.utils.safestring import SafeString

from meetings.matters import words
from meetings.matters.queries import MatterRow

register = template.Library()


@register.filter
def matter_state(row: MatterRow) -> SafeString | str:
    """How it stands, with a sign when it is late or settled."""
    return words.state_mark(row)
