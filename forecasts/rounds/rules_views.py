"""The page where a controller sets the rules of the rounds."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forecasts.models import CycleRules, Round
from forecasts.rounds import services
from forecasts.rounds.forms import RulesForm
from forecasts.rounds.places import rounds_url, trail
from forecasts.rounds.preview import coming
from forecasts.rounds.queries import rules_of
from forecasts.rounds.words import DEADLINES, round_name
from units.htmx import render_page
from units.models import Administration
from units.navigation import Crumb
from units.pages import entered, form_page
from units.roles import Act

PREVIEWED = 8


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cycle_rules(request: HttpRequest, adm: str) -> HttpResponse:
    """Which months have a forecast, the deadlines, and from which size a deviation must be explained."""
    administration = entered(request, adm, Act.CONTROL)
    rules = rules_of(administration)
    form = RulesForm(request.POST or None, initial={name: getattr(rules, name) for name in services.RULES})
    context = {"administration": administration, "title": _("Rules of the rounds"), "button": _("Save the rules")}
    shown = form.rules if form.is_valid() else None if form.is_bound else rules
    context |= {
        "preview": _preview(administration, shown),
        "steps": DEADLINES,
        "template": "forecasts/cycle_rules.html",
    }
    context["trail"] = trail(administration, Crumb(_("Rules")))
    if "preview" in request.POST:
        return render_page(request, "forecasts/cycle_rules.html", context | {"form": form}, part="preview")
    return form_page(
        request,
        form,
        lambda values: services.change_rules(administration, values, by=request.user),
        to=rounds_url(administration),
        **context,
    )


def _preview(administration: Administration, rules: CycleRules | None) -> list[dict[str, Any]]:
    """The rounds to come when these are the rules; none while they are not right."""
    if rules is None:
        return []
    return [
        {
            "name": round_name(Round(as_of=each.as_of, number=each.number)).capitalize(),
            "days": [getattr(each.deadlines, name) for name in DEADLINES],
        }
        for each in coming(administration, rules, timezone.localdate())[:PREVIEWED]
    ]
