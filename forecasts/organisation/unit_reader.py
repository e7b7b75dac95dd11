"""Recognises a list of units in a workbook and reads it. Pure: it is run in the reading process."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from forecasts.imports.cells import Months
from forecasts.imports.examined import Context, Understood
from forecasts.imports.headings import plain
from forecasts.imports.lines import Notes, is_blank
from forecasts.imports.problems import Code
from forecasts.imports.sheet import Cell, Workbook
from forecasts.organisation.columns import UNIT_KINDS, kind_in
from forecasts.organisation.problems import PlanCode
from forecasts.organisation.reading import LONGEST, begun, code_of, finished, text_of, wrong_code
from forecasts.organisation.records import UnitRecord
from forecasts.organisation.sheets import UNIT, Table

LAYOUT = "units"
FOR_EVER = 2099  # systems write a last day as far away as they can for what goes on
TEXTS = ("department", "department_code", "parent", "successor")
_DAY = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[ T]00:00:00(?:\.0+)?)?")


@dataclass(frozen=True, slots=True)
class UnitReader:
    """Reads units for someone who may change the organisation, or says that the person may not."""

    allowed: bool = True
    kind: str = UNIT

    def understand(self, workbook: Workbook, context: Context) -> Understood | None:
        """The units of the workbook; None when it has no list of units, unless it was said that it has."""
        notes = Notes()
        table = begun(workbook, context, notes, self.kind, PlanCode.NO_UNITS, allowed=self.allowed)
        understood = finished(table, notes, self.kind, LAYOUT) if table or notes.problems else None
        if table and understood and not notes.problems:
            understood.records = list(_records(table, notes))
            _say_left(understood, context, notes)
            if not understood.records and not notes.problems:
                notes.ask(Code.NO_ROWS, table.sheet)
        return understood


def _say_left(understood: Understood, context: Context, notes: Notes) -> None:
    said = {plain(each.code) for each in understood.records}
    left = [each.code for each in context.units if plain(each.code) not in said]
    if left:
        notes.say("units-left", units=", ".join(left[:8]) + (" …" if len(left) > 8 else ""), rows=len(left))


def _records(table: Table, notes: Notes) -> Iterator[UnitRecord]:
    seen: dict[str, str] = {}
    ends = [cells["valid_to"] for _, cells in table.rows()] if "valid_to" in table.columns else []
    by_day = any(_ends_month(_day_of(cell)) for cell in ends)
    for index, cells in table.rows():
        faulty = table.faults(notes, index)
        code = code_of(cells["code"])
        if wrong := wrong_code(code) if code else PlanCode.MISSING_CODE:
            if "code" not in faulty:
                table.note(notes, wrong, index, "code", cells["code"])
            continue
        address = table.address(index, "code")
        if plain(code) in seen:
            table.note(notes, PlanCode.CODE_TWICE, index, "code", code, seen[plain(code)])
        seen.setdefault(plain(code), address)
        values: dict[str, Any] = {}
        for role in table.columns.keys() - {"code"} - faulty:
            value = _value(role, cells[role], by_day=by_day)
            if isinstance(value, Code | PlanCode):
                table.note(notes, value, index, role, cells[role])
                faulty.add(role)
            else:
                values[role] = value
        said = {role: table.address(index, role) for role in table.columns}
        yield UnitRecord(table.sheet.name, code, values, said | {"row": address}, frozenset(faulty))


def _value(role: str, cell: Cell, *, by_day: bool) -> Any:
    """The value of a cell, None when it is empty, or the code of what is wrong with it."""
    if is_blank(cell):
        return None
    if role == "valid_from":
        return _first_month(cell)
    if role == "valid_to":
        return _last_month(cell, by_day=by_day)
    if role == "kind":
        return kind_in(cell, UNIT_KINDS) or PlanCode.UNKNOWN_KIND
    text = code_of(cell) if role in TEXTS else text_of(cell)
    return Code.TEXT_TOO_LONG if role == "name" and len(text) > LONGEST["name"] else text


def _day_of(cell: Cell) -> date | None:
    """The day of a cell that says one; a month alone is none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    match = _DAY.fullmatch(plain(cell))
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _ends_month(day: date | None) -> bool:
    return day is not None and day.year < FOR_EVER and (day + timedelta(days=1)).day == 1


def _first_month(cell: Cell) -> date | Code | PlanCode:
    day = _day_of(cell)
    if day:
        return day if day.day == 1 else PlanCode.MID_MONTH
    return _month(cell)


def _last_month(cell: Cell, *, by_day: bool) -> date | Code | PlanCode | None:
    """The last month: of a day that ends one, or of its first day when no cell of the column says the last."""
    text = plain(cell)
    if text[:4].isdigit() and int(text[:4]) >= FOR_EVER:
        return None
    day = _day_of(cell)
    if day is None:
        return _month(cell)
    if _ends_month(day):
        return day.replace(day=1)
    if day.day > 1:
        return PlanCode.MID_MONTH
    return PlanCode.UNCLEAR_END if by_day else day


def _month(cell: Cell) -> date | Code:
    found = Months().read(cell)
    return found if isinstance(found, date) else Code.NOT_A_MONTH
