"""Whether columns of months hold single months or sums to date, and the months that sums to date are made of. Pure.

A sum to date taken for a month makes a year several times too large, so nothing is guessed: what neither the headings,
the row's total, what is stored nor the course of the amounts decides, is asked.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import log
from typing import TypeVar

from forecasts.imports.cells import Number, decimals
from forecasts.imports.choose import complain
from forecasts.imports.lines import Job, Lines
from forecasts.imports.problems import Code
from forecasts.imports.rows import Rows
from forecasts.imports.sums import Cells
from forecasts.imports.table import Column
from units.money import MoneyUnit

MONTHLY, TO_DATE = "monthly", "to-date"
FEWEST_MONTHS = 4
FEWEST_TITLED = 2
FEWEST_ALIKE = 3
FEWEST_ROWS = 3
SAMPLED_UNITS = 10
SAMPLED_ROWS = 500
GROWTH = 2
CLEAR = 0.8
SUSPECT = 0.3
MOST_FALLS = 0.25
STEADY = 0.15
MONTHS_IN_KR = 1_000_000
Key = tuple[int, int, str, str]
T = TypeVar("T")
NEAR, FAR = log(1.5), log(1.8)


def decide_amounts(
    job: Job, columns: Sequence[Column], numbers: dict[int, Cells], rows: Rows, totals: Sequence[Column]
) -> str:
    """`monthly` or `to-date` for the columns of one kind, in the order of their months; empty when it was asked for.

    `totals` are columns that hold the sum of a row's months, by their headings up to a month or of them all.
    """
    said = job.context.options.amounts
    if said:
        job.notes.say(f"amounts-said-{said}")
        return said
    chosen = rows.data[:: max(1, len(rows.data) // SAMPLED_ROWS)]
    series = [[_number(numbers[each.index][position]) for each in columns] for position in chosen]
    found = dict(_by_totals(series, [_number(numbers[each.index][at]) for at in chosen]) for each in totals)
    proven = sorted(found.keys() - {""})
    to_date = {each.heading.scope == TO_DATE for each in columns}
    if to_date == {True} and len(proven) < 2:
        return _by_headings(job, columns, "".join(proven))
    if to_date == {False} and not proven:
        if not _is_doubtful(job, series):
            return MONTHLY
        decided = _by_stored(job, columns, numbers, rows) or _by_title(job, series)
    else:
        decided = _by_proof(job, proven, found) if to_date == {False} else ""
    if not decided:
        job.notes.ask(Code.ASK_AMOUNTS, job.sheet)
    return decided


def _by_proof(job: Job, proven: Sequence[str], rows: dict[str, int]) -> str:
    """What the totals all say, unless the title says the opposite: sums to date may have been added by mistake."""
    if list(proven) == [TO_DATE]:
        job.notes.say("amounts-total", rows=rows[TO_DATE])
    return "".join(proven) if len(proven) == 1 and not (MONTHLY in proven and job.claims.accumulated) else ""


def _by_headings(job: Job, columns: Sequence[Column], decided: str) -> str:
    """Sums to date as the headings say, unless the rows' totals say otherwise."""
    if decided == MONTHLY:
        job.notes.ask(Code.ASK_AMOUNTS, job.sheet, columns[0].heading.text)
        return ""
    job.notes.say("amounts-heading", text=columns[0].heading.text)
    return TO_DATE


def _number(cell: Number | Code | None) -> float | None:
    return None if cell is None or isinstance(cell, Code) else float(cell)


def _by_totals(series: Sequence[Sequence[float | None]], totals: Sequence[float | None]) -> tuple[str, int]:
    """What the rows' own totals say, and how many do: the sum of single months, or the last of sums to date."""
    monthly = to_date = 0
    for row, total in zip(series, totals, strict=False):
        values = [value for value in row if value is not None]
        if total is None or len(values) < 2:
            continue
        allowed = 0.5 * 10.0 ** -decimals([*values, total]) * (len(values) + 1)
        whole, last = sum(values), values[-1]
        if abs(whole - last) > 2 * allowed:
            monthly += abs(total - whole) <= allowed
            to_date += abs(total - last) <= allowed
    if monthly + to_date == 0 or max(monthly, to_date) < CLEAR * (monthly + to_date):
        return "", 0
    return (MONTHLY, monthly) if monthly > to_date else (TO_DATE, to_date)


