"""The register of measures, and what is said of how they go."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forecasts.rounds.access import Seen, seen
from measures.admitted import acts_somewhere
from measures.followups import places, words
from measures.followups.register_page import Register, register_of
from units.models import Unit
from units.roles import Act
from units.tables import exported, xlsx_response

PER_PAGE = 25


@require_safe
@login_required
def measures(request: HttpRequest, adm: str) -> HttpResponse:
    """Every measure that the person sees, filtered, sorted and summed."""
    found = seen(request, adm)
    register = register_of(found, request.GET.dict())
    if request.GET.get("export") == "xlsx":
        return _workbook(request, register)
    context = {
        "administration": found.administration,
        "register": register,
        "form": register.form,
        "finding": words.finding(register.told, register.period.year, register.display),
        "stages": words.stage_line(register.rows, register.display),
        "table": register.table().shown(request, len(register.rows) or 1 if "all" in request.GET else PER_PAGE),
        **_links(request, found),
        "plan_url": _plan_url(register),
    }
    return render(request, "measures/measures.html", context)


def _workbook(request: HttpRequest, register: Register) -> HttpResponse:
    table = register.table().whole()
    lines = [
        f"{register.administration}, {register.period.year}",
        words.stage_line(register.rows, register.display),
        " ".join([_("Effects in kr; + saves."), *register.notes()]),
    ]
    content = exported(
        table.ordered(request),
        _("Measures"),
        administration=register.administration,
        lines=[each for each in lines if each],
        total=table.exported_totals(),
    )
    return xlsx_response(content, f"{register.administration.code}-{_('measures')}-{register.period.year}.xlsx")


def _links(request: HttpRequest, found: Seen) -> dict[str, str]:
    """Where one goes from the register; empty where there is nothing or the person may not."""
    code = found.administration.code
    may_write = Unit.objects.allowing(request.user, Act.MEASURE).filter(administration=found.administration).exists()
    may_hand_in = acts_somewhere(request.user, found.administration) & {Act.CONTROL, Act.FORECAST}
    return {
        "new_url": places.address("measures:measure-new", code) if may_write else "",
        "follow_ups_url": places.history_url(code),
        "programme_url": places.address("measures:programme", code) if found.whole else "",
        "uploads_url": places.address("forecasts:uploads", code) if may_hand_in else "",
    }


def _plan_url(register: Register) -> str:
    """The action plan of the unit, or else the department, that is looked at; empty when none is."""
    known, code = register.form.asked(), register.administration.code
    if "unit" in known:
        return places.address("measures:action-plan", code, known["unit"])
    return places.address("measures:department-action-plan", code, known["department"]) if "department" in known else ""
