"""From a workbook to what it means: find the table, read what it is of, validate every row. Pure."""

from dataclasses import replace

from forecasts.imports.amounts import Figures
from forecasts.imports.astray import find_astray
from forecasts.imports.choose import KINDS
from forecasts.imports.columns import Known
from forecasts.imports.examined import Context, Evidence, Sample, Understood
from forecasts.imports.headings import plain
from forecasts.imports.lines import Job, Notes, shown_cell
from forecasts.imports.names import Names
from forecasts.imports.outline import outline
from forecasts.imports.own_table import LAYOUT as OWN_TABLE
from forecasts.imports.own_table import own_table, settle_changed, understand_own
from forecasts.imports.personal import (
    find_personal_numbers,
    mask,
    masked,
    personal_cells,
    personal_faults,
    personal_numbers_of,
)
from forecasts.imports.problems import Code, Problem
from forecasts.imports.recall import Recalled, recall, recall_shape, understand_recalled
from forecasts.imports.recognise import Said, recognise
from forecasts.imports.row_kinds import settle_kinds
from forecasts.imports.sample import sample_of_sheet, sample_of_table
from forecasts.imports.shapes import lettered_headings, shape_of
from forecasts.imports.sheet import Sheet, Workbook
from forecasts.imports.sie import SieBook
from forecasts.imports.sie_table import shape_of as shape_of_sie
from forecasts.imports.sie_table import understand_sie
from forecasts.imports.sizes import weigh_sizes
from forecasts.imports.suspicions import suspect
from forecasts.imports.table import Table
from forecasts.imports.template_key import load_key
from forecasts.imports.template_rows import template_table, understand_template
from forecasts.imports.titles import Claims, claims_of
from forecasts.imports.unknown import unknown_units
from forecasts.imports.validate import validate

FEWEST_ROWS = 2
SHOWN_SHEETS = 4


def understand(workbook: Workbook, context: Context, *, searched: bool = False) -> Understood:
    """What the workbook means and all that is wrong with it. Nothing in doubt is guessed: it is a question.

    `searched` cells are known to hold no personal identity number.
    """
    notes = Notes()
    for sheet in workbook.sheets:
        notes.problems += _personal_name(sheet) if searched else _personal(sheet)
    own = own_table(workbook)
    recalled = recall(workbook, context)
    understood = (
        _template(workbook, context, notes)
        or understand_own(own, workbook, notes)
        or _sie(workbook, context, notes)
        or _of_register(workbook, recalled.applied(context) if recalled else context, notes)
        or _any_table(workbook, context, recalled, notes)
    )
    if own and understood.layout != OWN_TABLE:
        understood = settle_changed(own, understood, context.administration, notes)
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
    understood.sheets = tuple(masked(each.name) for each in workbook.sheets if each.rows)
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


def _any_table(workbook: Workbook, context: Context, recalled: Recalled | None, notes: Notes) -> Understood:
    def read(context: Context, notes: Notes) -> Understood:
        return _read_table(workbook, context, notes)

    return understand_recalled(recalled, context, notes, read) if recalled else read(context, notes)


def _read_table(workbook: Workbook, context: Context, notes: Notes) -> Understood:
    known = Known(Names(context.units, context.aliases), Names(context.groups))
    table = _table(workbook, context, known, notes)
    if table is None:
        return Understood(samples=_samples(workbook, context, known.units, notes))
    claims = claims_of(table)
    job = Job(table, claims, context, known.units, known.groups, notes, _year(context, claims, notes))
    outline(job)
    suspect(job)
    understood = validate(job) if settle_kinds(job) else Understood(sheet=table.sheet.name)
    find_astray(job)
    weigh_sizes(understood, context, notes)
    _refuse_unused_answer(job, understood)
    understood.columns = _columns(table)
    understood.shape = shape_of(table)
    understood.headings = lettered_headings(table.sheet, table.header)
    understood.samples = (sample_of_table(table),)
    understood.unknown = unknown_units(notes.problems, table)
    return understood


def _refuse_unused_answer(job: Job, understood: Understood) -> None:
    """Refuse what was said to be sums to date and is a month alone: the months before are not in the file."""
    actuals = understood.figures.get("actual")
    if actuals is None or job.is_differenced or job.context.options.amounts != "to-date":
        return
    last = max(actuals.months, default=None)
    if last and last.month > 1:
        job.notes.ask(Code.ACCUMULATED, job.sheet, f"{last:%Y-%m}")


