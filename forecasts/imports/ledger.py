"""Reads a ledger list: one row per unit, account (or account group) and month. Pure."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from forecasts.imports.account_classes import take_classes
from forecasts.imports.cells import Amounts, Months, Number
from forecasts.imports.choose import Stored, complain
from forecasts.imports.lines import Job, Lines, shown_cell
from forecasts.imports.problems import Code
from forecasts.imports.rows import Rows, note_skipped, rows_of
from forecasts.imports.sheet import Cell
from forecasts.imports.table import Column
from forecasts.imports.totals import Printed

MOST_TENTHS = 9
DECIDED = ("beslut", "fastställ", "antag")
REVISED = "revider"


def read_ledger(job: Job, stored: Sequence[Stored]) -> tuple[list[Lines], list[Printed]]:
    """The amounts of each kind and the printed totals, in the file's own sign and unit of money."""
    amounts = [read_amounts(job, each.columns) for each in stored]
    carrying = _carrying(amounts)
    rows = rows_of(job, carrying, amounts)
    take_classes(job, rows, amounts)
    months = _months(job, rows, stored)
    lines = [_lines(job, each, numbers, rows, months) for each, numbers in zip(stored, amounts, strict=True)]
    return lines, printed_totals(job, stored, amounts, rows)


def read_amounts(job: Job, columns: Sequence[Column]) -> list[Number | Code | None]:
    """The numbers of an amount column; of debit and credit their difference."""
    lists = [Amounts(job.distinct(each.index)).read_all(job.cells(each.index)) for each in columns]
    if len(lists) == 1:
        return lists[0]
    return [_difference(debit, credit) for debit, credit in zip(*lists, strict=True)]


def _difference(debit: Number | Code | None, credit: Number | Code | None) -> Number | Code | None:
    if isinstance(debit, Code) or isinstance(credit, Code):
        return debit if isinstance(debit, Code) else credit
    if debit is None and credit is None:
        return None
    return float(debit or 0) - float(credit or 0)


def _carrying(amounts: Sequence[Sequence[Number | Code | None]]) -> list[int]:
    """The positions where any kind has an amount, or something that should have been one."""
    if len(amounts) == 1:
        return [position for position, number in enumerate(amounts[0]) if number is not None]
    return [
        position
        for position, numbers in enumerate(zip(*amounts, strict=True))
        if any(each is not None for each in numbers)
    ]


def printed_totals(
    job: Job, stored: Sequence[Stored], amounts: Sequence[Sequence[Number | Code | None]], rows: Rows
) -> list[Printed]:
    """The totals of the table; memo rows are only counted. A row that says nothing of itself may be a total too."""
    note_skipped(job, rows)
    first = job.table.first
    return [
        Printed(first + position, each.columns[0].index, rows.labels.get(position, ""), number)
        for each, numbers in zip(stored, amounts, strict=True)
        for position in sorted([*rows.totals, *rows.unlabelled])
        if (number := numbers[position]) is not None and not isinstance(number, Code)
    ]


def note_amounts(job: Job, column: int, positions: Sequence[int], numbers: Sequence[Number | Code | None]) -> None:
    """Note the cells of figures that hold no amount."""
    if Code not in set(map(type, numbers)):
        return
    for position, number in zip(positions, numbers, strict=True):
        if isinstance(number, Code):
            row = job.sheet.rows[job.table.first + position]
            job.notes.at(number, job.sheet, [(job.table.first + position, column)], row[column])


def _lines(
    job: Job, stored: Stored, numbers: Sequence[Number | Code | None], rows: Rows, months: Sequence[date | None]
) -> Lines:
    used = [numbers[position] for position in rows.data]
    column = stored.columns[0].index
    first, kinds = job.table.first, set(map(type, used))
    if Code in kinds:
        note_amounts(job, column, rows.data, used)
    every = (rows.data, rows.units, months, rows.groups, rows.accounts, rows.activities, used)
    if None in months or kinds & {Code, type(None)}:
        good = [each for each in zip(*every, strict=True) if None not in each and type(each[6]) is not Code]
        every = tuple(map(list, zip(*good, strict=True))) or ([],) * 7  # type: ignore[assignment]
    positions = [first + position for position in every[0]]
    values: tuple[Any, ...] = (*every[1:], is_yearly(job, [stored]))
    return Lines(stored.kind, positions, [column], *values)


