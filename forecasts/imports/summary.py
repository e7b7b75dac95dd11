"""Reads a summary: one row per unit, or per unit and account group, with budget, actual and forecast columns. Pure."""

from dataclasses import dataclass, field
from datetime import date

from forecasts.imports.cells import Amounts, Months, Number
from forecasts.imports.choose import KINDS, complain, kind_of, refuse_kind
from forecasts.imports.ledger import month_of_column, note_amounts, says_decision
from forecasts.imports.lines import Job
from forecasts.imports.problems import Code
from forecasts.imports.rows import Rows, note_skipped, rows_of
from forecasts.imports.sums import Cells
from forecasts.imports.table import Column
from forecasts.imports.totals import Printed
from units.months import MONTHS_IN_YEAR


@dataclass(slots=True)
class Summary:
    """The rows of a summary in the file's own sign and unit of money. Lists by column index go with `rows.data`."""

    kind: str
    rows: Rows
    numbers: dict[int, Cells]
    budget: Column | None = None
    forecast: Column | None = None
    actual: Column | None = None
    deviation: Column | None = None
    as_of: list[date | None] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)

    @property
    def is_of_deviations(self) -> bool:
        """Whether forecasts follow from deviations and the budgets that are stored."""
        return self.kind == "forecast" and self.forecast is None and self.budget is None

    def number(self, column: Column | None, position: int) -> Number | None:
        """The number of a column at a position; None when there is none."""
        number = self.numbers[column.index][position] if column else None
        return None if isinstance(number, Code) else number

    def amount(self, position: int) -> Number | None:
        """What is to be stored of a row."""
        if self.kind == "budget":
            return self.number(self.budget, position)
        if self.kind == "actual":
            return self.number(self.actual, position)
        return self.number(self.forecast, position)


def read_summary(job: Job) -> Summary | None:
    """What the summary holds, or None when something must be asked or refused first."""
    found = _Columns(job)
    kind = found.kind()
    if not kind:
        return None
    found.take_plain(kind)
    needed = {"budget": found.budget, "actual": found.actual, "forecast": found.forecast or found.implied()}
    if needed[kind] is None:
        refuse_kind(job, kind, found.amounts)
        return None
    if found.asks_year(kind):
        return None
    if kind == "budget" and found.budget and found.may_be_to_date():
        complain(job, Code.ACCUMULATED, [found.budget])
        return None
    twice = [each for each in found.twice if each.heading.kind in {"budget", kind}]
    if kind in {"forecast", "budget"} and twice:
        complain(job, Code.ASK_COLUMNS, twice)
        return None
    return _read(job, kind, found)


