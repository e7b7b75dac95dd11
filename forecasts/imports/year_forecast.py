"""A forecast that is given per account or per month becomes one full-year amount per unit and account group. Pure."""

from collections.abc import Sequence
from datetime import date

from forecasts.imports.examined import ForecastRow, Understood
from forecasts.imports.figures import figures_of
from forecasts.imports.lines import Job, Lines
from forecasts.imports.problems import Code
from units.months import MONTHS_IN_YEAR, first_of


def understand_year(job: Job, lines: Lines, amounts: Sequence[int], understood: Understood) -> None:
    """Fill `understood` with the sums of `lines`, whose amounts are öre with costs positive."""
    as_of = _as_of(job, lines)
    figures = figures_of(job, lines, amounts)
    if as_of is None:
        return
    if as_of > first_of(job.context.today):
        job.notes.ask(Code.FUTURE_MONTH, job.sheet, f"{as_of:%Y-%m}")
    sums = dict.fromkeys(zip(lines.units, lines.groups, strict=True), 0)
    for key, amount in figures.items():
        sums[key.unit, key.group] += amount
    understood.as_of, understood.months = as_of, [as_of]
    if understood.money and understood.sign:
        understood.forecasts = [ForecastRow(unit, group, amount) for (unit, group), amount in sums.items()]


def _as_of(job: Job, lines: Lines) -> date | None:
    """The as-of month; asked for when it is not said. Months must be a whole year."""
    months = set(lines.months)
    if job.table.shape == "ledger" and job.table.one("month") is None:
        return months.pop()
    if len(months) < MONTHS_IN_YEAR:
        job.notes.ask(
            Code.NOT_THAT_KIND, job.sheet, ", ".join(f"{month:%Y-%m}" for month in sorted(months)), "forecast"
        )
        return None
    rolling = date(job.year or 0, job.last_actual, 1) if job.last_actual and job.year else None
    said = job.context.options.month or rolling or job.claims.last_month
    if said is None or said.year != job.year:
        job.notes.ask(Code.ASK_MONTH, job.sheet)
        return None
    return said
