"""How far a message has come down the line: departments, their units, and the teams of these. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Passed:
    """That a place passed a message on. `fresh` is whether it was today, so that it can be taken back."""

    at: datetime
    by: str
    word: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step for one place. `step` and `place` (a pk), called `name`, say which; `passed` is None while it is lacking.

    `answers` are those who are to do it, by name; `mine` is whether the person who looks is one of them.
    """

    step: str
    place: int
    name: str
    passed: Passed | None
    answers: tuple[str, ...] = ()
    mine: bool = False

    @property
    def key(self) -> str:
        """What tells it from the others on a page."""
        return f"{self.step}-{self.place}"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit: whether its head passed the message on to the team, and whether the team has heard it."""

    code: str
    name: str
    unit: Step
    team: Step


@dataclass(frozen=True, slots=True)
class DepartmentLine:
    """A department with the units that are shown. `head` is None where the person sees only a unit of it."""

    code: str
    name: str
    head: Step | None
    units: list[UnitLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of all have done it."""

    done: int
    all: int

    @property
    def percent(self) -> int:
        """In whole per cent, rounded down, so that 100 is everyone."""
        return self.done * PER_CENT // self.all if self.all else 0

    @property
    def lacking(self) -> int:
        """How many have not."""
        return self.all - self.done


def share_of(steps: Iterable[Step]) -> Share:
    """How many of `steps` are done."""
    done = [each.passed is not None for each in steps]
    return Share(sum(done), len(done))


@dataclass(frozen=True, slots=True)
class Cascade:
    """How far a message has come in what a person sees, departments and units by code."""

    departments: list[DepartmentLine]

    @property
    def heads(self) -> Share:
        """How many departments passed it on to their unit heads."""
        return share_of(each.head for each in self.departments if each.head)

    @property
    def units(self) -> Share:
        """How many units passed it on to their team."""
        return share_of(each.unit for each in self._lines)

    @property
    def teams(self) -> Share:
        """How many teams have heard it."""
        return share_of(each.team for each in self._lines)

    @property
    def steps(self) -> list[Step]:
        """Every step, from the top down."""
        heads = [each.head for each in self.departments if each.head]
        return [*heads, *(each.unit for each in self._lines), *(each.team for each in self._lines)]

    @property
    def mine(self) -> list[Step]:
        """What the person who looks is to do or has done."""
        return [each for each in self.steps if each.mine]

    @property
    def lacking(self) -> list[Step]:
        """What is not done."""
        return [each for each in self.steps if each.passed is None]

    @property
    def whole(self) -> bool:
        """Whether everyone has passed it on and heard it."""
        return not self.lacking

    @property
    def _lines(self) -> list[UnitLine]:
        return [line for each in self.departments for line in each.units]
