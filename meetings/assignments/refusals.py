"""Why something that a person wanted to do with a decision or an action was refused: one class per reason."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class SeveralError(RefusedError):
    """More than one thing is lacking: `refusals` are all of them, and the text says them one after the other."""

    def __init__(self, refusals: Sequence[RefusedError]) -> None:
        super().__init__()
        self.refusals = tuple(refusals)

    def __str__(self) -> str:
        return " ".join(str(each) for each in self.refusals)


class TextMissingError(RefusedError):
    sentence = _("It does not say what is to be done or what was decided. Write it.")


class OwnerMissingError(RefusedError):
    sentence = _("Nobody answers for it. Choose who does.")


class DueMissingError(RefusedError):
    sentence = _("It has no day to be reported back by. Write one.")


class DueBeforeGivenError(RefusedError):
    sentence = _("{due} is before {given}, the day it is given. Write that day or a later one.")


class DueTooFarError(RefusedError):
    sentence = _("{due} is more than five years ahead. Write a day to report back by before that.")


class MeetingNotBegunError(RefusedError):
    sentence = _("The meeting has not begun. Start it first, or write it as given between meetings.")


class MeetingCancelledError(RefusedError):
    sentence = _("The meeting is cancelled. Write it at the next meeting, or as given between meetings.")


class AssignmentStaleError(RefusedError):
    sentence = _(
        "{name} changed it while you wrote. It now says: ”{text}” {owner}, {due}. Nothing of yours is lost: read what "
        "is new, and save again."
    )


class AssignmentAdjustedError(RefusedError):
    sentence = _(
        "{label} stands in adjusted minutes, so its words do not change. Report it back, move the day or hand it over "
        "instead."
    )


class DoneWordMissingError(RefusedError):
    sentence = _("It does not say what came of it. Write the result in a few words.")


class WithdrawnWordMissingError(RefusedError):
    sentence = _("It does not say why it is withdrawn. Write why.")


class MovedWordMissingError(RefusedError):
    sentence = _("It does not say why the day is moved to {due}. Write why.")


class ReopenedWordMissingError(RefusedError):
    sentence = _("It does not say why it is taken up again. Write why.")


class WordMissingError(RefusedError):
    sentence = _("It does not say how it goes. Write a few words.")


class ExecutedMissingError(RefusedError):
    sentence = _("It does not say which day it was done. Write the day.")


class ExecutedLaterError(RefusedError):
    sentence = _("{day} is still to come. Write the day it was done, today or earlier.")


class ExecutedBeforeGivenError(RefusedError):
    sentence = _("{day} is before {given}, the day it was given. Write that day or a later one.")


def require_none(refusals: Sequence[RefusedError]) -> None:
    """Nothing when there is no refusal.

    Raises:
        RefusedError: the only one, or `SeveralError` with all of them.
    """
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise SeveralError(refusals)


def refused_by(refused: RefusedError) -> tuple[Any, ...]:
    """Every refusal in `refused`: several, or itself alone."""
    return refused.refusals if isinstance(refused, SeveralError) else (refused,)
