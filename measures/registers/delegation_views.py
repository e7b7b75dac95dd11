"""Pages of the delegation: who may decide what in which unit."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from measures.models import DelegationLimit
from measures.registers import queries, services, words
from measures.registers.access import Reach, may_write, reading, row_to_write, writing
from measures.registers.forms import CostForm, LimitChoiceForm, LimitForm, WithdrawForm
from measures.registers.limits import who_decides
from measures.registers.pages import asked, initial_of, removal, taken_away, writing_page
from measures.registers.queries import LimitRow
from measures.registers.tables import LimitTable, MatrixTable
from units.models import Administration
from units.navigation import Crumb
from units.pages import act_on

FORM = require_http_methods(["GET", "HEAD", "POST"])
ROLES = {"unit-head": "unit_head", "deputy": "deputy", "team-leader": "team_leader", "case-officer": "case_officer"}


@require_safe
@login_required
def delegation(request: HttpRequest, adm: str) -> HttpResponse:
    """What each role in each unit may decide, side by side, and who decides what costs so much."""
    reach, write = reading(request, adm), writing(request, adm)
    every = _rows(reach, write)
    form = LimitChoiceForm(sorted({row.limit.what for row in every}), request.GET)
    rows = queries.chosen_limits(every, asked(form))
    matrix, table = _matrix(rows, adm, asked(form).get("role", "")), _table(rows, adm)
    if request.GET.get("export") in {"matrix", "xlsx"}:
        return _workbook(request, reach.administration, matrix if request.GET["export"] == "matrix" else table)
    context = {
        "administration": reach.administration,
        "rows": every,
        "form": form,
        "matrix": matrix.shown(request, per_page=100),
        "table": table.shown(request, per_page=100),
        "may_write": write.anywhere,
        "without": queries.units_without(reach.units, every, timezone.localdate()) if every else [],
        **_finding(every),
        **_question(request, every),
    }
    return render(request, "measures/registers/delegation.html", context)


def _rows(reach: Reach, write: Reach) -> list[LimitRow]:
    writable = write.rows(DelegationLimit).values_list("pk", flat=True)
    return queries.limit_rows(reach.rows(DelegationLimit), writable, timezone.localdate())


def _matrix(rows: list[LimitRow], adm: str, role: str) -> MatrixTable:
    return MatrixTable(
        queries.by_unit(rows),
        administration=adm,
        prefix="units-",
        exclude=[name for each, name in ROLES.items() if role not in ("", each)],
        caption=_("A column is sorted by how much a decision may cost in a year; a decision at a time counts once."),
        label=_("What each role may decide, by unit"),
    )


def _table(rows: list[LimitRow], adm: str) -> LimitTable:
    return LimitTable(
        rows,
        administration=adm,
        display=words.KRONOR,
        caption=_("Amounts in kr. Empty above and up to: all decisions."),
        label=_("Limits one by one"),
    )


def _workbook(request: HttpRequest, administration: Administration, table: Any) -> HttpResponse:
    return taken_away(
        request, administration, table, name=_("Delegation"), lines=[f"{timezone.localdate():%Y-%m-%d}", table.caption]
    )


def _finding(rows: list[LimitRow]) -> dict[str, Any]:
    withdrawn = {row.limit.unit_id for row in rows if row.withdrawn}
    unlimited = queries.unlimited_units(rows, DelegationLimit.Role.CASE_OFFICER)
    return {
        "finding": words.delegation_finding(len({row.limit.unit_id for row in rows}), unlimited, len(withdrawn)),
        "decisions": sorted({row.limit.decision for row in rows if row.limit.decision}),
    }


def _question(request: HttpRequest, rows: list[LimitRow]) -> dict[str, Any]:
    """Who decides what costs what the address asks; 900 000 kr a year is written in when it asks nothing."""
    if "cost" not in request.GET:
        return {"question": CostForm(initial={"cost": 900_000_00, "per": "year"})}
    question = CostForm(request.GET)
    if not question.is_valid():
        return {"question": question}
    units = {row.limit.unit_id: row.limit.unit for row in rows}
    today, cost = timezone.localdate(), question.cleaned_data
    answers = who_decides([queries.limit_of(row.limit, today) for row in rows], cost["cost"], cost["per"])
    shown = [
        {"unit": units[each.unit], "what": each.what, "who": words.who_words(each), "why": words.why_words(each)}
        for each in answers
    ]
    return {"question": question, "answers": shown, "answer": words.answers_sentence(answers, **cost)}


def _here(adm: str) -> Crumb:
    return Crumb(_("Delegation"), reverse("measures:delegation", args=[adm]))


def _kinds(reach: Reach) -> dict[str, Any]:
    kinds = reach.rows(DelegationLimit).order_by("what").values_list("what", flat=True).distinct()
    return {"lists": {"kinds": kinds}}


@FORM
@login_required
def delegation_new(request: HttpRequest, adm: str) -> HttpResponse:
    """A new limit."""
    reach = may_write(request, adm)
    return writing_page(
        request,
        LimitForm(reach, request.POST or None),
        lambda values: services.write_limit(reach.administration, values, by=request.user),
        to=_here(adm),
        title=_("New limit of the delegation"),
        **_kinds(reach),
    )


@FORM
@login_required
def delegation_edit(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Change a limit."""
    row, reach = row_to_write(request, adm, DelegationLimit, pk), writing(request, adm)
    seen = request.POST.get("seen", "")
    return writing_page(
        request,
        LimitForm(reach, request.POST or None, initial=initial_of(row)),
        lambda values: services.change_limit(row, values, seen=seen, by=request.user),
        to=_here(adm),
        title=str(row.unit.name),
        row=row,
        state=words.withdrawn_words(row.withdrawn_on, row.until, timezone.localdate()) if row.withdrawn_on else "",
        links="measures/registers/delegation_links.html",
        **_kinds(reach),
    )


@FORM
@login_required
def delegation_withdraw(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Withdraw a delegation until something holds."""
    row = row_to_write(request, adm, DelegationLimit, pk)
    return writing_page(
        request,
        WithdrawForm(request.POST or None, initial={"day": timezone.localdate(), "until": row.until}),
        lambda values: services.withdraw_limit(row, **values, by=request.user),
        to=_here(adm),
        title=_("Withdraw the delegation"),
        lead=_("{role} in {unit}: {what}, {limit}").format(
            role=row.get_role_display().capitalize(),
            unit=row.unit.name,
            what=row.what,
            limit=words.limit_words(row.above, row.limit, row.per),
        ),
        done=_("The delegation is withdrawn."),
    )


@require_POST
@login_required
def delegation_restore(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Give a withdrawn delegation back."""
    row = row_to_write(request, adm, DelegationLimit, pk)
    done = _("The delegation holds again.")
    return act_on(request, lambda: services.restore_limit(row, by=request.user), to=_here(adm).url, done=done)


@FORM
@login_required
def delegation_remove(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Remove a limit."""
    row = row_to_write(request, adm, DelegationLimit, pk)
    back = reverse("measures:delegation-edit", args=[adm, pk])
    return removal(request, row, services.remove_limit, to=_here(adm), back=back)
