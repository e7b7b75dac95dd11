"""Accounts × months of one unit and year. Pure. Amounts are net cost in öre; a difference is budget − actual."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from forecasts.unit_figures import ACTUAL, BUDGET, Key
from units.months import months_of


class Show(StrEnum):
    """Which amounts the matrix holds."""

    ACTUAL = "actual"
    BUDGET = "budget"
    DIFFERENCE = "difference"


class Level(StrEnum):
    """What a row is about."""

    GROUP = "group"
    ACCOUNT = "account"
    ACTIVITY = "activity"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount by group, account, activity code, month and kind; `upload` is the only one it came from."""

    group: int
    account: str
    activity: str
    month: date
    kind: int
    amount: int
    upload: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One amount of the matrix; None is nothing. `upload` is the only one it came from, or None."""

    amount: int | None
    upload: int | None = None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: its twelve months and their sum. `code` is the group's code, the account or the activity code."""

    level: Level
    code: str
    name: str
    months: tuple[Shown, ...]
    opened: bool = False

    @property
    def total(self) -> int | None:
        """The sum of the months; None when there is nothing in any."""
        amounts = [each.amount for each in self.months if each.amount is not None]
        return sum(amounts) if amounts else None


def matrix(
    cells: Sequence[Cell],
    groups: Iterable[Key],
    *,
    year: int,
    show: Show,
    opened: Collection[str],
    closed: date | None = None,
    total: str = "",
) -> list[MatrixRow]:
    """The groups that have figures, those in `opened` (by code) followed by their accounts, and last the total.

    An account is followed by its activity codes when it has any. `total` is the name of the last row. A difference is
    taken in months up to `closed`, the last closed one: preliminary actuals make no deviation.
    """
    if show is Show.DIFFERENCE:
        cells = [each for each in cells if closed and each.month <= closed]
    rows = []
    for group in groups:
        own = [each for each in cells if each.group == group.pk]
        if not own:
            continue
        is_open = group.code in opened
        rows.append(MatrixRow(Level.GROUP, group.code, group.name, _months(own, year, show), opened=is_open))
        if is_open:
            rows.extend(_accounts(own, year, show))
    rows.append(MatrixRow(Level.TOTAL, "", total, _months(cells, year, show)))
    return rows


def _accounts(cells: Sequence[Cell], year: int, show: Show) -> Iterable[MatrixRow]:
    for account in sorted({each.account for each in cells}):
        own = [each for each in cells if each.account == account]
        yield MatrixRow(Level.ACCOUNT, account, "", _months(own, year, show))
        activities = sorted({each.activity for each in own})
        if activities == [""]:
            continue
        for activity in activities:
            part = [each for each in own if each.activity == activity]
            yield MatrixRow(Level.ACTIVITY, activity, "", _months(part, year, show))


def _months(cells: Sequence[Cell], year: int, show: Show) -> tuple[Shown, ...]:
    by_month: dict[date, list[Cell]] = defaultdict(list)
    for each in cells:
        by_month[each.month].append(each)
    return tuple(_shown(by_month[month], show) for month in months_of(year))


def _shown(cells: Sequence[Cell], show: Show) -> Shown:
    if show is Show.DIFFERENCE:
        return Shown(sum(each.amount if each.kind == BUDGET else -each.amount for each in cells) if cells else None)
    kind = BUDGET if show is Show.BUDGET else ACTUAL
    own = [each for each in cells if each.kind == kind]
    uploads = {each.upload for each in own}
    return Shown(sum(each.amount for each in own) if own else None, uploads.pop() if len(uploads) == 1 else None)
