"""What the ledger says of a measure, in words that a unit head understands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.verifying.pace import HISTORY
from measures.verifying.seen import LEAST_SIBLINGS, Judgement, Reason, Saved, Verdict
from units.display import NONE, Display, month_and_year, month_name

WORDS = {
    Verdict.SEEN: gettext_lazy("shows in the ledger"),
    Verdict.NOT_SEEN: gettext_lazy("does not show yet"),
    Verdict.UNDECIDABLE: gettext_lazy("cannot be judged"),
}
SIGNS = {Verdict.SEEN: "✓", Verdict.NOT_SEEN: "!", Verdict.UNDECIDABLE: "?"}
STATUSES = {Verdict.SEEN: "surplus", Verdict.NOT_SEEN: "watch", Verdict.UNDECIDABLE: "missing"}


@dataclass(frozen=True, slots=True)
class Told:
    """A verdict as it is shown: a sign, a word and the sentence that says why. `status` is the class of its colour."""

    sign: str
    word: str
    status: str
    reason: str


def verdict_word(verdict: str) -> str:
    """What a verdict is called; a dash where there was none."""
    return str(WORDS[Verdict(verdict)]) if verdict else NONE


def told(judgement: Judgement, display: Display) -> Told:
    """The verdict with its reason."""
    verdict = judgement.verdict
    return Told(SIGNS[verdict], str(WORDS[verdict]), STATUSES[verdict], reason_of(judgement, display))


def finding(judgement: Judgement, display: Display) -> str:
    """The verdict as the headline of a page."""
    since = month_name(judgement.months[0].month) if judgement.months else ""
    values = {"since": since, "planned": display.size(judgement.planned)}
    if judgement.verdict == Verdict.SEEN and judgement.saved:
        size = display.size(judgement.saved.estimate)
        return _("Shows in the ledger: {size} lower cost than without the measure since {since}").format(
            size=size, **values
        )
    if judgement.verdict == Verdict.NOT_SEEN:
        return _("Does not show yet: the ledger lacks the {planned} planned since {since}").format(**values)
    return str(SHORT[judgement.reason])


SHORT = {
    Reason.WIDE: gettext_lazy("Cannot be judged: it may be nothing, and it may be all of the plan"),
    Reason.NO_GROUP: gettext_lazy("Cannot be judged: the measure has no account group"),
    Reason.NOT_CLOSED: gettext_lazy("Cannot be judged: no month since the start is closed"),
    Reason.SHORT_HISTORY: gettext_lazy("Cannot be judged: too few years before the start"),
    Reason.NOT_POSITIVE: gettext_lazy("Cannot be judged: a month lacks costs"),
    Reason.FEW_SIBLINGS: gettext_lazy("Cannot be judged: too few units to compare with"),
    Reason.NOTHING_PLANNED: gettext_lazy("Cannot be judged: no effect is planned so far"),
}


def reason_of(judgement: Judgement, display: Display) -> str:
    """Why the verdict is what it is, in a sentence or two."""
    if judgement.saved:
        return WEIGHED[judgement.reason](judgement, judgement.saved, display)
    return _refused(judgement)


def _lower(judgement: Judgement, saved: Saved, display: Display) -> str:
    return _(
        "To {month} the costs are {size} lower than expected without the measure, and very probably between {low} and "
        "{high} lower. {planned} was planned."
    ).format(**_values(judgement, saved, display))


def _lower_but_less(judgement: Judgement, saved: Saved, display: Display) -> str:
    return _(
        "To {month} the costs are {size} lower than expected without the measure, and very probably between {low} and "
        "{high} lower. That is less than the {planned} that was planned."
    ).format(**_values(judgement, saved, display))


def _without_plan(judgement: Judgement, saved: Saved, display: Display) -> str:
    values = _values(judgement, saved, display)
    if saved.high <= 0:
        return _(
            "{planned} was to be saved to {month}, but the costs are higher than expected without the measure."
        ).format(**values)
    return _("{planned} was to be saved to {month}, but by the ledger it is {high} at the most.").format(**values)


def _wide(judgement: Judgement, saved: Saved, display: Display) -> str:
    return _(
        "The costs vary so much from month to month that what was saved to {month} may be anything from {lowest} to "
        "{highest}, where minus is higher costs. {planned} was planned."
    ).format(**_values(judgement, saved, display))


WEIGHED: dict[Reason, Callable[[Judgement, Saved, Display], str]] = {
    Reason.LOWER: _lower,
    Reason.LOWER_BUT_LESS: _lower_but_less,
    Reason.WITHOUT_PLAN: _without_plan,
    Reason.WIDE: _wide,
}


def _values(judgement: Judgement, saved: Saved, display: Display) -> dict[str, Any]:
    return {
        "month": month_name(judgement.months[-1].month),
        "size": display.size(saved.estimate),
        "low": display.size(saved.low),
        "high": display.size(saved.high),
        "lowest": display.in_words(saved.low),
        "highest": display.in_words(saved.high),
        "planned": display.size(judgement.planned),
    }


def _refused(judgement: Judgement) -> str:
    values = {
        "month": month_and_year(judgement.at) if judgement.at else "",
        "history": judgement.history,
        "needed": HISTORY,
        "siblings": judgement.siblings,
        "least": LEAST_SIBLINGS,
    }
    return {
        Reason.NO_GROUP: _(
            "It is not known which costs the measure is to lower. Choose its account group where it is written."
        ),
        Reason.NOT_CLOSED: _("The ledger can say something when {month} is closed."),
        Reason.SHORT_HISTORY: _(
            "It takes actuals of {needed} months in a row before the start to know what the costs would have been "
            "without the measure. There are {history}."
        ),
        Reason.NOT_POSITIVE: _(
            "The account group has no costs in {month}, or more revenue than costs, so months cannot be compared."
        ),
        Reason.FEW_SIBLINGS: _(
            "It takes {least} other units with the same account group, three years of actuals and no measure there to "
            "know what would have happened anyway. There are {siblings}."
        ),
        Reason.NOTHING_PLANNED: _(
            "The plan has no effect in the months that are closed, so there is none to look for."
        ),
    }[judgement.reason].format(**values)
