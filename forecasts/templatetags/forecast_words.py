"""Words of forecasts in templates."""

from django import template

from forecasts.models import Cause

register = template.Library()


@register.filter
def cause_word(cause: str) -> str:
    """Why a forecast deviates, in words."""
    return str(Cause(cause).label)
