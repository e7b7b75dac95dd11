"""Reads a table with months as columns: a row per unit, or per unit and account, and a column per month. Pure."""

from collections.abc import Sequence
from datetime import date
from math import inf
from types import NoneType
from typing import Any

from forecasts.imports.account_classes import take_classes
from forecasts.imports.accumulated import TO_DATE, decide_amounts, gaps, in_months
from forecasts.imports.cells import Amounts
from forecasts.imports.choose import KINDS, complain, kind_of, refuse_kind
from forecasts.imports.ledger import note_amounts
from forecasts.imports.lines import Job, Lines
from forecasts.imports.problems import Code
from forecasts.imports.rows import Rows, note_skipped, rows_of
from forecasts.imports.sums import Cells
from forecasts.imports.table import Column
from forecasts.imports.totals import Printed
from units.months import MONTHS_IN_YEAR


def read_months(job: Job) -> tuple[list[Lines], list[Printed], list[Printed]]:
    """The amounts of each kind, the totals of columns and, per row, of rows."""
    columns = _columns(job)
    if not columns:
        return [], [], []
    numbers = _numbers(job, _all(job, columns))
    carrying = _carrying(list(numbers.values()))
    rows = rows_of(job, carrying, list(numbers.values()))
    take_classes(job, rows, list(numbers.values()))
    note_skipped(job, rows)
    for kind, own in columns.items():
        totals = [*_total_columns(job, columns), *_sums_to_date(job, kind, own)]
        known = _numbers(job, [each for each in totals if each.index not in numbers]) | numbers
        decided = decide_amounts(job, own, known, rows, totals)
        if not decided or (decided == TO_DATE and not _make_single(job, own, numbers, rows)):
            return [], [], []
    lines = [_lines(job, kind, own, numbers, rows) for kind, own in columns.items()]
    return lines, _printed(job, columns, numbers, rows), _row_totals(job, columns, numbers, rows)


def _make_single(job: Job, ordered: list[Column], numbers: dict[int, Cells], rows: Rows) -> bool:
    """Make single months of sums to date; false when they do not begin in January."""
    if [each.heading.month for each in ordered] != list(range(1, len(ordered) + 1)):
        complain(job, Code.ACCUMULATED, ordered)
        return False
    cells = [numbers[each.index] for each in ordered]
    for month, position in gaps(cells, rows.data):
        place = (job.table.first + position, ordered[month].index)
        job.notes.at(Code.ACCUMULATED_GAP, job.sheet, [place], ordered[month].heading.text)
    for each, single in zip(ordered, in_months(cells), strict=True):
        numbers[each.index] = single
    job.is_differenced = True
    return True


def _carrying(numbers: Sequence[Cells]) -> list[int]:
    """The positions where any column has an amount, or something that should have been one."""
    if any(None not in cells for cells in numbers):
        return list(range(len(numbers[0])))
    return sorted({position for cells in numbers for position, cell in enumerate(cells) if cell is not None})


def _all(job: Job, columns: dict[str, list[Column]]) -> list[Column]:
    return [each for own in columns.values() for each in own] + _total_columns(job, columns)


def _columns(job: Job) -> dict[str, list[Column]]:
    """The month columns of each kind that is to be stored; empty when something must be asked first."""
    months = _of_one_scope(job.table.month_columns)
    options = job.context.options
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
    if options.kind == "forecast" and (rolling := _rolling(job, months)):
        named = {"forecast": rolling}
    if "forecast" in named and len(named) > 1:
        job.notes.ask(Code.ASK_KIND, job.sheet, ", ".join(each.heading.text for each in months[:4]))
        return {}
    if _lacks_months(job, named):
        return {}
    return _of_year(job, named)


def _lacks_months(job: Job, named: dict[str, list[Column]]) -> bool:
    """Ask for the columns where a month is lacking among those of a kind, or others of it say no month at all."""
    if job.context.options.columns:
        return False
    for kind, own in named.items():
        bare = [
            each
            for each in job.table.with_role("amount")
            if kind == each.heading.kind and not (each.heading.month or each.heading.scope or each.heading.year)
        ]
        gaps = [_has_gap(own, year) for year in {each.heading.year for each in own}]
        if any(gaps) or len(bare) > 1 or (bare and len(named) > 1):
            complain(job, Code.ASK_COLUMNS, bare or own)
            return True
    return False


def _has_gap(own: list[Column], year: int | None) -> bool:
    """Whether the months of a year do not follow each other."""
    numbers = sorted({each.heading.month or 0 for each in own if each.heading.year == year})
    return numbers != list(range(numbers[0], numbers[0] + len(numbers)))


