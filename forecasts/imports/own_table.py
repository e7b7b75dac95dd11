"""A table that the program wrote itself and that is handed in again. Pure; its key is in `units.own_tables`.

One that nobody has changed holds nothing to store. A changed one is read like any other file: somebody may have written
forecasts in it. Nothing is taken for granted of its amounts: they may be what was changed.
"""

from forecasts.imports.examined import Understood
from forecasts.imports.lines import Notes
from forecasts.imports.problems import Code, Problem
from forecasts.imports.sheet import Workbook
from units.own_tables import OwnTable, digest_of, load_table

LAYOUT = "own-table"
_NO_FIGURES = {
    Code.UNKNOWN_LAYOUT,
    Code.NO_ROWS,
    Code.ASK_COLUMNS,
    Code.ASK_AMOUNTS,
    Code.ASK_SHEET,
    Code.ASK_KIND,
    Code.NOT_THAT_KIND,
    Code.AMBIGUOUS_COLUMNS,
    Code.ACCUMULATED,
    Code.NOT_A_MONTH_SUMMARY,
}


def own_table(workbook: Workbook) -> OwnTable | None:
    """What the workbook's key says of it; None when it is no table of the program's own."""
    return load_table(workbook.template_key) if workbook.template_key else None


def understand_own(table: OwnTable | None, workbook: Workbook, notes: Notes) -> Understood | None:
    """A table that is as it was taken out: there is nothing in it to store. None when it is another file."""
    if table is None or not is_unchanged(workbook, table):
        return None
    notes.say("own-table" if table.day else "own-table-undated", table=table.name, day=table.day)
    sheet = next((each.name for each in workbook.sheets if each.rows), "")
    return Understood(layout=LAYOUT, sheet=sheet, unchanged=table.rows)


def is_unchanged(workbook: Workbook, table: OwnTable) -> bool:
    """Whether every cell of the workbook holds what the table was taken out with."""
    if any(sheet.faults for sheet in workbook.sheets):
        return False
    padded = ([[*[None] * (sheet.first_column - 1), *row] for row in sheet.rows] for sheet in workbook.sheets)
    return digest_of(padded) == table.digest


def settle_changed(table: OwnTable, understood: Understood, administration: str, notes: Notes) -> Understood:
    """What a changed table holds after all that reading it for `administration` gave: `understood` and `notes`.

    Forecasts may be written in a table. Its budget and its actuals are not what a file of figures has: they are of a
    whole year or to date, or decided changes are in them. Nothing is asked then.
    """
    if understood.figures or any(each.code in _NO_FIGURES for each in notes.problems):
        personal = [each for each in notes.problems if each.code is Code.PERSONAL_NUMBER]
        notes.problems = [*personal, Problem(Code.OWN_TABLE_CHANGED, found=table.name)]
        notes.evidence, notes.reconciled, notes.skipped = [], [], 0
        return Understood()
    notes.say("own-table-changed", table=table.name)
    if table.administration not in ("", administration):
        notes.ask(Code.OTHER_ADMINISTRATION, found=table.administration)
    return understood
