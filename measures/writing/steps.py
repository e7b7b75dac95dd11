"""The steps that a measure can take, what each demands, and who may take them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from measures.access import MeasureRights
from measures.models import Measure
from measures.services import facts_of
from measures.stages import ENDED, Demand, Facts, Stage, is_back, missing, moves
from measures.words import step_name
from measures.writing.words import demand_name, demand_sentence
from units.roles import Act

PATH = (
    Stage.IDEA, Stage.INVESTIGATED, Stage.PROPOSED, Stage.DECIDED,
    Stage.RUNNING, Stage.REALISED, Stage.VERIFIED, Stage.CLOSED,
)  # fmt: skip
DEMANDED: Mapping[str, tuple[tuple[Demand, ...], ...]] = {
    Stage.INVESTIGATED: ((Demand.DEADLINE,),),
    Stage.PROPOSED: ((Demand.OWNER,), (Demand.WHAT,), (Demand.EFFECT,)),
    Stage.DECIDED: (
        (Demand.OWNER,), (Demand.WHAT,), (Demand.EFFECT,), (Demand.BODY,), (Demand.DECIDED_ON, Demand.DECIDED_LATER),
        (Demand.UNION, Demand.UNION_LATER), (Demand.RISK,), (Demand.OVERLAP,),
    ),
    Stage.RUNNING: ((Demand.START,),),
    Stage.REALISED: ((Demand.FOLLOW_UP,),),
    Stage.VERIFIED: ((Demand.VERIFICATION,),),
    Stage.CLOSED: ((Demand.CONTAINED,),),
}  # fmt: skip
OF_UNION = {Demand.UNION, Demand.RISK}
IN_FORM = {
    Demand.BODY, Demand.DECIDED_ON, Demand.DECIDED_LATER, Demand.UNION, Demand.UNION_LATER, Demand.DEADLINE,
    Demand.RISK, Demand.CONTAINED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demanded:
    """Something that a step demands: its name, whether the measure has it, and what to do when it does not.

    `in_form` says that it is written where the step is taken.
    """

    demand: Demand
    name: str
    met: bool
    sentence: str
    in_form: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A step that a person may take: where to, what its button says, and what it demands.

    `at_once` is a step forward that lacks nothing and needs nothing written.
    """

    to: Stage
    name: str
    back: bool
    demanded: list[Demanded]

    @property
    def at_once(self) -> bool:
        """Whether a button is enough."""
        ends = self.to in (Stage.STOPPED, Stage.REJECTED)
        return not self.back and not ends and self.to != Stage.DECIDED and all(each.met for each in self.demanded)


@dataclass(frozen=True, slots=True)
class Stop:
    """A stage of the way: whether the measure has passed it or is there, and the day it came there."""

    stage: str
    passed: bool
    here: bool
    day: date | None


def act_for(stage: str, to: str) -> Act:
    """What one must be allowed, for every unit of the measure, to take it from `stage` to `to`."""
    controlled = {Stage.VERIFIED, Stage.CLOSED}
    if to in controlled or stage in controlled:
        return Act.CONTROL
    deciding = (Stage.DECIDED, Stage.REJECTED, Stage.STOPPED)
    if to in deciding or (stage in deciding and to == Stage.PROPOSED):
        return Act.DECIDE
    return Act.MEASURE


def steps_of(measure: Measure, rights: MeasureRights, today: date) -> list[Step]:
    """The steps that a person with `rights` may take, the usual one first."""
    possible = [to for to in moves(measure.stage) if act_for(measure.stage, to) in rights.every]
    facts = facts_of(measure) if possible else None
    return [step_to(facts, to, today) for to in possible if facts]


def step_to(facts: Facts, to: Stage, today: date) -> Step:
    """The step from where a measure is to the stage `to`."""
    back = is_back(facts.stage, to)
    lacks = missing(facts, to, today=today)
    demands = () if back or to in ENDED[1:] else DEMANDED[to]
    asked = [each for each in demands if facts.union_required or each[0] not in OF_UNION]
    return Step(to, step_name(facts.stage, to), back, list(_demanded(asked, lacks)))


def _demanded(asked: Iterable[tuple[Demand, ...]], lacks: list[Demand]) -> Iterable[Demanded]:
    for group in asked:
        lacking = next((each for each in group if each in lacks), None)
        named = lacking or group[0]
        sentence = demand_sentence(lacking) if lacking else ""
        yield Demanded(named, demand_name(group[0]), lacking is None, sentence, named in IN_FORM)


def way_of(measure: Measure, days: Mapping[str, date]) -> list[Stop]:
    """The way of `measure` from idea to closed. `days` is when it last came to each stage.

    One that was stopped or rejected is beside the way: what it passed is where it has been.
    """
    here = PATH.index(Stage(measure.stage)) if measure.stage in PATH else None
    stops = [
        Stop(
            stage,
            passed=place < here if here is not None else stage in days,
            here=place == here,
            day=days.get(stage) if here is None or place <= here else None,
        )
        for place, stage in enumerate(PATH)
    ]
    if here is None:
        stops.append(Stop(measure.stage, passed=False, here=True, day=days.get(measure.stage)))
    return stops
