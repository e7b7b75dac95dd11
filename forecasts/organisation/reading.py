"""What the readers of the organisation and the account plan share. Pure."""

import re
from datetime import date, datetime

from forecasts.imports.examined import Context, Understood
from forecasts.imports.headings import plain
from forecasts.imports.lines import Notes
from forecasts.imports.problems import Code
from forecasts.imports.sheet import Cell, Workbook
from forecasts.organisation.problems import PlanCode
from forecasts.organisation.sheets import Table, tables_in

LONGEST = {"code": 20, "name": 150}
OUR_OWN = ("anvisningar", "instructions")  # a sheet of the template with nothing to read


def begun(
    workbook: Workbook, context: Context, notes: Notes, kind: str, none: PlanCode, *, allowed: bool
) -> Table | None:
    """The one list of `kind`; None with `none` noted when a person has said that there is one, else without a word."""
    tables = tables_in(workbook, context, kind, notes)
    if not tables:
        if context.options.kind == kind:
            notes.ask(none, workbook.sheets[0] if workbook.sheets else None)  # type: ignore[arg-type]
        return None
    table = tables[0]
    if not allowed:
        notes.ask(PlanCode.NOT_YOURS, table.sheet)  # type: ignore[arg-type]
    elif len(tables) > 1 and not notes.problems:
        notes.ask(Code.ASK_SHEET, found=", ".join(each.sheet.name for each in tables))
    elif table.doubled:
        notes.ask(Code.AMBIGUOUS_COLUMNS, table.sheet, ", ".join(dict.fromkeys(table.doubled)))
    others = [each.name for each in workbook.sheets if each is not table.sheet and not each.hidden and each.rows]
    others = [each for each in others if plain(each) not in OUR_OWN]
    if others:
        notes.say("sheets-other", sheets=", ".join(others))
    if table.others:
        notes.say("columns-ignored", columns=", ".join(table.others))
    return table


def finished(table: Table | None, notes: Notes, kind: str, layout: str) -> Understood:
    """What is understood, without records yet; what is noted later is noted in it too."""
    understood = Understood(kind=kind, problems=notes.problems, evidence=notes.evidence)
    if table:
        understood.layout, understood.sheet = layout, table.sheet.name
        understood.header = [table.sheet.first_row + table.header]
        understood.columns = table.headings()
    return understood


def text_of(cell: Cell) -> str:
    """A cell as text without spaces around it; a whole number without decimals."""
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split()) if cell is not None else ""


def code_of(cell: Cell) -> str:
    """A code, as `text_of`; dates and truths are kept as they stand, and are no codes."""
    return "" if isinstance(cell, bool) else text_of(cell)


def wrong_code(code: str) -> PlanCode | Code | None:
    """What is wrong with the code of a unit, a department or a group, if anything is."""
    if len(code) > LONGEST["code"]:
        return Code.TEXT_TOO_LONG
    return None if re.fullmatch(r"[\w.-]+", code) else PlanCode.NOT_A_CODE
