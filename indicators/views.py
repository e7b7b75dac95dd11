"""Pages of key figures: all of them, one year of one, and the form that makes and changes one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from indicators import band_pages, pages, queries, services
from indicators.access import indicator_read, reading
from indicators.band_forms import BandsForm
from indicators.band_queries import band_places
from indicators.forms import IndicatorForm
from indicators.models import Indicator
from indicators.tables import IndicatorTable
from units.asked import year_asked
from units.navigation import Crumb
from units.pages import entered, form_page
from units.roles import Act
from units.tables import exported, xlsx_response

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def indicators(request: HttpRequest, adm: str) -> HttpResponse:
    """Every key figure with its latest month."""
    reach = reading(request, adm)
    rows = queries.indicator_rows(reach)
    own = {"administration": adm, "controls": reach.controls, "only_total": reach.only_total}
    table = IndicatorTable(rows, label=_("Key figures"), **own).ordered(request)
    if request.GET.get("export") == "xlsx":
        lines = [f"{_('Key figures')}, {reach.administration}", pages.scope(reach), f"{timezone.localdate():%Y-%m-%d}"]
        content = exported(table, _("Key figures"), administration=reach.administration, lines=lines)
        return xlsx_response(content, f"{_('key-figures')}-{adm}.xlsx")
    context = pages.list_context(reach, rows) | {"table": table}
    return render(request, "indicators/indicators.html", context)


@require_safe
@login_required
def indicator(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """A year of one key figure: its units by month."""
    reach = reading(request, adm)
    found = indicator_read(reach, pk)
    taken = request.GET.get("export") == "xlsx"
    asked = year_asked(request, 0) or None
    year = queries.year_of(reach, found, asked, suppress=taken and not reach.controls)
    if taken and year:
        name = f"{found.code}-{year.year}.xlsx".lower()
        return xlsx_response(pages.year_workbook(reach, found, year), name)
    row = queries.indicator_row(reach, found)
    context = pages.year_context(reach, row, year) | band_pages.band_context(reach, row, year)
    context["trail"] = [_here(adm), Crumb(found.name)]
    return render(request, "indicators/indicator.html", context)


def _here(adm: str) -> Crumb:
    return Crumb(_("Key figures"), reverse("indicators:indicators", args=[adm]))


@FORM
@login_required
def indicator_new(request: HttpRequest, adm: str) -> HttpResponse:
    """A new key figure."""
    administration = entered(request, adm, Act.CONTROL)
    here = _here(adm)
    return form_page(
        request,
        IndicatorForm(request.POST or None),
        lambda values: services.make_indicator(administration, values, by=request.user),
        to=here.url,
        title=_("New key figure"),
        button=_("Make the key figure"),
        done=_("The key figure is made. Now its values can be loaded from Excel."),
        trail=[here, Crumb(_("New key figure"))],
    )


@FORM
@login_required
def indicator_edit(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Change what a key figure says."""
    administration = entered(request, adm, Act.CONTROL)
    found = get_object_or_404(Indicator, administration=administration, pk=pk)
    page = Crumb(found.name, reverse("indicators:indicator", args=[adm, pk]))
    initial = {name: getattr(found, name) for name in services.FIELDS}
    return form_page(
        request,
        IndicatorForm(request.POST or None, initial=initial),
        lambda values: services.change_indicator(found, values, by=request.user),
        to=page.url,
        title=found.name,
        lead=_("The values that are stored stay as they are, whatever is changed here."),
        button=_("Save"),
        trail=[_here(adm), page, Crumb(_("Change"))],
    )


@FORM
@login_required
def indicator_bands(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Between which values the months of a key figure should be: in total and in each unit."""
    administration = entered(request, adm, Act.CONTROL)
    found = get_object_or_404(Indicator, administration=administration, pk=pk)
    page = Crumb(found.name, reverse("indicators:indicator", args=[adm, pk]))
    form = BandsForm(band_places(found), request.POST or None)
    return form_page(
        request,
        form,
        lambda _values: services.set_bands(found, form.bands(), by=request.user),
        to=page.url,
        template="indicators/bands.html",
        indicator=found,
        title=_("Bands of {name}").format(name=found.name),
        done=_("The bands are saved."),
        trail=[_here(adm), page, Crumb(_("Bands"))],
    )