class _Columns:
    """The columns of the year in question, by what they say."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.amounts = job.table.with_role("amount", "total")
        self.guessed = False
        years = sorted({each.heading.year for each in self.amounts if each.heading.year})
        undated = any(each.heading.kind in KINDS and not each.heading.year for each in self.amounts)
        if job.context.options.year is None and years and job.year not in years and not (undated and job.year):
            self.guessed = True
            job.year = years[-1]
            job.notes.say("year-heading", year=job.year)
        self.of_year = [each for each in self.amounts if each.heading.year in {None, job.year}]
        self.twice: list[Column] = []
        self.forecast = self._one("forecast", {"year", ""})
        self.budget = self._one("budget", {"year"}) or self._one("budget", {""})
        self.actual = (
            self._one("actual", {"month"}) or self._one("actual", {""}) or self._one("actual", {"to-date", "year"})
        )
        self.deviation = self._one("deviation", {"year"}) or self._one("deviation", {""})

    def _one(self, kind: str, scopes: set[str]) -> Column | None:
        own = [each for each in self.of_year if each.heading.kind == kind and each.heading.scope in scopes]
        dated = [each for each in own if each.heading.year] or own
        if len(dated) > 1 and kind in {"forecast", "budget"}:
            self.twice += dated
        return dated[0] if dated else None

    def take_plain(self, kind: str) -> None:
        """The only amount column is of the kind that the person or the title says."""
        plain = [each for each in self.of_year if not each.heading.kind and not each.heading.month]
        fits = len(plain) == 1 and plain[0].heading.scope != "to-date"
        others = self.forecast or self.budget or self.actual or self.deviation
        if fits and others is None and kind in {"budget", "forecast"}:
            setattr(self, kind, plain[0])

    def asks_year(self, kind: str) -> bool:
        """Ask for the year where the columns are of several that nothing chooses between, or contradict the titles.

        Last year's actuals, budget and deviation beside this year's forecast are no question.
        """
        main = {"budget": self.budget, "actual": self.actual, "forecast": self.forecast or self.deviation}[kind]
        own = [each for each in self.amounts if main and each.heading.kind in {main.heading.kind, kind}]
        if kind == "forecast" and main:
            own = [each for each in own if each.heading.scope == main.heading.scope]
        years = {each.heading.year for each in own if each.heading.year}
        claimed = self.job.claims.years
        contradicted = bool(years and claimed and not years & claimed)
        if self.job.context.options.year or not self.guessed or not (len(years) > 1 or contradicted):
            return False
        self.job.notes.ask(Code.ASK_YEAR, self.job.sheet, ", ".join(map(str, sorted(years | claimed))))
        return True

    def may_be_to_date(self) -> bool:
        """Whether a budget column that says no time stands beside actuals under a title that names a month, or under
        one of a part of the year.
        """
        claims, heading = self.job.claims, self.budget.heading if self.budget else None
        if heading is None or heading.scope != "":
            return False
        dated = bool(claims.months or claims.bare_months or claims.to_date)
        part = claims.is_up_to and self.forecast is None and not heading.month
        return part or (dated and self.actual is not None)

    def implied(self) -> Column | None:
        """The deviation column, when forecast is budget − deviation; the budget may be the one that is stored."""
        whole = self.job.table.one("account") is None and self.job.table.one("group") is None
        return self.deviation if self.budget or (whole and self.actual is None) else None

    def kind(self) -> str:
        said = self.job.context.options.kind
        if said in KINDS:
            self.job.notes.say("kind-said", kind=said)
            return said
        if self.forecast or (self.deviation and self.deviation.heading.scope == "year" and self.implied()):
            text = (self.forecast or self.deviation or self.amounts[0]).heading.text
            self.job.notes.say("kind-heading", text=text)
            return "forecast"
        kinds = {each.heading.kind for each in self.amounts if each.heading.kind not in {"", "deviation"}}
        if len(kinds) == 1 and not self.deviation:
            self.job.notes.say("kind-heading", text=self.amounts[0].heading.text)
            return kinds.pop()
        return kind_of(self.job) if self.amounts else ""


def _read(job: Job, kind: str, found: _Columns) -> Summary | None:
    used = [each for each in (found.budget, found.forecast, found.actual, found.deviation) if each]
    cells = {each.index: job.cells(each.index) for each in used}
    texts = [cell for own in cells.values() for cell in own if type(cell) is str]
    read = Amounts(texts).read
    numbers: dict[int, Cells] = {index: [read(cell) for cell in own] for index, own in cells.items()}
    storing = {"budget": [found.budget], "actual": [found.actual]}.get(kind) or [
        found.forecast or found.deviation,
        found.budget,
    ]
    deciding = [each for each in storing if each]
    carrying = sorted(
        {position for each in deciding for position, cell in enumerate(numbers[each.index]) if cell is not None}
    )
    rows = rows_of(job, carrying, [numbers[each.index] for each in used])
    note_skipped(job, rows)
    for each in deciding[:1] if found.forecast or kind != "forecast" else deciding:
        note_amounts(job, each.index, rows.data, [numbers[each.index][position] for position in rows.data])
    summary = Summary(kind, rows, numbers, found.budget, found.forecast, found.actual, found.deviation)
    summary.printed = [
        Printed(job.table.first + position, each.index, rows.labels.get(position, ""), number)
        for each in used
        for position in sorted([*rows.totals, *rows.unlabelled])
        if (number := summary.number(each, position)) is not None
    ]
    if not _time(job, summary):
        return None
    return summary


def _time(job: Job, summary: Summary) -> bool:
    """Settle the year and, for forecasts and actuals, the month."""
    if summary.kind == "budget":
        return _budget_time(job, summary)
    if summary.kind == "actual":
        return _actual_month(job, summary)
    return _as_of(job, summary)


def _budget_time(job: Job, summary: Summary) -> bool:
    """A budget is of the year, unless its heading, or the person, says the month; a title that does is asked about."""
    claims, column = job.claims, summary.budget
    of_year = column is None or column.heading.scope == "year" or summary.forecast is not None
    if column and not of_year and (column.heading.month or job.context.options.month):
        month = month_of_column(job, column)
        if month is None or not _is_single(job, column, month):
            return False
        summary.as_of = [month] * len(summary.rows.data)
        job.year = month.year
        return True
    if job.year is None:
        job.notes.ask(Code.ASK_YEAR, job.sheet)
        return False
    named = {month.month for month in claims.months if month.year == job.year} | claims.bare_months
    if not of_year and 0 < len(named) < MONTHS_IN_YEAR and not says_decision(job):
        job.notes.ask(Code.ASK_MONTH, job.sheet)
        return False
    return True


def _is_single(job: Job, column: Column, month: date) -> bool:
    """Whether a column is of `month` alone; asked for where the titles speak of all months up to it."""
    amounts = job.context.options.amounts
    if month.month == 1 or amounts == "monthly" or not (amounts or job.claims.is_up_to):
        return True
    if amounts:
        complain(job, Code.ACCUMULATED, [column])
    else:
        job.notes.ask(Code.ASK_AMOUNTS, job.sheet, column.heading.text)
    return False


def _actual_month(job: Job, summary: Summary) -> bool:
    """Actuals of a summary are stored only where they are those of one month: said so, or January."""
    heading = summary.actual.heading if summary.actual else None
    monthly = heading is not None and (heading.scope == "month" or (heading.month and heading.scope == ""))
    headed = monthly and heading is not None and heading.month is not None
    month = month_of_column(job, summary.actual) if headed and summary.actual else _said_month(job, summary.actual)
    if month is None and headed:
        return False
    if month and monthly and summary.actual and not _is_single(job, summary.actual, month):
        return False
    if month and (monthly or month.month == 1):
        summary.as_of = [month] * len(summary.rows.data)
        job.year = month.year
        return True
    if month is None and monthly:
        job.notes.ask(Code.ASK_MONTH, job.sheet)
    elif summary.actual:
        complain(job, Code.NOT_A_MONTH_SUMMARY, [summary.actual])
    return False


def _said_month(job: Job, column: Column | None) -> date | None:
    if job.context.options.month:
        job.notes.say("month-said", month=f"{job.context.options.month:%Y-%m}")
        return job.context.options.month
    if column and column.heading.month and (column.heading.year or job.year):
        job.notes.say("month-heading", text=column.heading.text)
        return date(column.heading.year or job.year or 0, column.heading.month, 1)
    month = job.claims.last_month
    if month is None and len(job.claims.bare_months) > 0 and job.year:
        month = date(job.year, max(job.claims.bare_months), 1)
    if month:
        job.notes.say("month-title", text=job.claims.texts.get("month", ""))
    return month


def _as_of(job: Job, summary: Summary) -> bool:
    column = job.table.one("as-of") or job.table.one("month")
    if column and not job.context.options.month:
        return _as_of_rows(job, summary, column)
    month = _said_month(job, summary.forecast)
    if month is None:
        job.notes.ask(Code.ASK_MONTH, job.sheet)
        return False
    if job.year is not None and month.year != job.year:
        job.notes.ask(Code.ASK_YEAR, job.sheet, f"{job.year}, {month:%Y-%m}")
        return False
    job.year = month.year
    summary.as_of = [month] * len(summary.rows.data)
    return True


def _as_of_rows(job: Job, summary: Summary, column: Column) -> bool:
    cells = job.cells(column.index)
    reader = Months(job.year)
    good = True
    for position in summary.rows.data:
        if cells[position] is None and summary.forecast and summary.amount(position) is None:
            summary.as_of.append(None)  # a unit without a forecast has no month either
            continue
        month = reader.read(cells[position])
        if isinstance(month, Code) or (job.year and month.year != job.year):
            code = month if isinstance(month, Code) else Code.MONTH_OUTSIDE_YEAR
            place = (job.table.first + position, column.index)
            job.notes.at(code, job.sheet, [place], cells[position], str(job.year or ""))
            good = False
            summary.as_of.append(None)
        else:
            summary.as_of.append(month)
    months = sorted({month for month in summary.as_of if month})
    if months:
        job.year = job.year or months[-1].year
        job.notes.say("month-rows", months=", ".join(f"{month:%Y-%m}" for month in months))
    return good and bool(months)
