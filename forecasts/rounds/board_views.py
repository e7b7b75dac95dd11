"""The board of a round, and its lock."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forecasts.rounds import services
from forecasts.rounds.access import controlled_round, seen_round
from forecasts.rounds.places import round_url, trail
from forecasts.rounds.words import DEADLINES, round_name
from units.htmx import render_page
from units.navigation import Crumb
from units.pages import act_on


@require_safe
@login_required
def board(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """How far every unit has come in the round, and who has it."""
    found, each = seen_round(request, adm, pk)
    context = {
        "administration": found.administration,
        "round": each,
        "name": round_name(each),
        "days": [(DEADLINES[name], getattr(each, name)) for name in DEADLINES],
        "may_control": found.may_control,
        "trail": trail(found.administration, Crumb(round_name(each).capitalize())),
    }
    return render_page(request, "forecasts/round.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_lock(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Say what is missing before the round is locked; lock it."""
    each = controlled_round(request, adm, pk)
    if request.method == "POST":
        done = _("The round {name} is locked.").format(name=round_name(each))
        return act_on(request, lambda: services.lock_round(each, by=request.user), to=round_url(each), done=done)
    context = {"round": each, "name": round_name(each), "back": round_url(each)}
    context["trail"] = trail(
        each.administration, Crumb(round_name(each).capitalize(), round_url(each)), Crumb(_("Lock"))
    )
    return render_page(request, "forecasts/round_lock.html", context)
