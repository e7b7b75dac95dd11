"""Reads our own forecast template when it comes back, by its hidden key. Pure.

A unit with no forecast filled in is not touched. A unit with some filled in must have all, save rows where nothing is
budgeted, spent or forecast.
"""

from collections.abc import Sequence
from dataclasses import replace

from forecasts.imports.cells import Amounts, Number, ore_of
from forecasts.imports.examined import Understood
from forecasts.imports.headings import Heading, plain
from forecasts.imports.lines import Job, Lines, is_blank
from forecasts.imports.problems import Code, Severity
from forecasts.imports.sheet import Sheet
from forecasts.imports.summary_figures import check_forecasts, forecast_rows
from forecasts.imports.table import Column, Table
from forecasts.imports.template_key import COLUMNS, TemplateKey, locked_problems
from units.money import MoneyUnit

NAMES = 4
_ROLES = {"unit": "unit", "group": "group", "cause": "cause", "comment": "comment", "forecast": "amount"}


def template_table(sheets: Sequence[Sheet], key: TemplateKey) -> Table | None:
    """The template's table, or None when its sheet is gone or begins elsewhere."""
    sheet = next((each for each in sheets if each.name == key.sheet), None)
    if sheet is None or not key.rows:
        return None
    header = key.header_row - sheet.first_row
    if header < 0 or max(key.rows) - sheet.first_row >= len(sheet.rows):
        return None
    texts = [sheet.at(key.header_row, column) for column in range(1, len(COLUMNS) + 1)]
    columns = [
        Column(index + 1 - sheet.first_column, Heading(_ROLES.get(name, ""), text=str(texts[index] or "")))
        for index, name in enumerate(COLUMNS)
    ]
    return Table(sheet, "template", (header,), header + 1, tuple(columns)) if columns[0].index >= 0 else None


def understand_template(job: Job, key: TemplateKey, understood: Understood) -> None:
    """Fill `understood` with the forecasts of a template."""
    understood.kind, understood.layout = "forecast", "template"
    understood.money, understood.sign = MoneyUnit.KR, "cost-positive"
    understood.year, understood.as_of, understood.months = key.year, key.month, [key.month]
    job.year = key.year
    job.notes.say("template")
    if key.administration != job.context.administration:
        job.notes.ask(Code.OTHER_ADMINISTRATION, job.sheet, key.administration)
        return
    _note_locked(job, key)
    _note_faults(job, key)
    lines = _lines(job, key)
    if not len(lines):
        if not job.notes.problems:
            job.notes.ask(Code.NO_ROWS, job.sheet)
        return
    check_forecasts(job, lines)
    understood.forecasts = forecast_rows(job, lines, ore_of(lines.numbers, MoneyUnit.KR), mixed=False)


def _note_locked(job: Job, key: TemplateKey) -> None:
    """A changed unit or account group makes the row doubtful; a changed amount is only not read."""
    for problem in locked_problems(job.sheet, key):
        column = ord(problem.cell[0]) - ord("A")
        severity = Severity.ERROR if column < NAMES else Severity.WARNING
        job.notes.problems.append(replace(problem, severity=severity))


def _note_faults(job: Job, key: TemplateKey) -> None:
    entry = COLUMNS.index("forecast") + 1
    job.notes.problems += [
        problem for (row, column), problem in sorted(job.sheet.faults.items()) if row in key.rows and column >= entry
    ]


def _lines(job: Job, key: TemplateKey) -> Lines:
    sheet = job.sheet
    amounts = {row: sheet.at(row, COLUMNS.index("forecast") + 1) for row in key.rows}
    read = Amounts(amounts.values()).read
    filled: dict[str, list[tuple[int, Number]]] = {}
    empty: dict[str, list[int]] = {}
    for row, cell in amounts.items():
        unit, number = plain(sheet.at(row, 1)), read(cell)
        if isinstance(number, Code):
            job.notes.at(number, sheet, [_place(job, row, "forecast")], cell)
        elif number is None:
            empty.setdefault(unit, []).append(row)
        else:
            filled.setdefault(unit, []).append((row, number))
    _note_incomplete(job, set(filled), empty)
    return _resolved(job, key, filled)


def _place(job: Job, row: int, column: str) -> tuple[int, int]:
    return row - job.sheet.first_row, COLUMNS.index(column) + 1 - job.sheet.first_column


def _note_incomplete(job: Job, filled: set[str], empty: dict[str, list[int]]) -> None:
    for unit, rows in empty.items():
        if unit not in filled:
            continue
        for row in rows:
            known = [job.sheet.at(row, COLUMNS.index(name) + 1) for name in ("budget", "actual", "previous")]
            if any(not is_blank(cell) and cell != 0 for cell in known):
                name = str(job.sheet.at(row, 2) or unit)
                job.notes.at(Code.FORECAST_INCOMPLETE, job.sheet, [_place(job, row, "forecast")], name)


def _resolved(job: Job, key: TemplateKey, filled: dict[str, list[tuple[int, Number]]]) -> Lines:
    lines = Lines("forecast", [], [_place(job, key.header_row, "forecast")[1]], [], [], [], [], [], [])
    found: list[tuple[int, int, int, Number]] = []
    for row, number in (pair for pairs in filled.values() for pair in pairs):
        unit_cell, group_cell = job.sheet.at(row, 1), job.sheet.at(row, COLUMNS.index("group") + 1)
        unit, group = job.units.find(unit_cell), job.groups.find(group_cell)
        if unit is None:
            job.notes.at(Code.UNKNOWN_UNIT, job.sheet, [_place(job, row, "unit")], unit_cell, job.units.near(unit_cell))
        if group is None:
            place = _place(job, row, "group")
            job.notes.at(Code.UNKNOWN_GROUP, job.sheet, [place], group_cell, job.groups.near(group_cell))
        if unit is not None and group is not None:
            found.append((row - job.sheet.first_row, unit, group, number))
    if found:
        rows, units, groups, numbers = (list(each) for each in zip(*found, strict=True))
        count = len(rows)
        lines = Lines(
            "forecast", rows, lines.columns, units, [key.month] * count, groups, [""] * count, [""] * count, numbers
        )
    return lines
