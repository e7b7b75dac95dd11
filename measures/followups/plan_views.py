"""Action plans: what a unit or a department does about its deviation, to print, sign and take away."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forecasts.queries import period
from measures.followups import places, plan_words
from measures.followups.plan_queries import ActionPlan, action_plan
from measures.followups.plan_tables import ActionPlanTable
from measures.followups.register_page import period_of
from measures.followups.words import part_sentence
from measures.programme.queries import unit_gap
from measures.words import decided_sentence
from units.access import require
from units.asked import year_asked
from units.display import Display, display_of
from units.models import Administration, Department, Unit
from units.navigation import Crumb
from units.roles import Act
from units.tables import exported, xlsx_response


@require_safe
@login_required
def unit_plan(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """The action plan of a unit and its parts."""
    visible = Unit.objects.visible_to(request.user).select_related("administration", "department")
    unit = get_object_or_404(visible, administration__code=adm, code=code)
    require(request.user, Act.FIGURES, unit)
    return _plan_page(request, unit)


@require_safe
@login_required
def department_plan(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """The action plan of all units of a department."""
    administration = get_object_or_404(Administration.objects.entered_by(request.user), code=adm)
    department = get_object_or_404(administration.departments.select_related("administration"), code=code)
    require(request.user, Act.FIGURES, department)
    return _plan_page(request, department)


def _plan_page(request: HttpRequest, place: Unit | Department) -> HttpResponse:
    usual, display = period(place.administration), display_of(place.administration)
    shown = period_of(usual, year_asked(request, usual.year))
    plan = action_plan(place, shown, timezone.localdate())
    if request.GET.get("format") == "xlsx":
        return _workbook(request, plan, display)
    context = {
        "administration": place.administration,
        "plan": plan,
        "display": display,
        "finding": plan_words.finding(plan, display),
        "lead": plan_words.lead(plan, display),
        "who": plan_words.who_answers(plan),
        "table": _table(plan, display).shown(request, len(plan.measures) or 1),
        "details": [(each, said) for each in plan.measures if (said := plan_words.consequences(each))],
        "silent": plan_words.silent(plan),
        "gap": unit_gap(place, shown.year) if isinstance(place, Unit) else None,
        "programme_url": places.programme_url(place, shown.year) if isinstance(place, Department) else "",
        "today": timezone.localdate(),
        "years": (shown.year - 1, shown.year + 1),
        "trail": places.trail(place.administration, Crumb(place.name), Crumb(_("Action plan"))),
        "register_url": places.register_url(place.administration.code),
    }
    return render(request, "measures/action_plan.html", context)


def _table(plan: ActionPlan, display: Display) -> ActionPlanTable:
    return ActionPlanTable(
        plan.measures,
        administration=plan.place.administration.code,
        display=display,
        caption=" ".join([_("Effects in {unit}; + saves.").format(unit=display.unit), *_notes(plan)]),
        label=_("Measures of the plan"),
    )


def _notes(plan: ActionPlan) -> list[str]:
    notes = [_("The effect of the year is net of costs."), decided_sentence()]
    if any(row.others for row in plan.rows):
        notes.append(part_sentence())
    return notes


def _workbook(request: HttpRequest, plan: ActionPlan, display: Display) -> HttpResponse:
    table = _table(plan, display)
    table.columns.show("consequences")
    code, year = plan.place.code, plan.period.year
    lines = [
        _("Action plan {year}, {place}").format(year=year, place=plan.place),
        plan_words.finding(plan, display),
        f"{plan_words.who_answers(plan)}: {', '.join(plan.heads) or '–'}",
        " ".join([_("Effects in kr; + saves."), *_notes(plan)]),
    ]
    content = exported(
        table.ordered(request),
        _("Action plan"),
        administration=plan.place.administration,
        lines=lines,
        total=table.exported_totals(),
    )
    return xlsx_response(content, f"{plan.place.administration.code}-{code}-{_('action-plan')}-{year}.xlsx")
