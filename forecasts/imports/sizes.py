"""Amounts held against what is stored, for what nothing in the file itself shows. Pure.

A sum to date given as a month, or one unit in another unit of money than the rest, looks right by itself. Held against
the unit's budget it does not: then it is asked, or said.
"""

from collections.abc import Iterable
from datetime import date
from math import log

from forecasts.imports.amounts import Figures
from forecasts.imports.examined import Context, Understood
from forecasts.imports.lines import Notes
from forecasts.imports.problems import Code, Problem, Severity
from units.months import MONTHS_IN_YEAR

MOST_TENTHS = 6
FROM_MONTH = 3
NEAR = log(1.6)
FAR = log(100)
NEAR_ONE = 2.0
FEWEST = 3
NAMED = 10


def weigh_sizes(understood: Understood, context: Context, notes: Notes) -> None:
    """Ask whether actuals are sums to date, and name units whose amounts are far from what their budgets are."""
    actuals = understood.figures.get("actual")
    if not actuals or context.options.amounts == "monthly":
        return
    ratios = _ratios(actuals, context)
    if context.options.amounts != "to-date" and _look_like_sums_to_date(ratios):
        if not any(each.code is Code.ASK_AMOUNTS for each in notes.problems):
            notes.problems.append(Problem(Code.ASK_AMOUNTS, understood.sheet))
    else:
        _name_strange(ratios, understood, context, notes)


def _ratios(actuals: Figures, context: Context) -> dict[tuple[int, date], float]:
    """Each unit's month against a twelfth of its stored budget of the year."""
    sums: dict[tuple[int, date], int] = {}
    for unit, month, amount in zip(actuals.units, actuals.months, actuals.amounts, strict=True):
        sums[unit, month] = sums.get((unit, month), 0) + amount
    return {
        (unit, month): amount * MONTHS_IN_YEAR / budget
        for (unit, month), amount in sums.items()
        if amount and (budget := context.yearly.get((unit, month.year, "budget")))
    }


def _look_like_sums_to_date(ratios: dict[tuple[int, date], float]) -> bool:
    """Whether most months from March on, of several units, are near as many twelfths as have passed of the year."""
    late = [(month.month, ratio) for (_unit, month), ratio in ratios.items() if month.month >= FROM_MONTH and ratio > 0]
    fitting = [number for number, ratio in late if ratio > NEAR_ONE and abs(log(ratio / number)) < NEAR]
    units = {unit for unit, month in ratios if month.month >= FROM_MONTH}
    return len(units) >= FEWEST and len(fitting) * 10 > MOST_TENTHS * len(late)


def _name_strange(
    ratios: dict[tuple[int, date], float], understood: Understood, context: Context, notes: Notes
) -> None:
    strange = {unit for (unit, _month), ratio in ratios.items() if abs(log(abs(ratio))) > FAR}
    if strange and len({unit for unit, _ in ratios} - strange) >= FEWEST:
        found = _named(strange, context)
        problem = Problem(Code.UNIT_SIZE, understood.sheet, found=found, severity=Severity.WARNING)
        notes.problems.append(problem)


def _named(units: Iterable[int], context: Context) -> str:
    codes = sorted(each.code for each in context.units if each.pk in set(units))
    return ", ".join(codes[:NAMED]) + (" …" if len(codes) > NAMED else "")
