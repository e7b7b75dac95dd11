"""A recognised table becomes figures or forecasts, with every problem it has. Pure; never stops at the first."""

from collections import Counter
from collections.abc import Sequence

from forecasts.imports.accumulated import settle_series
from forecasts.imports.cells import Amounts, ore_of
from forecasts.imports.choose import Stored, choose_ledger
from forecasts.imports.deviations import deviations_of, warn_deviations
from forecasts.imports.examined import Understood
from forecasts.imports.figures import entries_of, figures_of
from forecasts.imports.layouts import layout_named
from forecasts.imports.ledger import read_ledger
from forecasts.imports.lines import Job, Lines, say_ignored
from forecasts.imports.months_columns import read_months
from forecasts.imports.parts import without_parents
from forecasts.imports.problems import Code
from forecasts.imports.progress import Step, report
from forecasts.imports.summary import read_summary
from forecasts.imports.summary_figures import understand_summary
from forecasts.imports.suspicions import ask_of_later
from forecasts.imports.totals import Entries, Printed, reconcile, step_of, tolerance, warn_total
from forecasts.imports.weigh import NEGATIVE, UNSIGNED, decide_money, decide_sign, turned, weigh_lines
from forecasts.imports.year_forecast import understand_year
from units.money import MoneyUnit

MOST_CHECKED = 20_000


def validate(job: Job) -> Understood:
    """What the table holds; its problems, evidence and reconciled totals are in `job.notes`."""
    understood = Understood(sheet=job.sheet.name, header=[job.sheet.first_row + index for index in job.table.header])
    if job.table.shape == "summary":
        summary = read_summary(job)
        if summary:
            understand_summary(job, summary, understood)
        return understood
    stored: list[Stored] = []
    if job.table.shape == "months":
        lines, printed, row_totals = read_months(job)
    else:
        stored = choose_ledger(job)
        lines, printed = read_ledger(job, stored) if stored else ([], [])
        row_totals = []
    note_faults(job, lines)
    lines = [each for each in lines if len(each)]
    if job.table.shape == "ledger" and job.table.one("month"):
        lines = _single_months(job, lines, stored)
        printed = [] if job.is_differenced else printed
    if lines:
        _fill(job, understood, lines, printed, row_totals)
    elif not job.notes.problems:
        job.notes.ask(Code.NO_ROWS, job.sheet)
    return understood


def _single_months(job: Job, lines: list[Lines], stored: Sequence[Stored]) -> list[Lines]:
    scopes = {each.kind: each.scope for each in stored}
    settled = [settle_series(job, each, scope=scopes.get(each.kind, "")) for each in lines]
    return [each for each in settled if each is not None]


def _fill(
    job: Job, understood: Understood, lines: list[Lines], printed: list[Printed], row_totals: list[Printed]
) -> None:
    report(Step.SUM, 0, len(lines[0]))
    kinds = [each.kind for each in lines]
    understood.kind = "actual" if "actual" in kinds else kinds[0]
    understood.layout = layout_named(job.table.shape, understood.kind)
    if len(kinds) > 1:
        job.notes.say("kinds-both")
    say_ignored(job, {each.column for each in row_totals}.union(*(each.columns for each in lines)))
    lines = [without_parents(job, each) for each in lines]
    weights = [weigh_lines(job, each) for each in lines]
    deviations = deviations_of(job, [each.rows for each in lines])
    for check in deviations:
        weights[0].deviations, weights[0].rounding = check.triples, check.rounding
    used = set().union(*(each.columns for each in lines))
    declared = {each.heading.money for each in job.table.columns if each.index in used and each.heading.money}
    understood.money = decide_money(job, declared, weights)
    understood.sign = decide_sign(job, weights)
    money, turn = understood.money or MoneyUnit.KR, -1 if understood.sign == NEGATIVE else 1
    for each in lines:
        as_written = ore_of(each.numbers, money)
        amounts = turned(job, understood.sign, each.groups, as_written)
        checked = amounts if understood.sign == UNSIGNED else as_written
        entries = entries_of(job, each, money, checked) if printed else []
        note_unlabelled(job, reconcile(job, printed, entries, money, understood.sign), printed)
        _reconcile_rows(job, each, as_written, row_totals, money, turn)
        if each.kind == "forecast":
            understand_year(job, each, amounts, understood)
            continue
        figures = figures_of(job, each, amounts)
        if each.kind == "actual" and job.claims.months:
            ask_of_later(job, {month for month, amount in zip(figures.months, figures.amounts, strict=True) if amount})
        if understood.money and understood.sign:
            understood.figures[each.kind] = figures  # type: ignore[index]
    warn_deviations(job, deviations, money)
    _reconcile_others(job, lines, printed, used | {each.column for each in row_totals}, money, understood.sign)
    understood.year = job.year
    understood.months = sorted(set().union(*(figures.months for figures in understood.figures.values())))


