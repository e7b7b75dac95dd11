"""Pages where the budget is changed during its year."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forecasts.budgets.change_forms import KINDS, ChangeForm, ChoiceForm, empty_lines
from forecasts.budgets.change_queries import change_rows, with_lines, years_of
from forecasts.budgets.changes import Planned, made_before, make_change, require_possible, undo_change
from forecasts.budgets.planning import (
    ChangePreview,
    Phasing,
    Wanted,
    budgets_of,
    first_open_month,
    phased,
    preview_change,
)
from forecasts.budgets.queries import undistributed
from forecasts.budgets.refusals import StaleChangeError
from forecasts.budgets.tables import ChangeTable
from forecasts.queries import period
from units.access import allowed
from units.asked import year_asked
from units.display import display_of
from units.models import Administration
from units.money import ORE_PER_KRONA
from units.navigation import Crumb
from units.pages import act_on, entered
from units.refusals import RefusedError
from units.roles import Act
from units.tables import exported, xlsx_response

MORE_ROWS = 4


def _list_address(administration: Administration) -> str:
    return reverse("forecasts:budget-changes", args=[administration.code])


@require_safe
@login_required
def changes(request: HttpRequest, adm: str) -> HttpResponse:
    """Every change of the budget, filtered, sorted and summed."""
    administration = entered(request, adm, Act.FIGURES)
    form = ChoiceForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = change_rows(administration, asked)
    table = ChangeTable(
        rows,
        administration=adm,
        display=display_of(administration),
        caption=_("Amounts in {unit}; + adds to the net budget.").format(unit=display_of(administration).unit),
        label=_("Budget changes"),
    )
    if request.GET.get("export") == "xlsx":
        return _workbook(request, administration, table)
    context = {
        "administration": administration,
        "form": form,
        "years": years_of(administration),
        "rest": undistributed(administration, asked.get("year")),
        "table": table.shown(request),
        "display": display_of(administration),
        "may_control": Act.CONTROL in allowed(request.user, administration),
    }
    return render(request, "forecasts/budgets/changes.html", context)


def _workbook(request: HttpRequest, administration: Administration, table: ChangeTable) -> HttpResponse:
    lines = [str(administration), _("Amounts in kr; + adds to the net budget. The sum is of the changes that stand.")]
    total = {"decision": _("Sum"), **{name: amount / ORE_PER_KRONA for name, amount in table.totals.items()}}
    content = exported(
        table.ordered(request), _("Budget changes"), administration=administration, lines=lines, total=total
    )
    return xlsx_response(content, f"{administration.code}-{_('budget-changes')}.xlsx")


@require_safe
@login_required
def change(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """One change: what was decided, where it went month by month, and how to undo it."""
    administration = entered(request, adm, Act.FIGURES)
    row = with_lines([get_object_or_404(administration.budget_changes, pk=pk)])[0]
    context = {
        "administration": administration,
        "display": display_of(administration),
        "row": row,
        "trail": _trail(administration, row.change.decision),
        "may_control": Act.CONTROL in allowed(request.user, administration),
    }
    return render(request, "forecasts/budgets/change.html", context)


@require_POST
@login_required
def change_undo(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Take a change back."""
    administration = entered(request, adm, Act.CONTROL)
    change = get_object_or_404(administration.budget_changes, pk=pk)
    return act_on(
        request,
        lambda: undo_change(change, by=request.user),
        to=reverse("forecasts:budget-change", args=[adm, pk]),
        done=_("The change is undone. The budgets are as if it had not been made."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_new(request: HttpRequest, adm: str) -> HttpResponse:
    """A new supplementary budget or reallocation: write it, see what it does, store it."""
    administration = entered(request, adm, Act.CONTROL)
    kind, year = _kind(request), year_asked(request, period(administration).year)
    deed = request.POST.get("deed", "")
    if request.method != "POST" or deed in {"more", "edit"}:
        return _unsent(request, administration, kind, year)
    form, lines = ChangeForm(kind, year, request.POST), empty_lines(administration, request.POST)
    if not (form.is_valid() & lines.is_valid()):
        return _form_page(request, administration, kind, year, form, lines)
    if deed == "save" and (made := made_before(administration, form.cleaned_data["key"])):
        return redirect("forecasts:budget-change", adm, made.pk)
    shown = _preview(administration, kind, year, form.cleaned_data, lines)
    try:
        require_possible(administration, shown.planned)
        if deed == "save" and _agreed(request, shown):
            return _save(request, administration, shown, form.cleaned_data["key"])
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return _form_page(request, administration, kind, year, form, lines)
    return _preview_page(request, administration, form, lines, shown)


def _kind(request: HttpRequest) -> str:
    asked = request.GET.get("kind", "")
    return asked if asked in KINDS else KINDS[0]


def _unsent(request: HttpRequest, administration: Administration, kind: str, year: int) -> HttpResponse:
    """The form as it was left, with more lines when they were asked for, and nothing said about errors yet."""
    first = first_open_month(administration, year)
    form = ChangeForm(kind, year, initial={"first": first, "phasing": Phasing.EVENLY})
    lines = empty_lines(administration)
    if request.method == "POST":
        form = ChangeForm(kind, year, initial={name: request.POST.get(name, "") for name in form.fields})
        lines = _lines_as_left(request, administration)
    return _form_page(request, administration, kind, year, form, lines)


def _lines_as_left(request: HttpRequest, administration: Administration) -> forms.BaseFormSet:
    count = request.POST.get("line-TOTAL_FORMS", "")
    count = min(int(count[:4]), 200) if count.isdecimal() else MORE_ROWS
    left = [
        {name: request.POST.get(f"line-{row}-{name}", "") for name in ("unit", "group", "amount")}
        for row in range(count)
    ]
    more = MORE_ROWS if request.POST.get("deed") == "more" else 0
    lines = empty_lines(administration, rows=count + more)
    lines.initial = left + [{}] * more
    return lines


def _form_page(
    request: HttpRequest,
    administration: Administration,
    kind: str,
    year: int,
    form: ChangeForm,
    lines: forms.BaseFormSet,
) -> HttpResponse:
    faulty = bool(form.errors or lines.total_error_count())
    context = {
        "administration": administration,
        "display": display_of(administration),
        "kind": kind,
        "kinds": [(each, each.label) for each in KINDS],
        "year": year,
        "form": form,
        "lines": lines,
        "rest": undistributed(administration, year),
        "closed": first_open_month(administration, year) is None,
        "units": administration.units.order_by("code"),
        "trail": _trail(administration, _("New change")),
    }
    return render(request, "forecasts/budgets/change_new.html", context, status=422 if faulty else 200)


def _preview(
    administration: Administration, kind: str, year: int, written: dict[str, Any], lines: forms.BaseFormSet
) -> ChangePreview:
    wanted = [Wanted(**each) for each in lines.cleaned_data if each.get("amount")]
    budgets = budgets_of({each.unit.pk for each in wanted}, year)
    planned = Planned(
        kind=kind,
        year=year,
        decided_on=written["decided_on"],
        decision=written["decision"],
        note=written["note"],
        frame_amount=written.get("frame_amount") or 0,
        lines=phased(wanted, written["first"], Phasing(written["phasing"]), budgets),
    )
    return preview_change(administration, wanted, budgets, planned)


def _agreed(request: HttpRequest, shown: ChangePreview) -> bool:
    """Whether the person saw this very preview, and said yes to what it warns of.

    Raises:
        StaleChangeError: it was another.
    """
    if request.POST.get("seen") != shown.fingerprint:
        raise StaleChangeError
    return not shown.warnings or bool(request.POST.get("sure"))


def _save(request: HttpRequest, administration: Administration, shown: ChangePreview, key: Any) -> HttpResponse:
    made = make_change(administration, shown.planned, key=key, by=request.user)
    return redirect("forecasts:budget-change", administration.code, made.pk)


def _preview_page(
    request: HttpRequest,
    administration: Administration,
    form: ChangeForm,
    lines: forms.BaseFormSet,
    shown: ChangePreview,
) -> HttpResponse:
    context = {
        "administration": administration,
        "display": display_of(administration),
        "form": form,
        "lines": lines,
        "shown": shown,
        "unsure": request.POST.get("deed") == "save",
        "trail": _trail(administration, _("New change")),
    }
    return render(request, "forecasts/budgets/change_preview.html", context, status=422 if context["unsure"] else 200)


def _trail(administration: Administration, here: str) -> list[Crumb]:
    return [Crumb(_("Budget changes"), _list_address(administration)), Crumb(here)]
