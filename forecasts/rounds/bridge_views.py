"""The page that compares the forecasts of a round with those before them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forecasts.rounds import bridge_page
from forecasts.rounds.access import seen_round
from forecasts.rounds.bridge_queries import moved
from forecasts.rounds.places import round_url, trail
from forecasts.rounds.queries import every_cause_of
from forecasts.rounds.words import round_name
from units.display import display_of
from units.htmx import render_page
from units.navigation import Crumb
from units.tables import exported, xlsx_response

PART = "units"
UNITS_A_PAGE = 100


@require_safe
@login_required
def round_bridge(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """What moved the deviation since the previous forecasts, by unit and by cause."""
    found, each = seen_round(request, adm, pk)
    display, name = display_of(found.administration), round_name(each)
    content = moved(each, None if found.whole else list(found.units.values_list("pk", flat=True)))
    caption = _("Amounts in {unit}. + is surplus or better, − is deficit or worse.").format(unit=display.unit)
    table = bridge_page.BridgeTable(content.moves, display=display, caption=caption, label=_("Units"), part=PART)
    finding = bridge_page.finding(content, display)
    if request.GET.get("export") == "xlsx":
        lines = [f"{found.administration.name}, {name}", finding, bridge_page.parts(content, display)]
        content = exported(table.ordered(request), _("Units"), administration=found.administration, lines=lines)
        return xlsx_response(content, f"{adm}-{each}.xlsx")
    there = any(each.forecast is not None for each in content.moves)
    context = {
        "administration": found.administration,
        "round": each,
        "name": name,
        "finding": finding,
        "parts": bridge_page.parts(content, display),
        "scope": bridge_page.scope(content),
        "charts": bridge_page.bridge_charts(content, every_cause_of(found.administration), display) if there else [],
        "table": table.shown(request, per_page=UNITS_A_PAGE),
        "there": there,
        "trail": trail(found.administration, Crumb(name.capitalize(), round_url(each)), Crumb(_("Comparison"))),
    }
    return render_page(request, "forecasts/round_bridge.html", context, part=PART)
