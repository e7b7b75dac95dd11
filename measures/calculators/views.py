"""Pages of calculators: choose one, calculate, keep the calculation."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from measures.addresses import measure_address, new_measure_address
from measures.admitted import Admitted, admitted
from measures.calculators.forms import GivenForm, TitleForm
from measures.calculators.kinds import KINDS, Kind
from measures.calculators.queries import CalculationRow, calculation_row, calculation_rows
from measures.calculators.services import remove_calculation, save_calculation
from measures.calculators.tables import CalculationTable, workbook_of
from units.access import allows
from units.display import display_of
from units.models import Administration
from units.navigation import Crumb
from units.pages import act_on
from units.roles import Act
from units.tables import taken_out, xlsx_response


@require_safe
@login_required
def calculators(request: HttpRequest, adm: str) -> HttpResponse:
    """The calculators, what each answers, and the calculations that were saved."""
    place = admitted(request, adm, Act.FIGURES)
    rows = calculation_rows(request.user, place.administration)
    display = display_of(place.administration)
    table = CalculationTable(
        rows,
        administration=adm,
        display=display,
        caption=_("Saving a year in {unit}; + saves").format(unit=display.unit),
        label=_("Saved calculations"),
    )
    context = {
        "administration": place.administration,
        "kinds": KINDS.values(),
        "saved": len(rows),
        "table": table.shown(request),
    }
    return render(request, "measures/calculators/calculators.html", context)


@require_safe
@login_required
def calculator(request: HttpRequest, adm: str, kind: str) -> HttpResponse:
    """One calculator: what is put in is in the address, so that it can be sent to somebody."""
    place, chosen = admitted(request, adm, Act.FIGURES), _kind(kind)
    written = {name: request.GET[name] for name in chosen.form.base_fields if name in request.GET}
    form = chosen.form(chosen.begins_with(timezone.localdate()) | written)
    return _page(request, place, chosen, form, TitleForm(about=chosen.about))


def _page(request: HttpRequest, place: Admitted, kind: Kind, form: GivenForm, save: TitleForm) -> HttpResponse:
    context = {
        "administration": place.administration,
        "kind": kind,
        "form": form,
        "shown": kind.show(form.given()) if form.is_valid() else None,
        "save": save,
        "may_save": Act.MEASURE in place.somewhere,
        "trail": _trail(place.administration.code, str(kind.title)),
    }
    status = 422 if form.errors or save.errors else 200
    return render(request, "measures/calculators/calculator.html", context, status=status)


@require_POST
@login_required
def calculation_save(request: HttpRequest, adm: str, kind: str) -> HttpResponse:
    """Keep a calculation."""
    place, chosen = admitted(request, adm, Act.MEASURE), _kind(kind)
    form, save = chosen.form(request.POST), TitleForm(request.POST, about=chosen.about)
    if not (form.is_valid() & save.is_valid()):
        return _page(request, place, chosen, form, save)
    made = save_calculation(
        place.administration,
        kind,
        title=save.cleaned_data["title"],
        given=form.written(),
        amount=chosen.show(form.given()).saving,
        by=request.user,
    )
    messages.success(request, _("The calculation is saved."))
    return redirect("measures:calculation", adm, made.pk)


@require_safe
@login_required
def calculation(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """A saved calculation, calculated again from what was put in."""
    place = admitted(request, adm, Act.FIGURES)
    row = _row(request, place.administration, pk)
    kind = _kind(row.calculation.kind)
    form = kind.form(row.calculation.given)
    shown = kind.show(form.given()) if form.is_valid() else None
    if shown and request.GET.get("export") == "xlsx":
        lines = [row.calculation.title, str(place.administration), shown.finding]
        content = workbook_of(shown, form, lines=lines, origin=taken_out(place.administration))
        return xlsx_response(content, f"{adm}-{_('calculation')}-{pk}.xlsx")
    context = {"row": row, "kind": kind, "form": form, "shown": shown, "query": urlencode(row.calculation.given)}
    return render(request, "measures/calculators/calculation.html", context | _leads(request, place, row, kind))


def _leads(request: HttpRequest, place: Admitted, row: CalculationRow, kind: Kind) -> dict[str, Any]:
    """Where a saved calculation leads: to its measure or a new one, away, and back."""
    administration, kept = place.administration, row.calculation
    free = kept.measure_id is None
    writes = free and Act.MEASURE in place.somewhere
    here = reverse("measures:calculator", args=[administration.code, kind.slug])
    return {
        "administration": administration,
        "measure": measure_address(administration, kept.measure_id) if row.opens_measure else "",
        "new_measure": new_measure_address(administration, calculation=kept.pk) if writes else "",
        "may_remove": free and _may_remove(request, administration, row),
        "trail": _trail(administration.code, _("Saved calculation"), Crumb(str(kind.title), here)),
    }


@require_POST
@login_required
def calculation_remove(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Remove a calculation: its maker may, and the controller."""
    administration = admitted(request, adm, Act.FIGURES).administration
    row = _row(request, administration, pk)
    if not _may_remove(request, administration, row):
        raise PermissionDenied
    return act_on(
        request,
        lambda: remove_calculation(row.calculation, by=request.user),
        to=reverse("measures:calculators", args=[adm]),
        done=_("The calculation is removed."),
    )


def _may_remove(request: HttpRequest, administration: Administration, row: CalculationRow) -> bool:
    return row.calculation.made_by_id == request.user.pk or allows(request.user, Act.CONTROL, administration)


def _kind(slug: str) -> Kind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def _row(request: HttpRequest, administration: Administration, pk: int) -> CalculationRow:
    row = calculation_row(request.user, administration, pk)
    if row is None:
        raise Http404
    return row


def _trail(adm: str, here: str, *between: Crumb) -> list[Crumb]:
    return [Crumb(_("Calculators"), reverse("measures:calculators", args=[adm])), *between, Crumb(here)]
