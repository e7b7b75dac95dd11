"""Rows of classes of accounts among the accounts: 50 beside 5020 is a sum, not an account. Pure."""

from collections.abc import Hashable, Sequence
from itertools import repeat

from forecasts.imports.cells import decimals
from forecasts.imports.lines import Job
from forecasts.imports.problems import Code
from forecasts.imports.rows import Rows
from forecasts.imports.sums import Cells

LONGEST_CLASS = 2
AGREE = 0.9
Place = tuple[int, Hashable]


def take_classes(job: Job, rows: Rows, lists: Sequence[Cells]) -> None:
    """Make totals of the rows whose account is how longer accounts of the same unit and month begin.

    One of more than two digits is a class only where its amounts, in every one of `lists`, are the sums of those
    accounts in nearly every month of every unit; else it is an account of its own.
    """
    lengths = {len(account) for account in set(rows.accounts) if account}
    if len(lengths) < 2:
        return
    times = _times(job, rows)
    by_account: dict[str, dict[Place, list[int]]] = {}
    for position, unit, account, time in zip(rows.data, rows.units, rows.accounts, times, strict=True):
        by_account.setdefault(account, {}).setdefault((unit, time), []).append(position)
    taken: set[int] = set()
    classes: set[str] = set()
    for account in sorted(filter(None, by_account), key=len, reverse=True):
        parts = [own for longer, own in by_account.items() if _is_within(longer, account) and longer not in classes]
        inside = {place: found for place in by_account[account] if (found := _of(parts, place))}
        if inside and (len(account) <= LONGEST_CLASS or _agree(by_account[account], inside, lists)):
            classes.add(account)
            taken.update(position for place in inside for position in by_account[account][place])
    if not taken:
        return
    rows.labels |= {at: account for at, account in zip(rows.data, rows.accounts, strict=True) if at in taken}
    rows.totals = sorted([*rows.totals, *taken])
    rows.keep([position not in taken for position in rows.data])


def _times(job: Job, rows: Rows) -> list[Hashable]:
    """What says the month of each row of figures."""
    columns = [job.cells(each.index) for each in job.table.with_role("month", "year")]
    if not columns:
        return list(repeat(None, len(rows.data)))
    return [tuple(cells[position] for cells in columns) for position in rows.data]


def _of(parts: Sequence[dict[Place, list[int]]], place: Place) -> list[int]:
    return [position for own in parts for position in own.get(place, ())]


def _agree(own: dict[Place, list[int]], inside: dict[Place, list[int]], lists: Sequence[Cells]) -> bool:
    """Whether the rows of a class are the sums of those inside it, in nearly every place where there are such."""
    same = sum(all(_same(numbers, own[place], parts) for numbers in lists) for place, parts in inside.items())
    return same >= AGREE * len(inside)


def _same(numbers: Cells, whole: Sequence[int], parts: Sequence[int]) -> bool:
    cells = [_amounts(numbers, each) for each in (whole, parts)]
    half = 0.5 * 10.0 ** -decimals([*cells[0], *cells[1]])
    return abs(sum(cells[0]) - sum(cells[1])) <= half * (len(parts) + len(whole)) + 1e-9


def _amounts(numbers: Cells, positions: Sequence[int]) -> list[float]:
    found = [number for each in positions if (number := numbers[each]) is not None and not isinstance(number, Code)]
    return list(map(float, found))


def _is_within(longer: str, account: str) -> bool:
    return len(longer) > len(account) and longer.startswith(account)
