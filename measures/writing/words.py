"""A measure in words: the finding of its page, and what steps demand. Amounts are öre, positive when they save."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.stages import COUNTED, ENDED, Demand, Stage
from measures.words import DEMANDS, fine
from units.display import Display, month_and_year
from units.money import MoneyUnit

NAMES = {
    Demand.OWNER: gettext_lazy("Owner"),
    Demand.WHAT: gettext_lazy("What is done"),
    Demand.EFFECT: gettext_lazy("Effect by month"),
    Demand.DEADLINE: gettext_lazy("Day when it is investigated"),
    Demand.BODY: gettext_lazy("Who decided"),
    Demand.DECIDED_ON: gettext_lazy("Day of the decision"),
    Demand.UNION: gettext_lazy("Union negotiation"),
    Demand.RISK: gettext_lazy("Analysis of risks"),
    Demand.OVERLAP: gettext_lazy("Counted once only"),
    Demand.START: gettext_lazy("The first month has come"),
    Demand.FOLLOW_UP: gettext_lazy("Followed up with an effect"),
    Demand.VERIFICATION: gettext_lazy("Effect signed by the controller"),
    Demand.CONTAINED: gettext_lazy("The forecast that contains it"),
}


def demand_name(demand: Demand) -> str:
    """What is demanded, as a heading."""
    return str(NAMES[demand])


def demand_sentence(demand: Demand) -> str:
    """What to do when it is missing."""
    return str(DEMANDS[demand])


def size_in_words(ore: int, display: Display) -> str:
    """A size without its sign, with its unit, for running text: in tkr where it would be less than one mnkr."""
    small = display.unit is MoneyUnit.MNKR and abs(ore) < MoneyUnit.MNKR.ore
    return (fine(display) if small else display).size(ore)


class Signed(NamedTuple):
    """What a controller has signed to the end of a month, and what was planned to then (or None). Before costs."""

    amount: int
    planned: int | None
    through: date


def finding(
    stage: str, year: int, *, expected: int, planned: int | None, display: Display, verified: Signed | None = None
) -> str:
    """What the measure gives in `year`, as a headline.

    `expected` is net of costs, `planned` the same as it was decided (None until then).
    """
    saves = {"size": size_in_words(expected, display), "year": year}
    if stage not in COUNTED and stage not in ENDED:
        if not expected:
            return _("What it saves in {year} is not counted yet").format(**saves)
        sentence = _("Would save {size} in {year}") if expected > 0 else _("Would cost {size} in {year}")
        return sentence.format(**saves)
    if stage == Stage.REJECTED:
        return _("Rejected; it would have saved {size} in {year}").format(**saves) if expected > 0 else _("Rejected")
    if verified is not None:
        return _verified(verified, display)
    sentence = {
        Stage.STOPPED: _("Stopped; it saves {size} in {year}"),
        Stage.CLOSED: _("Closed; it saves {size} in {year}"),
    }.get(Stage(stage), _("Expected to save {size} in {year}"))
    if expected < 0:
        sentence = _("Expected to cost {size} in {year}")
    return _against(sentence.format(**saves), expected, planned, display)


def _verified(verified: Signed, display: Display) -> str:
    sentence = _("To the end of {month} it has saved {size} by the controller’s count").format(
        size=size_in_words(verified.amount, display), month=month_and_year(verified.through).lower()
    )
    return _against(sentence, verified.amount, verified.planned, display)


def _against(sentence: str, now: int, planned: int | None, display: Display) -> str:
    if planned is None:
        return sentence
    gap = now - planned
    if fine(display).rounds_to_zero(gap):
        return _("{sentence}, as planned").format(sentence=sentence)
    size = size_in_words(gap, display)
    less, more = _("{sentence}, {size} less than planned"), _("{sentence}, {size} more than planned")
    return (less if gap < 0 else more).format(sentence=sentence, size=size)


def chart_title(expected: int, planned: int | None, year: int, display: Display) -> str:
    """What the months of `year` show."""
    values = {"size": size_in_words(expected, display), "year": year}
    if planned is None:
        return _("{size} net in {year}, month by month").format(**values)
    values["planned"] = size_in_words(planned, display)
    if fine(display).rounds_to_zero(expected - planned):
        return _("{year} follows the plan: {size} net").format(**values)
    return _("{size} net is expected in {year}; {planned} was planned").format(**values)
