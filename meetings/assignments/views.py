"""Pages of decisions and actions: the register, and one of them with what was reported back."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from measures.admitted import admitted
from measures.registers.pages import asked
from meetings.assignments import services, words
from meetings.assignments.forms import REOPENED, RegisterForm, ReportForm
from meetings.assignments.queries import (
    AssignmentRow,
    assignment_row,
    choices_of,
    chosen,
    rows_of,
    seen_assignments,
    standing_of,
)
from meetings.assignments.tables import AssignmentTable, in_full
from meetings.models import Assignment
from meetings.words import assignment_label
from units.models import Administration
from units.navigation import Crumb
from units.pages import form_page
from units.roles import Act
from units.tables import exported, xlsx_response

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def assignments(request: HttpRequest, adm: str) -> HttpResponse:
    """All decisions and actions that the person sees, and how they stand."""
    place, today = admitted(request, adm, Act.SUMMARY), timezone.localdate()
    every = seen_assignments(request.user, place.administration)
    form, standing = RegisterForm(choices_of(every, place.administration), request.GET), standing_of(every, today)
    taken = chosen(every, asked(form), request.user, today)
    rows = rows_of(taken, request.user, today)
    found = words.finding(standing_of(taken, today), today, asked=standing.all > 0)
    if request.GET.get("export") == "xlsx":
        return _workbook(request, place.administration, rows, found)
    context = {
        "administration": place.administration,
        "finding": found,
        "standing": standing,
        "form": form,
        "table": AssignmentTable(rows, administration=adm, label=_("Decisions and actions")).shown(request),
        "may_give": Act.MEET in place.somewhere,
    }
    return render(request, "meetings/assignments/assignments.html", context)


def _workbook(
    request: HttpRequest, administration: Administration, rows: list[AssignmentRow], finding: str
) -> HttpResponse:
    name = _("Decisions and actions")
    table = AssignmentTable(rows, extra_columns=in_full()).ordered(request)
    lines = [f"{name}, {administration}", finding, f"{timezone.localdate():%Y-%m-%d}"]
    content = exported(table, name, administration=administration, lines=lines)
    return xlsx_response(content, f"{administration.code}-{name.lower().replace(' ', '-')}.xlsx")


@FORM
@login_required
def assignment(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """One decision or action: what, who, by when, what was reported back; and reporting it back."""
    row = seen(request, adm, pk)
    if request.method == "POST" and not row.reports:
        raise PermissionDenied
    return form_page(
        request,
        _report_form(request, row.assignment),
        lambda values: services.report_back(row.assignment, **values, seen=seen_version(request), by=request.user),
        to=here(row.assignment),
        done=_("Reported back."),
        administration=row.assignment.administration,
        row=row,
        may_change=row.reports and not services.is_adjusted(row.assignment),
        trail=trail(adm, Crumb(assignment_label(row.assignment))),
        template="meetings/assignments/assignment.html",
    )


def _report_form(request: HttpRequest, assignment: Assignment) -> forms.Form:
    open_ = assignment.state == Assignment.State.OPEN
    state = Assignment.State.DONE if open_ else REOPENED
    initial = {"state": state, "due": assignment.due, "executed_on": timezone.localdate()}
    return ReportForm(assignment, request.POST if request.method == "POST" else None, initial=initial)


def seen(request: HttpRequest, adm: str, pk: int) -> AssignmentRow:
    """The assignment as the person sees it.

    Raises:
        Http404: the person does not.
    """
    place = admitted(request, adm, Act.SUMMARY)
    row = assignment_row(request.user, place.administration, pk, timezone.localdate())
    if row is None:
        raise Http404
    return row


def here(assignment: Assignment) -> str:
    """Where it is shown."""
    return reverse("meetings:assignment", args=[assignment.administration.code, assignment.pk])


def trail(adm: str, *steps: Crumb) -> list[Crumb]:
    """The way over the register to this page."""
    return [Crumb(_("Decisions and actions"), reverse("meetings:assignments", args=[adm])), *steps]


def seen_version(request: HttpRequest) -> int:
    """The version that the person saw of what was sent; 0, which is none, when that is not said."""
    version = request.POST.get("seen", "")
    return int(version) if version.isdecimal() else 0


def posted(request: HttpRequest) -> Any:
    """What was sent; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None
