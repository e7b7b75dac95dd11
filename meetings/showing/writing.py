"""What can be written while a meeting is shown: a note, a decision or an action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.holding.deeds import give_at
from meetings.holding.people import usually_due
from meetings.holding.services import write_note
from meetings.models import Assignment, Meeting
from meetings.showing import words
from meetings.showing.forms import AssignmentForm, DecisionForm, NoteForm, WritingForm
from units.models import User

Written = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Writing:
    """A kind of thing to write: its name in addresses, its key on the keyboard, and what it is called."""

    name: str
    letter: str
    title: str | Promise
    button: str | Promise
    make: Callable[[Meeting, QueryDict | None, Written], WritingForm]
    save: Callable[[Meeting, Written, User], str]


def _note(meeting: Meeting, data: QueryDict | None, initial: Written) -> WritingForm:
    return NoteForm(meeting, data, initial=initial, auto_id="note-%s")


def _write_note(_meeting: Meeting, written: Written, by: User) -> str:
    write_note(written["point"], written["text"], row=written["row"], key=written["key"], by=by)
    return words.saved_note()


def _decision(meeting: Meeting, data: QueryDict | None, initial: Written) -> WritingForm:
    said = _proposed(meeting, data, initial)
    return DecisionForm(meeting, data, initial=said, label=_("What was decided"), auto_id="decision-%s")


def _action(meeting: Meeting, data: QueryDict | None, initial: Written) -> WritingForm:
    said = _proposed(meeting, data, initial)
    return AssignmentForm(meeting, data, initial=said, label=_("What is to be done"), auto_id="action-%s")


def _proposed(meeting: Meeting, data: QueryDict | None, initial: Written) -> Written:
    """`initial` with the day that is usual, for a form that nothing was typed in yet."""
    return {} if data is not None else {"due": usually_due(meeting), **initial}


def _giver(kind: str) -> Callable[[Meeting, Written, User], str]:
    def give(meeting: Meeting, written: Written, by: User) -> str:
        values = {"for_committee": False, **written, "kind": kind}
        return words.saved_assignment(give_at(meeting, written["point"], written["row"], values, by=by))

    return give


DECISION, ACTION = Assignment.Kind.DECISION, Assignment.Kind.ACTION
WRITINGS = {
    each.name: each
    for each in (
        Writing("note", "A", pgettext_lazy("meeting", "Note"), _("Save the note"), _note, _write_note),
        Writing(
            "decision", "B", pgettext_lazy("meeting", "Decision"), _("Save the decision"), _decision, _giver(DECISION)
        ),
        Writing("action", "U", pgettext_lazy("meeting", "Action"), _("Save the action"), _action, _giver(ACTION)),
    )
}
"""What can be written, by its name in addresses."""
