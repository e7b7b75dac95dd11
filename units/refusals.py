"""Why something that a person wanted to do with the organisation was refused: one class per reason.

The text of each is a sentence for that person: what is wrong and what to do.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _


class RefusedError(Exception):
    """Nothing was changed. The text says why."""

    sentence: Any = ""

    def __init__(self, **values: object) -> None:
        super().__init__(values)
        self.values = values

    def __str__(self) -> str:
        return str(self.sentence).format(**self.values)


class CodeTakenError(RefusedError):
    sentence = _("The code {code} is taken by {name}. Choose another code.")


class CodeReservedError(RefusedError):
    sentence = _("The code {code} is used by the program. Choose another code.")


class EndsBeforeStartError(RefusedError):
    sentence = _("It begins {start}, so it cannot end before that. Choose a later end.")


class OutsideDepartmentError(RefusedError):
    sentence = _("The department {name} does not exist for all that time. Change the months of the department first.")


class DepartmentHasUnitsError(RefusedError):
    sentence = _("{name} is there for longer than that. End the unit or move it to another department first.")


class PartOfPartError(RefusedError):
    sentence = _("{name} is itself a part of a unit. Choose a unit that is no part.")


class HasPartsError(RefusedError):
    sentence = _("{name} has parts, so it cannot become a part of another unit. Move its parts first.")


class PartOutlivesUnitError(RefusedError):
    sentence = _("The part {name} goes on after that. End it first.")


class UnfitSuccessorError(RefusedError):
    sentence = _("{name} has ended by then. Choose a successor that goes on.")


class AnswersAlreadyError(RefusedError):
    sentence = _("{name} answers already. Choose another person.")


class HandoverTooEarlyError(RefusedError):
    sentence = _("{name} answers from {start}. The handover must be on a later day.")


class RoleHeldError(RefusedError):
    sentence = _("{name} has that role there already.")


class RoleNeedsPlaceError(RefusedError):
    sentence = _("Say for which unit or department the role holds.")


class OwnSystemRoleError(RefusedError):
    sentence = _("It is your own last role as system administrator. Give the role to someone else, who can end yours.")


class OwnAccountError(RefusedError):
    sentence = _("You cannot close your own account.")


class RolesElsewhereError(RefusedError):
    sentence = _("{name} has roles in other administrations too. End the roles here; the account stays open.")


class UnknownPersonError(RefusedError):
    sentence = _("Nobody has the e-mail or username {text}. Give a new e-mail address to make an account.")


class UsernameTakenError(RefusedError):
    sentence = _("The username {username} is taken. Choose another.")


class EmailTakenError(RefusedError):
    sentence = _("Another account has the e-mail address {email}.")


class RoleIsWholeError(RefusedError):
    sentence = _("That role holds for the whole administration. Choose no department or unit.")


class NameNeededError(RefusedError):
    sentence = _("Nobody has an account with {email} yet. Write the person's name too, and the account is made.")


class RangesOverlapError(RefusedError):
    sentence = _("{one} of {group} and {other} of {another} share accounts. An account can belong to one group only.")


class UnsplitGroupError(RefusedError):
    sentence = _("{name} holds what no file has split, so it has no accounts of its own.")


class AmountsClashError(RefusedError):
    sentence = _(
        "Account {account} has amounts in two groups for the same unit and month. Undo one of the uploads first."
    )


class PreviewOldError(RefusedError):
    sentence = _("Other amounts have come in since the preview. Look at it again and confirm.")
