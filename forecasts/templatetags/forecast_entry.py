"""Words of a forecast that is being written, in templates."""

from collections.abc import Sequence

from django import template

from forecasts.rounds.queries import CauseName, cause_name

register = template.Library()


@register.filter
def cause_in(code: str, causes: Sequence[CauseName]) -> str:
    """What the cause is called in the administration's list."""
    return cause_name(causes, code)
