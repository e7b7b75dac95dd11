"""What a new head does first: the top of the handover, in the language that is active."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forecasts.budgets.conditions_queries import answer_year, unanswered
from forecasts.rounds.words import round_name
from measures.programme.words import unit_finding
from meetings.addresses import page_address
from meetings.teams.handover_page import Handover
from units.roles import Act


class First(NamedTuple):
    """Something to do first, and where it is done."""

    text: str
    url: str


def do_first(page: Handover, today: date) -> list[First]:
    """What the reader may do first with a unit, the most urgent on top. At most three queries."""
    adm, code, figures = page.unit.administration.code, page.unit.code, page.figures
    found: list[First] = []
    if page.left and page.may_take_over:
        text = ngettext(
            "Take over one decision or action that a former head still answers for",
            "Take over {n} decisions and actions that a former head still answers for",
            len(page.left),
        )
        found.append(First(text.format(n=len(page.left)), "#left"))
    if page.round and page.writes_forecast and Act.FORECAST in page.may:
        text = _("Hand in the forecast as of {month}: the round is open").format(month=round_name(page.round))
        found.append(First(text, page_address("forecasts:forecast", adm, code)))
    elif figures.standing.forecast is None:
        text = _("There is no forecast for {year} yet: ask the controller when the next round opens")
        found.append(First(text.format(year=figures.period.year), ""))
    year = answer_year(today)
    if year and Act.FORECAST in page.may and unanswered([page.unit], year):
        text = _("Read the budget of {year} and say whether you accept its conditions").format(year=year)
        found.append(First(text, page_address("forecasts:unit-conditions", adm, code, query=f"?year={year}")))
    return found + _late(page) + _then(page)


def _late(page: Handover) -> list[First]:
    adm, code, figures = page.unit.administration.code, page.unit.code, page.figures
    found = []
    if (count := len(figures.overdue)) and Act.MEASURE in page.may:
        text = ngettext(
            "Follow up one measure that should have been followed up",
            "Follow up {n} measures that should have been followed up",
            count,
        )
        found.append(First(text.format(n=count), "#measures"))
    if (count := len(page.late)) and Act.MEET in page.may:
        text = ngettext(
            "One decision or action is late: report back",
            "{n} decisions and actions are late: report back",
            count,
        )
        found.append(First(text.format(n=count), "#assignments"))
    if count := len(page.overdue_findings):
        text = ngettext("Answer one audit finding that is overdue", "Answer {n} audit findings that are overdue", count)
        found.append(First(text.format(n=count), "#findings"))
    gap, display = page.gap, figures.display
    if gap.needed and gap.amount < 0 and not display.rounds_to_zero(gap.amount):
        found.append(First(unit_finding(gap, display), page_address("measures:action-plan", adm, code)))
    return found


def _then(page: Handover) -> list[First]:
    team = page_address("meetings:team", page.unit.administration.code, page.unit.code)
    found = []
    if Act.MEET not in page.may:
        return found
    if page.team.meeting is None:
        found.append(First(_("Meet the team around the unit: no meeting is planned"), team))
    if page.analysis is None:
        found.append(First(_("Write with the team how you see the unit’s situation"), team))
    return found
