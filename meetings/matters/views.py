"""Pages of matters between units."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from measures.admitted import admitted
from measures.registers.pages import asked
from measures.registers.queries import people_of
from meetings.assignments.queries import owners_for, rows_of, seen_assignments
from meetings.assignments.views import FORM, posted
from meetings.matters import services, words
from meetings.matters.forms import MatterForm, RegisterForm, SettleForm
from meetings.matters.queries import MatterRow, chosen, matter_row, matter_rows, units_to_share
from meetings.matters.tables import MatterTable, in_full
from meetings.models import Matter
from units.models import Administration, Unit
from units.navigation import Crumb
from units.pages import act_on, form_page
from units.roles import Act
from units.tables import exported, xlsx_response


@require_safe
@login_required
def matters(request: HttpRequest, adm: str) -> HttpResponse:
    """The questions between units that the person sees."""
    place = admitted(request, adm, Act.SUMMARY)
    every = matter_rows(request.user, place.administration, timezone.localdate())
    form = RegisterForm(_units_of(every), request.GET)
    rows = chosen(every, asked(form))
    if request.GET.get("export") == "xlsx":
        return _workbook(request, place.administration, rows, words.finding(every))
    context = {
        "administration": place.administration,
        "finding": words.finding(every),
        "rows": every,
        "form": form,
        "table": MatterTable(rows, administration=adm, label=_("Matters between units")).shown(request),
        "may_raise": Act.MEET in place.somewhere,
    }
    return render(request, "meetings/matters/matters.html", context)


def _workbook(
    request: HttpRequest, administration: Administration, rows: list[MatterRow], finding: str
) -> HttpResponse:
    name = _("Matters between units")
    table = MatterTable(rows, extra_columns=in_full()).ordered(request)
    lines = [f"{name}, {administration}", finding, f"{timezone.localdate():%Y-%m-%d}"]
    content = exported(table, name, administration=administration, lines=lines)
    return xlsx_response(content, f"{administration.code}-{name.lower().replace(' ', '-')}.xlsx")


def _units_of(rows: Sequence[MatterRow]) -> list[Unit]:
    units = {unit.pk: unit for row in rows for unit in row.units}
    return sorted(units.values(), key=lambda unit: unit.code)


@FORM
@login_required
def matter_new(request: HttpRequest, adm: str) -> HttpResponse:
    """Raise a question that several units share."""
    administration, today = admitted(request, adm, Act.MEET).administration, timezone.localdate()
    own = administration.units.allowing(request.user, Act.MEET)
    units = {"units": list(own)} if own.count() == 1 else {}
    return form_page(
        request,
        MatterForm(
            units_to_share(administration, today), people_of(administration, today), posted(request), initial=units
        ),
        lambda values: services.raise_matter(administration, **values, by=request.user),
        to=reverse("meetings:matters", args=[adm]),
        title=_("Raise a matter between units"),
        lead=_("It stands on the agenda of the units’ meetings until it is settled. Write nothing about individuals."),
        button=_("Raise it"),
        trail=_trail(adm, Crumb(_("Raise a matter between units"))),
        template="meetings/assignments/change.html",
    )


@FORM
@login_required
def matter(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """One matter, what was decided and given about it; and settling it."""
    row, today = _seen(request, adm, pk), timezone.localdate()
    if request.method == "POST" and not row.writes:
        raise PermissionDenied
    about = seen_assignments(request.user, row.matter.administration).filter(matter=row.matter)
    return form_page(
        request,
        SettleForm(posted(request), initial={"settled_on": today}),
        lambda values: services.settle_matter(row.matter, **values, by=request.user),
        to=_here(row.matter),
        done=_("The matter is settled."),
        administration=row.matter.administration,
        row=row,
        assignments=rows_of(about, request.user, today),
        trail=_trail(adm, Crumb(row.matter.title)),
        template="meetings/matters/matter.html",
    )


@FORM
@login_required
def matter_change(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Write a matter in another way."""
    found, today = _written(request, adm, pk), timezone.localdate()
    units = (units_to_share(found.administration, today) | found.units.all()).distinct()
    form = MatterForm(units, owners_for(found.administration, found, today), posted(request), initial=_initial(found))
    return form_page(
        request,
        form,
        lambda values: services.change_matter(found, **values, seen=request.POST.get("seen", ""), by=request.user),
        to=_here(found),
        title=_("Change the matter"),
        button=_("Save"),
        seen=services.fingerprint(found),
        trail=_trail(adm, Crumb(found.title, _here(found)), Crumb(pgettext("assignment", "Change"))),
        template="meetings/assignments/change.html",
    )


@require_POST
@login_required
def matter_reopen(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Take a settled matter up again."""
    found = _written(request, adm, pk)
    done = _("The matter is taken up again.")
    return act_on(request, lambda: services.reopen_matter(found, by=request.user), to=_here(found), done=done)


def _initial(matter: Matter) -> dict[str, Any]:
    values = {name: getattr(matter, name) for name in ("title", "text", "owner", "due")}
    return values | {"units": list(matter.units.all())}


def _seen(request: HttpRequest, adm: str, pk: int) -> MatterRow:
    """The matter as the person sees it.

    Raises:
        Http404: the person does not.
    """
    place = admitted(request, adm, Act.SUMMARY)
    row = matter_row(request.user, place.administration, pk, timezone.localdate())
    if row is None:
        raise Http404
    return row


def _written(request: HttpRequest, adm: str, pk: int) -> Matter:
    """The matter, which the person changes and settles.

    Raises:
        Http404: the person does not see it.
        PermissionDenied: the person sees it only.
    """
    row = _seen(request, adm, pk)
    if not row.writes:
        raise PermissionDenied
    return row.matter


def _here(matter: Matter) -> str:
    return reverse("meetings:matter", args=[matter.administration.code, matter.pk])


def _trail(adm: str, *steps: Crumb) -> list[Crumb]:
    return [Crumb(_("Matters between units"), reverse("meetings:matters", args=[adm])), *steps]
