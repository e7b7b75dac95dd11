"""What meetings said of a unit or a measure: a page of its own, and a section of theirs that fetches itself."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from measures.models import Measure
from meetings.assignments.heard import Heard, heard_of_measure, heard_of_unit
from units.access import require
from units.htmx import render_page
from units.models import Administration, Unit
from units.navigation import Crumb
from units.roles import Act

UNITS, MEASURES = Unit.objects.select_related("administration"), Measure.objects.select_related("administration")


@require_safe
@login_required
def unit_heard(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """What meetings said of a unit."""
    unit = get_object_or_404(UNITS.visible_to(request.user), administration__code=adm, code=code)
    require(request.user, Act.FIGURES, unit)
    heard = heard_of_unit(request.user, unit, timezone.localdate())
    may_give = Unit.objects.allowing(request.user, Act.MEET).filter(pk=unit.pk).exists()
    return _page(request, unit.administration, heard, name=unit.name, give=f"unit={unit.code}" if may_give else "")


@require_safe
@login_required
def measure_heard(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """What meetings said of a measure."""
    measure = get_object_or_404(MEASURES.visible_to(request.user), administration__code=adm, pk=pk)
    heard = heard_of_measure(request.user, measure, timezone.localdate())
    may_give = Measure.objects.allowing(request.user, Act.MEET).filter(pk=measure.pk).exists()
    give = f"measure={measure.pk}" if may_give else ""
    return _page(request, measure.administration, heard, name=measure.title, give=give)


def _page(request: HttpRequest, administration: Administration, heard: Heard, *, name: str, give: str) -> HttpResponse:
    """The page, or the section alone. `give` is what a decision or an action begins with; empty for who gives none."""
    context = {
        "administration": administration,
        "heard": heard,
        "name": name,
        "give": give,
        "trail": [Crumb(administration.name), Crumb(name)],
    }
    return render_page(request, "meetings/assignments/heard.html", context, part="section")
