"""Words of forecasts in templates."""

from collections.abc import Sequence

from django import template

from forecasts.rounds.queries import CauseName, cause_name

register = template.Library()


@register.filter
def cause_word(cause: str, causes: Sequence[CauseName] = ()) -> str:
    """Why a forecast deviates, in the words of the administration's list `causes`."""
    return cause_name(causes, cause)
