"""One unit's two years: by account group, by part and by month. Pure.

Amounts are net cost in öre. Deviation = budget − forecast or − actual: positive is a surplus.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from forecasts.deviation import speaks_for_parts
from units.months import months_of

BUDGET, ACTUAL = 1, 2
UNSPLIT = "0"


class Sum(NamedTuple):
    """The amount (öre) of one unit, account group, month and kind of figure: BUDGET with its changes, or ACTUAL."""

    unit: int
    group: int
    month: date
    kind: int
    amount: int


class Key(NamedTuple):
    """A unit or an account group: what a row is about."""

    pk: int
    code: str
    name: str


class Line(NamedTuple):
    """The full-year forecast (öre) of one account group, and why it deviates."""

    group: int
    amount: int
    cause: str = ""
    comment: str = ""


class CauseName(NamedTuple):
    """What a cause is called in the words of an administration."""

    code: str
    name: str


class Reason(NamedTuple):
    """How much of the deviation (öre, with its sign) has one cause."""

    cause: str
    amount: int
    comment: str = ""


class Risk(NamedTuple):
    """What could make the deviation worse (−) or better (+) than the forecast (öre), and how likely in per cent."""

    text: str
    amount: int
    probability: int


@dataclass(frozen=True, slots=True)
class Submitted:
    """A forecast as it was handed in. `by` is who did it, empty when unknown; `name` the unit's.

    `round` is the round it was made in, None for one from before there were rounds.
    """

    pk: int
    unit: int
    as_of: date
    version: int
    comment: str
    at: datetime
    by: str
    name: str = ""
    lines: tuple[Line, ...] = ()
    causes: tuple[Reason, ...] = ()
    risks: tuple[Risk, ...] = ()
    state: str = ""
    late: bool = False
    round: int | None = None

    @property
    def amount(self) -> int:
        """Full-year net cost."""
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class Book:
    """What one unit's page is computed from.

    `unit` is the unit itself. `sums` are of it and its parts, this year and last. `forecasts` are those handed in for
    this year as of at the latest `month`, oldest first, every version. `closed` is the last closed month or None,
    `causes` the names that the administration has given causes.
    """

    year: int
    month: date
    closed: date | None
    sums: Sequence[Sum]
    forecasts: Sequence[Submitted]
    unit: int = 0
    causes: tuple[CauseName, ...] = ()

    @property
    def budgets(self) -> dict[int, int]:
        """The year's budget (öre) of the unit without its parts, and of each part."""
        budgets: dict[int, int] = defaultdict(int)
        for each in self.sums:
            if each.kind == BUDGET and each.month.year == self.year:
                budgets[each.unit] += each.amount
        return budgets

    @property
    def current(self) -> list[Submitted]:
        """The forecast that counts for each unit: the highest version of its latest as-of month.

        One that the unit made for its parts too counts alone, and not at all once the parts forecast for themselves.
        """
        latest: dict[int, Submitted] = {}
        for each in sorted(self.forecasts, key=lambda each: (each.as_of, each.version)):
            latest[each.unit] = each
        own = latest.get(self.unit)
        parts = [each for each in latest.values() if each is not own]
        if own is None or not parts or not self._speaks_for_parts:
            return list(latest.values())
        return [own] if own.as_of > max(each.as_of for each in parts) else parts

    @property
    def on_budget(self) -> set[int]:
        """The units that count as if they end on budget, because others have a forecast and they have none."""
        made = {each.unit for each in self.current}
        if not made or (made == {self.unit} and self._speaks_for_parts):
            return set()
        return set(self.budgets) - made

    @property
    def _speaks_for_parts(self) -> bool:
        budgets = self.budgets
        return speaks_for_parts(budgets.pop(self.unit, 0), budgets.values())


@dataclass(frozen=True, slots=True)
class Row:
    """Two years of a unit, a part or an account group. None is what there is nothing to say about."""

    key: Key
    last_budget: int | None
    last_actual: int | None
    budget: int | None
    budget_to_date: int | None
    actual_to_date: int | None
    forecast: int | None
    as_of: date | None = None
    causes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    split: bool = True

    @property
    def last_deviation(self) -> int | None:
        """Last year's budget minus its actual; None without actuals."""
        return None if self.last_actual is None else (self.last_budget or 0) - self.last_actual

    @property
    def deviation_to_date(self) -> int | None:
        """Deviation of the closed months; None when none is closed."""
        return None if self.actual_to_date is None else (self.budget_to_date or 0) - self.actual_to_date

    @property
    def deviation(self) -> int | None:
        """Full-year deviation before measures; None without a forecast that can be held against the budget."""
        return None if self.forecast is None or not self.split else (self.budget or 0) - self.forecast


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """Budget and actual of one month, and from January to it. `actual` is None for a month without actuals."""

    month: date
    budget: int
    actual: int | None
    budget_so_far: int
    actual_so_far: int | None
    preliminary: bool

    @property
    def deviation(self) -> int | None:
        """The closed month's budget minus its actual; None for a preliminary month."""
        return None if self.actual is None or self.preliminary else self.budget - self.actual

    @property
    def deviation_so_far(self) -> int | None:
        """Budget minus actual from January to the closed month; None for a preliminary month."""
        return None if self.actual_so_far is None or self.preliminary else self.budget_so_far - self.actual_so_far


