"""Key figures of a demo administration, two years of months up to its last one.

Their fixture gives by unit: the value two years ago, by how many per cent it grows in a year, and by how many per cent
a month wavers. Where it gives bands, those are from and to by unit, and of the total by no unit.
"""

import json
from datetime import date
from random import Random
from typing import Any

from indicators.models import Indicator, Observation
from indicators.scale import to_scaled
from indicators.services import make_indicator, set_bands
from socbudget.demo.plan import FOLDER, Plan
from units.models import Administration
from units.months import MONTHS_IN_YEAR, add_months, months_between

FILES = {"EX": "exempelstad-indicators.json"}
PER_CENT = 100


def load_indicators(administration: Administration, plan: Plan) -> None:
    """Make the key figures of the fixture, with their values; none for an administration without one."""
    if administration.code not in FILES:
        return
    units = {each.code: each.pk for each in administration.units.all()}
    first = min(date(plan.last.year - 1, 1, 1), add_months(plan.last, 1 - 2 * MONTHS_IN_YEAR))
    months = months_between(first, plan.last)
    for row in json.loads((FOLDER / FILES[administration.code]).read_text(encoding="utf-8")):
        indicator = make_indicator(administration, row, by=None)
        Observation.objects.bulk_create(
            Observation(indicator=indicator, unit_id=units[code], month=month, scaled=scaled)
            for code, told in row["units"].items()
            for month, scaled in zip(months, _values(indicator, code, told, len(months)), strict=True)
        )
        bands = row.get("bands", {}).items()
        set_bands(indicator, {units.get(code): (_end(low), _end(high)) for code, (low, high) in bands}, by=None)


def _values(indicator: Indicator, code: str, told: list[Any], count: int) -> list[int]:
    """The values of a unit, each drawn from its own seed and counted from the first month."""
    start, growth, wavering = told
    found = []
    for number in range(count):
        random = Random(f"{indicator.code} {code} {number}")
        grown = start * (1 + growth / PER_CENT * number / MONTHS_IN_YEAR)
        value = grown * (1 + random.uniform(-wavering, wavering) / PER_CENT)
        found.append(to_scaled(round(value, indicator.decimals)))
    return found


def _end(value: float | None) -> int | None:
    return None if value is None else to_scaled(value)
