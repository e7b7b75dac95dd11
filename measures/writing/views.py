"""The page of a measure."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from measures.words import fine
from measures.writing.fetching import address, measure_seen, trail_to
from measures.writing.page import page_of
from measures.writing.step_forms import ContainForm
from units.asked import year_asked


@require_safe
@login_required
def measure(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """One measure: what it gives, where it stands, what was decided and what has happened."""
    seen = measure_seen(request, adm, pk)
    page = page_of(seen, request.user, year_asked(request, 0), timezone.localdate())
    contained = f"{seen.contained_from:%Y-%m}" if seen.contained_from else ""
    context = {
        "page": page,
        "measure": seen,
        "administration": seen.administration,
        "display": fine(page.display),
        "contain": ContainForm(page.round_months, initial={"month": contained, "seen": seen.version}),
        "follow_up": address("measures:measure-follow-up", adm, pk),
        "verify": address("measures:measure-verify", adm, pk),
        "trail": trail_to(seen.administration, seen, ""),
    }
    return render(request, "measures/measure.html", context)