def _of_one_scope(months: list[Column]) -> list[Column]:
    """The columns of single months where each sum to date has one beside it; else all of them."""
    single = [each for each in months if each.heading.scope != TO_DATE]
    keys = {(each.heading.kind, each.heading.year, each.heading.month) for each in single}
    rest = [each for each in months if each.heading.scope == TO_DATE]
    beside = all((each.heading.kind, each.heading.year, each.heading.month) in keys for each in rest)
    return single if rest and beside else months


def _rolling(job: Job, months: list[Column]) -> list[Column]:
    """Actuals of the first months and forecasts of the rest, together a forecast of the year; else nothing."""
    parts = {kind: [each for each in months if each.heading.kind == kind] for kind in ("actual", "forecast")}
    numbers = {kind: [each.heading.month or 0 for each in own] for kind, own in parts.items()}
    if sorted(numbers["actual"] + numbers["forecast"]) != list(range(1, MONTHS_IN_YEAR + 1)) or not numbers["actual"]:
        return []
    job.last_actual = max(numbers["actual"])
    job.notes.say("forecast-rolling", months=job.last_actual)
    return parts["actual"] + parts["forecast"]


def _of_year(job: Job, named: dict[str, list[Column]]) -> dict[str, list[Column]]:
    years = {each.heading.year for own in named.values() for each in own if each.heading.year}
    options = job.context.options
    if len(years) == 1 and options.year is None and job.year not in {None, *years}:
        job.notes.ask(Code.ASK_YEAR, job.sheet, f"{job.year}, {min(years)}")
        return {}
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
            complain(job, Code.ASK_COLUMNS, own)
            return {}
    return {kind: sorted(own, key=lambda each: each.heading.month or 0) for kind, own in chosen.items()}


def _numbers(job: Job, columns: Sequence[Column]) -> dict[int, Cells]:
    """The numbers of each column; what a doubtful text is, is settled by the texts of all columns of amounts."""
    amounts = [job.cells(each.index) for each in job.table.with_role("amount", "total")]
    read = Amounts(cell for cells in amounts if str in set(map(type, cells)) for cell in cells).read_all
    found: dict[int, Cells] = {}
    for each in columns:
        cells = job.cells(each.index)
        plain = set(map(type, cells)) <= {float, NoneType} and not {inf, -inf} & set(cells)
        found[each.index] = cells if plain else read(cells)  # type: ignore[assignment]
    return found


def _total_columns(job: Job, columns: dict[str, list[Column]]) -> list[Column]:
    """The columns that total a row's months: Totalt, Helår, Årsbudget."""
    found = job.table.with_role("total")
    found += [
        each for each in job.table.with_role("amount") if not each.heading.month and each.heading.kind in {"", *columns}
    ]
    fitting = [each for each in found if each.heading.scope != "to-date" and each.heading.year in {None, job.year}]
    return fitting if len(columns) == 1 and len(fitting) == 1 else []


def _sums_to_date(job: Job, kind: str, own: Sequence[Column]) -> list[Column]:
    """The columns that are not months of the kind but its sum up to the last of them: Ack, Ack aug."""
    last = own[-1].heading.month
    return [
        each
        for each in job.table.with_role("amount", "total")
        if each not in own
        and each.heading.scope == TO_DATE
        and each.heading.kind in {"", kind}
        and each.heading.month in {None, last}
        and each.heading.year in {None, job.year}
    ]


def _lines(job: Job, kind: str, own: list[Column], numbers: dict[int, Cells], rows: Rows) -> Lines:
    found: list[list[Any]] = [[] for _ in range(8)]
    places = [job.table.first + position for position in rows.data]
    labels = (places, rows.units, rows.groups, rows.accounts, rows.activities)
    for column in own:
        month = date(job.year or 0, column.heading.month or 0, 1)
        cells = numbers[column.index]
        used = [cells[position] for position in rows.data]
        types = set(map(type, used))
        if Code in types:
            note_amounts(job, column.index, rows.data, used)
        if month > job.context.today and kind == "actual" and not any(used):
            continue
        every: Sequence[Sequence[Any]] = (*labels, used)
        if types & {Code, NoneType}:
            good = [row for row in zip(*every, strict=True) if row[5] is not None and not isinstance(row[5], Code)]
            every = tuple(zip(*good, strict=True)) or ((),) * 6
        many = len(every[0])
        values = (every[0], [column.index] * many, every[1], [month] * many, *every[2:])
        for part, more in zip(found, values, strict=True):
            part.extend(more)
    rows_, columns_, units, months, groups, accounts, activities, amounts = found
    return Lines(kind, rows_, columns_, units, months, groups, accounts, activities, amounts)


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