def _months(job: Job, rows: Rows, stored: Sequence[Stored]) -> list[date | None]:
    """The month of every figure; None where it was noted as a problem."""
    column = job.table.one("month")
    if column is None:
        return _one_month(job, rows, stored)
    cells = job.cells(column.index)
    used = [cells[position] for position in rows.data]
    years = job.table.one("year")
    if years:
        year_cells = job.cells(years.index)
        keys: list[Any] = [(cell, year_cells[position]) for cell, position in zip(used, rows.data, strict=True)]
    else:
        keys = list(used)
    reader = Months(job.year)
    read = {key: reader.read(key[0], _year(key[1])) if years else reader.read(key) for key in set(keys)}
    if any(isinstance(cell, date) and cell.day != 1 for cell in set(used)):
        job.notes.say("dates-as-months")
    read = _inside_the_year(job, keys, read)
    _note_months(job, column, rows, keys, read)
    found = [read[key] for key in keys]
    return [each if type(each) is date else None for each in found]


def _year(cell: Cell) -> int | None:
    text = shown_cell(cell)
    if isinstance(cell, date | datetime):
        return cell.year
    return int(text) if text.isdigit() and len(text) == 4 else None


def _inside_the_year(job: Job, keys: list[Any], read: dict[Any, date | Code]) -> dict[Any, date | Code]:
    """Months outside the year that was said, or that nearly all rows have, are turned into problems."""
    counts = Counter(keys)
    years: Counter[int] = Counter()
    for key, month in read.items():
        if isinstance(month, date):
            years[month.year] += counts[key]
    if job.year is None and years:
        year, most = years.most_common(1)[0]
        if most * 10 < MOST_TENTHS * years.total():
            job.notes.ask(Code.ASK_YEAR, job.sheet, ", ".join(map(str, sorted(years))))
            return read
        job.year = year
        job.notes.say("year-months", year=year)
    return {
        key: Code.MONTH_OUTSIDE_YEAR if isinstance(month, date) and month.year != job.year else month
        for key, month in read.items()
    }


def _note_months(job: Job, column: Column, rows: Rows, keys: list[Any], read: dict[Any, date | Code]) -> None:
    wrong = {key: month for key, month in read.items() if isinstance(month, Code)}
    if not wrong:
        return
    places: dict[Any, list[tuple[int, int]]] = {}
    for position, key in zip(rows.data, keys, strict=True):
        if key in wrong:
            places.setdefault(key, []).append((job.table.first + position, column.index))
    for key, at in places.items():
        code = wrong[key]
        if code is Code.ASK_YEAR:
            job.notes.ask(Code.ASK_YEAR, job.sheet)
        else:
            cell = key[0] if isinstance(key, tuple) else key
            hint = str(job.year or "") if code is Code.MONTH_OUTSIDE_YEAR else ""
            job.notes.at(code, job.sheet, at, cell, hint)


def is_yearly(job: Job, stored: Sequence[Stored]) -> bool:
    """Whether a list without months holds yearly budgets."""
    if job.table.one("month") or [each.kind for each in stored] != ["budget"]:
        return False
    said = job.context.options.month or _month_of_budget(job) or stored[0].columns[0].heading.month
    return stored[0].scope == "year" or (stored[0].scope == "" and said is None)


def _month_of_budget(job: Job) -> date | None:
    """The month in the titles, unless it is of another year or when the budget was decided."""
    month = job.claims.single_month
    return month if month and month.year == job.year and not says_decision(job) else None


def says_decision(job: Job) -> bool:
    """Whether the month in the titles is when something was decided: Budget 2026, fastställd i januari 2026."""
    text = job.claims.texts.get("month", "").lower()
    return any(word in text for word in DECIDED)


