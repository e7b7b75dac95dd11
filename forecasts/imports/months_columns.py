"""Reads a table with months as columns: a row per unit, or per unit and account, and a column per month. Pure."""

from collections.abc import Sequence
from datetime import date
from itertools import compress
from typing import Any

from forecasts.imports.cells import Amounts, Number
from forecasts.imports.choose import KINDS, complain, kind_of, refuse_kind
from forecasts.imports.ledger import note_amounts
from forecasts.imports.lines import Job, Lines
from forecasts.imports.problems import Code
from forecasts.imports.recognise import Column
from forecasts.imports.rows import Rows, rows_of
from forecasts.imports.totals import Printed

FEWEST_MONTHS = 3
GROWTH = 2
Cells = list[Number | Code | None]


def read_months(job: Job) -> tuple[list[Lines], list[Printed], list[Printed]]:
    """The amounts of each kind, the totals of columns and, per row, of rows."""
    columns = _columns(job)
    if not columns:
        return [], [], []
    numbers = _numbers(job, _all(job, columns))
    carrying = _carrying(list(numbers.values()))
    rows = rows_of(job, carrying, _arithmetic(job, numbers, carrying))
    job.notes.skipped += len(rows.totals) + len(rows.memos)
    if rows.totals or rows.memos:
        job.notes.say("totals-skipped", rows=len(rows.totals) + len(rows.memos))
    if _is_accumulated(job, columns, numbers, rows):
        complain(job, Code.ACCUMULATED, [each for own in columns.values() for each in own][:3])
        return [], [], []
    lines = [_lines(job, kind, own, numbers, rows) for kind, own in columns.items()]
    return lines, _printed(job, columns, numbers, rows), _row_totals(job, columns, numbers, rows)


def _carrying(numbers: Sequence[Cells]) -> list[int]:
    """The positions where any column has an amount, or something that should have been one."""
    if any(None not in cells for cells in numbers):
        return list(range(len(numbers[0])))
    return sorted({position for cells in numbers for position, cell in enumerate(cells) if cell is not None})


def _all(job: Job, columns: dict[str, list[Column]]) -> list[Column]:
    return [each for own in columns.values() for each in own] + _total_columns(job, columns)


def _columns(job: Job) -> dict[str, list[Column]]:
    """The month columns of each kind that is to be stored; empty when something must be asked first."""
    months = job.table.month_columns
    options = job.context.options
    if any(each.heading.scope == "to-date" for each in months):
        complain(job, Code.ACCUMULATED, [each for each in months if each.heading.scope == "to-date"])
        return {}
    kinds = {each.heading.kind for each in months}
    if "" in kinds:
        kind = kind_of(job)
        named = {kind: [each for each in months if each.heading.kind in {"", kind}]} if kind else {}
    else:
        wanted = [options.kind] if options.kind in KINDS else [kind for kind in KINDS if kind in kinds]
        named = {kind: [each for each in months if each.heading.kind == kind] for kind in wanted}
        if not any(named.values()):
            refuse_kind(job, wanted[0] if wanted else "", months[:4])
            return {}
    if "forecast" in named and len(named) > 1:
        job.notes.ask(Code.ASK_KIND, job.sheet, ", ".join(each.heading.text for each in months[:4]))
        return {}
    return _of_year(job, named)


def _of_year(job: Job, named: dict[str, list[Column]]) -> dict[str, list[Column]]:
    years = {each.heading.year for own in named.values() for each in own if each.heading.year}
    options = job.context.options
    if len(years) == 1 and options.year is None:
        job.year = next(iter(years))
        job.notes.say("year-heading", year=job.year)
    if (len(years) > 1 and options.year is None) or job.year is None:
        job.notes.ask(Code.ASK_YEAR, job.sheet, ", ".join(map(str, sorted(filter(None, years)))))
        return {}
    chosen = {kind: [each for each in own if each.heading.year in {None, job.year}] for kind, own in named.items()}
    for kind, own in chosen.items():
        if not own:
            outside = [each for each in named[kind] if each.heading.year not in {None, job.year}]
            places = [(job.table.header[-1], each.index) for each in outside]
            job.notes.at(Code.MONTH_OUTSIDE_YEAR, job.sheet, places, outside[0].heading.text, str(job.year))
            return {}
        if len({each.heading.month for each in own}) < len(own):
            complain(job, Code.AMBIGUOUS_COLUMNS, own)
            return {}
    return chosen


def _numbers(job: Job, columns: Sequence[Column]) -> dict[int, Cells]:
    """The numbers of each column; the texts of them all settle which sign their decimals have."""
    amounts = [job.cells(each.index) for each in job.table.with_role("amount", "total")]
    read = Amounts(cell for cells in amounts if str in set(map(type, cells)) for cell in cells).read_all
    return {each.index: read(job.cells(each.index)) for each in columns}


