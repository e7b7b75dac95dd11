"""Monthly figures of a file, 100 000 of them as quickly as columns travel. Pure."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from operator import add, itemgetter
from typing import Any, NamedTuple

FEWEST_TO_PICK = 2


class FigureKey(NamedTuple):
    """What one monthly figure is about. `unit` and `group` are primary keys; account and activity may be empty."""

    unit: int
    month: date
    group: int
    account: str
    activity: str


class Figures(Mapping[FigureKey, int]):
    """Öre by figure key, sorted by key. Each part of the keys is a column, as is the öre, and they are kept so.

    Columns are checked, sent between processes and stored several times faster than an object for each figure; as a
    mapping it makes those objects when they are first asked for.
    """

    __slots__ = ("_by_key", "accounts", "activities", "amounts", "groups", "months", "units")

    def __init__(self, figures: Mapping[FigureKey, int] | None = None) -> None:
        rows = sorted((*key, amount) for key, amount in (figures or {}).items())
        self._keep(list(zip(*rows, strict=True)) or [()] * 6)

    def _keep(self, columns: Sequence[Sequence[Any]]) -> None:
        self.units: Sequence[int] = columns[0]
        self.months: Sequence[date] = columns[1]
        self.groups: Sequence[int] = columns[2]
        self.accounts: Sequence[str] = columns[3]
        self.activities: Sequence[str] = columns[4]
        self.amounts: Sequence[int] = columns[5]
        self._by_key: dict[FigureKey, int] | None = None

    @property
    def keys_in_columns(self) -> tuple[Sequence[Any], ...]:
        """The five columns of the keys."""
        return self.units, self.months, self.groups, self.accounts, self.activities

    @property
    def scope(self) -> set[tuple[int, date]]:
        """The unit months that they decide."""
        return set(zip(self.units, self.months, strict=True))

    def without_zeros(self) -> "Figures":
        """Those that are not zero."""
        if 0 not in self.amounts:
            return self
        rows = (row for row in zip(*self.keys_in_columns, self.amounts, strict=True) if row[5])
        return figures_in_columns(list(zip(*rows, strict=True)) or [()] * 6)

    def digest(self) -> bytes:
        """The same for the same figures, whatever file they came from."""
        found = sha256()
        days = map(date.toordinal, self.months)
        for numbers in (self.units, days, self.groups):
            found.update(array("q", numbers).tobytes())
        for texts in (self.accounts, self.activities):
            found.update("\0".join(texts).encode())
        found.update(repr(list(self.amounts)).encode())
        return found.digest()

    def _mapped(self) -> dict[FigureKey, int]:
        if self._by_key is None:
            self._by_key = dict(zip(self, self.amounts, strict=True))
        return self._by_key

    def __getitem__(self, key: FigureKey) -> int:
        return self._mapped()[key]

    def __iter__(self) -> Iterator[FigureKey]:
        return map(FigureKey._make, zip(*self.keys_in_columns, strict=True))

    def __len__(self) -> int:
        return len(self.amounts)

    def __repr__(self) -> str:
        return f"Figures({self._mapped()!r})"

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return figures_in_columns, ([*self.keys_in_columns, self.amounts],)


def figures_in_columns(columns: Sequence[Sequence[Any]]) -> Figures:
    """Figures whose five columns of keys and one of öre are sorted already, each key once."""
    figures = Figures.__new__(Figures)
    figures._keep(columns)  # noqa: SLF001 - its other constructor
    return figures


def figures_of_columns(keys: Sequence[Sequence[Any]], amounts: Sequence[int]) -> Figures:
    """Figures from the five columns of their keys and one of öre in any order; amounts of the same key are added.

    Each key is a number that sorts as it does, so that a million of them are no more than a million integers.
    """
    numbers = _numbers(keys)
    place = dict(zip(numbers, range(len(numbers)), strict=True))
    order = [place[number] for number in sorted(place)]
    if len(order) < len(numbers):
        sums = dict.fromkeys(place, 0)
        for number, amount in zip(numbers, amounts, strict=True):
            sums[number] += amount
        amounts = [sums[number] for number in numbers]
    if len(order) < FEWEST_TO_PICK:
        return figures_in_columns([[column[at] for at in order] for column in (*keys, amounts)])
    pick = itemgetter(*order)
    return figures_in_columns([pick(column) for column in (*keys, amounts)])


def _numbers(keys: Sequence[Sequence[Any]]) -> list[int]:
    """A number for every key: the order of the numbers is that of the keys."""
    numbers, scale = [0] * len(keys[0]), 1
    for column in reversed(keys):
        values = sorted(set(column))
        if len(values) > 1:
            place = {value: at * scale for at, value in enumerate(values)}
            numbers = list(map(add, numbers, map(place.__getitem__, column)))
            scale *= len(values)
    return numbers