def _reconcile_others(
    job: Job, lines: Sequence[Lines], printed: Sequence[Printed], used: set[int], money: MoneyUnit, sign: str
) -> None:
    """Hold the totals of the columns that are not stored against their rows too."""
    labels = {each.row: each.label for each in printed if each.label}
    if not labels or sign == UNSIGNED or sum(map(len, lines)) > MOST_CHECKED:
        return
    rows = sorted({row for each in lines for row in each.rows})
    for column in job.table.with_role("amount", "total"):
        if column.index in used or column.index >= job.table.made:
            continue
        cells = job.cells(column.index)
        read = Amounts(cells).read
        numbers = {row: read(cells[row - job.table.first]) for row in (*rows, *labels)}
        good = {row: number for row, number in numbers.items() if number is not None and not isinstance(number, Code)}
        own = [row for row in rows if row in good]
        amounts = ore_of([good[row] for row in own], money)
        step = step_of([good[row] for row in own], money)
        totals = [Printed(row, column.index, label, good[row]) for row, label in labels.items() if row in good]
        reconcile(job, totals, [Entries(column.index, own, amounts, step)], money, sign)


def note_unlabelled(job: Job, unexplained: Sequence[Printed], printed: Sequence[Printed]) -> None:
    """A row that says nothing is the total it adds up to; otherwise it lacks its unit."""
    for each in unexplained:
        if not each.label:
            unit = job.table.one("unit")
            place = (each.row, unit.index if unit else each.column)
            job.notes.at(Code.MISSING_UNIT, job.sheet, [place], str(each.number))
    if any(not each.label for each in printed) and not any(not each.label for each in unexplained):
        job.notes.say("unlabelled-total")


def _reconcile_rows(
    job: Job, lines: Lines, amounts: Sequence[int], row_totals: Sequence[Printed], money: MoneyUnit, turn: int
) -> None:
    """Hold each row's printed total against the sum of its months."""
    if not row_totals:
        return
    counts = Counter(lines.rows)
    sums = dict.fromkeys(counts, 0)
    for row, amount in zip(lines.rows, amounts, strict=True):
        sums[row] += amount
    step = step_of([*lines.numbers, *(each.number for each in row_totals)], money)
    totals = ore_of([each.number for each in row_totals], money)
    for each, printed in zip(row_totals, totals, strict=True):
        computed, allowed = sums.get(each.row, 0), tolerance(counts[each.row], step)
        job.notes.reconcile(job.sheet, (each.row, each.column), "", turn * printed, turn * computed, allowed)
        if abs(printed - computed) > allowed:
            warn_total(job, (each.row, each.column), printed, computed, money)


def note_faults(job: Job, lines: Sequence[Lines]) -> None:
    """Cells of the columns that are read that hold an error or a formula without a value."""
    used = set().union(*(each.columns for each in lines))
    used |= {each.index for each in job.table.with_role("unit", "account", "group", "month", "year", "activity")}
    used |= {each.index for each in job.table.month_columns} if job.table.shape == "months" else set()
    first = job.sheet.first_row + job.table.first
    for (row, column), problem in sorted(job.sheet.faults.items()):
        if row >= first and column - job.sheet.first_column in used:
            job.notes.problems.append(problem)