def _total_columns(job: Job, columns: dict[str, list[Column]]) -> list[Column]:
    """The columns that total a row's months: Totalt, Helår, Årsbudget."""
    found = job.table.with_role("total")
    found += [
        each for each in job.table.with_role("amount") if not each.heading.month and each.heading.kind in {"", *columns}
    ]
    fitting = [each for each in found if each.heading.scope != "to-date" and each.heading.year in {None, job.year}]
    return fitting if len(columns) == 1 and len(fitting) == 1 else []


def _arithmetic(job: Job, numbers: dict[int, Cells], carrying: list[int]) -> frozenset[int]:
    """Rows whose label is no unit but that are, in every column, the sum of all the rows that have one."""
    unit = job.table.one("unit")
    return sums_of_others(job, unit, list(numbers.values()), carrying) if unit else frozenset()


def sums_of_others(job: Job, unit: Column, lists: Sequence[Cells], carrying: list[int]) -> frozenset[int]:
    """Positions whose label is no unit and whose numbers are the sum of all rows that name a unit, in every column."""
    cells = job.cells(unit.index)
    named = {cell for cell in job.distinct(unit.index) if job.units.find(cell) is not None}
    known = [position for position in carrying if cells[position] in named]
    others = [position for position in carrying if cells[position] is not None and cells[position] not in named]
    if len(known) < 2 or len(others) != 1:
        return frozenset()
    exact = [[own[position] for position in [*known, *others]] for own in lists]
    if any(isinstance(number, Code) for own in exact for number in own):
        return frozenset()
    for own in exact:
        *parts, total = (float(number or 0) for number in own)
        half = 0.5 if all(part.is_integer() for part in (*parts, total)) else 0.05
        if abs(sum(parts) - total) > half * (len(parts) + 1):
            return frozenset()
    nonzero = any(number for own in exact for number in own[-1:])
    return frozenset(others) if nonzero else frozenset()


def _is_accumulated(job: Job, columns: dict[str, list[Column]], numbers: dict[int, Cells], rows: Rows) -> bool:
    """Whether every row only grows, and ends at its total or at many times its first month."""
    totals = _total_columns(job, columns)
    for own in columns.values():
        ordered = sorted(own, key=lambda each: each.heading.month or 0)
        if len(ordered) < FEWEST_MONTHS:
            continue
        grown = (
            _grows(
                [numbers[each.index][position] for each in ordered],
                numbers[totals[0].index][position] if totals else None,
            )
            for position in rows.data
        )
        if rows.data and all(grown):
            return True
    return False


def _grows(cells: Cells, total: Number | Code | None) -> bool:
    values = [abs(float(cell)) for cell in cells if cell is not None and not isinstance(cell, Code)]
    if len(values) < FEWEST_MONTHS or values != sorted(values) or values[-1] <= GROWTH * values[0]:
        return False
    if total is None or isinstance(total, Code):
        return len(values) > FEWEST_MONTHS and len(set(values)) == len(values)
    return abs(abs(float(total)) - values[-1]) <= abs(abs(float(total)) - sum(values))


def _lines(job: Job, kind: str, own: list[Column], numbers: dict[int, Cells], rows: Rows) -> Lines:
    found: list[list[Any]] = [[], [], [], [], [], [], [], []]
    for column in own:
        month = date(job.year or 0, column.heading.month or 0, 1)
        used = [numbers[column.index][position] for position in rows.data]
        note_amounts(job, column.index, rows.data, used)
        if month > job.context.today and kind == "actual" and not any(used):
            continue
        positions = [job.table.first + position for position in rows.data]
        columns, months = [column.index] * len(used), [month] * len(used)
        parts: tuple[Sequence[Any], ...] = (
            positions, columns, rows.units, months, rows.groups, rows.accounts, rows.activities, used,
        )  # fmt: skip
        every = set(map(type, used)).isdisjoint({Code, type(None)})
        kept = [] if every else [number is not None and type(number) is not Code for number in used]
        for whole, part in zip(found, parts, strict=True):
            whole.extend(part if every else compress(part, kept))
    return Lines(kind, *found)  # type: ignore[arg-type]


def _printed(job: Job, columns: dict[str, list[Column]], numbers: dict[int, Cells], rows: Rows) -> list[Printed]:
    return [
        Printed(job.table.first + position, each.index, rows.labels.get(position, ""), number)
        for own in columns.values()
        for each in own
        for position in sorted([*rows.totals, *rows.unlabelled])
        if (number := numbers[each.index][position]) is not None and not isinstance(number, Code)
    ]


def _row_totals(job: Job, columns: dict[str, list[Column]], numbers: dict[int, Cells], rows: Rows) -> list[Printed]:
    return [
        Printed(job.table.first + position, each.index, "", number)
        for each in _total_columns(job, columns)
        for position in rows.data
        if (number := numbers[each.index][position]) is not None and not isinstance(number, Code)
    ]
