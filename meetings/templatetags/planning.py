"""How meetings are written in templates."""

from django import template
from django.utils import timezone

from meetings.models import Meeting
from meetings.planning.words import capital, when_words

register = template.Library()


@register.filter
def when(meeting: Meeting) -> str:
    """Today at 9:00, Monday 30 November at 9:00."""
    return capital(when_words(meeting, timezone.localdate()))
