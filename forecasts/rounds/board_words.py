"""The board of a round in sentences."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from forecasts.entry.lines import EntryState
from forecasts.models import Round
from forecasts.rounds.board import WAITING, BoardRow, Tally
from units.display import month_name

NUMBERS = [
    gettext_lazy("two"), gettext_lazy("three"), gettext_lazy("four"), gettext_lazy("five"), gettext_lazy("six"),
    gettext_lazy("seven"), gettext_lazy("eight"), gettext_lazy("nine"), gettext_lazy("ten"), gettext_lazy("eleven"),
    gettext_lazy("twelve"),
]  # fmt: skip
SIGNS = {
    EntryState.NOT_STARTED: "?",
    EntryState.DRAFT: "…",
    EntryState.SUBMITTED: "→",
    EntryState.SENT_BACK: "←",
    EntryState.CHECKED: "=",
    EntryState.APPROVED: "✓",
    EntryState.LOCKED: "✓",
    EntryState.MISSING: "!",
}


def board_states() -> dict[str, str]:
    """The word of each state of a unit in a round."""
    return {
        EntryState.NOT_STARTED: _("not started"),
        EntryState.DRAFT: _("draft"),
        EntryState.SUBMITTED: pgettext("forecast", "submitted"),
        EntryState.SENT_BACK: _("sent back"),
        EntryState.CHECKED: _("checked"),
        EntryState.APPROVED: _("approved"),
        EntryState.LOCKED: _("locked"),
        EntryState.MISSING: _("missing"),
    }


def state_sign(state: str) -> SafeString:
    """A state as sign and word; the sign is for the eye only."""
    return format_html(
        '<span class="state state-{}"><span class="sign" aria-hidden="true"><span>{}</span></span>{}</span>',
        state,
        SIGNS[EntryState(state)],
        board_states()[EntryState(state)],
    )


def state_choices() -> list[tuple[str, str]]:
    """What the table can be narrowed to."""
    final = (EntryState.LOCKED, EntryState.MISSING)
    words = [(str(state), word.capitalize()) for state, word in board_states().items() if state not in final]
    return [("", _("All")), (WAITING, _("Not submitted")), *words]


def count_word(number: int) -> str:
    """Two to twelve in words, other numbers in figures."""
    return str(NUMBERS[number - 2]) if 2 <= number < len(NUMBERS) + 2 else str(number)


def headline(each: Round, rows: Sequence[BoardRow], counts: Tally) -> str:
    """What the board finds."""
    if not rows:
        return _("No unit is to forecast in this round")
    if not each.opened_at:
        return _("The round is planned and not open")
    missing = [row for row in rows if row.outstanding]
    return _what_is_missing(missing) if missing else _what_is_done(each, counts)


def _what_is_missing(missing: Sequence[BoardRow]) -> str:
    if len(missing) == 1:
        return _("The forecast is missing for {unit}").format(unit=missing[0].name)
    return _("The forecast is missing for {n} units").format(n=count_word(len(missing)))


def _what_is_done(each: Round, counts: Tally) -> str:
    if each.is_locked:
        return _("The round is locked and every forecast is in")
    if counts.approved == counts.units:
        text = ngettext("The forecast is approved", "All {n} forecasts are approved", counts.units)
    else:
        text = ngettext("The forecast is submitted", "All {n} forecasts are submitted", counts.units)
    return text.format(n=count_word(counts.units))


def lead(each: Round, counts: Tally, today: date) -> str:
    """The deadline that is now, or when the round was locked."""
    if each.is_locked:
        return _("Locked on {day}: its forecasts do not change.").format(day=_day(each.locked_at.date()))
    if not each.opened_at:
        return ""
    step, texts = _step(each, counts)
    due = getattr(each, step)
    days = (due - today).days
    if days < 0:
        text = ngettext("{what} was {day}, one day ago.", "{what} was {day}, {n} days ago.", -days)
    elif days == 0:
        text = _("{what} is today.")
    else:
        text = ngettext("{what} is {day}, in one day.", "{what} is {day}, in {n} days.", days)
    return text.format(what=texts, day=_day(due), n=abs(days))


def _step(each: Round, counts: Tally) -> tuple[str, str]:
    """The deadline that those who are furthest behind have, and what it is called."""
    if counts.missing:
        return "unit_head_due", _("The last day to submit")
    if counts.checked < counts.units:
        return "controller_due", _("The last day to check")
    return "department_head_due", _("The last day to approve")


def progress(counts: Tally) -> str:
    """How far the units have come: 12 of 37 submitted, 5 checked, 3 approved."""
    parts = [
        _("{n} of {all} submitted").format(n=counts.submitted, all=counts.units),
        _("{n} checked").format(n=counts.checked),
        _("{n} approved").format(n=counts.approved),
    ]
    late = [ngettext("{n} late", "{n} late", counts.late).format(n=counts.late)] if counts.late else []
    return ", ".join(parts + late)


def notice(kind: str, month: date) -> str:
    """That the actuals of the month may still change."""
    if not kind:
        return ""
    text = (
        _("{month} is open again; its actuals are preliminary.")
        if kind == "reopened"
        else _("{month} is not closed; its actuals are preliminary.")
    )
    return text.format(month=month_name(month).capitalize())


def checked_at_once(checked: int, left: int) -> str:
    """How many forecasts were checked at once, and how many were left."""
    text = ngettext("One forecast is checked.", "{n} forecasts are checked.", checked).format(n=checked)
    if not left:
        return text
    rest = ngettext("One has something to look at first.", "{n} have something to look at first.", left).format(n=left)
    return f"{text} {rest}"


def _day(day: date) -> str:
    return date_format(day, "j F")
