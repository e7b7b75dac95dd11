"""How the budget grew from last year, and what of a better result it explains."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forecasts.budgets.growth import Growth
from forecasts.budgets.growth_queries import GrowthPage, growth_page
from forecasts.budgets.growth_words import against_index, percent, sentence
from forecasts.budgets.queries import is_final
from forecasts.budgets.tables import GrowthTable
from forecasts.budgets.year_forms import IndexForm
from forecasts.budgets.years import budget_year, change_budget_year
from forecasts.queries import Period, closed_months, period, period_at
from units.access import allowed, require
from units.asked import year_asked
from units.display import display_of
from units.export import Cell
from units.models import Administration
from units.money import ORE_PER_KRONA
from units.months import MONTHS_IN_YEAR
from units.pages import entered
from units.roles import Act
from units.tables import exported, xlsx_response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def growth(request: HttpRequest, adm: str) -> HttpResponse:
    """Two years of budget and deviation by unit, department and in all; the index of the year is set here."""
    administration = entered(request, adm, Act.FIGURES)
    seen = _period(administration, year_asked(request, period(administration).year))
    year = budget_year(administration, seen.year)
    form = IndexForm(request.POST if request.method == "POST" else None, initial={"price_index": year.price_index})
    if request.method == "POST":
        require(request.user, Act.CONTROL, administration)
        if form.is_valid():
            change_budget_year(administration, seen.year, **form.cleaned_data, by=request.user)
            return redirect(f"{reverse('forecasts:growth', args=[adm])}?year={seen.year}")
    page = growth_page(administration, seen, year.price_index)
    if request.GET.get("export") == "xlsx":
        return _workbook(request, administration, page)
    return _shown(request, administration, page, form)


def _period(administration: Administration, year: int) -> Period:
    """The current month in the current year; December in others."""
    closed = closed_months(administration)
    usual = period(administration, closed=closed)
    return usual if usual.year == year else period_at(usual.month.replace(year=year, month=MONTHS_IN_YEAR), closed)


def _shown(request: HttpRequest, administration: Administration, page: GrowthPage, form: IndexForm) -> HttpResponse:
    display, index = display_of(administration), page.total.index
    context = {
        "administration": administration,
        "display": display,
        "page": page,
        "years": (page.year - 1, page.year + 1),
        "finding": sentence(page.total, display),
        "against": against_index(page.total, display),
        "last": _last(administration, page),
        "tables": [
            _table(administration, rows, page, label, prefix).shown(request, per_page=40)
            for label, rows, prefix in _parts(page)
        ],
        "form": form,
        "index": None if index is None else percent(index),
        "may_control": Act.CONTROL in allowed(request.user, administration),
    }
    return render(request, "forecasts/budgets/growth.html", context, status=422 if form.errors else 200)


def _parts(page: GrowthPage) -> list[tuple[str, list[Growth], str]]:
    return [(_("By department"), page.departments, "department-"), (_("By unit"), page.units, "")]


def _table(
    administration: Administration, rows: list[Growth], page: GrowthPage, label: str, prefix: str
) -> GrowthTable:
    display = display_of(administration)
    caption = _("Amounts in {unit}. Deviation and improvement: + is better for the result.").format(unit=display.unit)
    return GrowthTable(
        rows,
        total=page.total,
        year=page.year,
        display=display,
        caption=caption,
        label=label,
        prefix=prefix,
    )


def _last(administration: Administration, page: GrowthPage) -> str:
    """What last year's deviations are."""
    values = {"year": page.year - 1}
    if not page.result:
        return _("The deviations of {year} are of the last forecasts: December has no actuals.").format(**values)
    if is_final(administration, page.year - 1):
        return _("The deviations of {year} are the final result.").format(**values)
    return _("The deviations of {year} are the preliminary result.").format(**values)


def _workbook(request: HttpRequest, administration: Administration, page: GrowthPage) -> HttpResponse:
    display = display_of(administration)
    table = _table(administration, page.units, page, _("By unit"), "").ordered(request)
    lines = [
        f"{administration}, {page.year - 1}–{page.year}",
        sentence(page.total, display),
        against_index(page.total, display),
        _last(administration, page),
        _("Amounts in kr, net cost. Deviation: + is surplus, − is deficit."),
    ]
    names = [each.name for each in table.columns if each.name != "name"]
    sums = {name: getattr(page.total, name) for name in names}
    total: dict[str, Cell] = {name: ore / ORE_PER_KRONA for name, ore in sums.items() if ore is not None}
    content = exported(
        table,
        _("By unit"),
        administration=administration,
        lines=[each for each in lines if each],
        total={"name": _("Sum"), **total},
    )
    return xlsx_response(content, f"{administration.code}-{page.year}-{_('growth')}.xlsx")
