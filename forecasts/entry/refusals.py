"""Why something that a person wanted to do with a forecast in a round was refused: one class per reason."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class RoundNotOpenError(RefusedError):
    sentence = _("The round for {month} has not been opened yet. Nothing was saved.")


class RoundLockedError(RefusedError):
    sentence = _("The round for {month} is locked. A controller can correct the forecast, with a reason.")


class RoundNotLockedError(RefusedError):
    sentence = _("The round for {month} is not locked, so the forecast can be changed as it is.")


class NotExpectedError(RefusedError):
    sentence = _("{unit} makes no forecast of its own in this round.")


class ForecastApprovedError(RefusedError):
    sentence = _("The forecast is approved. It must be sent back before it can be changed.")


class CorrectionGoesOnError(RefusedError):
    sentence = _("A correction of the locked forecast for {month} is being written. Submit it or discard it first.")


class LaterForecastError(RefusedError):
    sentence = _("{unit} has a later forecast for {month}, in an extra round. Correct that one instead.")


class EditedByOtherError(RefusedError):
    """Somebody else wrote there since the person saw it. `amount` (öre) or `text` is what stands there now."""

    sentence = _("{by} wrote something else here at {at}. What you wrote was not saved; choose which is to hold.")

    def __init__(self, *, by: object, at: object, amount: int | None = None, text: str = "") -> None:
        super().__init__(by=by, at=at)
        self.by, self.at, self.amount, self.text = by, at, amount, text


class SubmittedMeanwhileError(RefusedError):
    sentence = _("{by} submitted a forecast at {at}, after what you saw. Look at it before you go on.")


class DraftChangedError(RefusedError):
    sentence = _("{by} has changed the draft since you saw it, at {at}. Look at it before you hand it in.")


class IncompleteError(RefusedError):
    """Something stands in the way of submitting. `missing` says all of it, one sentence each."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__()
        self.missing = list(missing)

    def __str__(self) -> str:
        return " ".join(self.missing)


class NothingToSubmitError(RefusedError):
    sentence = _("Nothing is written yet, so there is nothing to submit.")


class NothingSubmittedError(RefusedError):
    sentence = _("{unit} has submitted no forecast in this round.")


class NothingChangedError(RefusedError):
    sentence = _("The forecast was sent back, and nothing has been changed since. Change it or comment on it first.")


class NotCheckedError(RefusedError):
    sentence = _("The controller has not checked the forecast yet.")


class ForecastSentBackError(RefusedError):
    sentence = _("The forecast has been sent back. It must be submitted again first.")


class NewerVersionError(RefusedError):
    sentence = _("{by} submitted a newer version at {at}. Look at that one.")


class WordNeededError(RefusedError):
    sentence = _("Write what is to be changed, so that the forecast can be sent back.")


class ReasonNeededError(RefusedError):
    sentence = _("Write why the locked forecast is corrected.")


class PersonalNumberError(RefusedError):
    sentence = _(
        "“{found}” looks like a personal identity number. Remove it: nothing about individuals may be written here. "
        "The text was not saved."
    )


class TextTooLongError(RefusedError):
    sentence = _("The text has {length} characters; at most {most} fit. Shorten it.")


class AmountTooLargeError(RefusedError):
    sentence = _("The amount is larger than any budget. Check the unit of money.")


class UnknownCauseError(RefusedError):
    sentence = _("“{cause}” is not in the list of causes. Choose one that is.")


class CauseTwiceError(RefusedError):
    sentence = _("The cause {cause} is written twice. Add the amounts together.")


class CauseAmountError(RefusedError):
    sentence = _("Write an amount for the cause {cause}.")


class RiskIncompleteError(RefusedError):
    sentence = _("Write for each risk or opportunity what could happen, an amount, and a probability of 1–99 per cent.")


class UnknownFlagError(RefusedError):
    sentence = _("There is nothing like that to answer.")


class UnsplitForecastError(RefusedError):
    sentence = _("The forecast is one amount for the whole unit. Clear it before the account groups are filled in.")
