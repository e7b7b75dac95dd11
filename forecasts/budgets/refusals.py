"""Why something that a person wanted to do with a budget was refused: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class EmptyChangeError(RefusedError):
    sentence = _("The change has no amount. Write at least one line, or what is added to the frame.")


class UnbalancedError(RefusedError):
    sentence = _("What is moved must sum to zero, and now it sums to {sum} kr. Change an amount.")


class MoreThanGivenError(RefusedError):
    sentence = _("More is placed on units than is given: {sum} kr of {given} kr. Change an amount.")


class LineTwiceError(RefusedError):
    sentence = _("{unit}, {group} stands twice. Write it on one line.")


class ChangeOtherYearError(RefusedError):
    sentence = _("The change has amounts in another year than {year}.")


class DecidedOtherYearError(RefusedError):
    sentence = _("A change of the budget for {year} is decided that year or the year before. Check the day.")


class DecidedLaterError(RefusedError):
    sentence = _("The decision is dated {day}, which is still to come. Enter it when it has been made.")


class BudgetMonthClosedError(RefusedError):
    sentence = _("{month} is closed, so its budget stays as it is. Begin in a later month, or open the month first.")


class UnitNotThereError(RefusedError):
    sentence = _("{unit} does not exist in {month}. Choose other months or another unit.")


class ChangeUndoneError(RefusedError):
    sentence = _("The change is undone already.")


class RestPlacedError(RefusedError):
    sentence = _("{amount} kr of what it gave has been placed on units by another change. Undo that change first.")


class StaleChangeError(RefusedError):
    sentence = _("A budget or a month has changed since you saw this. Nothing was stored; look through it again.")


class NoBudgetError(RefusedError):
    sentence = _("The unit has no budget for {year} yet.")


class AnsweredBudgetChangedError(RefusedError):
    sentence = _("The budget has changed since you saw it. Look through it again.")


class ConditionsChangedError(RefusedError):
    sentence = _("The conditions have changed since you saw them. Look through them again.")


class NothingMissingError(RefusedError):
    sentence = _("Write what is missing, or accept the budget.")


class CorrectionThereError(RefusedError):
    sentence = _("The same correction is there already.")


class CorrectionRemovedError(RefusedError):
    sentence = _("The correction is removed already.")


class CorrectionNothingError(RefusedError):
    sentence = _("A correction of 0 kr changes nothing. Write an amount.")


class ReversedBeforeError(RefusedError):
    sentence = _("A correction is taken back in a later month than it is made in, of the same year.")


class YearNotClosedError(RefusedError):
    sentence = _("{month} is not closed, so the result of the year cannot be final. Close its months first.")


class YearFinalError(RefusedError):
    sentence = _("The result of {year} is final. Make it preliminary first, under Year end.")


class YearNotFinalError(RefusedError):
    sentence = _("The result of {year} is not final.")


class NextYearClosedError(RefusedError):
    sentence = _("Every month of {year} is closed, so nothing can be carried over to it.")
