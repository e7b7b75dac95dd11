"""Pages where unit heads answer the year's budget and conditions, and controllers see who has."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forecasts.budgets.change_queries import changes_of
from forecasts.budgets.conditions import answer_budget, fingerprint
from forecasts.budgets.conditions_queries import answer_year, budget_of, conditions_rows, groups_of
from forecasts.budgets.tables import ConditionsTable
from forecasts.budgets.year_forms import AnswerForm, ConditionsChoiceForm, ConditionsForm
from forecasts.budgets.years import budget_year, change_budget_year
from forecasts.models import Acceptance
from units.access import allowed, require, rights_for
from units.asked import year_asked
from units.display import display_of
from units.models import Administration, Unit
from units.navigation import Crumb
from units.pages import entered
from units.refusals import RefusedError
from units.roles import Act
from units.tables import exported, xlsx_response


def _year(request: HttpRequest) -> int:
    today = timezone.localdate()
    return year_asked(request, answer_year(today) or today.year)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def conditions(request: HttpRequest, adm: str) -> HttpResponse:
    """Which units have answered the year's budget, and how; its conditions are written here."""
    administration = entered(request, adm, Act.FIGURES)
    year = _year(request)
    row = budget_year(administration, year)
    form = ConditionsForm(request.POST if request.method == "POST" else None, initial={"conditions": row.conditions})
    if request.method == "POST":
        require(request.user, Act.CONTROL, administration)
        if form.is_valid():
            change_budget_year(administration, year, **form.cleaned_data, by=request.user)
            return redirect(f"{reverse('forecasts:conditions', args=[adm])}?year={year}")
    return _conditions_page(request, administration, year, form)


def _conditions_page(
    request: HttpRequest, administration: Administration, year: int, form: ConditionsForm
) -> HttpResponse:
    rows = conditions_rows(administration, year, timezone.localdate())
    choice = ConditionsChoiceForm(request.GET)
    state = choice.cleaned_data["state"] if choice.is_valid() else ""
    display = display_of(administration)
    table = ConditionsTable(
        [row for row in rows if state in {"", row.state}],
        administration=administration.code,
        year=year,
        display=display,
        caption=_("Net budget of the whole year in {unit}").format(unit=display.unit),
        label=_("Conditions of the year"),
    )
    if request.GET.get("export") == "xlsx":
        lines = [f"{administration}, {year}"]
        content = exported(table.ordered(request), _("Conditions"), administration=administration, lines=lines)
        return xlsx_response(content, f"{administration.code}-{year}-{_('conditions')}.xlsx")
    states = [row.state for row in rows]
    context = {
        "administration": administration,
        "year": year,
        "years": (year - 1, year + 1),
        "rows": rows,
        "accepted": states.count("accepted") + states.count("changed"),
        "lacking": states.count("missing"),
        "unanswered": states.count("unanswered"),
        "choice": choice,
        "table": table.shown(request, per_page=40),
        "form": form,
        "may_control": Act.CONTROL in allowed(request.user, administration),
    }
    return render(request, "forecasts/budgets/conditions.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def unit_conditions(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """The year's budget and conditions of a unit, and its head's answer."""
    units = Unit.objects.allowing(request.user, Act.FIGURES).select_related("administration")
    unit = get_object_or_404(units, administration__code=adm, code=code)
    year = _year(request)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(request.user, Act.FORECAST, unit)
        if form.is_valid() and _answered(request, unit, year, form):
            return redirect(f"{reverse('forecasts:unit-conditions', args=[adm, code])}?year={year}")
    return _unit_page(request, unit, year, form)


def _answered(request: HttpRequest, unit: Unit, year: int, form: AnswerForm) -> bool:
    accepted = request.POST.get("answer") == "accept"
    try:
        answer_budget(unit, year, accepted=accepted, **form.cleaned_data, by=request.user)
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _unit_page(request: HttpRequest, unit: Unit, year: int, form: AnswerForm) -> HttpResponse:
    budget, conditions = budget_of(unit, year), budget_year(unit.administration, year).conditions
    answer = Acceptance.objects.filter(unit=unit, year=year).select_related("answered_by").first()
    form.initial = {"seen": budget, "terms": fingerprint(conditions)}
    if form.errors:
        form.data = form.data.dict() | form.initial
    page = reverse("socbudget:unit", args=[unit.administration.code, unit.code])
    context = {
        "administration": unit.administration,
        "unit": unit,
        "year": year,
        "years": (year - 1, year + 1),
        "display": display_of(unit.administration),
        "budget": budget,
        "groups": groups_of(unit, year),
        "changes": None if budget is None else changes_of(unit, year, budget),
        "conditions": conditions,
        "answer": answer,
        "form": form,
        "may_answer": Act.FORECAST in rights_for(request.user, unit).unit,
        "trail": [Crumb(unit.name, page), Crumb(_("Budget and conditions"))],
    }
    return render(request, "forecasts/budgets/unit_conditions.html", context, status=422 if form.errors else 200)
