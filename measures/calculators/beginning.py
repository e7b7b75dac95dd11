"""What a measure begins with when it comes out of a calculation. Pure.

Effects and costs are öre, full-time equivalents hundredths; the names are those of a measure's fields.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from measures.calculators.calculators import (
    Consultants,
    Given,
    HiringFreeze,
    Premises,
    Staffing,
    Vacancy,
    to_whole,
)
from units.months import add_months

QUICK, STRUCTURAL = "quick", "structural"


def begin_with(calculation: Given, start: date) -> dict[str, Any]:
    """What is known of the measure: its months, costs and staffing. `start` is when it begins where nothing says.

    A saving that is none is left out, so that somebody thinks of what the measure gives.
    """
    values: dict[str, Any] = {"full_year_effect": max(calculation.saving, 0) or None}
    if isinstance(calculation, Vacancy):
        last = add_months(calculation.first, calculation.months - 1)
        values |= {"start": calculation.first, "end": last, "horizon": QUICK}
        values["fte_hundredths"] = _hundredths(Fraction(calculation.posts))
    elif isinstance(calculation, HiringFreeze):
        values |= {"end": add_months(start, calculation.months - 1), "horizon": QUICK}
        values |= {"fte_hundredths": _hundredths(calculation.leavers)} | _of_freeze(calculation, start)
    elif isinstance(calculation, Consultants):
        values["one_time_cost"] = calculation.once or None
    elif isinstance(calculation, Premises):
        values |= {"start": calculation.first, "one_time_cost": calculation.once or None, "horizon": STRUCTURAL}
    elif isinstance(calculation, Staffing):
        leaders = Fraction(calculation.leaders) - calculation.needed
        values |= {"fte_hundredths": _hundredths(leaders + calculation.fewer_administrators), "horizon": STRUCTURAL}
    return values


def _of_freeze(freeze: HiringFreeze, start: date) -> dict[str, Any]:
    """The months of the first year and the sums of later ones: as people leave evenly, the effect grows evenly."""
    values: dict[str, Any] = {"effect_by": "months"}
    given = 0
    for place in range(1, freeze.months + 1):
        until = to_whole(Fraction(freeze.saving_during * place**2, freeze.months**2))
        month = add_months(start, place - 1)
        name = f"month_{month.month}" if month.year == start.year else f"year_{month.year - start.year}"
        values[name] = values.get(name, 0) + until - given
        given = until
    return values


def _hundredths(count: Fraction) -> int | None:
    return to_whole(count * 100) or None
