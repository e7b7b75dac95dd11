"""Rounds in words."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from forecasts.models import Round
from forecasts.rounds.queries import RoundLine
from units.display import month_and_year
from units.months import add_months

DEADLINES: dict[str, Promise] = {
    "ledger_due": gettext_lazy("Ledger closed"),
    "unit_head_due": gettext_lazy("Unit heads submit"),
    "controller_due": gettext_lazy("Controller has checked"),
    "department_head_due": gettext_lazy("Department heads approve"),
    "director_due": gettext_lazy("Director"),
    "committee_due": gettext_lazy("Committee"),
}


def round_name(each: Round) -> str:
    """September 2026, or September 2026, extra 1."""
    month = month_and_year(each.as_of)
    return _("{month}, extra {number}").format(month=month, number=each.number) if each.number else month


def round_state(line: RoundLine) -> str:
    """Planned, not held, open or locked: what stands in class names too."""
    if line.round.is_locked:
        return "locked"
    if line.round.is_open:
        return "open"
    return "planned" if line.held else "passed"


def state_words() -> dict[str, str]:
    """The word of each state of a round."""
    return {"planned": _("planned"), "passed": _("not held"), "open": pgettext("round", "open"), "locked": _("locked")}


def rounds_finding(lines: Sequence[RoundLine], year: int, following: Round | None) -> str:
    """How it stands with the rounds of `year`, of which `following` can be opened."""
    if not lines:
        return _("No rounds are planned for {year}").format(year=year)
    running = next((line for line in lines if line.round.is_open), None)
    if running:
        text = ngettext(
            "The round {name} is open: {done} of one unit has submitted",
            "The round {name} is open: {done} of {n} units have submitted",
            running.expected,
        )
        return text.format(name=round_name(running.round), done=running.submitted, n=running.expected)
    if following:
        return _("The round {name} can be opened").format(name=round_name(following))
    coming = next((line.round for line in lines if not line.round.opened_at and line.held), None)
    if coming is None:
        return _("Every round of {year} is locked").format(year=year)
    day = date_format(add_months(coming.as_of, 1), "j F")
    return _("The next round, {name}, can be opened from {day}").format(name=round_name(coming), day=day)