def _one_month(job: Job, rows: Rows, stored: Sequence[Stored]) -> list[date | None]:
    """The month that the whole list is for, when no column says it."""
    nothing: list[date | None] = [None] * len(rows.data)
    if not agree_in_year(job, [each.columns[0] for each in stored]):
        return nothing
    if is_yearly(job, stored):
        return [_january(job, stored[0])] * len(rows.data)
    headed = {each.columns[0].heading.month for each in stored} - {None}
    month = month_of_column(job, stored[0].columns[0]) if headed else _titled_month(job)
    if len(headed) > 1 or (month is None and not headed):
        job.notes.ask(Code.ASK_MONTH, job.sheet)
    if len(headed) > 1 or month is None:
        return nothing
    doubtful = [each.kind for each in stored] == ["budget"] and not headed and job.context.options.month is None
    if doubtful and REVISED in job.claims.texts.get("month", "").lower():
        job.notes.ask(Code.ASK_MONTH, job.sheet)
        return nothing
    if not _is_of_one_month(job, stored, month):
        return nothing
    job.year = month.year
    return [month] * len(rows.data)


def agree_in_year(job: Job, columns: Sequence[Column]) -> bool:
    """Whether the headings speak of the year that the titles do, which becomes the year; otherwise it is asked for."""
    years = {each.heading.year for each in columns if each.heading.year}
    if job.context.options.year or job.context.options.month or not years:
        return True
    if len(years | ({job.year} if job.year else set())) > 1:
        job.notes.ask(Code.ASK_YEAR, job.sheet, ", ".join(map(str, sorted(years | {job.year or min(years)}))))
        return False
    if job.year is None:
        job.year = years.pop()
        job.notes.say("year-heading", year=job.year)
    return True


def month_of_column(job: Job, column: Column) -> date | None:
    """The month that was said, or else that of the column's heading; asked for where the titles speak of another."""
    said, heading = job.context.options.month, column.heading
    if said:
        job.notes.say("month-said", month=f"{said:%Y-%m}")
        return said
    year = heading.year or job.year
    if year is None or heading.month is None:
        job.notes.ask(Code.ASK_YEAR if heading.month else Code.ASK_MONTH, job.sheet)
        return None
    month = date(year, heading.month, 1)
    if not job.claims.names(month):
        job.notes.ask(Code.ASK_MONTH, job.sheet, f"{heading.text}, {job.claims.texts.get('month', '')}")
        return None
    job.notes.say("month-heading", text=heading.text)
    return month


def _january(job: Job, stored: Stored) -> date | None:
    """January of the budget's year; None when that must be asked, or the titles speak of a part of the year."""
    if stored.scope == "" and job.claims.is_up_to:
        complain(job, Code.ACCUMULATED, stored.columns)
        return None
    if job.year is None:
        job.notes.ask(Code.ASK_YEAR, job.sheet)
    return date(job.year, 1, 1) if job.year else None


def _titled_month(job: Job) -> date | None:
    said = job.context.options.month
    if said:
        job.notes.say("month-said", month=f"{said:%Y-%m}")
    elif job.claims.single_month:
        job.notes.say("month-title", text=job.claims.texts.get("month", ""))
    return said or job.claims.single_month


def _is_of_one_month(job: Job, stored: Sequence[Stored], month: date) -> bool:
    """Whether the amounts are those of `month` alone and not of the year up to it; asked where that is in doubt."""
    amounts, claims = job.context.options.amounts, job.claims
    if month.month == 1 or amounts == "monthly":
        return True
    up_to = claims.to_date or (claims.is_up_to and stored[0].kind != "forecast")
    headed = all(each.columns[0].heading.month for each in stored)
    if amounts == "to-date" or (up_to and not headed):
        complain(job, Code.ACCUMULATED, stored[0].columns)
        return False
    if up_to or _is_follow_up(job):
        job.notes.ask(Code.ASK_AMOUNTS, job.sheet, ", ".join(each.columns[0].heading.text for each in stored))
        return False
    return True


def _is_follow_up(job: Job) -> bool:
    """Whether budget and actuals that say no time stand beside each other under a title that names a month.

    One that says that the file is of a month's actuals leaves no doubt.
    """
    if job.claims.kinds == {"actual"}:
        return False
    amounts = [each.heading for each in job.table.with_role("amount")]
    timeless = {each.kind for each in amounts if each.scope == "" and not each.month}
    return {"budget", "actual"} <= timeless and bool(job.claims.months or job.claims.bare_months)