def _samples(workbook: Workbook, context: Context, units: Names, notes: Notes) -> tuple[Sample, ...]:
    """The sheets that must be chosen between, or the one that no table was found on."""
    choices = [name for each in notes.problems for name in each.choices]
    named = [name.partition("!")[0] if name.partition("!")[1] else name for name in choices]
    sheets = [each for each in workbook.sheets if each.name in {*choices, *named}]
    sheets = sheets or [each for each in workbook.sheets if not each.hidden and each.rows] or workbook.sheets
    chosen = _chosen(sheets, context.options.sheet)[0] or sheets
    return tuple(sample_of_sheet(each, units, context.options) for each in chosen[:SHOWN_SHEETS])


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
    units = Names(context.units, context.aliases)
    job = Job(table, Claims(), context, units, Names(context.groups), notes, key.year)
    understood = Understood(sheet=table.sheet.name, header=[key.header_row], columns=_columns(table))
    understand_template(job, key, understood)
    understood.unknown = unknown_units(notes.problems, table)
    return understood


def _sie(workbook: Workbook, context: Context, notes: Notes) -> Understood | None:
    """What a SIE file holds; None when the file is none, or is said to be of a register."""
    if not isinstance(workbook, SieBook) or context.options.kind not in ("auto", *KINDS):
        return None

    def read(context: Context, notes: Notes) -> Understood:
        return understand_sie(workbook, context, notes)

    recalled = recall_shape(shape_of_sie(workbook.head), context)
    return understand_recalled(recalled, context, notes, read) if recalled else read(context, notes)


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
    return problems + personal_faults(sheet) + _personal_name(sheet)


def _personal_name(sheet: Sheet) -> list[Problem]:
    name = masked(sheet.name)
    return [Problem(Code.PERSONAL_NUMBER, name, found=name)] if find_personal_numbers(sheet.name) else []


def _masked_cell(sheet: Sheet, place: tuple[int, int]) -> str:
    """The number itself with stars; nothing of what stands around it."""
    numbers = personal_numbers_of(sheet.rows[place[0]][place[1]])
    return ", ".join(map(mask, numbers))


def _masked_problem(problem: Problem) -> Problem:
    sheet, found, hint = masked(problem.sheet), masked(problem.found), masked(problem.hint)
    return replace(problem, sheet=sheet, found=found, hint=hint, choices=tuple(map(masked, problem.choices)))


def _masked_evidence(evidence: Evidence) -> Evidence:
    return Evidence(evidence.code, {name: masked(value) for name, value in evidence.values.items()})


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


def _table(workbook: Workbook, context: Context, known: Known, notes: Notes) -> Table | None:
    """The table that was chosen, or the only one there is on the sheets that are not hidden."""
    sheets = [each for each in workbook.sheets if any(any(plain(cell) for cell in row) for row in each.rows[:200])]
    if not sheets:
        notes.ask(Code.EMPTY if not workbook.sheets else Code.NO_ROWS)
        return None
    chosen, place = _chosen(sheets, context.options.sheet)
    said = Said(context.options.header, context.options.columns)
    found = [table for sheet in chosen for table in recognise(sheet, known, said)]
    shown = [each for each in found if not each.sheet.hidden] or found
    if place:
        shown = [each for each in shown if each.place == place]
    if not shown:
        _ask_columns(chosen, notes)
        return None
    if len(shown) > 1:
        alone = {each.sheet.name for each in shown if sum(one.sheet is each.sheet for one in shown) == 1}
        named = [each.sheet.name if each.sheet.name in alone else f"{each.sheet.name}!{each.place}" for each in shown]
        notes.ask(Code.ASK_SHEET, found=", ".join(named), choices=tuple(named))
        return None
    others = [each.name for each in sheets if each is not shown[0].sheet]
    if others:
        notes.say("sheets-other", sheets=", ".join(others))
    return shown[0]


def _ask_columns(sheets: list[Sheet], notes: Notes) -> None:
    """Ask what the columns hold where there is something like a table; else say that none was found."""
    for sheet in sheets:
        with_numbers = [row for row in sheet.rows if any(type(cell) in (int, float) for cell in row)]
        labelled = [row for row in with_numbers if any(isinstance(cell, str) and plain(cell) for cell in row)]
        if len(labelled) >= FEWEST_ROWS:
            above = next((row for row in sheet.rows if sum(bool(plain(cell)) for cell in row) > 1), [])
            notes.ask(Code.ASK_COLUMNS, sheet, ", ".join(shown_cell(cell) for cell in above if plain(cell)))
            return
    notes.problems.append(Problem(Code.UNKNOWN_LAYOUT, sheets[0].name if sheets else ""))


def _chosen(sheets: list[Sheet], name: str) -> tuple[list[Sheet], str]:
    """The sheets to look at, and the place of the table on them when it was said: Blad1!A40."""
    named = [each for each in sheets if plain(each.name) == plain(name)]
    if named or not name:
        return named or sheets, ""
    head, _, place = name.rpartition("!")
    return [each for each in sheets if plain(each.name) == plain(head)], place
