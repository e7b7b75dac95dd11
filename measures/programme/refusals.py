"""Why something that a person wanted to do with a savings requirement was refused: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class RequirementStaleError(RefusedError):
    sentence = _(
        "{name} changed the requirement while you wrote. Nothing of yours is lost: look at what is new, and save again."
    )


class RequirementNotPositiveError(RefusedError):
    sentence = _("A requirement is more than 0 kr. Write what is to be saved, without a sign.")


class RequirementDecidedLaterError(RefusedError):
    sentence = _("The decision is dated {day}, which is still to come. Enter it when it has been made.")


class RequirementWithdrawnError(RefusedError):
    sentence = _("The requirement is withdrawn. Let it count again before you change it.")


class RequirementBelowSharesError(RefusedError):
    sentence = _("{spread} kr of it is spread, {difference} kr more than {amount} kr. Spread less first.")


class SpreadYearError(RefusedError):
    sentence = _("It is spread over the departments and units of {year}. Empty the shares before you change the year.")


class SharesAboveRequirementError(RefusedError):
    sentence = _("The shares sum to {spread} kr, {difference} kr more than the requirement. Lower a share.")


class DepartmentBelowUnitsError(RefusedError):
    sentence = _(
        "{department} is given {own} kr and its units {units} kr, {difference} kr more. Raise the department’s share, "
        "lower its units’, or leave the department empty: it then has the sum of its units."
    )


class PlaceNotInYearError(RefusedError):
    sentence = _("{place} does not exist in {year}. Give its share to another{successor}.")


class PartShareError(RefusedError):
    sentence = _("{part} is a part of {unit}. Give the share to {unit}.")


class ShareNotPositiveError(RefusedError):
    sentence = _("{place} is given {amount} kr. Write an amount above 0 kr, or leave it empty.")


class NoBudgetToShareError(RefusedError):
    sentence = _("{place} has no budget in {year} to take per cent of. Write an amount in kronor instead.")


class NothingToPartError(RefusedError):
    sentence = _("{department} has no share to part between its units. Write its share first.")


class NoUnitToPartError(RefusedError):
    sentence = _("There is no unit in {year} to part it between.")
