"""A summary becomes forecasts, budgets or a month's actuals in öre, and its printed columns check them. Pure."""

from collections.abc import Sequence
from datetime import date

from forecasts.imports.cells import Number, ore_of
from forecasts.imports.examined import ForecastRow, Understood
from forecasts.imports.figures import check_units, figures_of
from forecasts.imports.layouts import CAUSES, layout_named
from forecasts.imports.lines import Job, Lines, is_blank, say_ignored, shown_cell
from forecasts.imports.parts import without_parents
from forecasts.imports.problems import Code
from forecasts.imports.summary import Summary
from forecasts.imports.table import Column
from forecasts.imports.totals import Entries, reconcile, step_of
from forecasts.imports.weigh import POSITIVE, UNSIGNED, Weights, decide_money, decide_sign, turned, weigh_groups
from units.accounts import UNSPLIT
from units.money import MoneyUnit, format_amount
from units.months import first_of

LONGEST_COMMENT = 2000


def understand_summary(job: Job, summary: Summary, understood: Understood) -> None:
    """Fill `understood` with what the summary's rows hold."""
    understood.kind, understood.layout = summary.kind, layout_named("summary", summary.kind)
    lines, positions = _lines(job, summary)
    _note_faults(job, summary)
    if not len(lines):
        if not job.notes.problems:
            job.notes.ask(Code.NO_ROWS, job.sheet)
        return
    _say_columns(job, summary)
    kept = without_parents(job, lines)
    weights = _weights(job, summary, kept)
    columns = [each for each in (summary.forecast, summary.budget, summary.actual, summary.deviation) if each]
    declared = {each.heading.money for each in columns if each.heading.money}
    understood.money = decide_money(job, declared, [weights])
    if summary.is_of_deviations:
        understood.sign = POSITIVE
        job.notes.say("sign-not-needed")
        place = (job.table.header[-1], summary.deviation.index if summary.deviation else 0)
        text = summary.deviation.heading.text if summary.deviation else ""
        job.notes.warn(Code.DEVIATIONS_ALONE, job.sheet, place, text, "")
    else:
        understood.sign = decide_sign(job, [weights])
    money = understood.money or MoneyUnit.KR
    _reconcile(job, summary, kept, money, understood.sign)
    _check_deviations(job, summary, kept, money, understood.sign)
    understood.year = job.year
    _store(job, summary, understood, kept, dict(zip(lines.rows, positions, strict=True)), money)


def _say_columns(job: Job, summary: Summary) -> None:
    """Say which amount columns only check, and which are not read at all."""
    main = {"budget": summary.budget, "actual": summary.actual, "forecast": summary.forecast}[summary.kind]
    checking = [each for each in (summary.budget, summary.actual, summary.deviation) if each and each is not main]
    if main and checking:
        job.notes.say("columns-checked", columns=", ".join(each.heading.text for each in checking))
    used = {each.index for each in (summary.forecast, summary.budget, summary.actual, summary.deviation) if each}
    say_ignored(job, used)


def _lines(job: Job, summary: Summary) -> tuple[Lines, list[int]]:
    """The amounts to store as lines; a forecast that is not printed is budget − deviation, once the sign is known."""
    rows = summary.rows
    column = (
        (summary.forecast or summary.deviation)
        if summary.kind == "forecast"
        else (summary.budget if summary.kind == "budget" else summary.actual)
    )
    chosen = [
        (index, number) for index, position in enumerate(rows.data) if (number := _base(summary, position)) is not None
    ]
    pick = [index for index, _ in chosen]
    months = summary.as_of or [date(job.year or 0, 1, 1)] * len(rows.data)
    positions = [rows.data[index] for index in pick]
    is_of_year = summary.kind == "budget" and not summary.as_of
    lines = Lines(
        summary.kind, [job.table.first + position for position in positions], [column.index if column else 0],
        [rows.units[index] for index in pick], [months[index] or date(job.year or 0, 1, 1) for index in pick],
        [rows.groups[index] for index in pick], [rows.accounts[index] for index in pick],
        [rows.activities[index] for index in pick], [number for _, number in chosen], is_of_year,
    )  # fmt: skip
    return lines, positions


def _base(summary: Summary, position: int) -> Number | None:
    """What is stored of a row, or its budget where the forecast follows from a printed deviation."""
    if summary.kind == "forecast" and summary.forecast is None and summary.budget is not None:
        deviation = summary.number(summary.deviation, position)
        return None if deviation is None else summary.number(summary.budget, position)
    return summary.number(summary.deviation, position) if summary.is_of_deviations else summary.amount(position)


