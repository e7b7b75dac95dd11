"""What measures save that no forecast contains, for the pages of forecasts.

Forecasts know nothing of measures: `settings.REMAINING_EFFECTS` names the function of an app above that does.
"""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from forecasts.deviation import Remaining
from units.models import Unit


def remaining_effects(units: QuerySet[Unit], year: int, month: date) -> dict[int, Remaining]:
    """What decided measures will save in `year` that no forecast as of `month` contains, by unit pk (parts apart)."""
    told: Callable[[QuerySet[Unit], int, date], dict[int, Remaining]] = import_string(settings.REMAINING_EFFECTS)
    return told(units, year, month)
