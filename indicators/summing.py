"""How values of units and months become totals, and which of them are too few people to be shown. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from indicators.scale import is_few, mean

MEAN, LAST = "mean", "last"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in ten-thousandths. None is no value, or with `few` one that is suppressed."""

    scaled: int | None = None
    few: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's months and its year; the total has no unit."""

    unit: int | None
    months: tuple[Cell, ...]
    year: Cell


@dataclass(frozen=True, slots=True)
class Summed:
    """A year of a key figure: its units and the total over them."""

    lines: tuple[Line, ...]
    total: Line


def over_units(aggregate: str, scaled: Sequence[int]) -> int | None:
    """The total of one month: the mean of the units where months have a mean, each weighing the same; else the sum."""
    if not scaled:
        return None
    return mean(list(scaled)) if aggregate == MEAN else sum(scaled)


def of_year(aggregate: str, scaled: Sequence[int]) -> int | None:
    """What months in order make of a year."""
    if not scaled:
        return None
    return scaled[-1] if aggregate == LAST else over_units(aggregate, scaled)


def summed(
    aggregate: str,
    values: Mapping[tuple[int, date], int],
    units: Sequence[int],
    months: Sequence[date],
    *,
    suppress: bool = False,
    only_total: bool = False,
) -> Summed:
    """Units × months with their totals.

    Args:
        aggregate: how months become a year.
        values: ten-thousandths by unit and month.
        units: in the order of the lines.
        months: in order.
        suppress: counts of people that are too few are left out, with the totals that would give them away.
        only_total: there are no lines, so that totals give no unit away.
    """
    lines = []
    for unit in units:
        found = [values.get((unit, month)) for month in months]
        cells = tuple(_cell(each, suppress=suppress) for each in found)
        lines.append(Line(unit, cells, _year(aggregate, cells, found)))
    totals: list[int | None] = []
    cells_of_total = []
    for at, month in enumerate(months):
        own = [values[unit, month] for unit in units if (unit, month) in values]
        total = over_units(aggregate, own)
        gives_away = not only_total and any(line.months[at].few for line in lines)
        totals.append(total)
        cells_of_total.append(Cell(few=True) if gives_away else _cell(total, suppress=suppress))
    year = _year(aggregate, tuple(cells_of_total), totals)
    if not only_total and any(line.year.few for line in lines):
        year = Cell(few=True)
    return Summed(() if only_total else tuple(lines), Line(None, tuple(cells_of_total), year))


def _cell(scaled: int | None, *, suppress: bool) -> Cell:
    if suppress and scaled is not None and is_few(scaled):
        return Cell(few=True)
    return Cell(scaled)


def _year(aggregate: str, cells: Sequence[Cell], scaled: Sequence[int | None]) -> Cell:
    """The year of months; suppressed when one of its months is."""
    if any(each.few for each in cells):
        return Cell(few=True)
    return Cell(of_year(aggregate, [each for each in scaled if each is not None]))
