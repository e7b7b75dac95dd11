"""Why something about the effect of a measure was refused: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class NotVerifiableError(RefusedError):
    sentence = _("The measure is {stage}. Only the effect of a decided measure that has not ended can be verified.")


class VerifiedMonthOpenError(RefusedError):
    sentence = _("{month} is not closed, so its actuals can still change. Choose a closed month, {last} at the latest.")


class NothingClosedError(RefusedError):
    sentence = _("No month since the start of the measure, {start}, is closed. Close it first.")


class VerifiedBeforeStartError(RefusedError):
    sentence = _("{month} is before the first month of the measure, {start}. Choose a later month.")


class VerifiedYearError(RefusedError):
    sentence = _("{month} is not a month of {year}. Change the year or the month.")


class VerifiedWordError(RefusedError):
    sentence = _("Write how the effect was verified.")


class DoubtGoneError(RefusedError):
    sentence = _("The question is gone: nothing is counted twice there any more. Nothing was saved.")


class AnswerNeededError(RefusedError):
    sentence = _("Write why nothing is counted twice.")
