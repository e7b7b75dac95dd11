"""A unit printed together with its parts: their sum, which is never added to them. Pure."""

from collections.abc import Sequence
from typing import TypeVar

from forecasts.imports.cells import ore_of
from forecasts.imports.lines import Job, Lines
from forecasts.imports.problems import Code
from forecasts.imports.totals import step_of, tolerance
from units.money import MoneyUnit, format_amount

Key = tuple[object, ...]
T = TypeVar("T")


def parents_in(job: Job, units: Sequence[int]) -> dict[int, list[int]]:
    """The units of the file that have parts in it, and those parts."""
    present = set(units)
    found: dict[int, list[int]] = {}
    for each in job.context.units:
        if each.pk in present and each.parent in present and each.parent is not None:
            found.setdefault(each.parent, []).append(each.pk)
    return found


def without_parents(job: Job, lines: Lines) -> Lines:
    """`lines` without the rows of units that are, row by row, the sum of their parts.

    A unit with parts may have postings of its own in a ledger; then its sums differ from its parts' nearly everywhere
    and it is kept. Where its total is that of its parts but not each row, or some of its rows are, it is a problem.
    """
    dropped = set()
    for parent, parts in parents_in(job, lines.units).items():
        if _is_sum(job, lines, parent, parts):
            dropped.add(parent)
            name = next(each.name for each in job.context.units if each.pk == parent)
            job.notes.say("parts-total", unit=name)
    if not dropped:
        return lines
    keep = [unit not in dropped for unit in lines.units]
    job.notes.skipped += len({row for row, kept in zip(lines.rows, keep, strict=True) if not kept})
    columns = lines.columns if len(lines.columns) == 1 else _kept(lines.columns, keep)
    return Lines(
        lines.kind, _kept(lines.rows, keep), columns, _kept(lines.units, keep), _kept(lines.months, keep),
        _kept(lines.groups, keep), _kept(lines.accounts, keep), _kept(lines.activities, keep),
        _kept(lines.numbers, keep), lines.yearly,
    )  # fmt: skip


def _kept(values: Sequence[T], keep: Sequence[bool]) -> list[T]:
    return [value for value, kept in zip(values, keep, strict=True) if kept]


def _is_sum(job: Job, lines: Lines, parent: int, parts: Sequence[int]) -> bool:
    money = MoneyUnit.MNKR
    amounts = ore_of(lines.numbers, money)
    step = step_of(lines.numbers, money)
    own: dict[Key, int] = {}
    sums: dict[Key, list[int]] = {}
    members = set(parts)
    keys = zip(lines.units, lines.months, lines.groups, lines.accounts, lines.activities, amounts, strict=True)
    for unit, month, group, account, activity, amount in keys:
        key = (month, group, account, activity)
        if unit == parent:
            own[key] = own.get(key, 0) + amount
        elif unit in members:
            sums.setdefault(key, []).append(amount)
    agree = [
        key
        for key, amount in own.items()
        if abs(amount - sum(sums.get(key, [0]))) <= tolerance(len(sums.get(key, [])), step)
    ]
    if len(agree) == len(own):
        return True
    total, whole = sum(own.values()), sum(map(sum, sums.values()))
    split = any(lines.accounts) or len({*lines.groups}) > 1
    partly = any(own[key] and key in sums for key in agree)
    if total and (partly or not split or abs(total - whole) <= tolerance(len(own), step)):
        places = [
            (lines.rows[index], _column(lines, index)) for index, unit in enumerate(lines.units) if unit == parent
        ]
        found, hint = (format_amount(each, money, decimals=2) for each in (total, whole))
        job.notes.at(Code.PARTS_DIFFER, job.sheet, places[:1], found, hint)
    return False


def _column(lines: Lines, index: int) -> int:
    return lines.columns[0] if len(lines.columns) == 1 else lines.columns[index]
