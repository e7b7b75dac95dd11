"""What the pages of the three registers share: a row that is written, changed and removed, and its workbook."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from measures.models import Commitment, DelegationLimit, Finding
from measures.registers.access import RegisterRow
from measures.registers.rows import FIELDS, fingerprint, row_name
from units.models import Administration
from units.navigation import Crumb
from units.pages import act_on, form_page
from units.tables import FigureTable, exported, xlsx_response

EDIT, REMOVE = "measures/registers/edit.html", "measures/registers/remove.html"


def initial_of(row: DelegationLimit | Finding | Commitment) -> dict[str, Any]:
    """What a form for `row` begins with."""
    return {name: getattr(row, name) for name in FIELDS[type(row)]}


def writing_page(
    request: HttpRequest, form: forms.Form, save: Callable[[dict[str, Any]], object], *, to: Crumb, **context: Any
) -> HttpResponse:
    """The form of a row in the register `to`; `context` has `title` and perhaps `row`, `lists` and more."""
    row = context.get("row")
    more = {"seen": fingerprint(row)} if row else {}
    trail = [to, Crumb(context["title"])]
    return form_page(request, form, save, to=to.url, trail=trail, button=_("Save"), template=EDIT, **context, **more)


def removal(
    request: HttpRequest, row: RegisterRow, remove: Callable[..., None], *, to: Crumb, back: str
) -> HttpResponse:
    """Ask whether `row` is to be removed; when it is, remove it and go to its register `to`."""
    if request.method == "POST":
        done = _("Removed. What it said is in the log of changes.")
        return act_on(request, lambda: remove(row, by=request.user), to=to.url, done=done)
    name = row_name(row)
    trail = [to, Crumb(name, back), Crumb(_("Remove"))]
    return render(request, REMOVE, {"row": row, "name": name, "back": back, "trail": trail})


def asked(form: forms.Form) -> dict[str, Any]:
    """What a filter asks for; nothing when it cannot be read."""
    return form.cleaned_data if form.is_valid() else {}


def taken_away(
    request: HttpRequest,
    administration: Administration,
    table: FigureTable,
    *,
    name: str,
    lines: list[str],
    total: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """`table` as a workbook, its scope above it."""
    content = exported(
        table.ordered(request),
        name,
        administration=administration,
        lines=[f"{name}, {administration}", *lines],
        total=total,
    )
    return xlsx_response(content, f"{administration.code}-{name.lower().replace(' ', '-')}.xlsx")
