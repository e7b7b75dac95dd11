"""From the last forecast to this one: what moved the deviation, by unit and by cause. Pure.

Amounts are öre with the sign of the deviation: + is better. Every bridge sums exactly: its first bar and its moves are
its last bar.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Move:
    """A unit before and now.

    `budget` is the yearly budget as it stands, `added` what budget changes since the previous forecast added to it.
    `previous` and `forecast` are net cost; None is no forecast. Who has not submitted now stands by what was said
    before, and who never said anything by the budget.
    """

    code: str
    name: str
    budget: int
    added: int = 0
    previous: int | None = None
    forecast: int | None = None

    @property
    def before(self) -> int:
        """The deviation as it was: the previous forecast against the budget of that time."""
        return 0 if self.previous is None else self.budget - self.added - self.previous

    @property
    def given(self) -> int:
        """What budget changes did to the deviation: nothing to a first forecast, which is made with them."""
        return 0 if self.previous is None else self.added

    @property
    def now(self) -> int:
        """The deviation now."""
        counted = self.previous if self.forecast is None else self.forecast
        return 0 if counted is None else self.budget - counted

    @property
    def change(self) -> int:
        """What the unit itself changed: the rest of the way."""
        return self.now - self.before - self.given

    @property
    def is_new(self) -> bool:
        """Whether it has a forecast now and had none before."""
        return self.previous is None and self.forecast is not None


class Bar(StrEnum):
    """What a bar of the bridge is."""

    TOTAL = "total"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: a total, or what is added to the total before it."""

    key: str
    name: str
    amount: int
    bar: Bar = Bar.MOVE


@dataclass(frozen=True, slots=True)
class Ends:
    """The totals at the ends of a bridge, and the budget changes between them."""

    before: int
    given: int
    now: int

    @property
    def change(self) -> int:
        """What the units changed."""
        return self.now - self.before - self.given


def ends(moves: Iterable[Move]) -> Ends:
    """The sums of `moves`."""
    found = list(moves)
    return Ends(sum(each.before for each in found), sum(each.given for each in found), sum(each.now for each in found))


def by_unit(moves: Sequence[Move], *, shown: int) -> list[Step]:
    """The bridge by unit: budget changes, the `shown` largest changes, and the other units' under the key `rest`."""
    whole = ends(moves)
    changed = sorted((each for each in moves if each.change), key=lambda each: (-abs(each.change), each.code))
    first, others = changed[:shown], changed[shown:]
    steps = [Step(each.code, each.name, each.change) for each in first]
    if others:
        steps.append(Step("rest", str(len(others)), sum(each.change for each in others)))
    return _bridge(whole, steps)


def by_cause(moves: Sequence[Move], before: Mapping[str, int], now: Mapping[str, int]) -> list[Step]:
    """The bridge by cause: how much more or less each is said to be, and what no cause explains under the key `rest`.

    `before` and `now` are the amounts of the causes in the previous forecasts and in these.
    """
    whole = ends(moves)
    moved = {code: now.get(code, 0) - before.get(code, 0) for code in {**before, **now}}
    largest = sorted((code for code in moved if moved[code]), key=lambda code: (-abs(moved[code]), code))
    steps = [Step(code, "", moved[code]) for code in largest]
    rest = whole.change - sum(moved.values())
    return _bridge(whole, [*steps, Step("rest", "", rest)] if rest else steps)


def _bridge(whole: Ends, steps: Sequence[Step]) -> list[Step]:
    given = [Step("given", "", whole.given)] if whole.given else []
    return [Step("before", "", whole.before, Bar.TOTAL), *given, *steps, Step("now", "", whole.now, Bar.TOTAL)]
