"""Why something that a person wanted to write in a register was refused: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class RowStaleError(RefusedError):
    sentence = _(
        "Somebody changed it while you wrote. What you wrote is still here: open it once more beside this page to see "
        "what is new, and save again to replace it."
    )


class RowGoneError(RefusedError):
    sentence = _("Somebody removed it while you wrote. Write it as a new one if it is to be there.")


class LimitBelowFloorError(RefusedError):
    sentence = _("The decision may cost at most {limit} but must cost more than {above}. Change one of them.")


class LimitTwiceError(RefusedError):
    sentence = _(
        "{role} in {unit} has a limit for {what} already: {limit}. Change that one, or say what the new one is about."
    )


class WithdrawnEarlyError(RefusedError):
    sentence = _("The delegation holds from {since}, so it cannot be withdrawn before that. Choose a later day.")


class WithdrawnAlreadyError(RefusedError):
    sentence = _("The delegation is withdrawn already, from {day}. Give it back first.")


class RepeatsLaterError(RefusedError):
    sentence = _("{title} was found {day}, which is not before {own}. A finding can only repeat an earlier one.")


class RepeatedLaterError(RefusedError):
    sentence = _("{title}, found {day}, repeats this one, so it must have been found before that.")


class FindingRepeatedError(RefusedError):
    sentence = _("{title} repeats this finding. Say in that one that it is new, or remove it first.")


class DueBeforeFoundError(RefusedError):
    sentence = _("It was found {found}, so it cannot be dealt with by {due}. Choose a later day.")


class CommitmentEndsEarlyError(RefusedError):
    sentence = _("The last month, {last}, is before the first, {first}. Change one of them.")
