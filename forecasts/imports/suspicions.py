"""Signs in and around a table that its amounts are not what they seem: what is noticed here is a problem. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from forecasts.imports import layouts
from forecasts.imports.headings import plain, says_quantity
from forecasts.imports.lines import Job, is_blank, shown_cell
from forecasts.imports.problems import Code
from forecasts.imports.sheet import Cell

FEWEST_SILENT = 3


def suspect(job: Job) -> None:
    """Note what of `job`'s table would be understood wrongly: other quantities below, one amount for several rows."""
    if len(job.sheet.rows) > layouts.LONG_LIST:
        return
    unknown = _unknown_amounts(job)
    if unknown:
        job.notes.ask(Code.ASK_COLUMNS, job.sheet, ", ".join(filter(None, map(shown_cell, unknown))))
    for place in _foreign_sections(job):
        job.notes.at(Code.UNKNOWN_UNIT, job.sheet, [place], job.sheet.rows[place[0]][place[1]])
    for place in _merged_amounts(job):
        job.notes.at(Code.MERGED_AMOUNT, job.sheet, [place], job.sheet.rows[place[0]][place[1]])


def _unknown_amounts(job: Job) -> list[Cell]:
    """The headings of columns of numbers that say nothing, when they are more than those that say what they hold.

    Such as months that were not understood: what is left is their total, and a year would be spread from it.
    """
    if job.table.shape != "summary" or job.context.options.columns:
        return []
    known = [each.index for each in job.table.with_role("amount", "total") if _holds_numbers(job, each.index)]
    silent = [each.index for each in job.table.with_role("") if _holds_numbers(job, each.index)]
    if len(silent) < FEWEST_SILENT or len(silent) <= len(known):
        return []
    heading = job.sheet.rows[job.table.header[-1]]
    return [heading[index] if index < len(heading) else None for index in silent]


def _holds_numbers(job: Job, index: int) -> bool:
    cells = [cell for cell in job.cells(index) if plain(cell)]
    return bool(cells) and sum(type(cell) in (int, float) for cell in cells) * 2 > len(cells)


def _foreign_sections(job: Job) -> list[tuple[int, int]]:
    """Titles within the table, after an empty row, of something that is no money: Beviljade timmar 2026."""
    rows = job.sheet.rows
    found = []
    for row in _after_empty_rows(job):
        texts = [index for index, cell in enumerate(rows[row]) if plain(cell)]
        if len(texts) == 1 and says_quantity(rows[row][texts[0]]) and _has_number(rows[row + 1]):
            found.append((row, texts[0]))
    return found


def _after_empty_rows(job: Job) -> list[int]:
    """The rows within the table that stand right under an empty one; columns are looked at until none may be empty."""
    empty = list(range(job.table.first, job.table.end - 2))
    for cells in job.sheet.columns():
        empty = [row for row in empty if cells[row] is None or is_blank(cells[row])]
        if not empty:
            break
    return [row + 1 for row in empty]


def _has_number(row: Sequence[Cell]) -> bool:
    return any(type(cell) in (int, float) for cell in row)


def _merged_amounts(job: Job) -> list[tuple[int, int]]:
    """Amounts that stand in a cell merged over several rows of the table."""
    columns = {each.index for each in job.table.with_role("amount", "debit", "credit")}
    found = []
    for top, left, bottom, _ in job.sheet.merged:
        row, column = top - job.sheet.first_row, left - job.sheet.first_column
        if bottom > top and column in columns and job.table.first <= row < job.table.end:
            found.append((row, column))
    return [(row, column) for row, column in found if type(job.sheet.rows[row][column]) in (int, float)]


def ask_of_later(job: Job, months: Iterable[date]) -> None:
    """Ask for the year when actuals are of months after the one that the titles speak of."""
    options, claimed = job.context.options, job.claims.months
    later = max(months, default=None)
    if later and claimed and later > max(claimed) and options.year is None and options.month is None:
        job.notes.ask(Code.ASK_YEAR, job.sheet, f"{shown_cell(job.claims.texts.get('month', ''))}, {later:%Y-%m}")
