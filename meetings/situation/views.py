"""The situation page of an administration.

Who reads figures anywhere in it reads the page, and who may meet about the whole of it writes it. Who answers for
something on it changes that, and says that it still holds. The committee, which reads what is reported, reads here what
is shown to everyone; staff read that on a page of their own.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from measures.admitted import admitted
from measures.registers.queries import people_of
from meetings.models import SituationItem
from meetings.situation import services
from meetings.situation.forms import ItemForm
from meetings.situation.queries import Situation, situation_of
from meetings.situation.tables import SituationTable
from meetings.situation.words import old_words, situation_finding
from units.access import allows, require
from units.models import Administration
from units.navigation import Crumb
from units.pages import act_on, entered, form_page
from units.roles import Act
from units.tables import exported, xlsx_response

FORM = require_http_methods(["GET", "HEAD", "POST"])
EDIT = "meetings/situation/edit.html"


@require_safe
@login_required
def situation(request: HttpRequest, adm: str) -> HttpResponse:
    """How things stand, what is done, what it gave, what is asked for and what happened."""
    place = admitted(request, adm, Act.REPORTED)
    administration, reads = place.administration, Act.FIGURES in place.somewhere
    found = situation_of(administration, timezone.localdate(), for_staff=not reads)
    if request.GET.get("export") == "xlsx":
        return _workbook(request, administration, found)
    context = {
        "administration": administration,
        "situation": found,
        "finding": situation_finding(administration, found),
        "old": old_words(len(found.old)) if found.old else "",
        "may_write": allows(request.user, Act.MEET, administration),
    }
    return render(request, "meetings/situation/situation.html", context)


def _workbook(request: HttpRequest, administration: Administration, found: Situation) -> HttpResponse:
    table = SituationTable([*found.rows, *found.ended]).ordered(request)
    lines = [_("How things stand in {name}").format(name=administration), f"{timezone.localdate():%Y-%m-%d}"]
    content = exported(table, _("Situation"), administration=administration, lines=lines)
    return xlsx_response(content, f"{administration.code}-{_('situation')}.xlsx")


@FORM
@login_required
def situation_new(request: HttpRequest, adm: str) -> HttpResponse:
    """Put something on the page."""
    administration = entered(request, adm, Act.MEET)
    initial = {"section": request.GET.get("section", ""), "day": timezone.localdate(), "for_staff": True}
    return form_page(
        request,
        _form(request, administration, initial | {"owner": request.user.pk}),
        lambda values: services.write_item(administration, values, by=request.user),
        to=_page(adm),
        title=_("Write on the situation page"),
        button=_("Put it on the page"),
        template=EDIT,
        seen=0,
        trail=_trail(adm, _("Write")),
    )


@FORM
@login_required
def situation_item(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Change what stands on the page."""
    item = _answered_for(request, adm, pk)
    return form_page(
        request,
        _form(request, item.administration, {name: getattr(item, name) for name in services.FIELDS}),
        lambda values: services.change_item(item, values, seen=_seen(request), by=request.user),
        to=_page(adm),
        title=_("Change what stands on the situation page"),
        button=_("Save"),
        template=EDIT,
        item=item,
        seen=item.version,
        trail=_trail(adm, item.title),
    )


def _form(request: HttpRequest, administration: Administration, initial: dict[str, Any]) -> ItemForm:
    people = people_of(administration, timezone.localdate())
    return ItemForm(people, request.POST if request.method == "POST" else None, initial=initial)


def _seen(request: HttpRequest) -> int:
    """The version that the person saw; 0 when it is not said."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() else 0


@require_POST
@login_required
def situation_confirm(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Say that it still holds."""
    item = _answered_for(request, adm, pk)
    done = _("Confirmed: it counts as updated today.")
    return act_on(request, lambda: services.confirm_item(item, by=request.user), to=_page(adm), done=done)


@require_POST
@login_required
def situation_end(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Take it off the page."""
    item = _item(request, adm, pk)
    done = _("Ended. It stands under what has ended.")
    return act_on(request, lambda: services.end_item(item, by=request.user), to=_page(adm), done=done)


@require_POST
@login_required
def situation_back(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Put it on the page again."""
    item = _item(request, adm, pk)
    done = _("It is on the page again.")
    return act_on(request, lambda: services.bring_back_item(item, by=request.user), to=_page(adm), done=done)


def _item(request: HttpRequest, adm: str, pk: int) -> SituationItem:
    return get_object_or_404(entered(request, adm, Act.MEET).situation, pk=pk)


def _answered_for(request: HttpRequest, adm: str, pk: int) -> SituationItem:
    """One that the person answers for, or writes the page of."""
    administration = admitted(request, adm, Act.FIGURES).administration
    items = administration.situation.select_related("administration", "owner", "updated_by")
    item = items.filter(pk=pk).first()
    if item is None or item.owner_id != request.user.pk:
        require(request.user, Act.MEET, administration)
    if item is None:
        raise Http404
    return item


def _page(adm: str) -> str:
    return reverse("meetings:situation", args=[adm])


def _trail(adm: str, here: str) -> list[Crumb]:
    return [Crumb(_("Situation"), _page(adm)), Crumb(here)]
