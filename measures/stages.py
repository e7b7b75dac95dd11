"""The way of a measure from idea to closed, and what each stage demands. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from units.months import first_of


class Stage(StrEnum):
    """How far a measure has come. The same words as in the database."""

    IDEA = "idea"
    INVESTIGATED = "investigated"
    PROPOSED = "proposed"
    DECIDED = "decided"
    RUNNING = "running"
    REALISED = "realised"
    VERIFIED = "verified"
    CLOSED = "closed"
    STOPPED = "stopped"
    REJECTED = "rejected"


class Demand(StrEnum):
    """What a stage demands and a measure lacks."""

    OWNER = "owner"
    WHAT = "what"
    EFFECT = "effect"
    DEADLINE = "deadline"
    BODY = "body"
    DECIDED_ON = "decided-on"
    DECIDED_LATER = "decided-later"
    UNION = "union"
    UNION_LATER = "union-later"
    RISK = "risk"
    OVERLAP = "overlap"
    START = "start"
    FOLLOW_UP = "follow-up"
    VERIFICATION = "verification"
    CONTAINED = "contained"
    WORD = "word"


UNDECIDED = (Stage.IDEA, Stage.INVESTIGATED, Stage.PROPOSED)
COUNTED = (Stage.DECIDED, Stage.RUNNING, Stage.REALISED, Stage.VERIFIED)
CERTAIN = (Stage.REALISED, Stage.VERIFIED, Stage.CLOSED)
ENDED = (Stage.CLOSED, Stage.STOPPED, Stage.REJECTED)
MOVES: dict[str, tuple[Stage, ...]] = {
    Stage.IDEA: (Stage.INVESTIGATED, Stage.PROPOSED, Stage.REJECTED),
    Stage.INVESTIGATED: (Stage.PROPOSED, Stage.REJECTED),
    Stage.PROPOSED: (Stage.DECIDED, Stage.INVESTIGATED, Stage.REJECTED),
    Stage.DECIDED: (Stage.RUNNING, Stage.STOPPED, Stage.PROPOSED),
    Stage.RUNNING: (Stage.REALISED, Stage.STOPPED),
    Stage.REALISED: (Stage.VERIFIED, Stage.RUNNING, Stage.STOPPED),
    Stage.VERIFIED: (Stage.CLOSED, Stage.REALISED),
    Stage.CLOSED: (Stage.VERIFIED,),
    Stage.STOPPED: (Stage.PROPOSED,),
    Stage.REJECTED: (Stage.PROPOSED,),
}
ORDER = list(Stage)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a measure when it takes a step. `effect` is whether any month saves or costs anything.

    `open_overlaps` counts the double countings that nobody has answered for.
    """

    stage: str
    owner: bool = False
    what: bool = False
    effect: bool = False
    start: date = date.min
    investigate_by: date | None = None
    decision_body: str = ""
    decided_on: date | None = None
    union_required: bool = False
    union_on: date | None = None
    risk: bool = False
    open_overlaps: int = 0
    followed_up: bool = False
    verified: bool = False
    contained: bool = False


def moves(stage: str) -> tuple[Stage, ...]:
    """The stages that a measure in `stage` can go to, the usual next one first."""
    return MOVES[stage]


def is_back(stage: str, to: str) -> bool:
    """Whether the step goes back on something that was done."""
    return to not in ENDED and (stage in ENDED or ORDER.index(Stage(to)) < ORDER.index(Stage(stage)))


def missing(facts: Facts, to: str, *, today: date, word: str = "") -> list[Demand]:
    """What a measure lacks for the step to the stage `to` on `today`; nothing when the step can be taken.

    Back steps, and to stop or reject, demand only a `word` that says why.
    """
    if is_back(facts.stage, to) or to in (Stage.STOPPED, Stage.REJECTED):
        return [] if word.strip() else [Demand.WORD]
    demands = {
        Stage.INVESTIGATED: _investigated,
        Stage.PROPOSED: _proposed,
        Stage.DECIDED: _decided,
        Stage.RUNNING: _running,
        Stage.REALISED: _realised,
        Stage.VERIFIED: _verified,
        Stage.CLOSED: _closed,
    }
    return list(demands[Stage(to)](facts, today))


def _investigated(facts: Facts, today: date) -> Iterable[Demand]:
    if facts.investigate_by is None:
        yield Demand.DEADLINE


def _proposed(facts: Facts, today: date) -> Iterable[Demand]:
    if not facts.owner:
        yield Demand.OWNER
    if not facts.what:
        yield Demand.WHAT
    if not facts.effect:
        yield Demand.EFFECT


def _decided(facts: Facts, today: date) -> Iterable[Demand]:
    yield from _proposed(facts, today)
    if not facts.decision_body:
        yield Demand.BODY
    if facts.decided_on is None:
        yield Demand.DECIDED_ON
    elif facts.decided_on > today:
        yield Demand.DECIDED_LATER
    if facts.union_required:
        yield from _negotiated(facts, today)
    if facts.open_overlaps:
        yield Demand.OVERLAP


def _negotiated(facts: Facts, today: date) -> Iterable[Demand]:
    """A measure that needs union negotiation is decided on its day or later, with its risks analysed."""
    if facts.union_on is None:
        yield Demand.UNION
    elif facts.union_on > (facts.decided_on or today):
        yield Demand.UNION_LATER
    if not facts.risk:
        yield Demand.RISK


def _running(facts: Facts, today: date) -> Iterable[Demand]:
    if facts.start > first_of(today):
        yield Demand.START


def _realised(facts: Facts, today: date) -> Iterable[Demand]:
    if not facts.followed_up:
        yield Demand.FOLLOW_UP


def _verified(facts: Facts, today: date) -> Iterable[Demand]:
    if not facts.verified:
        yield Demand.VERIFICATION


def _closed(facts: Facts, today: date) -> Iterable[Demand]:
    if not facts.contained:
        yield Demand.CONTAINED
