"""Why something that a person wanted to do with a matter between units was refused: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class MatterDueError(RefusedError):
    sentence = _("{due} is before {raised}, the day it was raised. Write that day or a later one.")


class MatterStaleError(RefusedError):
    sentence = _(
        "Somebody changed the matter while you wrote. It now says: {title}, {owner}, {due}. Nothing of yours is lost: "
        "read what is new, and save again."
    )


class MatterSettledError(RefusedError):
    sentence = _("The matter was settled {day}. Take it up again before you change it.")


class ResultMissingError(RefusedError):
    sentence = _("It does not say how it was settled. Write it in a few words.")


class SettledLaterError(RefusedError):
    sentence = _("{day} is still to come. Write the day it was settled, today or earlier.")


class SettledBeforeRaisedError(RefusedError):
    sentence = _("{day} is before {raised}, the day it was raised. Write that day or a later one.")
