"""How a year ended, preliminary or final, and what is carried over from it."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forecasts.budgets.carrying import total
from forecasts.budgets.tables import YearEndTable
from forecasts.budgets.words import not_over, without_forecast
from forecasts.budgets.year_end import make_final, make_preliminary
from forecasts.budgets.year_end_queries import YearEndPage, year_end
from forecasts.budgets.year_forms import FinalForm, RuleForm
from forecasts.budgets.years import change_budget_year
from forecasts.queries import period
from units.access import allowed, require
from units.asked import year_asked
from units.display import Display, display_of
from units.models import Administration
from units.money import ORE_PER_KRONA, MoneyUnit
from units.months import MONTHS_IN_YEAR
from units.pages import act_on, entered
from units.refusals import RefusedError
from units.roles import Act
from units.tables import exported, xlsx_response


def _usual(administration: Administration) -> int:
    """The year that is or was last to end: this one in December, else the one before."""
    seen = period(administration).month
    return seen.year if seen.month == MONTHS_IN_YEAR else seen.year - 1


def _address(administration: Administration, year: int) -> str:
    return f"{reverse('forecasts:year-end', args=[administration.code])}?year={year}"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def year_end_page(request: HttpRequest, adm: str) -> HttpResponse:
    """Budget, result and last forecast of every unit, and what the rule carries over; the rule is set here."""
    administration = entered(request, adm, Act.FIGURES)
    page = year_end(administration, year_asked(request, _usual(administration)))
    form = _rule_form(page, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(request.user, Act.CONTROL, administration)
        if form.is_valid() and _rule_changed(request, administration, page.year.year, form):
            return redirect(_address(administration, page.year.year))
    if request.GET.get("export") == "xlsx":
        return _workbook(request, administration, page)
    return _shown(request, administration, page, form)


def _rule_form(page: YearEndPage, posted: Mapping[str, Any] | None = None) -> RuleForm:
    return RuleForm(posted, initial={name: getattr(page.year, name) for name in RuleForm.base_fields})


def _rule_changed(request: HttpRequest, administration: Administration, year: int, form: RuleForm) -> bool:
    try:
        change_budget_year(administration, year, **form.cleaned_data, by=request.user)
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _shown(
    request: HttpRequest,
    administration: Administration,
    page: YearEndPage,
    form: RuleForm,
    final: FinalForm | None = None,
) -> HttpResponse:
    display, year = display_of(administration), page.year.year
    final = final or FinalForm(prefix="final")
    context = {
        "administration": administration,
        "display": display,
        "page": page,
        "year": year,
        "years": (year - 1, year + 1),
        "total": total(page.units),
        "not_over": "" if page.over else not_over(year),
        "without_forecast": without_forecast(page.units, display),
        "table": _table(administration, page).shown(request, per_page=40),
        "form": form,
        "final": final,
        "may_control": Act.CONTROL in allowed(request.user, administration),
    }
    faulty = form.errors or final.errors
    return render(request, "forecasts/budgets/year_end.html", context, status=422 if faulty else 200)


def _table(administration: Administration, page: YearEndPage) -> YearEndTable:
    display = display_of(administration)
    caption = _("Amounts in {unit}. Deviation: + is surplus, − is deficit. Forecast error: + ended better.")
    return YearEndTable(page.units, display=display, caption=caption.format(unit=display.unit), label=_("Units"))


def _workbook(request: HttpRequest, administration: Administration, page: YearEndPage) -> HttpResponse:
    table = _table(administration, page).ordered(request)
    lines = [f"{administration}, {page.year.year}", _state(page)]
    lines.append(_("Amounts in kr, net cost. Deviation: + is surplus, − is deficit."))
    lines.append(without_forecast(page.units, Display(MoneyUnit.KR)))
    names = ("budget", "result", "deviation", "forecast_deviation", "error", "carried")
    found = {name: getattr(table.sum, name) for name in names}
    sums = {name: ore / ORE_PER_KRONA for name, ore in found.items() if ore is not None}
    lines = [line for line in lines if line]
    content = exported(
        table, _("Year end"), administration=administration, lines=lines, total={"name": _("Sum"), **sums}
    )
    return xlsx_response(content, f"{administration.code}-{page.year.year}-{_('year-end')}.xlsx")


def _state(page: YearEndPage) -> str:
    if not page.over:
        return not_over(page.year.year)
    return _("Final result") if page.final else _("Preliminary result")


@require_POST
@login_required
def year_final(request: HttpRequest, adm: str) -> HttpResponse:
    """Make the result of the year final."""
    administration = entered(request, adm, Act.CONTROL)
    year = year_asked(request, _usual(administration))
    form = FinalForm(request.POST, prefix="final")
    if form.is_valid():
        try:
            make_final(administration, year, decision=form.cleaned_data["decision"], by=request.user)
            return redirect(_address(administration, year))
        except RefusedError as refused:
            form.add_error(None, str(refused))
    page = year_end(administration, year)
    return _shown(request, administration, page, _rule_form(page), form)


@require_POST
@login_required
def year_preliminary(request: HttpRequest, adm: str) -> HttpResponse:
    """Take it back that the result of the year is final."""
    administration = entered(request, adm, Act.CONTROL)
    year = year_asked(request, _usual(administration))
    return act_on(
        request,
        lambda: make_preliminary(administration, year, by=request.user),
        to=_address(administration, year),
        done=_("The result of {year} is preliminary again, and nothing is carried over from it.").format(year=year),
    )
