"""Why something that a person wanted to do with a body or its meetings was refused: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class BodyNameTakenError(RefusedError):
    sentence = _("There is a body called {name} already. Choose another name.")


class BodyEndedError(RefusedError):
    sentence = _("{name} has ended, so no meeting can be planned for it. Take it up again first.")


class BodyMeetsError(RefusedError):
    sentence = _("The meeting of {day} is under way. Close it first.")


class DayTakenError(RefusedError):
    sentence = _("{name} has a meeting on {day} already. Choose another day, or change that meeting.")


class CancelledThatDayError(RefusedError):
    sentence = _("The meeting of {day} was cancelled. Take that one up again, or choose another day.")


class MeetingBegunError(RefusedError):
    sentence = _("The meeting has begun, so that cannot be changed any more.")


class NotCancelledError(RefusedError):
    sentence = _("Only a cancelled meeting can be taken up again.")


class MeetingCancelledError(RefusedError):
    sentence = _("The meeting is cancelled. Take it up again first.")


class GuestsStaleError(RefusedError):
    sentence = _("Somebody changed who else is there while you wrote: “{text}”. Save again if yours is to stand.")


class NotBegunError(RefusedError):
    sentence = _("The meeting has not begun, so nobody can have been there yet.")


class AgendaStaleError(RefusedError):
    sentence = _(
        "Somebody changed the agenda while you did. What you wrote is still here: open it once more beside this page "
        "to see what is new, and save again to replace it."
    )


class PointWrittenOnError(RefusedError):
    sentence = _("Something is written under “{title}”, so the point stays. Skip it in the meeting instead.")


class AgendaEmptyError(RefusedError):
    sentence = _("An agenda has at least one point.")


class NobodyCalledError(RefusedError):
    sentence = _("Nobody is called to the meeting. Say who takes part first.")


class NoDayChosenError(RefusedError):
    sentence = _("No day is chosen. Choose at least one, or other first and last days.")
