"""Pages of the audit findings."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from measures.models import Finding
from measures.registers import queries, services, words
from measures.registers.access import Reach, may_write, reading, row_to_read, row_to_write, writing
from measures.registers.forms import FindingChoiceForm, FindingForm
from measures.registers.pages import asked, initial_of, removal, taken_away, writing_page
from measures.registers.queries import FindingRow
from measures.registers.tables import FindingTable
from units.models import User
from units.navigation import Crumb

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def findings(request: HttpRequest, adm: str) -> HttpResponse:
    """What audits have found, what is done about it, and what was found before."""
    reach, write = reading(request, adm), writing(request, adm)
    every = queries.finding_rows(reach.rows(Finding), (), timezone.localdate())
    form = FindingChoiceForm(reach, sorted({row.finding.source for row in every}), request.GET)
    rows = queries.chosen_findings(every, asked(form))
    table = FindingTable(rows, administration=adm, label=_("Audit findings"))
    if request.GET.get("export") == "xlsx":
        lines = [_finding(every), f"{timezone.localdate():%Y-%m-%d}"]
        return taken_away(request, reach.administration, table, name=_("Audit findings"), lines=lines)
    context = {
        "administration": reach.administration,
        "rows": every,
        "form": form,
        "table": table.shown(request),
        "finding": _finding(every),
        "may_write": write.anywhere,
    }
    return render(request, "measures/registers/findings.html", context)


def _finding(rows: list[FindingRow]) -> str:
    left = [row for row in rows if row.left]
    repeated, late = sum(row.repeated for row in left), sum(row.overdue for row in left)
    return words.findings_finding(len(rows), len(left), repeated, late)


def _here(adm: str) -> Crumb:
    return Crumb(_("Audit findings"), reverse("measures:findings", args=[adm]))


@require_safe
@login_required
def finding(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """One finding, and the chain of those that say the same."""
    found = row_to_read(request, adm, Finding, pk)
    rows = queries.finding_rows(reading(request, adm).rows(Finding), (), timezone.localdate())
    row = next(each for each in rows if each.finding.pk == pk)
    context = {
        "administration": found.administration,
        "row": row,
        "chain": [*reversed(row.earlier), *row.later],
        "may_write": writing(request, adm).holds_for(found),
        "trail": [_here(adm), Crumb(found.title)],
    }
    return render(request, "measures/registers/finding.html", context)


@FORM
@login_required
def finding_new(request: HttpRequest, adm: str) -> HttpResponse:
    """A new finding; near ones are offered before it is stored."""
    reach = may_write(request, adm)
    form = _form(request, reach, None)
    return writing_page(
        request,
        form,
        lambda _values: services.write_finding(reach.administration, form.values(), by=request.user),
        to=_here(adm),
        title=_("New audit finding"),
        **_sources(form),
    )


@FORM
@login_required
def finding_edit(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Change a finding: its state, its answer, or what it says."""
    row = row_to_write(request, adm, Finding, pk)
    form, seen = _form(request, writing(request, adm), row), request.POST.get("seen", "")
    return writing_page(
        request,
        form,
        lambda _values: services.change_finding(row, form.values(), seen=seen, by=request.user),
        to=_here(adm),
        title=row.title,
        row=row,
        remove=reverse("measures:finding-remove", args=[adm, pk]),
        **_sources(form),
    )


def _form(request: HttpRequest, write: Reach, row: Finding | None) -> FindingForm:
    """The form of `row`, which may repeat every finding that the person reads."""
    others = reading(request, write.administration.code).rows(Finding).exclude(pk=row.pk if row else None)
    known = list(queries.known_of(others).values())
    people = queries.people_of(write.administration, timezone.localdate()).values("pk")
    chosen = User.objects.filter(Q(pk__in=people) | Q(pk=row.owner_id if row else None)).order_by("name", "username")
    initial = {"found_on": timezone.localdate()}
    if row:
        initial = initial_of(row) | {"repeats": row.repeats_id, "department": None if row.unit else row.department}
    return FindingForm(write, chosen, known, request.POST or None, initial=initial, own=row.title if row else "")


def _sources(form: FindingForm) -> dict[str, Any]:
    return {"lists": {"sources": sorted({each.source for each in form.known})}}


@FORM
@login_required
def finding_remove(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Remove a finding."""
    row = row_to_write(request, adm, Finding, pk)
    back = reverse("measures:finding-edit", args=[adm, pk])
    return removal(request, row, services.remove_finding, to=_here(adm), back=back)
