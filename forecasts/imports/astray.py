"""Amounts that stand in another column than theirs: their row would be left out without a word. Pure."""

from forecasts.imports.headings import plain
from forecasts.imports.lines import Job, is_blank
from forecasts.imports.problems import Code
from forecasts.imports.sheet import Cell

MOST_TENTHS = 1
LOOKED_AT = frozenset({"month", "comment", "detail", "", "cause"})
LONGEST_MONTH = 6


def find_astray(job: Job) -> None:
    """Note rows of a known unit that have no amount, but a number in a column where hardly any row has one."""
    unit = job.table.one("unit")
    amounts = [job.cells(each.index) for each in job.table.with_role("amount", "total", "debit", "credit")]
    if unit is None or not amounts or all(None not in cells for cells in amounts):
        return
    empty = [at for at, row in enumerate(zip(*amounts, strict=True)) if all(map(is_blank, row))]
    units = job.cells(unit.index)
    rows = [at for at in empty if not is_blank(units[at]) and job.units.find(units[at]) is not None]
    if not rows:
        return
    for column in job.table.with_role(*LOOKED_AT):
        cells = job.cells(column.index)
        numbers = {at for at, cell in enumerate(cells) if _is_amount(cell)}
        present = sum(not is_blank(cell) for cell in cells)
        if numbers and len(numbers) * 10 <= MOST_TENTHS * max(present, 10):
            for at in sorted(numbers.intersection(rows)):
                job.notes.at(Code.AMOUNT_ASTRAY, job.sheet, [(job.table.first + at, column.index)], cells[at])


def _is_amount(cell: Cell) -> bool:
    """Whether a cell is a number that is no month, year or number of a month."""
    if not isinstance(cell, int | float) or isinstance(cell, bool):
        return False
    return not float(cell).is_integer() or len(plain(float(cell)).lstrip("-")) not in (1, 2, 4, LONGEST_MONTH)
