"""Why a follow-up was refused: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class NotFollowedError(RefusedError):
    sentence = _("The measure is {stage}. Only measures that are decided, running or realised are followed up.")


class FollowUpStaleError(RefusedError):
    sentence = _(
        "{name} followed up the measure while you wrote. Nothing of yours is lost: read what is new, and save again."
    )


class FollowUpLaterError(RefusedError):
    sentence = _("{day} is still to come. Write the day of the follow-up, today or earlier.")


class FollowUpBeforeDecisionError(RefusedError):
    sentence = _("{day} is before {decided}, the year of the decision. Write a later day.")


class FollowUpBeforeLastError(RefusedError):
    sentence = _("The measure was followed up on {last}, which is after {day}. Write that day or a later one.")


class FollowUpYearError(RefusedError):
    sentence = _("Amounts of {year} cannot be said on {day}. Choose {last} or {first}, or write another day.")


class NextFollowUpError(RefusedError):
    sentence = _("{next} is no day for the next follow-up. Choose one after {day}, at most a year later.")


class ExpectedBelowRealisedError(RefusedError):
    sentence = _(
        "The whole year, {expected} kr, is less than what has been saved so far, {realised} kr. Correct one of them, "
        "or write under What hinders why the rest of the year costs more than it saves."
    )


class RealisedNeededError(RefusedError):
    sentence = _(
        "The whole year, {expected} kr, is less than what was to be saved so far, {planned} kr. Write what has been "
        "saved so far too."
    )


class NothingMoreComesError(RefusedError):
    sentence = _(
        "The measure has no month after {month}, so the whole year is what has been saved so far, {realised} kr, and "
        "not {expected} kr. Correct one of them, or give the measure a later last month."
    )


class SavedBeforeStartError(RefusedError):
    sentence = _(
        "The measure begins in {start}, so on {day} it has not saved anything. Write 0 as effect so far, or correct "
        "the first month of the measure."
    )


class NoMonthThatYearError(RefusedError):
    sentence = _(
        "The measure has no month in {year}, so it saves nothing then. Leave the amounts empty, or carry the measure "
        "into the year first."
    )
