"""Why something that a person wanted to do with a meeting was refused: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class MeetingCancelledError(RefusedError):
    sentence = _("The meeting is cancelled. Take it up again first.")


class MeetingStartedError(RefusedError):
    sentence = _("The meeting has begun already, at {time}. Its figures were frozen then and stay as they are.")


class MeetingNotStartedError(RefusedError):
    sentence = _("The meeting has not begun. Start it first: its figures are frozen then.")


class MeetingClosedError(RefusedError):
    sentence = _("The meeting was closed {day} at {time} by {name}. It cannot be closed twice.")


class OtherMeetingRunningError(RefusedError):
    sentence = _("The meeting of {day} is still under way. Close it before the next one starts.")


class MeetingTooEarlyError(RefusedError):
    sentence = _(
        "The meeting is planned for {day}. Change its day if it is held now, so that nothing is counted twice."
    )


class LaterMeetingHeldError(RefusedError):
    sentence = _("A later meeting, {day}, has been held already. A meeting before it cannot start now.")


class NextMeetingBegunError(RefusedError):
    sentence = _(
        "The meeting of {day} has begun already, and the row would not come back there. Add it to that meeting instead."
    )


class RowTitleMissingError(RefusedError):
    sentence = _("It does not say what is to be taken up. Write it.")


class RowNotOwnError(RefusedError):
    sentence = _("Only a row that somebody added is taken away. Skip this one instead.")


class RowWrittenOnError(RefusedError):
    sentence = _("Something is written on the row. Skip it instead.")


class NoteEmptyError(RefusedError):
    sentence = _("There is nothing in the note. Write something, or leave it.")


class NoteStaleError(RefusedError):
    """Somebody changed the note meanwhile. `text` is what stands there now."""

    sentence = _("{name} changed the note while you wrote: “{text}”. Yours is not lost; save again if it is to stand.")


class NoteOfAnotherMeetingError(RefusedError):
    sentence = _("The form was used for something else already. Open it again, and write there.")


class NotReopenedError(RefusedError):
    sentence = _("Only a meeting that is closed and not adjusted can be opened again.")
