"""What is known of each row of an agenda when the meeting starts. Pure. Amounts are öre.

Signs are those of `forecasts.deviation`; effects are positive when they save. A row's facts are frozen as JSON with
`codec.encode` and come back with `facts_of`; sentences are made of them when they are shown, in the reader's language.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from forecasts.deviation import Status
from meetings.agenda.codec import Json, decode
from meetings.agenda.figures import Since, TotalFigure
from meetings.kinds import RowKind


class Span(NamedTuple):
    """What happened after one time and until another is new."""

    after: datetime
    until: datetime


class Reason(StrEnum):
    """Why a row is on the agenda."""

    DEFICIT = "deficit"
    CHANGED = "changed"
    FLAGGED = "flagged"
    MISSING = "missing"
    OVERDUE = "overdue"
    NOT_FOLLOWED = "not-followed"
    DECIDED = "decided"
    REALISED = "realised"
    VERIFIED = "verified"
    PROPOSED = "proposed"
    LATE = "late"
    OPEN = "open"
    DONE = "done"
    BETTER = "better"
    IN_BALANCE = "in-balance"
    FOR_COMMITTEE = "for-committee"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class TotalFacts:
    """The total of the place. `since` is None where nothing can be compared; `held` is the day it is compared with."""

    year: int
    month: date
    closed: date | None
    total: TotalFigure
    held: date | None = None
    since: Since | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CauseFacts:
    """What a cause did to the deviation since the last meeting; the code is empty for what no cause explains."""

    code: str
    name: str
    amount: int
    held: date | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit to look at. `change` and `change_after` are since the last meeting, None where nothing can be compared.

    `causes` are the names and amounts of the largest causes, `flags` how many things in its forecast nobody answered,
    `overdue` how many of its measures should have been followed up.
    """

    pk: int
    code: str
    name: str
    department_name: str
    status: Status
    budget: int
    reasons: tuple[str, ...] = ()
    forecast: int | None = None
    as_of: date | None = None
    effect: int = 0
    deviation_to_date: int | None = None
    change: int | None = None
    change_after: int | None = None
    causes: tuple[CauseFacts, ...] = ()
    comment: str = ""
    flags: int = 0
    overdue: int = 0

    @property
    def deviation(self) -> int | None:
        """Full-year deviation before measures; None without a forecast."""
        return None if self.forecast is None else self.budget - self.forecast

    @property
    def after(self) -> int | None:
        """Full-year deviation after measures; None without a forecast."""
        return None if self.deviation is None else self.deviation + self.effect


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure and why it is taken up. `effect` is what it saves in the year net of costs, `realised` and `verified`
    what was last said of the year, None when nothing was.
    """

    pk: int
    number: int
    title: str
    stage: str
    reasons: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    owner_name: str = ""
    effect: int = 0
    realised: int | None = None
    verified: int | None = None
    next_follow_up: date | None = None
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class GapFacts:
    """What must be saved in the year, and what decided measures give of it."""

    year: int
    needed: int
    identified: int
    decided: int
    realised: int
    verified: int
    reasons: tuple[str, ...] = ()

    @property
    def amount(self) -> int:
        """Decided minus needed: negative is lacking."""
        return self.decided - self.needed


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """A decision or an action. `given` is the day of its meeting, `days_late` 0 when it is not late."""

    pk: int
    kind: str
    number: int
    year: int
    text: str
    owner_name: str
    due: date
    state: str
    given: date
    reasons: tuple[str, ...] = ()
    executed_on: date | None = None
    result: str = ""
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """A key figure that left its band, in ten-thousandths. `unit_code` is empty for the total; `few` hides the value.

    `band` is `set` for one that somebody said, `usual` for the range of the months before; both ends are None where
    they would point people out. One that was parked may be `within` its band again.
    """

    code: str
    name: str
    unit_of_measure: str
    decimals: int
    better: str
    month: date
    value: int
    band: str
    low: int | None = None
    high: int | None = None
    unit_code: str = ""
    unit_name: str = ""
    few: bool = False
    pk: int = 0
    within: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """A question that several units share."""

    pk: int
    title: str
    text: str
    raised: date
    owner_name: str = ""
    due: date | None = None
    units: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """What somebody wants to take up."""

    title: str
    text: str = ""
    by: str = ""
    reasons: tuple[str, ...] = ()


Facts = (
    TotalFacts
    | CauseFacts
    | UnitFacts
    | MeasureFacts
    | GapFacts
    | AssignmentFacts
    | IndicatorFacts
    | MatterFacts
    | OwnFacts
)
_OF: dict[str, type[Facts]] = {
    RowKind.TOTAL: TotalFacts,
    RowKind.CAUSE: CauseFacts,
    RowKind.UNIT: UnitFacts,
    RowKind.MEASURE: MeasureFacts,
    RowKind.GAP: GapFacts,
    RowKind.ASSIGNMENT: AssignmentFacts,
    RowKind.INDICATOR: IndicatorFacts,
    RowKind.MATTER: MatterFacts,
    RowKind.OWN: OwnFacts,
}


def facts_of(kind: str, data: Json) -> Facts:
    """The facts of a row of that kind out of what was frozen."""
    return decode(_OF[kind], data)


@dataclass(frozen=True, slots=True)
class Found:
    """A row before it is stored: its key under the point, what it is about (pks) and its facts.

    `parked_from` is the pk of the row at the meeting before that was parked there.
    """

    key: str
    kind: RowKind
    facts: Facts
    unit: int | None = None
    measure: int | None = None
    indicator: int | None = None
    assignment: int | None = None
    matter: int | None = None
    parked_from: int | None = None
