"""Printed deviations beside the amounts that they are the difference of. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forecasts.imports.cells import Amounts, Number, ore_of
from forecasts.imports.lines import Job
from forecasts.imports.problems import Code
from forecasts.imports.table import Column
from forecasts.imports.totals import step_of
from units.money import MoneyUnit, format_amount

FEWEST = 2
MOST_TENTHS = 6


@dataclass(frozen=True, slots=True)
class Deviations:
    """A column of deviations and the rows that have all three amounts: position, budget, outcome, printed deviation.

    `rounding` is what the rounding of the three can explain, in the file's unit of money.
    """

    column: Column
    rows: Sequence[tuple[int, Number, Number, Number]]
    rounding: float

    @property
    def triples(self) -> list[tuple[Number, Number, Number]]:
        """Budget, outcome and printed deviation of each row."""
        return [row[1:] for row in self.rows]


def deviations_of(job: Job, rows: Iterable[Sequence[int]]) -> list[Deviations]:
    """The deviation columns that nearly everywhere, in `rows`, are the difference of a budget and an outcome beside."""
    amounts = [each for each in job.table.with_role("amount") if each.heading.year in {None, job.year}]
    printed = [each for each in amounts if each.heading.kind == "deviation"]
    if not printed:
        return []
    positions = sorted({row - job.table.first for own in rows for row in own})
    numbers = {each.index: _numbers(job, each, positions) for each in amounts if each.heading.kind}
    found = []
    for column in printed:
        beside = [each for each in amounts if each.heading.month == column.heading.month]
        budgets = [each for each in beside if each.heading.kind == "budget"]
        outcomes = [each for each in beside if each.heading.kind in {"actual", "forecast"}]
        checks = [_check(column, one, other, numbers, positions) for one in budgets for other in outcomes]
        fitting = [(_agreeing(each), each) for each in checks if each.rows]
        agreeing, best = max(fitting, key=lambda pair: pair[0], default=(0, None))
        if best and agreeing >= FEWEST and agreeing * 10 >= MOST_TENTHS * _telling(best):
            found.append(best)
    return found


def _numbers(job: Job, column: Column, positions: Sequence[int]) -> list[Number | None]:
    cells = [job.cells(column.index)[position] for position in positions]
    read = Amounts(cells).read
    return [None if isinstance(number := read(cell), Code) else number for cell in cells]


def _check(
    column: Column, budget: Column, outcome: Column, numbers: dict[int, list[Number | None]], positions: Sequence[int]
) -> Deviations:
    lists = (numbers[budget.index], numbers[outcome.index], numbers[column.index])
    rows = [
        (position, one, other, printed)
        for position, one, other, printed in zip(positions, *lists, strict=True)
        if one is not None and other is not None and printed is not None
    ]
    money = MoneyUnit.MNKR
    step = step_of([number for row in rows for number in row[1:]], money) if rows else 0
    return Deviations(column, rows, 1.5 * step / money.ore)


def _telling(found: Deviations) -> int:
    """How many of the rows deviate."""
    return sum(abs(float(one) - float(other)) > found.rounding or printed != 0 for _, one, other, printed in found.rows)


def _agreeing(found: Deviations) -> int:
    """How many of the rows that deviate agree, whichever way the deviation is turned."""
    return sum(
        abs(abs(float(one) - float(other)) - abs(float(printed))) <= found.rounding
        for _, one, other, printed in found.rows
        if abs(float(one) - float(other)) > found.rounding or printed
    )


def warn_deviations(job: Job, found: Sequence[Deviations], money: MoneyUnit) -> None:
    """Say where a printed deviation is not the difference of the amounts beside it."""
    for each in found:
        for position, one, other, printed in each.rows:
            gap = float(one) - float(other)
            if abs(abs(gap) - abs(float(printed))) > each.rounding:
                shown, computed = (
                    f"{format_amount(amount, money, signed=True, decimals=1)} {money}"
                    for amount in ore_of([printed, gap if (gap < 0) == (float(printed) < 0) else -gap], money)
                )
                place = (job.table.first + position, each.column.index)
                job.notes.warn(Code.DEVIATION_DIFFERS, job.sheet, place, shown, computed)
