"""A recognised table becomes figures or forecasts, with every problem it has. Pure; never stops at the first."""

from collections import Counter
from collections.abc import Sequence

from forecasts.imports.cells import ore_of
from forecasts.imports.choose import choose_ledger
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
from forecasts.imports.totals import Printed, reconcile, step_of, tolerance, warn_total
from forecasts.imports.weigh import NEGATIVE, decide_money, decide_sign, weigh_lines
from forecasts.imports.year_forecast import understand_year
from units.money import MoneyUnit


def validate(job: Job) -> Understood:
    """What the table holds; its problems, evidence and reconciled totals are in `job.notes`."""
    understood = Understood(sheet=job.sheet.name, header=[job.sheet.first_row + index for index in job.table.header])
    if job.table.shape == "summary":
        summary = read_summary(job)
        if summary:
            understand_summary(job, summary, understood)
        return understood
    if job.table.shape == "months":
        lines, printed, row_totals = read_months(job)
    else:
        stored = choose_ledger(job)
        lines, printed = read_ledger(job, stored) if stored else ([], [])
        row_totals = []
    note_faults(job, lines)
    lines = [each for each in lines if len(each)]
    if lines:
        _fill(job, understood, lines, printed, row_totals)
    elif not job.notes.problems:
        job.notes.ask(Code.NO_ROWS, job.sheet)
    return understood


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
    used = set().union(*(each.columns for each in lines))
    declared = {each.heading.money for each in job.table.columns if each.index in used and each.heading.money}
    understood.money = decide_money(job, declared, weights)
    understood.sign = decide_sign(job, weights)
    money, turn = understood.money or MoneyUnit.KR, -1 if understood.sign == NEGATIVE else 1
    for each in lines:
        amounts = ore_of(each.numbers, money)
        entries = entries_of(each, money, amounts) if printed else []
        unlabelled = reconcile(job, printed, entries, money, turn)
        note_unlabelled(job, unlabelled, printed)
        _reconcile_rows(job, each, amounts, row_totals, money, turn)
        turned = amounts if turn == 1 else [-amount for amount in amounts]
        if each.kind == "forecast":
            understand_year(job, each, turned, understood)
            continue
        figures = figures_of(job, each, turned)
        if understood.money and understood.sign:
            understood.figures[each.kind] = figures  # type: ignore[index]
    understood.year = job.year
    understood.months = sorted(set().union(*(figures.months for figures in understood.figures.values())))


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
    sums: dict[int, int] = {}
    counts = Counter(lines.rows)
    for row, amount in zip(lines.rows, amounts, strict=True):
        sums[row] = sums.get(row, 0) + amount
    numbers = [each.number for each in row_totals]
    step = step_of([*lines.numbers, *numbers], money)
    for each, printed in zip(row_totals, ore_of(numbers, money), strict=True):
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
