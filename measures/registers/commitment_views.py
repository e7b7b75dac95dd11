"""Pages of the commitments over several years."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forecasts.charts import Chart
from measures.models import Commitment
from measures.registers import queries, services, words
from measures.registers.access import Reach, may_write, reading, row_to_write, writing
from measures.registers.binding import YearSum, summed, years_from
from measures.registers.binding_chart import bound_bars
from measures.registers.forms import CommitmentChoiceForm, CommitmentForm
from measures.registers.pages import asked, initial_of, removal, taken_away, writing_page
from measures.registers.queries import CommitmentRow
from measures.registers.tables import CommitmentTable
from units.display import NONE, Display, display_of
from units.models import Unit
from units.money import ORE_PER_KRONA
from units.navigation import Crumb
from units.templatetags.figures import percent

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def commitments(request: HttpRequest, adm: str) -> HttpResponse:
    """What is bound this year and the four that follow, and the earliest that each commitment can end."""
    reach, write, today = reading(request, adm), writing(request, adm), timezone.localdate()
    display, years = display_of(reach.administration), years_from(today)
    writable = write.rows(Commitment).values_list("pk", flat=True)
    every = queries.commitment_rows(reach.rows(Commitment), writable, years, today)
    form = CommitmentChoiceForm(reach, request.GET)
    rows = queries.chosen_commitments(every, asked(form))
    sums = _sums(reach, asked(form).get("unit"), rows)
    table = CommitmentTable(rows, administration=adm, sums=sums, display=display, **_table_words(display))
    if request.GET.get("export") == "xlsx":
        return _workbook(request, reach, table)
    context = {
        "administration": reach.administration,
        "rows": every,
        "form": form,
        "table": table.shown(request, per_page=100),
        "finding": words.commitments_finding(sums, display) if every else _("No commitments are written yet"),
        "share": words.share_sentence(sums[0]) if every else "",
        "chart": _chart(sums, display) if any(each.agreed for each in sums) else None,
        "may_write": write.anywhere,
    }
    return render(request, "measures/registers/commitments.html", context)


def _table_words(display: Display) -> dict[str, Any]:
    return {
        "caption": _("Bound cost in {unit}: what it costs even if notice is given today").format(unit=display.unit),
        "label": _("Commitments over several years"),
    }


def _sums(reach: Reach, unit: Unit | None, rows: Sequence[CommitmentRow]) -> list[YearSum]:
    """What `rows` come to by year, beside the budget of `unit`, or of all for those who read all."""
    today = timezone.localdate()
    budgets: dict[int, int] = {}
    if unit or reach.whole:
        units = reach.units.filter(pk=unit.pk) if unit else reach.units
        budgets = queries.year_budgets(units, years_from(today))
    return summed([queries.term_of(row.commitment) for row in rows], budgets, today)


def _chart(sums: Sequence[YearSum], display: Display) -> Chart:
    return Chart(
        key="bound",
        title=words.bound_title(sums, display),
        unit=str(display.unit),
        figure=bound_bars(
            [f"{each.year}<br>{display.amount(each.bound)}" for each in sums],
            [display.number(each.bound) for each in sums],
            [display.number(each.avoidable) for each in sums],
            names=[_("bound"), _("ends if notice is given today")],
        ),
        head=[_("Year"), _("Bound"), _("Ends if notice is given"), _("Agreed"), _("Budget"), _("Bound share")],
        rows=[
            [str(each.year), *map(display.amount, (each.bound, each.avoidable, each.agreed, each.budget)),
             NONE if each.permille is None else percent(each.permille)]
            for each in sums
        ],
        note=_("Filled bars are bound, which stands below each year; hollow ones end if notice is given today"),
    )  # fmt: skip


def _workbook(request: HttpRequest, reach: Reach, table: CommitmentTable) -> HttpResponse:
    total = {"title": _("Sum bound"), **{f"year_{place}": ore / ORE_PER_KRONA for place, ore in enumerate(table.sums)}}
    lines = [
        f"{timezone.localdate():%Y-%m-%d}",
        _("Bound cost in kr: what it costs even if notice is given today"),
    ]
    return taken_away(request, reach.administration, table, name=_("Commitments"), lines=lines, total=total)


def _here(adm: str) -> Crumb:
    return Crumb(_("Commitments"), reverse("measures:commitments", args=[adm]))


@FORM
@login_required
def commitment_new(request: HttpRequest, adm: str) -> HttpResponse:
    """A new commitment."""
    reach = may_write(request, adm)
    return writing_page(
        request,
        CommitmentForm(reach, request.POST or None),
        lambda values: services.write_commitment(reach.administration, values, by=request.user),
        to=_here(adm),
        title=_("New commitment"),
    )


@FORM
@login_required
def commitment_edit(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Change a commitment."""
    row, seen = row_to_write(request, adm, Commitment, pk), request.POST.get("seen", "")
    return writing_page(
        request,
        CommitmentForm(writing(request, adm), request.POST or None, initial=initial_of(row)),
        lambda values: services.change_commitment(row, values, seen=seen, by=request.user),
        to=_here(adm),
        title=row.title,
        row=row,
        remove=reverse("measures:commitment-remove", args=[adm, pk]),
    )


@FORM
@login_required
def commitment_remove(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Remove a commitment."""
    row = row_to_write(request, adm, Commitment, pk)
    back = reverse("measures:commitment-edit", args=[adm, pk])
    return removal(request, row, services.remove_commitment, to=_here(adm), back=back)