@dataclass(slots=True)
class _Amounts:
    last_budget: int | None = None
    last_actual: int | None = None
    budget: int | None = None
    budget_to_date: int | None = None
    actual_to_date: int | None = None

    def add(self, book: Book, each: Sum) -> None:
        if each.month.year < book.year:
            if each.kind == BUDGET:
                self.last_budget = (self.last_budget or 0) + each.amount
            else:
                self.last_actual = (self.last_actual or 0) + each.amount
            return
        closed = book.closed is not None and each.month <= book.closed
        if each.kind == BUDGET:
            self.budget = (self.budget or 0) + each.amount
            if closed:
                self.budget_to_date = (self.budget_to_date or 0) + each.amount
        elif closed:
            self.actual_to_date = (self.actual_to_date or 0) + each.amount


def _amounts(book: Book, key: Callable[[Sum], int]) -> dict[int, _Amounts]:
    found: dict[int, _Amounts] = defaultdict(_Amounts)
    for each in book.sums:
        found[key(each)].add(book, each)
    return found


def _row(book: Book, key: Key, amounts: _Amounts, forecast: int | None, **more: object) -> Row:
    return Row(
        key,
        amounts.last_budget,
        amounts.last_actual,
        amounts.budget,
        None if book.closed is None else amounts.budget_to_date or 0,
        None if book.closed is None else amounts.actual_to_date or 0,
        forecast,
        **more,  # type: ignore[arg-type]
    )


def total_row(book: Book, key: Key) -> Row:
    """The whole unit, its parts included."""
    amounts = _amounts(book, lambda _: 0)[0]
    current, budgets = book.current, book.budgets
    return _row(
        book,
        key,
        amounts,
        sum(each.amount for each in current) + sum(budgets[unit] for unit in book.on_budget) if current else None,
        as_of=max((each.as_of for each in current), default=None),
    )


def group_rows(book: Book, groups: Iterable[Key]) -> list[Row]:
    """One row per account group that has any figure, in the order of `groups`.

    Where the forecast is made for the unit as a whole, its amount stands on the unsplit group and deviates from
    nothing: only the unit's total can be compared.
    """
    amounts = _amounts(book, lambda each: each.group)
    lines: dict[int, list[Line]] = defaultdict(list)
    for forecast in book.current:
        for line in forecast.lines:
            lines[line.group].append(line)
    for group, amount in _budgets_by_group(book, book.on_budget).items():
        lines[group].append(Line(group, amount))
    rows = []
    for key in groups:
        if key.pk not in amounts and key.pk not in lines:
            continue
        own = lines.get(key.pk, [])
        rows.append(
            _row(
                book,
                key,
                amounts[key.pk],
                sum(line.amount for line in own) if own else None,
                causes=tuple(dict.fromkeys(line.cause for line in own if line.cause)),
                comments=tuple(dict.fromkeys(line.comment for line in own if line.comment)),
                split=key.code != UNSPLIT or amounts[key.pk].budget is not None or len(amounts) == 0,
            )
        )
    return rows


def _budgets_by_group(book: Book, units: set[int]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for each in book.sums:
        if each.unit in units and each.kind == BUDGET and each.month.year == book.year:
            found[each.group] += each.amount
    return found


def reasons(book: Book) -> list[Reason]:
    """What the causes of the forecasts that count do to the deviation, summed over the parts, the largest first."""
    amounts: dict[str, int] = defaultdict(int)
    comments: dict[str, list[str]] = defaultdict(list)
    for each in (reason for forecast in book.current for reason in forecast.causes):
        amounts[each.cause] += each.amount
        comments[each.cause] += [each.comment] if each.comment else []
    summed = [Reason(cause, amount, " ".join(comments[cause])) for cause, amount in amounts.items()]
    return sorted(summed, key=lambda each: (-abs(each.amount), each.cause))


def unit_rows(book: Book, units: Iterable[Key]) -> list[Row]:
    """One row per unit of `units`: itself without its parts. A unit without figures and forecasts has none."""
    amounts = _amounts(book, lambda each: each.unit)
    current = {each.unit: each for each in book.current}
    return [
        _row(
            book,
            key,
            amounts[key.pk],
            current[key.pk].amount if key.pk in current else None,
            as_of=current[key.pk].as_of if key.pk in current else None,
        )
        for key in units
        if key.pk in amounts or key.pk in current
    ]


def month_points(book: Book) -> list[MonthPoint]:
    """January to December; actuals up to the month looked at, those after the last closed month preliminary."""
    budget: dict[date, int] = defaultdict(int)
    actual: dict[date, int] = defaultdict(int)
    for each in book.sums:
        if each.month.year != book.year:
            continue
        if each.kind == BUDGET:
            budget[each.month] += each.amount
        elif each.month <= book.month:
            actual[each.month] += each.amount
    points = []
    budget_so_far, actual_so_far = 0, 0
    for month in months_of(book.year):
        budget_so_far += budget[month]
        actual_so_far += actual.get(month, 0)
        points.append(
            MonthPoint(
                month,
                budget[month],
                actual.get(month),
                budget_so_far,
                actual_so_far if month in actual else None,
                preliminary=book.closed is None or month > book.closed,
            )
        )
    return points
