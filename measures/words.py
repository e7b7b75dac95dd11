"""Measures in words: what stages, kinds and demands are called, in the language of the page."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from measures.models import Measure
from measures.stages import Demand
from units.display import Display
from units.money import MoneyUnit

DEMANDS = {
    Demand.OWNER: gettext_lazy("Say who owns the measure."),
    Demand.WHAT: gettext_lazy("Say what is done."),
    Demand.EFFECT: gettext_lazy("Say what it is expected to save in which month."),
    Demand.DEADLINE: gettext_lazy("Say by which day it is to be investigated."),
    Demand.BODY: gettext_lazy("Say who decided."),
    Demand.DECIDED_ON: gettext_lazy("Say on which day it was decided."),
    Demand.DECIDED_LATER: gettext_lazy("The day of the decision is still to come."),
    Demand.UNION: gettext_lazy("It needs union negotiation, and there is no day for it. Write the day it was done."),
    Demand.UNION_LATER: gettext_lazy("The union negotiation is later than the decision. Change one of the days."),
    Demand.RISK: gettext_lazy("It needs union negotiation, so its risks must be analysed. Write that under Risk."),
    Demand.OVERLAP: gettext_lazy("Its effect may be counted twice. Answer the question on its page."),
    Demand.START: gettext_lazy("Its first month is still to come."),
    Demand.FOLLOW_UP: gettext_lazy("Follow it up with an effect first."),
    Demand.VERIFICATION: gettext_lazy("The controller has not signed its effect."),
    Demand.CONTAINED: gettext_lazy("Say from which forecast it is contained, so that its effect is not counted twice."),
    Demand.WORD: gettext_lazy("Say why."),
}


def decided_sentence() -> str:
    """What counts as decided."""
    return _("Decided are also closed measures, and what stopped ones saved before they were stopped.")


def demand_sentences(demands: Iterable[Demand]) -> list[str]:
    """What is missing and what to do, a sentence each."""
    return [str(DEMANDS[each]) for each in demands]


def stage_name(stage: str) -> str:
    """What a stage is called."""
    return str(Measure.Stage(stage).label)


def stage_title(stage: str) -> str:
    """What a stage is called at the beginning of a line."""
    return stage_name(stage).capitalize()


def step_name(stage: str, to: str) -> str:
    """What a button that takes the step from `stage` to `to` says."""
    if to == Measure.Stage.PROPOSED and stage in (Measure.Stage.STOPPED, Measure.Stage.REJECTED):
        return _("Take it up again")
    return {
        Measure.Stage.INVESTIGATED: _("Send back for investigation") if stage == "proposed" else _("Investigate"),
        Measure.Stage.PROPOSED: _("Undo the decision") if stage == "decided" else _("Propose"),
        Measure.Stage.DECIDED: _("Decide"),
        Measure.Stage.RUNNING: _("Not realised after all") if stage == "realised" else pgettext("step", "Start"),
        Measure.Stage.REALISED: _("Take back the verification") if stage == "verified" else _("Realised"),
        Measure.Stage.VERIFIED: _("Open again") if stage == "closed" else pgettext("step", "Verified"),
        Measure.Stage.CLOSED: pgettext("measure", "Close"),
        Measure.Stage.STOPPED: _("Stop"),
        Measure.Stage.REJECTED: _("Reject"),
    }[Measure.Stage(to)]


def fine(display: Display) -> Display:
    """`display` for one measure alone: in tkr where the administration shows mnkr, so that small effects are seen."""
    return Display(MoneyUnit.TKR, display.costs_negative) if display.unit is MoneyUnit.MNKR else display
