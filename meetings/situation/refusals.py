"""Why something that a person wanted to do with the situation page or the message of the week was refused."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class ItemStaleError(RefusedError):
    sentence = _(
        "{name} changed this while you wrote. Nothing of yours is lost: it stands in the form. Save again if yours is "
        "to stand instead."
    )


class ItemEndedError(RefusedError):
    sentence = _("This has ended. Bring it back before you change it.")


class MessageStaleError(RefusedError):
    sentence = _(
        "{name} wrote the message of the week while you wrote: “{text}”. Yours is not lost; save again if it is to "
        "stand."
    )


class MessageSentError(RefusedError):
    sentence = _("The message of week {week} has gone out and does not change. Write one for another week.")


class WeekPastError(RefusedError):
    sentence = _("Week {week} is over. Write the message for this week or one to come.")


class WeekPlannedError(RefusedError):
    sentence = _("The message is planned for week {week}, which has not begun. It can be sent from {day}.")


class MessageEmptyError(RefusedError):
    sentence = _("The message is empty. Write what everyone is to hear.")


class NotSentError(RefusedError):
    sentence = _("The message has not been sent yet, so there is nothing to pass on.")


class PassedEarlierError(RefusedError):
    sentence = _("It was passed on {day}. Only what was passed on today can be taken back.")


class NobodyLacksError(RefusedError):
    sentence = _("Everyone has passed it on. There is nobody to remind.")


class RemindedTodayError(RefusedError):
    sentence = _("Those who are lacking have been reminded today already.")


class NobodyAnswersError(RefusedError):
    sentence = _("Nobody answers for what is lacking, so nobody can be reminded. Give the roles first.")
