"""Who may decide what a decision costs, by the limits of a delegation. Pure.

Amounts are öre. A limit a day, a month or a year is compared with a cost a day, a month or a year by what both come
to in a year of 365 days and 12 months. What a decision costs once is compared with limits of a decision only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

TIMES_A_YEAR = {"day": 365, "month": 12, "year": 1}
NEAREST_FIRST = ("case-officer", "team-leader", "deputy", "unit-head")


@dataclass(frozen=True, slots=True)
class Limit:
    """What a role in a unit may decide: what costs more than `above` and at most `limit`. None bounds nothing."""

    unit: int
    role: str
    what: str
    above: int | None = None
    limit: int | None = None
    per: str = "year"
    withdrawn: bool = False

    @property
    def covers_all(self) -> bool:
        """Whether it covers every decision of its kind, whatever it costs."""
        return self.above is None and self.limit is None

    def covers(self, cost: int, per: str) -> bool | None:
        """Whether a decision that costs `cost` (`per` a decision, day, month or year) is within it; None: not known."""
        if self.covers_all:
            return True
        if not comparable(self.per, per):
            return None
        asked = yearly(cost, per)
        over = self.above is None or asked > yearly(self.above, self.per)
        return over and (self.limit is None or asked <= yearly(self.limit, self.per))


class Verdict(StrEnum):
    """What the limits of a unit say of a decision."""

    ROLE = "role"  # a role in the unit decides
    HIGHER = "higher"  # nobody in the unit may
    UNKNOWN = "unknown"  # the limits are of something else than the cost


@dataclass(frozen=True, slots=True)
class Answer:
    """Who decides in a unit about one kind of decision: the role nearest the case that may, empty when none may.

    `withdrawn` are the nearer roles that would have decided, had their delegation not been withdrawn.
    """

    unit: int
    what: str
    verdict: Verdict
    role: str = ""
    withdrawn: tuple[str, ...] = ()


def comparable(one: str, other: str) -> bool:
    """Whether amounts per `one` and per `other` can be held against each other."""
    return one == other or (one in TIMES_A_YEAR and other in TIMES_A_YEAR)


def yearly(amount: int, per: str) -> int:
    """What `amount` comes to in a year; a decision counts as once."""
    return amount * TIMES_A_YEAR.get(per, 1)


def who_decides(limits: Sequence[Limit], cost: int, per: str) -> list[Answer]:
    """Who decides what costs `cost` (öre, `per` a decision, day, month or year) in each unit, by kind of decision.

    One answer per unit and kind, in the order in which `limits` has them.
    """
    kinds: dict[tuple[int, str], list[Limit]] = {}
    for each in limits:
        kinds.setdefault((each.unit, each.what.casefold()), []).append(each)
    return [_answer(rows, cost, per) for rows in kinds.values()]


def _answer(limits: Sequence[Limit], cost: int, per: str) -> Answer:
    unit, what = limits[0].unit, limits[0].what
    covering = [each for each in limits if each.covers(cost, per)]
    covered = {each.role for each in covering if not each.withdrawn}
    lost = {each.role for each in covering if each.withdrawn} - covered
    role = next((each for each in NEAREST_FIRST if each in covered), "")
    nearer = NEAREST_FIRST[: NEAREST_FIRST.index(role)] if role else NEAREST_FIRST
    withdrawn = tuple(each for each in nearer if each in lost)
    if role:
        return Answer(unit, what, Verdict.ROLE, role, withdrawn)
    unsure = any(each.covers(cost, per) is None for each in limits if not each.withdrawn)
    return Answer(unit, what, Verdict.UNKNOWN if unsure else Verdict.HIGHER, withdrawn=withdrawn)


def overlapping(one: Limit, other: Limit) -> bool:
    """Whether both say who decides the same decision: same unit, role and kind, and a cost that both cover."""
    if (one.unit, one.role, one.what.casefold()) != (other.unit, other.role, other.what.casefold()):
        return False
    if one.covers_all or other.covers_all:
        return True
    return comparable(one.per, other.per) and _below(one, other) and _below(other, one)


def _below(one: Limit, other: Limit) -> bool:
    """Whether `one` begins below the end of `other`."""
    if one.above is None or other.limit is None:
        return True
    return yearly(one.above, one.per) < yearly(other.limit, other.per)
