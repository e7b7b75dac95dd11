"""The page of a forecast in sentences: the finding, whose turn it is, and what is wrong with what was typed."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from forecasts.entry.grid_lists import Fault
from forecasts.entry.grid_typed import bare, is_ambiguous, is_dash
from forecasts.entry.lines import EntryState
from forecasts.entry.queries import Entry
from forecasts.models import Forecast
from units.display import Display, month_name
from units.money import NBSP, MoneyUnit

STATES: dict[str, Promise] = {
    EntryState.NOT_STARTED: gettext_lazy("not started"),
    EntryState.DRAFT: gettext_lazy("draft"),
    EntryState.SUBMITTED: gettext_lazy("submitted"),
    EntryState.SENT_BACK: gettext_lazy("sent back"),
    EntryState.CHECKED: gettext_lazy("checked"),
    EntryState.APPROVED: gettext_lazy("approved"),
    EntryState.LOCKED: pgettext_lazy("forecast", "locked"),
    EntryState.MISSING: pgettext_lazy("forecast", "missing"),
}
FAULTS: dict[str, Promise] = {
    Fault.NO_CAUSE: gettext_lazy("Choose a cause."),
    Fault.TWICE: gettext_lazy("The cause stands in the list already. Add the amounts together."),
    Fault.NO_AMOUNT: gettext_lazy("Write an amount."),
    Fault.TOO_LARGE: gettext_lazy("The amount is larger than any budget. Check the unit of money."),
    Fault.NO_TEXT: gettext_lazy("Write what could happen, or remove the row."),
    Fault.NOT_A_SHARE: gettext_lazy("Write a probability between 1 and 99."),
}
EXAMPLES = {MoneyUnit.KR: "1 234 500", MoneyUnit.TKR: "1 234,5", MoneyUnit.MNKR: "1,2345"}


def headline(entry: Entry, display: Display) -> str:
    """The finding in one sentence."""
    total = entry.total
    if entry.state == EntryState.MISSING:
        return _("No forecast was handed in")
    if not total.written:
        return _("The forecast is not written yet")
    if not total.complete:
        return _("{written} of {all} account groups have a forecast").format(
            written=total.written, all=total.written + total.missing
        )
    deviation = entry.deviation or 0
    if display.rounds_to_zero(deviation):
        return _("The year is expected to end on budget")
    text = _("A deficit of {size} is expected") if deviation < 0 else _("A surplus of {size} is expected")
    return text.format(size=display.size(deviation))


def lead(entry: Entry, display: Display) -> str:
    """What the finding is held against: the previous forecast and the budget."""
    total = entry.total
    if not total.written:
        if total.budget is None:
            return ""
        return _("The budget is {budget}.").format(budget=_money(total.budget, display))
    if not total.complete:
        return _("What is written so far deviates {deviation} from its budget.").format(
            deviation=display.in_words(entry.deviation or 0)
        )
    year = _("The year is expected to cost {forecast}. The budget is {budget}.").format(
        forecast=_money(total.forecast or 0, display), budget=_money(total.budget or 0, display)
    )
    return f"{_changed(entry, display)} {year}".strip()


def _changed(entry: Entry, display: Display) -> str:
    if entry.previous is None or entry.change is None:
        return ""
    if display.rounds_to_zero(entry.change):
        text = _("It is the same as the forecast as of {month}.")
    elif entry.change < 0:
        text = _("It is {size} worse than the forecast as of {month}.")
    else:
        text = _("It is {size} better than the forecast as of {month}.")
    return text.format(size=display.size(entry.change), month=month_name(entry.previous.as_of))


def state_word(entry: Entry) -> str:
    """Where the unit is in the round; a draft of a forecast that was sent back says so."""
    word = capfirst(str(STATES[entry.state]))
    if entry.draft and entry.draft.reason:
        return _("Correction being written")
    return _("{state}, sent back").format(state=word) if entry.draft and entry.sent_back else word


def turn(entry: Entry, today: date) -> str:
    """Who does what next, and until when."""
    shown = entry.round
    if shown.is_locked:
        latest = entry.submitted
        waits = latest and latest.reason and latest.state == Forecast.State.CHECKED and not entry.draft
        return corrected() if waits else _("The round is locked.")
    due, text, late = {
        EntryState.SUBMITTED: (
            shown.controller_due,
            _("The controller checks it by {day}."),
            _("The controller was to check it by {day}."),
        ),
        EntryState.CHECKED: (
            shown.department_head_due,
            _("The department head approves it by {day}."),
            _("The department head was to approve it by {day}."),
        ),
        EntryState.APPROVED: (shown.director_due, _("Nothing more to do. It is locked with the round."), ""),
    }.get(
        EntryState(entry.state),
        (shown.unit_head_due, _("The unit head submits it by {day}."), _("It was to be submitted by {day}.")),
    )
    return (late if late and today > due else text).format(day=day(due))


def corrected() -> str:
    """What becomes of the correction of a locked forecast."""
    return _("The correction counts at once and waits for the department head’s approval.")


def changed_at(entry: Entry, now: datetime) -> str:
    """When the draft was last changed: the time today, else the day too."""
    if not entry.draft or not entry.draft.changed_at:
        return ""
    at, here = timezone.localtime(entry.draft.changed_at), timezone.localtime(now)
    return f"{at:%H:%M}" if at.date() == here.date() else f"{day(at.date())} {at:%H:%M}"


def day(value: date) -> str:
    """11 November."""
    return date_format(value, "j F")


def previous_words(entry: Entry) -> str:
    """The heading of the previous forecast."""
    if entry.previous is None:
        return _("Previous forecast")
    return _("Forecast {month}").format(month=month_name(entry.previous.as_of)[:3])


def to_date_words(entry: Entry) -> str:
    """The heading of the actuals to date."""
    if entry.closed is None:
        return _("Actual to date")
    first, last = month_name(entry.closed.replace(month=1))[:3], month_name(entry.closed)[:3]
    return _("Actual {months}").format(months=first if first == last else f"{first}–{last}")


def not_an_amount(text: str, unit: MoneyUnit) -> str:
    """What is wrong with a text in a cell for an amount."""
    found = bare(text, unit)
    if is_dash(found):
        return _("“{found}” is no amount. Write 0 if nothing is expected.").format(found=found[:40])
    if is_ambiguous(found):
        return _("{found} can mean {thousands} or {decimals}. Write {thousands} or {decimals}.").format(
            found=found, thousands=found.replace(".", NBSP), decimals=found.replace(".", ",")
        )
    return _("“{found}” is no amount. Write digits in {unit}, for instance {example}.").format(
        found=text.strip()[:40], unit=unit, example=EXAMPLES[unit]
    )


def list_fault(code: str, text: str, unit: MoneyUnit) -> str:
    """What is wrong with a field of a cause or a risk."""
    return not_an_amount(text, unit) if code == Fault.NOT_AN_AMOUNT else str(FAULTS[code])


def _money(ore: int, display: Display) -> str:
    return f"{display.amount(ore)}\N{NO-BREAK SPACE}{display.unit}"


def written_by_other(by: object, at: object, theirs: str, mine: str) -> str:
    """What someone else wrote in a cell after the person saw it."""
    values = {"by": by, "at": at, "theirs": theirs, "mine": mine.strip()}
    if not theirs:
        return _("{by} emptied this at {at}. You wrote {mine}.").format(**values)
    if not values["mine"]:
        return _("{by} wrote {theirs} at {at}. You emptied it.").format(**values)
    return _("{by} wrote {theirs} at {at}. You wrote {mine}.").format(**values)
