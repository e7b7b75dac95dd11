"""What looks odd in a forecast and should be looked at before it is submitted. Pure. Amounts in öre.

A flag says why by its code and values; the sentences are in `words.py`. A blocking flag must be answered, or what it
is about corrected, before the forecast is submitted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from forecasts.entry.explain import Thresholds
from forecasts.entry.lines import REVENUE, EntryLine, folded, totals, unwritten

PERMILLE = 1000
NOTABLE_PERMILLE = 30  # of the budget to date, before a group's deviation to date is worth a word
ROUNDING = 1_000_00  # öre: people write whole thousands
FAR = 5  # times larger, or smaller, than what is known: no plan changes so much
FLOOR = 50_000_00  # öre: below it amounts differ by many times without being wrong
FACTORS = (10, 100, 1000)  # slips of the unit of money, which are seen whatever the size
NEAR_FACTOR = 10  # per cent


class FlagCode(StrEnum):
    """What looks odd."""

    ON_BUDGET = "on-budget-though-over"
    EQUAL = "equal-to-budget"
    BELOW_ACTUAL = "below-actual"
    LARGE_CHANGE = "large-change"
    STAFF = "staff-over-budget"
    FACTOR = "factor"
    SIGN = "turned-sign"
    OFFSETTING = "offsetting"


BLOCKING = frozenset({FlagCode.BELOW_ACTUAL, FlagCode.FACTOR, FlagCode.SIGN})


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing that looks odd: about one account group, or the whole forecast when `group` is None.

    `values` are what its sentence says: amounts (öre), names and the factor.
    """

    code: FlagCode
    group: int | None = None
    values: dict[str, int | str] = field(default_factory=dict)

    @property
    def blocking(self) -> bool:
        """Whether it must be answered or corrected before the forecast is submitted."""
        return self.code in BLOCKING


def flags(lines: Sequence[EntryLine], thresholds: Thresholds) -> list[Flag]:
    """All that looks odd in a forecast with these `lines`: what blocks first, then in the order of the groups."""
    held = [line for line in folded(lines) if line.forecast is not None]
    total = totals(lines)
    found = [flag for line in held for flag in _slips(line, thresholds)]
    slipped = {flag.group for flag in found}
    found += [flag for line in held if line.group not in slipped for flag in _below_actual(line)]
    if held and not unwritten(lines):
        whole = list(_on_budget(total.deviation, total.deviation_to_date, total.budget_to_date, thresholds))
        whole += _large_change(total.change, total.budget, thresholds) if not slipped else []
        whole += _offsetting(held, total.deviation, total.budget, thresholds) if not slipped else []
        found += whole
    if FlagCode.ON_BUDGET not in {flag.code for flag in found}:
        found += [flag for line in held for flag in _equal(line, thresholds)]
    found += [flag for line in held if line.group not in slipped for flag in _staff(line, thresholds)]
    return found


def _known(line: EntryLine) -> list[int]:
    """What the forecast of a group can sensibly be held against."""
    return [amount for amount in (line.budget, line.previous, line.proposal) if amount]


def _slips(line: EntryLine, thresholds: Thresholds) -> Iterator[Flag]:
    """A turned sign, or an amount written in the wrong unit. Nothing when it is near anything known."""
    forecast, known = line.forecast or 0, _known(line)
    against = max(known, key=abs, default=0)
    if not forecast or any(_near(forecast, each) for each in known):
        return
    if max(abs(forecast - against), abs(forecast)) < thresholds.explain:
        return
    if against and all((each < 0) == (against < 0) for each in known) and (forecast < 0) != (against < 0):
        yield Flag(FlagCode.SIGN, line.group, {"name": line.name, "forecast": forecast, **_against(line, against)})
        return
    if not known and not line.is_unsplit and (forecast < 0) != (line.kind == REVENUE):
        yield Flag(FlagCode.SIGN, line.group, {"name": line.name, "forecast": forecast, "against": 0, "what": ""})
        return
    factor = _factor(forecast, against)
    if factor:
        values: dict[str, int | str] = {"name": line.name, "forecast": forecast, "factor": factor}
        yield Flag(FlagCode.FACTOR, line.group, values | _against(line, against))


