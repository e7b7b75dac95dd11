"""Why something with a round was refused: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class AlreadyPlannedError(RefusedError):
    sentence = _("Every round of {year} is planned already.")


class NoMonthsError(RefusedError):
    sentence = _("No month has a forecast. Choose at least one.")


class DeadlinesOutOfOrderError(RefusedError):
    sentence = _("{later} cannot be before {earlier}. Write the days in the order of the steps.")


class OtherRoundOpenError(RefusedError):
    sentence = _("The round {name} is open. Lock it first: only one round is open at a time.")


class RoundMonthNotOverError(RefusedError):
    sentence = _("{month} is not over, so the round cannot be opened. It can be opened on {day}.")


class RoundOpenAlreadyError(RefusedError):
    sentence = _("The round {name} is open already.")


class RoundNotOpenError(RefusedError):
    sentence = _("The round {name} is not open.")


class RoundLockedError(RefusedError):
    sentence = _("The round {name} is locked. Its forecasts and deadlines do not change.")


class LaterRoundOpenedError(RefusedError):
    sentence = _("The later round {name} has been opened, so this one cannot be opened any more. Remove it instead.")


class RoundUsedError(RefusedError):
    sentence = _("The round {name} has been opened, so it stays.")


class NoOrdinaryRoundError(RefusedError):
    sentence = _("{month} has no round. An extra round belongs to a month that has an ordinary one.")


class ExtraTooEarlyError(RefusedError):
    sentence = _("An extra round comes after the round before it: choose a day after {day}.")


class CauseTwiceError(RefusedError):
    sentence = _("Two causes are called {name}. Give one of them another name.")


class NoCauseError(RefusedError):
    sentence = _("At least one cause must be in use.")
