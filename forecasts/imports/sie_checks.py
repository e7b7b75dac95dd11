"""What a SIE file says of its own sums: totals without objects, results, balances of objects, vouchers. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from forecasts.imports.examined import Reconciled
from forecasts.imports.lines import MANY, Notes
from forecasts.imports.problems import Code, Problem, Severity
from forecasts.imports.sheet import Cell, Sheet
from forecasts.imports.sie import Column, Head
from forecasts.imports.sie_rows import Entries, Entry, Selecting, columns_of, ore_of_cell
from units.money import MoneyUnit, format_amount

FEW = 2


class Printed(NamedTuple):
    """What a row says (öre) beside what the rows that were read sum to."""

    row: int
    column: int
    account: str
    label: str
    printed: int
    computed: int


def check_sums(selecting: Selecting, entries: Entries, rows: Sequence[Entry], dimension: str, turn: int) -> None:
    """Hold what the file says of its sums against `rows`, those that are read. Every gap is a warning at its line.

    A kind of figure of which the file has totals only is not read, and so not checked.
    """
    actuals = [each for each in rows if each.kind == "actual"]
    found = list(_totals(entries, rows))
    if actuals and _is_whole(selecting.head, entries, actuals):
        results = list(_results(selecting, entries, actuals))
        found += chain(results, _objects(selecting, entries, actuals, dimension))
        if _are_accumulated(results, actuals):
            selecting.notes.ask(Code.ACCUMULATED, selecting.sheet, "#PSALDO")
    notes, sheet = selecting.notes, selecting.sheet
    gaps = [each for each in found if each.printed != each.computed]
    for each in [*gaps, *(each for each in found if each.printed == each.computed)][:MANY]:
        place = sheet.address(each.row, each.column)
        notes.reconciled.append(Reconciled("", place, each.label, turn * each.printed, turn * each.computed))
    if found:
        notes.say("sie-sums", rows=len(found), agree=len(found) - len(gaps))
    _warn(notes, sheet, gaps)


def _totals(entries: Entries, rows: Sequence[Entry]) -> Iterable[Printed]:
    sums: dict[tuple[str, str, str], int] = {}
    for each in rows:
        sums[each.group] = sums.get(each.group, 0) + each.ore
    kinds = {each.kind for each in rows}
    for each in entries.totals:
        if each.kind not in kinds:
            continue
        yield Printed(
            each.row, each.column, each.account, f"{each.account} {each.period}", each.ore, sums.get(each.group, 0)
        )


def _is_whole(head: Head, entries: Entries, actuals: Iterable[Entry]) -> bool:
    """Whether the rows are those of the year from its first month to that which the balances reach."""
    periods = {each.period for each in actuals}
    first = head.years.get(entries.number, ("", ""))[0]
    reaches = not head.until or entries.number != "0" or max(periods) == head.until
    return first in periods and reaches


def _results(selecting: Selecting, entries: Entries, actuals: Iterable[Entry]) -> Iterable[Printed]:
    sums: dict[str, int] = {}
    for each in actuals:
        sums[each.account] = sums.get(each.account, 0) + each.ore
    for at, row in _balances(selecting, entries, "#RES"):
        account = str(row[Column.ACCOUNT])
        yield Printed(
            at, Column.BALANCE, account, f"{account} #RES", ore_of_cell(row[Column.BALANCE]), sums.get(account, 0)
        )


def _are_accumulated(results: Sequence[Printed], actuals: Sequence[Entry]) -> bool:
    """Whether the results are the balances of the last month alone: then each month has all the months before it."""
    last = max(each.period for each in actuals)
    sums: dict[str, int] = {}
    for each in actuals:
        if each.period == last:
            sums[each.account] = sums.get(each.account, 0) + each.ore
    gaps = [each for each in results if each.printed != each.computed]
    return len(gaps) >= FEW and all(each.printed == sums.get(each.account, 0) for each in results)


def _objects(selecting: Selecting, entries: Entries, actuals: Iterable[Entry], dimension: str) -> Iterable[Printed]:
    """The balances of units alone at the year's beginning and end, whose difference is the sum of the months."""
    sums: dict[tuple[str, Cell], int] = {}
    for each in actuals:
        sums[each.account, each.unit] = sums.get((each.account, each.unit), 0) + each.ore
    columns = columns_of(selecting.head, dimension)
    before = {
        key: ore_of_cell(row[Column.BALANCE])
        for _at, row in _balances(selecting, entries, "#OIB")
        if (key := _unit_alone(row, columns))
    }
    for at, row in _balances(selecting, entries, "#OUB"):
        if key := _unit_alone(row, columns):
            moved = ore_of_cell(row[Column.BALANCE]) - before.get(key, 0)
            yield Printed(at, Column.BALANCE, key[0], f"{key[0]} {key[1]} #OUB", moved, sums.get(key, 0))


def _unit_alone(row: Sequence[Cell], columns: Sequence[int]) -> tuple[str, Cell] | None:
    """Account and unit of a row whose one object is a unit."""
    objects = [each for each in range(Column.OBJECTS, len(row)) if row[each] is not None]
    return (str(row[Column.ACCOUNT]), row[objects[0]]) if len(objects) == 1 and objects[0] in columns else None


def _balances(selecting: Selecting, entries: Entries, label: str) -> Iterable[tuple[int, Sequence[Cell]]]:
    for at, row in enumerate(selecting.sheet.rows):
        own = row[Column.LABEL] == label and row[Column.YEAR] == entries.number
        if own and row[Column.BALANCE] is not None and selecting.is_result(str(row[Column.ACCOUNT])):
            yield at, row


def _warn(notes: Notes, sheet: Sheet, gaps: Sequence[Printed]) -> None:
    for each in gaps[:MANY]:
        found, hint = (f"{format_amount(ore, MoneyUnit.KR, decimals=2)} kr" for ore in (each.printed, each.computed))
        notes.warn(Code.TOTAL_DIFFERS, sheet, (each.row, each.column), found, hint)
    if len(gaps) > MANY:
        notes.problems[-MANY:] = [replace(notes.problems[-MANY], times=len(gaps))]


def check_vouchers(selecting: Selecting, *, read: bool) -> None:
    """Note vouchers that do not sum to zero: an error where they are what is `read`, else a warning."""
    unbalanced = selecting.head.unbalanced
    problems = [
        Problem(
            Code.SIE_VOUCHER,
            cell=selecting.sheet.address(at, Column.LABEL),
            found=f"{format_amount(ore, MoneyUnit.KR, decimals=2)} kr",
            severity=Severity.ERROR if read else Severity.WARNING,
        )
        for at, ore in unbalanced[:MANY]
    ]
    if len(unbalanced) > MANY:
        problems = [replace(problems[0], times=len(unbalanced))]
    selecting.notes.problems += problems