def _near(forecast: int, known: int) -> bool:
    """Whether an amount is within half and twice another."""
    return (forecast < 0) == (known < 0) and abs(known) <= 2 * abs(forecast) <= 4 * abs(known)


def _factor(forecast: int, against: int) -> int:
    """How many times `against` the `forecast` is when that is far off, negative when so many times smaller; else 0.

    Exactly 10, 100 or 1000 when it is near them.
    """
    large, small = max(abs(forecast), abs(against)), min(abs(forecast), abs(against))
    if not small:
        return 0
    near = (each for each in FACTORS if abs(large - each * small) * 100 <= NEAR_FACTOR * each * small)
    factor = next(near, 0)
    if not factor and small >= FLOOR and large >= FAR * small:
        factor = (2 * large + small) // (2 * small)
    return factor if abs(forecast) == large else -factor


def _against(line: EntryLine, amount: int) -> dict[str, int | str]:
    for what in ("budget", "previous", "proposal"):
        if getattr(line, what) == amount:
            return {"against": amount, "what": what}
    return {"against": amount, "what": ""}


def _below_actual(line: EntryLine) -> Iterator[Flag]:
    """More is booked already than is expected of the whole year."""
    forecast, actual = line.forecast or 0, line.actual_to_date
    if actual is None:
        return
    beyond = forecast - actual if line.kind == REVENUE else actual - forecast
    booked = actual < 0 if line.kind == REVENUE else actual > 0
    if booked and beyond > ROUNDING and not (line.is_unsplit and (line.budget or 0) < 0):
        yield Flag(FlagCode.BELOW_ACTUAL, line.group, {"name": line.name, "forecast": forecast, "actual": actual})


def _over(deviation: int | None, budget_to_date: int | None, thresholds: Thresholds) -> bool:
    """Whether what has been booked deviates so that a forecast should show it."""
    size = abs(deviation or 0)
    return size > 0 and size >= thresholds.explain and size * PERMILLE >= abs(budget_to_date or 0) * NOTABLE_PERMILLE


def _on_budget(
    deviation: int | None, to_date: int | None, budget_to_date: int | None, thresholds: Thresholds
) -> Iterator[Flag]:
    if (
        deviation is not None
        and abs(deviation) < ROUNDING
        and (to_date or 0) < 0
        and _over(to_date, budget_to_date, thresholds)
    ):
        yield Flag(FlagCode.ON_BUDGET, None, {"to_date": to_date or 0})


def _equal(line: EntryLine, thresholds: Thresholds) -> Iterator[Flag]:
    equal = line.budget is not None and line.forecast == line.budget
    if equal and _over(line.deviation_to_date, line.budget_to_date, thresholds):
        yield Flag(FlagCode.EQUAL, line.group, {"name": line.name, "to_date": line.deviation_to_date or 0})


def _large_change(change: int | None, budget: int | None, thresholds: Thresholds) -> Iterator[Flag]:
    if thresholds.changes(change, budget):
        yield Flag(FlagCode.LARGE_CHANGE, None, {"change": change or 0})


def _staff(line: EntryLine, thresholds: Thresholds) -> Iterator[Flag]:
    deviation = line.deviation
    if line.staff and deviation is not None and deviation < 0 and thresholds.explains(deviation, line.budget):
        yield Flag(FlagCode.STAFF, line.group, {"name": line.name, "deviation": deviation})


def _offsetting(
    lines: Sequence[EntryLine], deviation: int | None, budget: int | None, thresholds: Thresholds
) -> Iterator[Flag]:
    """Two large deviations that take each other out, so that the sum asks for no explanation."""
    if deviation is None or thresholds.explains(deviation, budget) or not lines:
        return
    best = max(lines, key=lambda line: line.deviation or 0)
    worst = min(lines, key=lambda line: line.deviation or 0)
    plus, minus = best.deviation or 0, worst.deviation or 0
    if plus > 0 > minus and all(thresholds.explains(each // 2, budget) for each in (plus, minus)):
        yield Flag(
            FlagCode.OFFSETTING,
            None,
            {"plus": plus, "surplus": best.name, "minus": minus, "deficit": worst.name},
        )