def _by_stored(job: Job, columns: Sequence[Column], numbers: dict[int, Cells], rows: Rows) -> str:
    """What the units' stored budgets say: the months so far come near their part of the year, or many times over it."""
    series = [[_number(numbers[each.index][position]) for each in columns] for position in rows.data]
    whole: dict[int, float] = {}
    last: dict[int, float] = {}
    filled = [sum(value is not None for value in row) for row in series]
    months = max(filled, default=0)
    for unit, row in zip(rows.units, series, strict=True):
        values = [value for value in row if value is not None]
        whole[unit] = whole.get(unit, 0.0) + sum(values)
        last[unit] = last.get(unit, 0.0) + (values[-1] if values else 0.0)
    votes = {MONTHLY: 0, TO_DATE: 0}
    scale = _scale(job, [abs(each) for each in whole.values()])
    for unit, amount in whole.items():
        budget = job.context.yearly.get((unit, job.year or 0, "budget"), 0) * months / 12
        if scale and budget and amount and last[unit]:
            off_whole, off_last = (abs(log(abs(each * scale / budget))) for each in (amount, last[unit]))
            votes[MONTHLY] += off_whole < NEAR and off_last > FAR
            votes[TO_DATE] += off_last < NEAR and off_whole > FAR
    best = max(votes, key=lambda each: votes[each])
    if not votes[best] or votes[best] < CLEAR * sum(votes.values()) or len(columns) < FEWEST_MONTHS:
        return ""
    job.notes.say(f"amounts-stored-{best}", units=votes[best])
    return best


def _scale(job: Job, amounts: Sequence[float]) -> int:
    """How many öre one of the file's amounts is, when that is said or the amounts can be nothing but kronor; else 0."""
    declared = {each.heading.money for each in job.table.columns if each.heading.money} | job.claims.money
    said = {str(job.context.options.money)} if job.context.options.money else declared
    if not said and amounts and min(amounts) >= MONTHS_IN_KR:
        return MoneyUnit.KR.ore
    known = [each.ore for each in MoneyUnit if {each.value} == said]
    return known[0] if known else 0


def _by_title(job: Job, series: Sequence[Sequence[float | None]]) -> str:
    """Sums to date where the title says so and nearly every one of several rows only grows."""
    fewest = FEWEST_ALIKE if job.claims.accumulated else FEWEST_MONTHS
    if not job.claims.to_date or len(series) < FEWEST_ROWS or _share_growing(series, fewest) < CLEAR:
        return ""
    job.notes.say("amounts-title", rows=len(series))
    return TO_DATE


def _is_doubtful(job: Job, series: Sequence[Sequence[float | None]]) -> bool:
    """Whether amounts that nothing has decided may be sums to date: as the title says, or by how they grow."""
    if job.claims.accumulated or _share_growing(series) >= SUSPECT or _grow_alike(series):
        return True
    return job.claims.to_date and _share_growing(series, FEWEST_TITLED, falls=MOST_FALLS) >= SUSPECT


def _share_growing(
    series: Sequence[Sequence[float | None]], fewest: int = FEWEST_MONTHS, *, falls: float = 0.0
) -> float:
    """How many of the rows with at least `fewest` months grow to more than twice their first month.

    Of the steps from month to month at most `falls` of the whole may be downwards.
    """
    long = [values for row in series if len(values := [abs(each) for each in row if each]) >= fewest]
    growing = [
        values
        for values in long
        if sum(later < earlier for earlier, later in pairwise(values)) <= falls * (len(values) - 1)
        and values[-1] > GROWTH * values[0]
        and len(set(values)) > len(values) // 2
    ]
    return len(growing) / len(long) if long else 0.0


def _grow_alike(series: Sequence[Sequence[float | None]]) -> bool:
    """Whether nearly all rows are near one, two, three times their first month, as sums to date of even months are.

    Two months are enough where several rows do so.
    """
    rows = [values for row in series if len(values := _begun(row)) > 1 and any(values[1:])]
    alike = [values for values in rows if _is_steady(values)]
    if not alike or len(alike) < CLEAR * len(rows):
        return False
    return len(alike) >= FEWEST_ROWS or min(map(len, alike)) >= FEWEST_ALIKE


def _begun(row: Sequence[float | None]) -> list[float]:
    """The amounts of a row up to its last, when it begins with its first month and has none empty; else nothing."""
    filled = [each for each in row if each is not None]
    return filled if filled and filled[0] and None not in row[: len(filled)] else []


def _is_steady(values: Sequence[float]) -> bool:
    return all(abs(each / values[0] - number) <= STEADY * number for number, each in enumerate(values, start=1))


