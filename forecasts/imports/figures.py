"""Lines become figures: öre with costs positive, each key once, each unit valid and the person's own. Pure."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from forecasts.imports.amounts import FigureKey, Figures, figures_of_columns
from forecasts.imports.examined import KnownUnit
from forecasts.imports.lines import Job, Lines
from forecasts.imports.problems import Code
from forecasts.imports.progress import Step, report
from forecasts.imports.totals import Entries, step_of
from units.money import MoneyUnit
from units.months import first_of, months_of

FEWEST_TWICE, MOST_TWICE = 10, 100_000


def figures_of(job: Job, lines: Lines, amounts: Sequence[int]) -> Figures:
    """The figures of `lines`, whose amounts in öre with costs positive are `amounts`."""
    check_units(job, lines)
    report(Step.SUM, len(lines) // 2, len(lines))
    if lines.yearly:
        return _spread(job, lines, amounts)
    keys = (lines.units, lines.months, lines.groups, lines.accounts, lines.activities)
    figures = figures_of_columns(keys, amounts)
    added = len(lines) - len(figures)
    if not added:
        return figures
    details = job.table.with_role("detail")
    if not details or _is_all_twice(job, lines):
        return _doubled(job, lines, amounts)
    job.notes.say("detail-summed", column=details[0].heading.text, rows=added)
    return figures


def _spread(job: Job, lines: Lines, amounts: Sequence[int]) -> Figures:
    """Yearly amounts in equal months, those in which the unit is valid; what cannot be divided is in the last one."""
    units = {each.pk: each for each in job.context.units}
    figures: dict[FigureKey, int] = {}
    first: dict[FigureKey, int] = {}
    for index, amount in enumerate(amounts):
        months = _months_of(units[lines.units[index]], job.year or 0)
        size, rest = divmod(abs(amount), len(months))
        turn = -1 if amount < 0 else 1
        for each in months:
            key = FigureKey(
                lines.units[index], each, lines.groups[index], lines.accounts[index], lines.activities[index]
            )
            if key in figures:
                _note_duplicate(job, lines, index, first[key])
                break
            first[key] = index
            figures[key] = turn * (size + (rest if each == months[-1] else 0))
    job.notes.say("budget-spread", units=len(set(lines.units)))
    return Figures(figures)


def _months_of(unit: KnownUnit, year: int) -> list[date]:
    """The months of `year` in which `unit` is valid; all of them when it is a problem that none is."""
    return [each for each in months_of(year) if is_valid(unit, each)] or list(months_of(year))


def _doubled(job: Job, lines: Lines, amounts: Sequence[int]) -> Figures:
    """The first row of each key; the others are problems, as no finer column parts them."""
    figures: dict[FigureKey, int] = {}
    first: dict[FigureKey, int] = {}
    keys = zip(lines.units, lines.months, lines.groups, lines.accounts, lines.activities, strict=True)
    for index, key in enumerate(map(FigureKey._make, keys)):
        if key in figures:
            _note_duplicate(job, lines, index, first[key])
        else:
            figures[key], first[key] = amounts[index], index
    return Figures(figures)


def _is_all_twice(job: Job, lines: Lines) -> bool:
    """Whether every row stands at least twice with the same in every cell: a list pasted into itself."""
    if len(lines) > MOST_TWICE:
        return False
    counts = Counter(tuple(job.sheet.rows[row]) for row in set(lines.rows))
    return len(counts) >= FEWEST_TWICE and min(counts.values()) > 1


def _note_duplicate(job: Job, lines: Lines, index: int, first: int) -> None:
    column, earlier = _place(lines, index), _place(lines, first)
    unit = next((each.code for each in job.context.units if each.pk == lines.units[index]), "")
    found = " ".join(filter(None, [unit, lines.accounts[index], f"{lines.months[index]:%Y-%m}"]))
    job.notes.at(Code.DUPLICATE_ROW, job.sheet, [column], found, job.sheet.address(*earlier))


def _place(lines: Lines, index: int) -> tuple[int, int]:
    return lines.rows[index], lines.columns[index] if len(lines.columns) > 1 else lines.columns[0]


def check_units(job: Job, lines: Lines) -> None:
    """Note units that are not the person's, or not valid in a month, and months of actuals that have not been."""
    units = {each.pk: each for each in job.context.units}
    this_month = first_of(job.context.today)
    for unit, month in set(zip(lines.units, lines.months, strict=True)):
        wrong = _wrong(units[unit], month, lines, this_month)
        if wrong:
            _note_unit(job, lines, wrong, units[unit], month)


def _wrong(unit: KnownUnit, month: date, lines: Lines, this_month: date) -> Code | None:
    if not unit.editable:
        return Code.UNIT_NOT_YOURS
    if lines.kind == "actual" and month > this_month:
        return Code.FUTURE_MONTH
    valid = is_valid_in_year(unit, month.year) if lines.yearly else is_valid(unit, month)
    return None if valid else Code.UNIT_NOT_VALID


def is_valid(unit: KnownUnit, month: date) -> bool:
    """Whether the unit is valid in the month; its last month is included."""
    return first_of(unit.valid_from) <= month and (unit.valid_to is None or month <= unit.valid_to)


def is_valid_in_year(unit: KnownUnit, year: int) -> bool:
    """Whether the unit is valid in any month of the year."""
    return unit.valid_from <= date(year, 12, 31) and (unit.valid_to is None or unit.valid_to >= date(year, 1, 1))


def _note_unit(job: Job, lines: Lines, code: Code, unit: KnownUnit, month: date) -> None:
    column = job.table.one("month" if code is Code.FUTURE_MONTH else "unit")
    places = []
    for index, (each, when) in enumerate(zip(lines.units, lines.months, strict=True)):
        if each == unit.pk and when == month:
            place = _place(lines, index)
            places.append((place[0], column.index) if column else place)
    found = f"{month:%Y-%m}" if code is Code.FUTURE_MONTH else f"{unit.code} {unit.name}"
    job.notes.at(code, job.sheet, places, found, f"{month:%Y-%m}")


def entries_of(job: Job, lines: Lines, money: MoneyUnit, amounts: Sequence[int]) -> list[Entries]:
    """The figures of each column for reconciling, öre in the file's sign."""
    step = step_of(lines.numbers, money) * (2 if job.is_differenced else 1)
    if len(lines.columns) == 1:
        return [Entries(lines.columns[0], lines.rows, amounts, step)]
    starts = [at for at, column in enumerate(lines.columns) if not at or column != lines.columns[at - 1]]
    return [
        Entries(lines.columns[start], lines.rows[start:end], amounts[start:end], step)
        for start, end in pairwise([*starts, len(lines.columns)])
    ]
