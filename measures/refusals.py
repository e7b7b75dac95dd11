"""Why something that a person wanted to do with a measure was refused: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class MeasureEndsBeforeStartError(RefusedError):
    sentence = _("The last month, {end}, is before the first, {start}. Change one of them.")


class SharesError(RefusedError):
    sentence = _("The units’ shares sum to {sum} %. They must sum to 100 %.")


class NoUnitError(RefusedError):
    sentence = _("The measure has no unit. Choose at least one.")


class MeasureUnitGoneError(RefusedError):
    sentence = _("{unit} does not exist in {month}. Choose other months or another unit{successor}.")


class EffectAboveBudgetError(RefusedError):
    sentence = _(
        "The effect in {year}, {effect} kr, is more than all of the budget of {group} for these units, {budget} kr. "
        "Check the amount, the unit of money and the account group."
    )


class EffectAboveWholeBudgetError(EffectAboveBudgetError):
    sentence = _(
        "The effect in {year}, {effect} kr, is more than all of the unit’s budget, {budget} kr. Check the amount and "
        "the unit of money."
    )


class EffectInClosedMonthError(RefusedError):
    sentence = _(
        "{month} is closed, and the effect has {amount} kr there. Let it begin in a later month, or say that the "
        "measure was under way before it was written here."
    )


class EffectOutsideMonthsError(RefusedError):
    sentence = _("{month} is not a month of the measure, which is from {start} to {end}.")


class MeasureStaleError(RefusedError):
    sentence = _(
        "{name} changed the measure while you wrote. Nothing of yours is lost: look at what is new, and save again."
    )


class ReasonNeededError(RefusedError):
    sentence = _("The measure is decided, so its plan is kept. Say why the effect is now expected to be another.")


class MoveMissingError(RefusedError):
    """A step that demands what the measure lacks. `demands` are the codes, `sentence` says them."""

    sentence = _("The step cannot be taken yet. {missing}")


class NoSuchMoveError(RefusedError):
    sentence = _("A measure that is {stage} cannot become {to}.")


class NotDecidedError(RefusedError):
    sentence = _("The measure is not decided, so its plan is changed where it is written.")


class MeasureEndedError(RefusedError):
    sentence = _("The measure is {stage}. Take it up again before you change it.")


class CarriedAlreadyError(RefusedError):
    sentence = _("The measure is carried into {year} already.")


class CarryYearError(RefusedError):
    sentence = _("A measure is carried into the year after the one it is followed in: {year}.")


class FormUsedError(RefusedError):
    sentence = _("The form was used for something else already. Open it again, and write there.")
