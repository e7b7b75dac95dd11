"""The page of the log of changes."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from units import log, queries
from units.access import allows
from units.export import Column, workbook
from units.forms import ChangesForm
from units.models import Administration
from units.pages import entered
from units.roles import Act
from units.tables import taken_out, xlsx_response

PER_PAGE = 50
MOST_EXPORTED = 50_000


@login_required
def changes(request: HttpRequest, adm: str) -> HttpResponse:
    """Who did what, when, and how it stood before and after."""
    administration = entered(request, adm, Act.TRACE)
    actions = [(action, log.action_in_words(action)) for action in queries.logged_actions(administration)]
    form = ChangesForm(actions, request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {"first": None, "last": None}
    found = queries.changes(administration, **asked)
    figures = allows(request.user, Act.FIGURES, administration)
    if request.GET.get("format") == "xlsx":
        return _exported(administration, log.rows(found[:MOST_EXPORTED], figures=figures))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = [(change, log.action_in_words(change.action), log.lines(change, figures=figures)) for change in page]
    context = {"administration": administration, "form": form, "page": page, "changes": shown}
    return render(request, "units/changes.html", context)


def _exported(administration: Administration, rows: Iterable[list[str | date]]) -> HttpResponse:
    headings = [_("Time"), _("Who"), _("What was done"), _("About"), _("What changed"), _("Before"), _("After")]
    title = _("Log of changes")
    columns = [Column(heading) for heading in headings]
    content = workbook(title, columns, rows, lines=[title, administration.name], origin=taken_out(administration))
    return xlsx_response(content, f"{administration.code}-log.xlsx")
