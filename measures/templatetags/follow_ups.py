"""How follow-ups are written in templates."""

from django import template
from django.utils.safestring import SafeString

from measures.followups import words

register = template.Library()


@register.filter
def follow_up_status(status: str) -> SafeString:
    """The status of a follow-up as sign, word and colour."""
    return words.status_mark(status)


@register.filter
def overdue(days: int) -> SafeString:
    """How late a follow-up is, as sign, words and colour."""
    return words.overdue_mark(days)
