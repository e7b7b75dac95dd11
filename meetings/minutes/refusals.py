"""Why something that a person wanted to do with minutes was refused: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class NotClosedError(RefusedError):
    sentence = _("The meeting is not closed. Close it first, then its minutes can be adjusted.")


class NotBegunError(RefusedError):
    sentence = _("The meeting has not begun. Who adjusts its minutes is named when it is under way or closed.")


class NotAdjusterError(RefusedError):
    sentence = _("The minutes are adjusted by {name}. Who holds the meeting can name somebody else.")


class NoAdjusterError(RefusedError):
    sentence = _("Nobody is named to adjust the minutes. Who holds the meeting names somebody first.")


class WrittenSinceError(RefusedError):
    """Something was written after the minutes were shown."""

    sentence = _("Something was written in the minutes after you opened them. Read what is new, and adjust them again.")


class NotCalledError(RefusedError):
    sentence = _("{name} was not called to the meeting. Choose somebody who was.")


class NotSentError(RefusedError):
    sentence = _("The meeting is still to be held or goes on. Close it first, then its minutes can be sent.")


class NobodyToSendToError(RefusedError):
    sentence = _("Everyone who was called and has an address has got these minutes already.")
