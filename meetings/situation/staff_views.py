"""The plain page for staff."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from measures.admitted import admitted
from meetings.situation import staff
from meetings.situation.message_queries import own_places
from units.roles import Act


@require_safe
@login_required
def staff_page(request: HttpRequest, adm: str) -> HttpResponse:
    """How it goes, what is done, what it gave and what is asked of everyone who works here."""
    administration, today = admitted(request, adm, Act.SUMMARY).administration, timezone.localdate()
    code = request.GET.get("unit", "")
    page = staff.staff_page(request.user, administration, today, code=code)
    if code and not page.chosen:
        raise Http404
    own = own_places(request.user, administration, today)
    context = {"administration": administration, "page": page, "passes_on": bool(own.teams or own.units)}
    return render(request, "meetings/situation/staff.html", context)