def _weights(job: Job, summary: Summary, lines: Lines) -> Weights:
    if summary.is_of_deviations:
        return Weights(summary.kind)
    yearly: dict[int, float] = {}
    for unit, number in zip(lines.units, lines.numbers, strict=True):
        yearly[unit] = yearly.get(unit, 0.0) + float(number)
    scale = 12 if summary.kind == "actual" or (summary.kind == "budget" and summary.as_of) else 1
    weights = Weights(summary.kind, {unit: amount * scale for unit, amount in yearly.items()})
    weigh_groups(job, lines, weights)
    weights.deviations = _deviations(job, summary, lines)
    weights.rounding = (
        2 * step_of([number for each in weights.deviations for number in each], MoneyUnit.MNKR) / MoneyUnit.MNKR.ore
    )
    return weights


def _deviations(job: Job, summary: Summary, lines: Lines) -> list[tuple[Number, Number, Number]]:
    """Budget, forecast and printed deviation of the rows that have all three."""
    if not (summary.forecast and summary.budget and summary.deviation):
        return []
    found = []
    for row in lines.rows:
        position = row - job.table.first
        values = [summary.number(each, position) for each in (summary.budget, summary.forecast, summary.deviation)]
        if None not in values:
            found.append((values[0], values[1], values[2]))
    return found  # type: ignore[return-value]


def _reconcile(job: Job, summary: Summary, lines: Lines, money: MoneyUnit, sign: str) -> None:
    """Hold the printed totals of every column that is used against the rows."""
    columns = []
    for column in (summary.budget, summary.forecast, summary.actual, summary.deviation):
        if column is None:
            continue
        present = [
            (row, number, group)
            for row, group in zip(lines.rows, lines.groups, strict=True)
            if (number := summary.number(column, row - job.table.first)) is not None
        ]
        rows, numbers = [row for row, _, _ in present], [number for _, number, _ in present]
        amounts = ore_of(numbers, money)
        if sign == UNSIGNED and column is not summary.deviation:
            amounts = turned(job, sign, [group for _, _, group in present], amounts)
        columns.append(Entries(column.index, rows, amounts, step_of(numbers, money)))
    unexplained = {each.row: each for each in reconcile(job, summary.printed, columns, money, sign) if not each.label}
    unit = job.table.one("unit")
    for row, each in unexplained.items():
        job.notes.at(Code.MISSING_UNIT, job.sheet, [(row, unit.index if unit else each.column)], str(each.number))


def _check_deviations(job: Job, summary: Summary, lines: Lines, money: MoneyUnit, sign: str) -> None:
    """Warn where budget − forecast is not the printed deviation."""
    if not (summary.forecast and summary.budget and summary.deviation):
        return
    for row, group in zip(lines.rows, lines.groups, strict=True):
        values = [
            summary.number(each, row - job.table.first)
            for each in (summary.budget, summary.forecast, summary.deviation)
        ]
        if None in values:
            continue
        budget, forecast, printed = ore_of([value for value in values if value is not None], money)
        computed = turned(job, sign, [group], [budget - forecast])[0]
        if abs(printed - computed) > 2 * step_of([value for value in values if value is not None], money):
            found, hint = (
                f"{format_amount(each, money, signed=True, decimals=1)} {money}" for each in (printed, computed)
            )
            job.notes.warn(Code.DEVIATION_DIFFERS, job.sheet, (row, summary.deviation.index), found, hint)


def _store(
    job: Job,
    summary: Summary,
    understood: Understood,
    lines: Lines,
    positions: dict[int, int],
    money: MoneyUnit,
) -> None:
    decided = bool(understood.money and understood.sign)
    amounts = turned(job, understood.sign, lines.groups, ore_of(lines.numbers, money))
    if summary.kind != "forecast":
        figures = figures_of(job, lines, amounts)
        if decided:
            understood.figures["budget" if summary.kind == "budget" else "actual"] = figures
            understood.months = sorted(set(figures.months))
        return
    if summary.is_of_deviations:
        amounts = _from_stored_budgets(job, lines, amounts)
    elif summary.forecast is None:
        amounts = [
            amount - ore_of([summary.number(summary.deviation, positions[row]) or 0.0], money)[0]
            for amount, row in zip(amounts, lines.rows, strict=True)
        ]
        job.notes.say("forecast-from-deviation", rows=len(amounts))
    check_forecasts(job, lines)
    months = set(lines.months)
    understood.as_of = max(months)
    understood.months = sorted(months)
    if decided:
        understood.forecasts = forecast_rows(job, lines, amounts, mixed=len(months) > 1)
        _comments(job, understood)


