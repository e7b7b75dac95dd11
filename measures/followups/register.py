"""The register of measures as rows and sums. Pure.

Amounts are öre, positive when they save. Planned, expected and remaining effects are net of costs, realised and
verified ones are as they were reported and signed. All are of the units looked at, which may be some of a measure's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from measures.decided import is_decided
from measures.stages import ORDER, Stage

AMOUNTS = ("planned", "expected", "realised", "verified", "remaining")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A measure in the register, with all its units. `others` is how many of them are not looked at.

    `planned` is None until it is decided, `expected` when it is rejected, `realised` and `verified` when nobody said
    anything of the year. `overdue` is how many days its follow-up is late, 0 when it is not.
    """

    pk: int
    number: int
    title: str
    units: tuple[str, ...]
    others: int
    departments: tuple[str, ...]
    kind: str
    stage: str
    owner: str
    start: date
    end: date | None
    full_year: int
    planned: int | None
    expected: int | None
    realised: int | None
    verified: int | None
    remaining: int | None
    next_follow_up: date | None
    overdue: int
    followed_on: date | None
    status: str | None

    @property
    def stage_order(self) -> int:
        """Where its stage is on the way from idea to rejected."""
        return ORDER.index(Stage(self.stage))


@dataclass(frozen=True, slots=True)
class StageSum:
    """The measures of one stage: how many, and what they are expected to save in the year."""

    stage: str
    count: int
    expected: int


def sum_of(rows: Iterable[RegisterRow], name: str) -> int:
    """The sum of the amount `name` of the rows that have it."""
    return sum(getattr(row, name) or 0 for row in rows)


def by_stage(rows: Sequence[RegisterRow]) -> list[StageSum]:
    """A sum for each stage that has a measure, in the order of the stages."""
    stages: dict[str, list[RegisterRow]] = {}
    for row in rows:
        stages.setdefault(row.stage, []).append(row)
    return [
        StageSum(stage, len(stages[stage]), sum_of(stages[stage], "expected")) for stage in ORDER if stage in stages
    ]


def decided_of(rows: Iterable[RegisterRow]) -> list[RegisterRow]:
    """Those that are decided: closed ones too, and stopped ones that saved something."""
    return [row for row in rows if is_decided(row.stage, row.expected)]
