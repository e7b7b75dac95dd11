"""Whether columns of months hold single months or sums to date, and the months that sums to date are made of. Pure.

A sum to date taken for a month makes a year several times too large, so nothing is guessed: what neither the headings,
the row's total, what is stored nor the course of the amounts decides, is asked.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
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
FEWEST_ROWS = 3
SAMPLED_UNITS = 10
SAMPLED_ROWS = 500
GROWTH = 2
CLEAR = 0.8
SUSPECT = 0.3
MONTHS_IN_KR = 1_000_000
Key = tuple[int, int, str, str]
T = TypeVar("T")
NEAR, FAR = log(1.5), log(1.8)


def decide_amounts(
    job: Job, columns: Sequence[Column], numbers: dict[int, Cells], rows: Rows, totals: Sequence[Column]
) -> str:
    """`monthly` or `to-date` for the columns of one kind, in the order of their months; empty when it was asked for."""
    said = job.context.options.amounts
    if said:
        job.notes.say(f"amounts-said-{said}")
        return said
    chosen = rows.data[:: max(1, len(rows.data) // SAMPLED_ROWS)]
    series = [[_number(numbers[each.index][position]) for each in columns] for position in chosen]
    series_totals = [_number(numbers[totals[0].index][position]) for position in chosen] if totals else []
    decided = _by_totals(job, series, series_totals)
    if all(each.heading.scope == TO_DATE for each in columns):
        return _by_headings(job, columns, decided)
    growing = _share_growing(series)
    if not decided and growing >= SUSPECT:
        decided = _by_stored(job, columns, numbers, rows) or _by_title(job, series, growing)
    if decided:
        return decided
    if growing >= SUSPECT:
        job.notes.ask(Code.ASK_AMOUNTS, job.sheet)
        return ""
    return MONTHLY


def _by_headings(job: Job, columns: Sequence[Column], decided: str) -> str:
    """Sums to date as the headings say, unless the rows' totals say otherwise."""
    if decided == MONTHLY:
        job.notes.ask(Code.ASK_AMOUNTS, job.sheet, columns[0].heading.text)
        return ""
    job.notes.say("amounts-heading", text=columns[0].heading.text)
    return TO_DATE


def _number(cell: Number | Code | None) -> float | None:
    return None if cell is None or isinstance(cell, Code) else float(cell)


def _by_totals(job: Job, series: Sequence[Sequence[float | None]], totals: Sequence[float | None]) -> str:
    """What the rows' own totals say: they are the sum of single months, or the last of sums to date."""
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
        return ""
    decided = MONTHLY if monthly > to_date else TO_DATE
    if decided == TO_DATE:
        job.notes.say("amounts-total", rows=to_date)
    return decided


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


def _by_title(job: Job, series: Sequence[Sequence[float | None]], growing: float) -> str:
    """Sums to date where the title says so and nearly every one of several rows only grows."""
    if not job.claims.to_date or growing < CLEAR or len(series) < FEWEST_ROWS:
        return ""
    job.notes.say("amounts-title", rows=len(series))
    return TO_DATE


def _share_growing(series: Sequence[Sequence[float | None]]) -> float:
    """How many of the rows only grow, month by month, to at least twice their first month."""
    long = [values for row in series if len(values := [abs(each) for each in row if each]) >= FEWEST_MONTHS]
    growing = [
        values
        for values in long
        if values == sorted(values) and values[-1] > GROWTH * values[0] and len(set(values)) > len(values) // 2
    ]
    return len(growing) / len(long) if long else 0.0


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
    elif _share_growing(_rows(_series(lines, sampled=True), months)) >= SUSPECT:
        job.notes.ask(Code.ASK_AMOUNTS, job.sheet)
        return None
    if (said or scope) != TO_DATE:
        return lines
    if [month.month for month in months] != list(range(1, len(months) + 1)):
        complain(job, Code.ACCUMULATED, [each for each in job.table.columns if each.index == lines.columns[0]])
        return None
    job.is_differenced = True
    return _differenced(job, lines, _series(lines), months)


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
