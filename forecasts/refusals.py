"""Why something that a person wanted to do with figures was refused: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class StalePreviewError(RefusedError):
    sentence = _("Something has been stored since you saw this. Nothing was loaded; look through it again.")


class LaterUploadError(RefusedError):
    sentence = _("{name} was loaded later and decided the same months. Undo it first.")


class NotCommittedError(RefusedError):
    sentence = _("{name} is not loaded, so there is nothing to undo.")


class CommittedError(RefusedError):
    sentence = _("{name} is loaded already. Undo it first.")


class HasHistoryError(RefusedError):
    sentence = _("{name} has been loaded and undone. It is part of the history, so it cannot be thrown away.")


class BeingLoadedError(RefusedError):
    sentence = _("{name} is being loaded. Cancel that first.")


class AliasNamesPersonError(RefusedError):
    sentence = _(
        "A personal identity number cannot stand for a unit. Remove it from the file, and hand in the file again."
    )


class AliasTooLongError(RefusedError):
    sentence = _(
        "“{text} …” is longer than {most} characters, so it cannot be remembered. Shorten it in the file, and hand in "
        "the file again."
    )


class NameIsUnitError(RefusedError):
    sentence = _("“{text}” is the code or the name of {name} already. Files that say it are read as that unit.")


class AliasTakenError(RefusedError):
    sentence = _("“{text}” has a meaning already. Change that one.")


class UploadMonthClosedError(RefusedError):
    sentence = _("{name} has actuals of a month that is closed. Open the month first.")


class UploadRoundLockedError(RefusedError):
    sentence = _("{name} has forecasts in a round that is locked. Correct them on the unit's page, with a reason.")


class MonthEmptyError(RefusedError):
    sentence = _("{month} has no actuals, so it cannot be closed. Load its actuals first.")


class MonthNotOverError(RefusedError):
    sentence = _("{month} is not over, so it cannot be closed.")


class MonthClosedAlreadyError(RefusedError):
    sentence = _("{month} is closed already.")


class MonthNotClosedError(RefusedError):
    sentence = _("{month} is not closed.")
