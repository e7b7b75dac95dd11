"""A table that the program wrote itself and that is handed in again. Pure; its key is in `units.own_tables`.

One that nobody has changed holds nothing to store. A changed one is read like any other file: it may be a summary in
which somebody wrote the forecasts. Nothing is taken for granted of its amounts: they may be what was changed.
"""

from dataclasses import replace

from forecasts.imports.examined import Understood
from forecasts.imports.lines import Notes
from forecasts.imports.problems import Code
from forecasts.imports.sheet import Workbook
from units.own_tables import OwnTable, digest_of, load_table

LAYOUT = "own-table"
_NOT_FOUND = {Code.UNKNOWN_LAYOUT, Code.NO_ROWS, Code.ASK_COLUMNS}


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
    padded = ([[None] * (sheet.first_column - 1) + row for row in sheet.rows] for sheet in workbook.sheets)
    return digest_of(padded) == table.digest


def say_changed(table: OwnTable, administration: str, notes: Notes) -> None:
    """Note that a file is a changed table of the program's own; an error where it can be of no use.

    That is where no figures were found in it, and where it is of another administration than `administration`.
    """
    notes.say("own-table-changed", table=table.name)
    for at, problem in enumerate(notes.problems):
        if problem.code in _NOT_FOUND:
            notes.problems[at] = replace(problem, code=Code.OWN_TABLE_CHANGED, found=table.name)
    if table.administration not in ("", administration):
        notes.ask(Code.OTHER_ADMINISTRATION, found=table.administration)
