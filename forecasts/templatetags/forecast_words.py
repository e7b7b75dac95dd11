"""Words of forecasts in templates."""

from collections.abc import Sequence

from django import template

from forecasts.models import Forecast
from forecasts.rounds.queries import CauseName, cause_name

register = template.Library()


@register.filter
def cause_word(cause: str, causes: Sequence[CauseName] = ()) -> str:
    """Why a forecast deviates, in the words of the administration's list `causes`."""
    return cause_name(causes, cause)


@register.filter
def state_word(state: str) -> str:
    """How far a forecast has come, in words; one from before there were rounds is simply submitted."""
    return str(Forecast.State(state or Forecast.State.SUBMITTED).label)