def in_months(cells: Sequence[Cells]) -> list[list[Number | Code | None]]:
    """Sums to date, a list for each month in order, as amounts of single months. An empty cell before the first amount
    is nothing yet; one after the last stays empty; one between two is a fault that `gaps` tells.
    """
    found: list[list[Number | Code | None]] = []
    before: list[Number | None] = [None] * len(cells[0]) if cells else []
    for own in cells:
        found.append([_difference(number, before[at]) for at, number in enumerate(own)])
        before = [before[at] if number is None or isinstance(number, Code) else number for at, number in enumerate(own)]
    return found


def _difference(number: Number | Code | None, before: Number | None) -> Number | Code | None:
    if number is None or isinstance(number, Code) or before is None:
        return number
    if isinstance(number, Decimal) and isinstance(before, Decimal):
        return number - before
    return round(float(number) - float(before), 6)


def gaps(cells: Sequence[Cells], positions: Sequence[int]) -> list[tuple[int, int]]:
    """Month (its place in `cells`) and position of empty cells between two amounts."""
    found = []
    for position in positions:
        filled = [month for month, own in enumerate(cells) if own[position] is not None]
        if filled:
            found += [(month, position) for month in range(filled[0], filled[-1]) if month not in filled]
    return found


def settle_series(job: Job, lines: Lines, *, scope: str) -> Lines | None:
    """A list with a row per month: its months as single ones, whatever they were; None when something was asked.

    Rows of the same unit, account and month are added before sums to date become months.
    """
    months = sorted(set(lines.months))
    said = job.context.options.amounts
    if said:
        job.notes.say(f"amounts-said-{said}")
    elif scope == TO_DATE:
        job.notes.say("amounts-heading", text=TO_DATE)
    elif _may_be_to_date(job, lines, months, scope):
        job.notes.ask(Code.ASK_AMOUNTS, job.sheet)
        return None
    if (said or scope) != TO_DATE:
        return lines
    if [month.month for month in months] != list(range(1, len(months) + 1)):
        complain(job, Code.ACCUMULATED, [each for each in job.table.columns if each.index == lines.columns[0]])
        return None
    job.is_differenced = True
    return _differenced(job, lines, _series(lines), months)


def _may_be_to_date(job: Job, lines: Lines, months: Sequence[date], scope: str) -> bool:
    """Whether a list may hold sums to date; one of a lone later month does when its title says up to when it goes."""
    if lines.kind == "forecast" or (scope == "month" and len(months) == 1):
        return False
    lone = len(months) == 1 and months[0].month > 1
    return (lone and job.claims.is_up_to) or _is_doubtful(job, _rows(_series(lines, sampled=True), months))


def _rows(series: dict[Key, dict[date, float]], months: Sequence[date]) -> list[list[float | None]]:
    return [[values.get(month) for month in months] for values in series.values()]


def _series(lines: Lines, *, sampled: bool = False) -> dict[Key, dict[date, float]]:
    """Amounts by month of each unit, account and activity code; of a long list those of its first units will do."""
    chosen = set(list(dict.fromkeys(lines.units))[:SAMPLED_UNITS]) if sampled else None
    found: dict[Key, dict[date, float]] = {}
    keys = zip(lines.units, lines.groups, lines.accounts, lines.activities, strict=True)
    for key, month, number in zip(keys, lines.months, lines.numbers, strict=True):
        if chosen is not None and key[0] not in chosen:
            continue
        own = found.setdefault(key, {})
        own[month] = own.get(month, 0.0) + float(number)
    return found


def _differenced(job: Job, lines: Lines, series: dict[Key, dict[date, float]], months: Sequence[date]) -> Lines:
    keys = list(zip(lines.units, lines.groups, lines.accounts, lines.activities, strict=True))
    first: dict[tuple[Key, date], int] = {}
    for at, pair in enumerate(zip(keys, lines.months, strict=True)):
        first.setdefault(pair, at)
    chosen: list[int] = []
    numbers: list[Number] = []
    for key, own in series.items():
        before = 0.0
        begun = months.index(min(own))
        for month in months[begun:]:
            if month not in own:
                column = lines.columns[0]
                place = (lines.rows[first[key, max(own)]], column)
                job.notes.at(Code.ACCUMULATED_GAP, job.sheet, [place], f"{month:%Y-%m}")
                break
            chosen.append(first[key, month])
            numbers.append(round(own[month] - before, 6))
            before = own[month]

    def picked(values: Sequence[T]) -> list[T]:
        return [values[at] for at in chosen]

    return Lines(
        lines.kind, picked(lines.rows), lines.columns, picked(lines.units), picked(lines.months),
        picked(lines.groups), picked(lines.accounts), picked(lines.activities), numbers,
    )  # fmt: skip
