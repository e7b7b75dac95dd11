"""Read a file and understand it: what runs in a process of its own. Pure."""

from collections.abc import Sequence
from pathlib import Path

from forecasts.imports.examined import Context, Understood
from forecasts.imports.limits import Limits
from forecasts.imports.own_table import LAYOUT as OWN_TABLE
from forecasts.imports.own_table import own_table
from forecasts.imports.personal import masked, personal_cells, personal_faults
from forecasts.imports.pipeline import understand
from forecasts.imports.problems import Code, Problem
from forecasts.imports.progress import Step, report
from forecasts.imports.read import read
from forecasts.imports.sheet import Workbook
from forecasts.imports.template_key import load_key


def understand_file(content: bytes | Path, name: str, contexts: Sequence[Context], limits: Limits) -> Understood:
    """What the file is understood as, in the one of `contexts` that it belongs to.

    Raises:
        UnreadableError: it cannot be read.
    """
    workbook = read(content, name, limits)
    report(Step.UNDERSTAND, 0, sum(len(sheet.rows) for sheet in workbook.sheets))
    personal = _personal_problems(workbook)
    if personal:
        return Understood(administration=contexts[0].administration, problems=personal)
    if len(contexts) == 1:
        return understand(workbook, contexts[0], searched=True)
    return _understand_somewhere(workbook, contexts)


def _personal_problems(workbook: Workbook) -> list[Problem]:
    problems = [
        Problem(Code.PERSONAL_NUMBER, sheet.name, sheet.address(row, column), masked(_text(sheet.rows[row][column])))
        for sheet in workbook.sheets
        for row, column in personal_cells(sheet)
    ]
    return problems + [fault for sheet in workbook.sheets for fault in personal_faults(sheet)]


def _text(cell: object) -> str:
    return f"{cell:.0f}" if isinstance(cell, float) else str(cell)


def _understand_somewhere(workbook: Workbook, contexts: Sequence[Context]) -> Understood:
    """In the administration that the workbook's key names, else the only one that has every unit of the file."""
    named = _named(workbook)
    for context in contexts:
        if context.administration == named:
            return understand(workbook, context, searched=True)
    found = [understand(workbook, context, searched=True) for context in contexts]
    if found[0].layout == OWN_TABLE:
        return found[0]
    fitting = [
        each for each in found if (each.figures or each.forecasts or each.records) and not _has_strange_units(each)
    ]
    if len(fitting) == 1:
        return fitting[0]
    choices = ", ".join(context.administration for context in contexts)
    return Understood(problems=[Problem(Code.ASK_ADMINISTRATION, found=choices)])


def _named(workbook: Workbook) -> str:
    if own := own_table(workbook):
        return own.administration
    try:
        return load_key(workbook.template_key).administration if workbook.template_key else ""
    except ValueError:
        return ""


def _has_strange_units(understood: Understood) -> bool:
    return any(problem.code in {Code.UNKNOWN_UNIT, Code.MISSING_UNIT} for problem in understood.problems)
