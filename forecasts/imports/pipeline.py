"""From a workbook to what it means: find the table, read what it is of, validate every row. Pure."""

from dataclasses import replace

from forecasts.imports.amounts import Figures
from forecasts.imports.examined import Context, Evidence, Understood
from forecasts.imports.headings import plain
from forecasts.imports.lines import Job, Notes
from forecasts.imports.names import Names
from forecasts.imports.personal import find_personal_numbers, masked, personal_cells, personal_numbers_of
from forecasts.imports.problems import Code, Problem
from forecasts.imports.recognise import Table, recognise
from forecasts.imports.sheet import Sheet, Workbook
from forecasts.imports.template_key import load_key
from forecasts.imports.template_rows import template_table, understand_template
from forecasts.imports.titles import Claims, claims_of
from forecasts.imports.validate import validate


def understand(workbook: Workbook, context: Context, *, searched: bool = False) -> Understood:
    """What the workbook means and all that is wrong with it. Nothing in doubt is guessed: it is a question.

    `searched` cells are known to hold no personal identity number.
    """
    notes = Notes()
    for sheet in workbook.sheets:
        notes.problems += _personal_name(sheet) if searched else _personal(sheet)
    understood = (
        _template(workbook, context, notes)
        or _of_register(workbook, context, notes)
        or _any_table(workbook, context, notes)
    )
    understood.administration = context.administration
    if any(each.code is Code.UNIT_NOT_YOURS for each in notes.problems):
        _keep_own_units(understood, context)
    understood.problems = sorted((_masked_problem(each) for each in notes.problems), key=lambda each: each.severity)
    understood.evidence = [_masked_evidence(each) for each in notes.evidence]
    understood.reconciled = [
        replace(each, label=masked(each.label)) if each.label else each for each in notes.reconciled
    ]
    understood.columns = {role: masked(text) for role, text in understood.columns.items()}
    understood.skipped = notes.skipped
    return understood


def _keep_own_units(understood: Understood, context: Context) -> None:
    """Leave out units that are not the person's: held against what is stored they would tell what that is."""
    own = {each.pk for each in context.units if each.editable}
    for kind, figures in understood.figures.items():
        understood.figures[kind] = Figures({key: amount for key, amount in figures.items() if key.unit in own})
    understood.forecasts = [row for row in understood.forecasts if row.unit in own]
    understood.comments = {unit: text for unit, text in understood.comments.items() if unit in own}


def _of_register(workbook: Workbook, context: Context, notes: Notes) -> Understood | None:
    """What the reader of a register understands; None when the file is of none, or said to be of figures."""
    for reader in context.readers:
        if context.options.kind in ("auto", reader.kind) and (found := reader.understand(workbook, context)):
            notes.problems += found.problems
            notes.evidence += found.evidence
            notes.skipped += found.skipped
            return found
    return None


def _any_table(workbook: Workbook, context: Context, notes: Notes) -> Understood:
    units = Names(context.units)
    table = _table(workbook, context, units, notes)
    if table is None:
        return Understood()
    claims = claims_of(table)
    job = Job(table, claims, context, units, Names(context.groups), notes, _year(context, claims, notes))
    understood = validate(job)
    understood.columns = _columns(table)
    return understood


def _template(workbook: Workbook, context: Context, notes: Notes) -> Understood | None:
    """What our own template holds; None when the file is not one, or its key was changed."""
    if not workbook.template_key:
        return None
    try:
        key = load_key(workbook.template_key)
    except ValueError:
        return None
    table = template_table(workbook.sheets, key)
    if table is None:
        return None
    job = Job(table, Claims(), context, Names(context.units), Names(context.groups), notes, key.year)
    understood = Understood(sheet=table.sheet.name, header=[key.header_row], columns=_columns(table))
    understand_template(job, key, understood)
    return understood


def _columns(table: Table) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in table.columns:
        if each.heading.role:
            key = f"{each.heading.role} {each.index}" if each.heading.role in found else each.heading.role
            found[key] = each.heading.text
    return found


def _personal(sheet: Sheet) -> list[Problem]:
    """Every personal identity number of a sheet, its name included, masked."""
    problems = [
        Problem(Code.PERSONAL_NUMBER, masked(sheet.name), sheet.address(*place), _masked_cell(sheet, place))
        for place in personal_cells(sheet)
    ]
    return problems + _personal_name(sheet)


def _personal_name(sheet: Sheet) -> list[Problem]:
    name = masked(sheet.name)
    return [Problem(Code.PERSONAL_NUMBER, name, found=name)] if find_personal_numbers(sheet.name) else []


def _masked_cell(sheet: Sheet, place: tuple[int, int]) -> str:
    """The number itself with stars; nothing of what stands around it."""
    numbers = personal_numbers_of(sheet.rows[place[0]][place[1]])
    return ", ".join(masked(number) for number in numbers)


def _masked_problem(problem: Problem) -> Problem:
    sheet, found, hint = masked(problem.sheet), masked(problem.found), masked(problem.hint)
    return replace(problem, sheet=sheet, found=found, hint=hint)


def _masked_evidence(evidence: Evidence) -> Evidence:
    return Evidence(evidence.code, {name: masked(value) for name, value in evidence.values.items()})


def _said_once(problems: list[Problem]) -> list[Problem]:
    """`problems` without "changed in a locked cell" where something else is wrong with the cell too."""
    told = {(each.sheet, each.cell) for each in problems if each.code is not Code.LOCKED_CELL_CHANGED}
    return [
        each for each in problems if each.code is not Code.LOCKED_CELL_CHANGED or (each.sheet, each.cell) not in told
    ]


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
