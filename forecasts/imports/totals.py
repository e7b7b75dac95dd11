"""Printed totals beside the sum of the rows they cover. Pure."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from forecasts.imports.cells import Number, decimals, ore_of
from forecasts.imports.examined import Reconciled
from forecasts.imports.lines import Job
from forecasts.imports.problems import Code
from forecasts.imports.sums import blocks
from units.money import MoneyUnit, format_amount

SAMPLE = 5000
FINER = 2  # öre: what rounding amounts finer than an öre to it can move two of them


@dataclass(frozen=True, slots=True)
class Printed:
    """A total as printed: its row and column (indices in the sheet), its label and its number."""

    row: int
    column: int
    label: str
    number: Number


@dataclass(frozen=True, slots=True)
class Entries:
    """The figures of one column in the order of their rows (indices in the sheet), öre in the file's sign."""

    column: int
    rows: Sequence[int]
    amounts: Sequence[int]
    step: int


def step_of(numbers: Sequence[Number], money: MoneyUnit) -> int:
    """The rounding step of the numbers in öre: 10 000 000 for mnkr with one decimal."""
    stride = max(1, len(numbers) // SAMPLE)
    finest = len(str(money.ore)) - 1
    places = decimals(numbers[::stride], finest + 1)
    return money.ore // int(10**places) if places <= finest else FINER


def tolerance(rows: int, step: int) -> int:
    """What the rounding of `rows` amounts and of their total can explain (öre)."""
    return (rows + 1) * step // 2 if step > 1 else 0


def reconcile(
    job: Job, printed: Sequence[Printed], columns: Sequence[Entries], money: MoneyUnit, sign: str
) -> list[Printed]:
    """Hold each printed total against the rows it covers; those that no block of rows explains are returned.

    Where neither costs nor revenues have a minus, `columns` are turned and only the size of a total is compared.
    """
    unexplained = []
    for entries in columns:
        own = [each for each in printed if each.column == entries.column]
        if own and entries.rows:
            unexplained += _reconcile_column(job, own, entries, money, sign)
    return unexplained


def _reconcile_column(job: Job, printed: list[Printed], entries: Entries, money: MoneyUnit, sign: str) -> list[Printed]:
    turn = -1 if sign == "cost-negative" else 1
    sums = [0, *accumulate(entries.amounts)]
    marks = [bisect_left(entries.rows, each.row) for each in printed]
    unexplained = []
    for index, each in enumerate(printed):
        around = blocks(marks, index, len(entries.rows))
        if not around:
            continue
        amount = ore_of([each.number], money)[0]
        gaps = {block: _gap(sums[block[1]] - sums[block[0]], amount, sign) for block in around}
        agreeing = (block for block, gap in gaps.items() if gap <= tolerance(block[1] - block[0], entries.step))
        block = next(agreeing, around[0])
        total = sums[block[1]] - sums[block[0]]
        amount = -amount if sign == "unsigned" and (total < 0) != (amount < 0) else amount
        result = Reconciled(
            job.sheet.name, job.sheet.address(each.row, each.column), each.label,
            turn * amount, turn * total, tolerance(block[1] - block[0], entries.step),
        )  # fmt: skip
        job.notes.reconciled.append(result)
        if not result.agrees:
            unexplained.append(each)
            if each.label:
                warn_total(job, (each.row, each.column), amount, total, money)
    return unexplained


def _gap(total: int, printed: int, sign: str) -> int:
    return abs(abs(total) - abs(printed)) if sign == "unsigned" else abs(total - printed)


def warn_total(job: Job, place: tuple[int, int], printed: int, computed: int, money: MoneyUnit) -> None:
    """Say that a printed total is not the sum of its rows; both as the file writes them."""
    found, hint = (f"{format_amount(each, money, decimals=_places(money))} {money}" for each in (printed, computed))
    job.notes.warn(Code.TOTAL_DIFFERS, job.sheet, place, found, hint)


def _places(money: MoneyUnit) -> int:
    return {MoneyUnit.KR: 2, MoneyUnit.TKR: 0, MoneyUnit.MNKR: 1}[money]
