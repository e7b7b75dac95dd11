"""From a workbook to what it means: find the table, read what it is of, validate every row. Pure."""

from forecasts.imports.examined import Context, Understood
from forecasts.imports.headings import plain
from forecasts.imports.lines import Job, Notes
from forecasts.imports.names import Names
from forecasts.imports.problems import Code, Problem
from forecasts.imports.recognise import Table, recognise
from forecasts.imports.sheet import Sheet, Workbook
from forecasts.imports.titles import Claims, claims_of
from forecasts.imports.validate import validate


def understand(workbook: Workbook, context: Context) -> Understood:
    """What the workbook means and all that is wrong with it. Nothing in doubt is guessed: it is a question."""
    notes = Notes()
    units = Names(context.units)
    table = _table(workbook, context, units, notes)
    if table is None:
        understood = Understood(problems=notes.problems, evidence=notes.evidence)
    else:
        understood = _understand_table(table, workbook, context, units, notes)
    understood.administration = context.administration
    return understood


def _understand_table(table: Table, workbook: Workbook, context: Context, units: Names, notes: Notes) -> Understood:
    claims = claims_of(table)
    job = Job(table, claims, context, units, Names(context.groups), notes, _year(context, claims, notes))
    understood = validate(job)
    understood.columns = {each.heading.role: each.heading.text for each in reversed(table.columns) if each.heading.role}
    understood.problems = sorted(notes.problems, key=lambda problem: problem.severity)
    understood.evidence = notes.evidence
    understood.reconciled = notes.reconciled
    understood.skipped = notes.skipped
    return understood


def _year(context: Context, claims: Claims, notes: Notes) -> int | None:
    options = context.options
    said = options.year or (options.month.year if options.month else None)
    if said:
        notes.say("year-said", year=said)
        return said
    if len(claims.years) == 1:
        notes.say("year-title", text=claims.texts.get("year", ""))
        return next(iter(claims.years))
    return None


def _table(workbook: Workbook, context: Context, units: Names, notes: Notes) -> Table | None:
    """The table of the sheet that was chosen, or of the only sheet that has one."""
    sheets = [each for each in workbook.sheets if any(any(plain(cell) for cell in row) for row in each.rows[:200])]
    if not sheets:
        notes.ask(Code.EMPTY if not workbook.sheets else Code.NO_ROWS)
        return None
    chosen = _chosen(sheets, context.options.sheet)
    found = [(sheet, table) for sheet in chosen if (table := recognise(sheet, units))]
    shown = [pair for pair in found if not pair[0].hidden] or found
    if not shown:
        notes.problems.append(Problem(Code.UNKNOWN_LAYOUT, chosen[0].name if chosen else ""))
        return None
    if len(shown) > 1:
        notes.ask(Code.ASK_SHEET, found=", ".join(sheet.name for sheet, _ in shown))
        return None
    others = [each.name for each in sheets if each is not shown[0][0]]
    if others:
        notes.say("sheets-other", sheets=", ".join(others))
    return shown[0][1]


def _chosen(sheets: list[Sheet], name: str) -> list[Sheet]:
    if not name:
        return sheets
    return [each for each in sheets if plain(each.name) == plain(name)]
