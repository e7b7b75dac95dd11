"""How ideas are written in templates. Templates print; they do not compute."""

from django import template
from django.utils.safestring import SafeString

from measures.addresses import measure_address
from measures.ideas import words
from measures.ideas.queries import IdeaRow

register = template.Library()

register.filter("day_word", words.day_word)


@register.filter
def idea_state(row: IdeaRow) -> SafeString | str:
    """Where an idea is, with a sign when its answer is overdue."""
    return words.state_mark(row)


@register.filter
def measure_words(row: IdeaRow) -> str:
    """What the measure that an idea became is called and how far it has come; empty when it became none."""
    return words.measure_words(row.idea)


@register.filter
def measure_url(row: IdeaRow) -> str:
    """Where that measure is shown; empty for those who may not open it."""
    return measure_address(row.idea.administration, row.idea.measure_id) if row.opens_measure else ""
