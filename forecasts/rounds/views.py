"""The page of a year's rounds, and what a controller does with them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forecasts.rounds import services
from forecasts.rounds.access import controlled_round, seen
from forecasts.rounds.calendar import next_fortnight
from forecasts.rounds.forms import DeadlinesForm, ExtraForm
from forecasts.rounds.places import round_url, rounds_url, trail
from forecasts.rounds.queries import RoundLine, next_to_open, round_lines, rounds_of
from forecasts.rounds.words import DEADLINES, round_name, round_state, rounds_finding, state_words
from units.asked import year_asked
from units.htmx import render_page
from units.months import add_months, first_of
from units.navigation import Crumb
from units.pages import act_on, entered, form_page
from units.roles import Act

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
@login_required
def rounds(request: HttpRequest, adm: str) -> HttpResponse:
    """The rounds of a year: when they are, how far they have come."""
    found, today = seen(request, adm), timezone.localdate()
    administration = found.administration
    year = year_asked(request, add_months(first_of(today), -1).year)
    units = None if found.whole else list(found.units.values_list("pk", flat=True))
    lines = round_lines(administration, year, units)
    following = next_to_open([line.round for line in lines], today)
    context = {
        "administration": administration,
        "year": year,
        "finding": rounds_finding(lines, year, following),
        "rows": [_row(line) for line in lines],
        "running": next((line.round for line in lines if line.round.is_open), None),
        "following": following,
        "following_name": round_name(following) if following else "",
        "may_control": found.may_control,
        "whole": found.whole,
        "steps": DEADLINES,
    }
    return render_page(request, "forecasts/rounds.html", context)


def _row(line: RoundLine) -> dict[str, Any]:
    """A line of the table as it is shown."""
    state = round_state(line)
    return {
        "line": line,
        "round": line.round,
        "name": round_name(line.round).capitalize(),
        "state": state,
        "word": state_words()[state],
        "days": [(name, getattr(line.round, name)) for name in DEADLINES],
    }


@require_POST
@login_required
def rounds_plan(request: HttpRequest, adm: str) -> HttpResponse:
    """Plan the rounds of a year."""
    administration = entered(request, adm, Act.CONTROL)
    year = year_asked(request, timezone.localdate().year)
    return act_on(
        request,
        lambda: services.plan_year(administration, year, by=request.user),
        to=f"{rounds_url(administration)}?year={year}",
        done=_("The rounds of {year} are planned.").format(year=year),
    )


@require_http_methods(GET_OR_POST)
@login_required
def round_add(request: HttpRequest, adm: str) -> HttpResponse:
    """Plan one more round of a month."""
    administration = entered(request, adm, Act.CONTROL)
    today = timezone.localdate()
    ordinary = [
        each
        for year in (today.year, today.year - 1)
        for each in reversed(rounds_of(administration, year))
        if not each.number and each.as_of < first_of(today)
    ]
    initial = {"as_of": ordinary[0].as_of.isoformat() if ordinary else "", "unit_head_due": next_fortnight(today)}
    return form_page(
        request,
        ExtraForm(ordinary, request.POST or None, initial=initial),
        lambda values: services.add_extra_round(administration, **values, by=request.user),
        to=rounds_url(administration),
        title=_("An extra round"),
        lead=_("The same month once more, when a deviation must be followed closer than every month."),
        button=_("Plan the round"),
        done=_("The extra round is planned."),
        trail=trail(administration, Crumb(_("Extra round"))),
    )


@require_POST
@login_required
def round_open(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Let the forecasts of the round be changed."""
    each = controlled_round(request, adm, pk)
    return act_on(
        request,
        lambda: services.open_round(each, by=request.user),
        to=round_url(each),
        done=_("The round {name} is open.").format(name=round_name(each)),
    )


@require_POST
@login_required
def round_remove(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Take away a round that was never opened."""
    each = controlled_round(request, adm, pk)
    return act_on(
        request,
        lambda: services.remove_round(each, by=request.user),
        to=f"{rounds_url(each.administration)}?year={each.year}",
        done=_("The planned round {name} is removed.").format(name=round_name(each)),
    )


@require_http_methods(GET_OR_POST)
@login_required
def round_deadlines(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Give one round other deadlines."""
    each = controlled_round(request, adm, pk)
    initial = {name: getattr(each, name) for name in DEADLINES}
    return form_page(
        request,
        DeadlinesForm(request.POST or None, initial=initial),
        lambda values: services.change_deadlines(each, values, by=request.user),
        to=round_url(each),
        title=_("Deadlines of the round {name}").format(name=round_name(each)),
        lead=_("Only this round changes. The rules give the days of the rounds to come."),
        button=_("Save"),
        trail=trail(each.administration, Crumb(round_name(each).capitalize(), round_url(each)), Crumb(_("Deadlines"))),
    )
