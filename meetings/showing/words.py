"""What slides say beside the rows themselves, in the language of the page."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.agenda.changes import Change
from meetings.agenda.facts import Facts, Reason, UnitFacts
from meetings.agenda.words import change_in_words, finding_of
from meetings.holding.reading import Agenda
from meetings.models import Assignment, Meeting
from meetings.showing.steps import Step, StepKind, Steps
from meetings.words import assignment_label
from units.display import Display


def standing(meeting: Meeting) -> str:
    """What a viewer needs to know of the figures: a rehearsal, cancelled, or closed when."""
    if meeting.state == Meeting.State.CANCELLED:
        return _("The meeting is cancelled. These are the figures of now.")
    if not meeting.is_begun:
        return _("Rehearsal – the figures are frozen when the meeting starts")
    return ""


def clock(meeting: Meeting) -> str:
    """When a meeting began, and when it ended."""
    if not meeting.started_at:
        return ""
    begun = time_format(timezone.localtime(meeting.started_at), "H:i")
    if not meeting.closed_at:
        return _("since {time}").format(time=begun)
    return _("{begun}–{ended}").format(begun=begun, ended=time_format(timezone.localtime(meeting.closed_at), "H:i"))


def place_of(steps: Steps, step: Step) -> str:
    """7 of 31: where on the way; a measure under a unit is where its unit is."""
    return _("{n} of {whole}").format(n=step.above or step.number, whole=len(steps.way))


def place_among(steps: Steps, step: Step) -> str:
    """Which of a unit's measures it is; empty for what is no measure under a unit."""
    if step.above is None:
        return ""
    beneath = steps.below(steps.at(step.above))
    return _("measure {n} of {whole}").format(n=beneath.index(step) + 1, whole=len(beneath))


def changes_title(kind: StepKind) -> str:
    """What the changes of the total are called."""
    return _("What changed, by unit") if kind == StepKind.UNITS else _("What changed, by cause")


def changes_head(kind: StepKind) -> str:
    """What the rows of the changes are."""
    return _("Unit") if kind == StepKind.UNITS else _("Cause")


def largest_change(changes: Sequence[Change], kind: StepKind, display: Display) -> str:
    """What changed most, as a sentence."""
    largest = max(changes, key=lambda each: abs(each.before), default=None)
    if largest is None or display.rounds_to_zero(largest.before):
        return changes_title(kind)
    text = (
        _("Largest change: {name}, {size} worse") if largest.before < 0 else _("Largest change: {name}, {size} better")
    )
    return text.format(name=largest.name, size=display.size(largest.before))


def end_title(agenda: Agenda) -> str:
    """What came of the meeting, in numbers."""
    decisions, actions = len(agenda.decisions), len(agenda.actions)
    if not decisions and not actions:
        return _("No decisions and no actions yet")
    given = ngettext("one action", "{n} actions", actions).format(n=actions) if actions else _("no actions")
    if not decisions:
        return _("No decisions, {actions}").format(actions=given)
    taken = ngettext("One decision", "{n} decisions", decisions).format(n=decisions)
    return _("{decisions}, {actions}").format(decisions=taken, actions=given)


def praise(facts: Facts, display: Display) -> str:
    """What went well with a row: of a unit that it is back in balance or better, of all else what it says."""
    if not isinstance(facts, UnitFacts):
        return finding_of(facts, display)
    return _("Back in balance") if Reason.IN_BALANCE in facts.reasons else change_in_words(facts.change, None, display)


def thanks(names: Sequence[str]) -> str:
    """Thank you, Anna and Bo."""
    known = [each for each in names if each]
    if not known:
        return ""
    if len(known) == 1:
        return _("Thank you, {name}").format(name=known[0])
    return _("Thank you, {names} and {last}").format(names=", ".join(known[:-1]), last=known[-1])


def saved_note() -> str:
    """That a note is written."""
    return _("The note is written.")


def saved_assignment(made: Assignment) -> str:
    """That a decision or an action is written, with its number, who and by when."""
    return _("{label} is written: {owner}, by {day}.").format(
        label=assignment_label(made), owner=made.owner or "–", day=date_format(made.due, "j F")
    )


def new_ones(count: int) -> str:
    """How much others wrote since the slide came up."""
    return ngettext("{n} new", "{n} new", count).format(n=count) if count > 0 else ""
