"""What holds before anything is written in a round: the round's state, the forecast's state, and the texts."""

from forecasts.entry import refusals
from forecasts.entry.queries import submitted_of
from forecasts.imports.personal import masked
from forecasts.models import Forecast, Round
from forecasts.rounds.queries import expected_of
from units.display import month_and_year
from units.models import Unit
from units.personal import find_personal_numbers

SHORT_TEXT = 300
LONG_TEXT = 5000


def refuse_unless_writable(round: Round, draft: Forecast | None, unit: Unit) -> None:
    """Refuse unless the unit's forecast in `round` may be written now; the caller holds the unit's lock.

    Raises:
        RoundNotOpenError, RoundLockedError: the round takes nothing; a correction that was begun it does.
        ForecastApprovedError: it must be sent back first.
        NotExpectedError: the unit makes none.
    """
    round.refresh_from_db(fields=["opened_at", "locked_at"])
    if not round.opened_at:
        raise refusals.RoundNotOpenError(month=month_and_year(round.as_of))
    if round.is_locked:
        if not (draft and draft.reason):
            raise refusals.RoundLockedError(month=month_and_year(round.as_of))
        return
    latest = submitted_of(round, [unit.pk]).last()
    if latest and latest.state == Forecast.State.APPROVED:
        raise refusals.ForecastApprovedError
    if not draft and not latest:
        refuse_unexpected(unit, round)


def refuse_unexpected(unit: Unit, round: Round) -> None:
    """Refuse when the unit makes no forecast of its own in `round`.

    Raises:
        NotExpectedError: so it is.
    """
    if unit.pk not in {each.pk for each in expected_of(unit, round.as_of)}:
        raise refusals.NotExpectedError(unit=unit)


def tidy_text(text: str, *, most: int = LONG_TEXT) -> str:
    """A text as it is kept: without space around it, lines parted as databases do.

    Raises:
        PersonalNumberError: it holds a personal identity number.
        TextTooLongError: it is longer than `most` characters.
    """
    text = same_text(text)
    if find_personal_numbers(text):
        raise refusals.PersonalNumberError(found=masked(next(iter(find_personal_numbers(text)))))
    if len(text) > most:
        raise refusals.TextTooLongError(length=len(text), most=most)
    return text


def short_text(text: str) -> str:
    """A text of one line, as `tidy_text`."""
    return tidy_text(" ".join(text.split()), most=SHORT_TEXT)


def same_text(text: str) -> str:
    """A text as a person sees it: browsers send other line ends, and nobody sees space at its ends or a NUL."""
    return text.replace("\r\n", "\n").replace("\x00", "").strip()