def _from_stored_budgets(job: Job, lines: Lines, deviations: Sequence[int]) -> list[int]:
    """Forecasts as the stored budget of the unit and year minus the printed deviation, öre."""
    column = job.table.one("unit")
    amounts = []
    for unit, row, deviation in zip(lines.units, lines.rows, deviations, strict=True):
        budget = job.context.yearly.get((unit, job.year or 0, "budget"))
        if budget is None and column:
            cell = job.cells(column.index)[row - job.table.first]
            job.notes.at(Code.NO_STORED_BUDGET, job.sheet, [(row, column.index)], cell, str(job.year or ""))
        amounts.append((budget or 0) - deviation)
    job.notes.say("forecast-from-stored", rows=len(amounts))
    return amounts


def check_forecasts(job: Job, lines: Lines) -> None:
    """Note units and months that may not be forecast, and units that stand twice."""
    check_units(job, lines)
    future = [index for index, month in enumerate(lines.months) if month > first_of(job.context.today)]
    if future:
        found = f"{lines.months[future[0]]:%Y-%m}"
        job.notes.ask(Code.FUTURE_MONTH, job.sheet, found)
    first: dict[tuple[int, int], int] = {}
    for unit, group, row in zip(lines.units, lines.groups, lines.rows, strict=True):
        earlier = first.setdefault((unit, group), row)
        if earlier != row:
            column = job.table.one("unit")
            index = column.index if column else lines.columns[0]
            cell = job.cells(index)[row - job.table.first]
            job.notes.at(Code.DUPLICATE_ROW, job.sheet, [(row, index)], cell, job.sheet.address(earlier, index))


def forecast_rows(job: Job, lines: Lines, amounts: Sequence[int], *, mixed: bool) -> list[ForecastRow]:
    """The forecasts of `lines`, whose amounts are öre with costs positive, with their causes and comments."""
    causes, comments = _texts(job, job.table.one("cause")), _texts(job, job.table.one("comment"))
    rows = []
    for index, row in enumerate(lines.rows):
        cause, comment = _cause(job, causes.get(row, ""), row), comments.get(row, "")
        if len(comment) > LONGEST_COMMENT:
            column = job.table.one("comment")
            place = (row, column.index if column else 0)
            job.notes.at(Code.TEXT_TOO_LONG, job.sheet, [place], comment)
        as_of = lines.months[index] if mixed else None
        rows.append(ForecastRow(lines.units[index], lines.groups[index], amounts[index], cause, comment, as_of))
    return rows


def _texts(job: Job, column: Column | None) -> dict[int, str]:
    if column is None:
        return {}
    cells = job.cells(column.index)
    return {job.table.first + position: str(cell).strip() for position, cell in enumerate(cells) if not is_blank(cell)}


def _cause(job: Job, text: str, row: int) -> str:
    if not text:
        return ""
    cause = _known_cause(job, text.lower().strip(" ."))
    if cause is None:
        column = job.table.one("cause")
        job.notes.at(Code.UNKNOWN_CAUSE, job.sheet, [(row, column.index if column else 0)], shown_cell(text))
    return cause or ""


def _known_cause(job: Job, text: str) -> str | None:
    """The code of a cause in the administration's own list, by its name; of a standard one that the list holds too."""
    own = job.context.causes
    by_name = {name.lower(): code for code, name in own if name}
    usual = CAUSES.get(text)
    return by_name.get(text) or (usual if not own or usual in dict(own) else None)


def _comments(job: Job, understood: Understood) -> None:
    """A comment of a row that is the whole unit is the unit's comment."""
    unsplit = job.group_keys.get(UNSPLIT)
    understood.comments = {
        each.unit: each.comment for each in understood.forecasts if each.comment and each.group == unsplit
    }


def _note_faults(job: Job, summary: Summary) -> None:
    stored = summary.forecast or summary.deviation if summary.kind == "forecast" else (summary.budget or summary.actual)
    used = {each.index for each in (stored, job.table.one("unit"), job.table.one("group")) if each}
    first = job.sheet.first_row + job.table.first
    for (row, column), problem in sorted(job.sheet.faults.items()):
        if row >= first and column - job.sheet.first_column in used:
            job.notes.problems.append(problem)
