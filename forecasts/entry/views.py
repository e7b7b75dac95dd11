"""The page where a unit's forecast is written and read, and the addresses that its script saves to."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forecasts.entry import drafts, steps
from forecasts.entry.grid_answer import answer_cells, answer_flagged, answer_list, signed_out
from forecasts.entry.grid_export import workbook_of
from forecasts.entry.grid_page import Desk, page_of
from forecasts.entry.grid_queries import accounts_of, has_version, round_shown
from forecasts.entry.grid_save import ListSaving, refuse_unseen, save_causes, save_cells, save_risks
from forecasts.entry.grid_typed import read_key
from forecasts.entry.grid_words import corrected, to_date_words
from units.access import rights_for
from units.display import display_of
from units.models import Unit
from units.refusals import RefusedError
from units.roles import Act
from units.tables import xlsx_response

CAUSE_FIELDS = {"cause": "cause", "amount": "cause-amount", "text": "cause-comment"}
RISK_FIELDS = {"text": "risk", "amount": "risk-amount", "share": "risk-share"}


@login_required
def forecast(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """A unit's forecast in a round: written by those who may, else read."""
    unit, desk = _opened(request, adm, code)
    if desk is None:
        if request.method == "POST":
            raise Http404
        return render(request, "forecasts/forecast_none.html", _without_round(request, unit))
    if request.method == "POST":
        return _written(request, desk)
    if "accounts" in request.GET:
        return _accounts(request, desk)
    if request.GET.get("export") == "xlsx":
        return xlsx_response(workbook_of(desk), f"{code}-{desk.round}.xlsx")
    return render(request, "forecasts/forecast.html", page_of(desk))


@require_POST
def forecast_cell(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Save one cell, or a block of them; answers a script."""
    if not request.user.is_authenticated:
        return signed_out()
    desk = _writing(request, adm, code)
    saving = save_cells(desk.unit, desk.round, request.POST.dict(), by=request.user)
    return answer_cells(request, desk, saving)


@require_POST
def forecast_causes(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Save the causes of the deviation."""
    return _list_saved(request, adm, code, save_causes, CAUSE_FIELDS, "cause_rows")


@require_POST
def forecast_risks(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Save the risks and opportunities."""
    return _list_saved(request, adm, code, save_risks, RISK_FIELDS, "risk_rows")


@require_POST
def forecast_answer(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Answer something that looks odd."""
    if not request.user.is_authenticated:
        return _sent_to_sign_in(request)
    desk = _writing(request, adm, code)
    sent = request.POST
    group = read_key(sent.get("group", ""))
    chosen = get_object_or_404(desk.unit.administration.account_groups, pk=group) if group is not None else None
    refused = None
    try:
        drafts.answer_flag(
            desk.unit, desk.round, sent.get("code", ""), chosen, answer=sent.get("answer", ""), by=request.user
        )
    except RefusedError as error:
        refused = error
    if _asks_json(request):
        return answer_flagged(request, desk, refused)
    if refused:
        messages.error(request, str(refused))
    return redirect(_address(desk) + "#look")


def _unit(request: HttpRequest, adm: str, code: str) -> Unit:
    units = Unit.objects.visible_to(request.user).select_related("administration", "parent", "department")
    return get_object_or_404(units, administration__code=adm, code=code)


def _opened(request: HttpRequest, adm: str, code: str) -> tuple[Unit, Desk | None]:
    """The unit, and its desk in the round that the address asks for; None when no round has been opened.

    Raises:
        Http404: the unit, the round or the version is not there for this person.
        PermissionDenied: the person reads no figures of the unit, or writes without being allowed to.
    """
    unit = _unit(request, adm, code)
    rights = rights_for(request.user, unit)
    if Act.FIGURES not in rights.unit or (request.method == "POST" and Act.FORECAST not in rights.unit):
        raise PermissionDenied
    pk, version = _number(request, "round"), _number(request, "version")
    shown = round_shown(unit.administration, pk)
    if shown is None and pk is None:
        return unit, None
    if shown is None or (version is not None and not has_version(unit, shown, version)):
        raise Http404
    return unit, Desk(unit, shown, rights, "edit" in request.GET, version)


def _writing(request: HttpRequest, adm: str, code: str) -> Desk:
    """The desk of a person who writes.

    Raises:
        Http404: there is nothing to write in.
        PermissionDenied: the person may not write.
    """
    _unused, desk = _opened(request, adm, code)
    if desk is None:
        raise Http404
    return desk


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    number = read_key(text)
    if text and number is None:
        raise Http404
    return number


def _written(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The whole form was sent: everything that can be is stored, then the step of the button is taken."""
    saving = save_cells(desk.unit, desk.round, request.POST.dict(), by=request.user)
    if saving.refused:
        messages.error(request, saving.refused)
    if not saving.whole:
        desk = Desk(desk.unit, desk.round, desk.rights, changing=True, kept=saving.kept)
        return render(request, "forecasts/forecast.html", page_of(desk), status=422)
    return _then(request, desk)


def _then(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What the button says after everything is saved: fill the empty cells, hand in, or nothing more."""
    then, by = request.POST.get("then", ""), request.user
    try:
        if then.removeprefix("fill-") in drafts.SOURCES:
            drafts.fill_empty(desk.unit, desk.round, source=then.removeprefix("fill-"), by=by)
        elif then == "submit":
            refuse_unseen(desk.unit, desk.round, request.POST.dict())
            steps.submit(desk.unit, desk.round, by=by, seen=read_key(request.POST.get("latest", "")))
            messages.success(request, corrected() if desk.round.is_locked else _("The forecast is handed in."))
        else:
            messages.success(request, _("The draft is saved."))
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect(_address(desk) + "#hand-in")
    return redirect(_address(desk))


def _list_saved(
    request: HttpRequest,
    adm: str,
    code: str,
    save: Callable[..., ListSaving],
    fields: dict[str, str],
    rows: str,
) -> HttpResponse:
    """Save a list; without the script the page comes again, with what is wrong beside the rows."""
    if not request.user.is_authenticated:
        return _sent_to_sign_in(request)
    desk = _writing(request, adm, code)
    saving = save(desk.unit, desk.round, request.POST.dict(), by=request.user)
    if _asks_json(request):
        return answer_list(request, desk, saving, fields)
    if saving.whole:
        return redirect(_address(desk) + "#explain")
    if saving.refused:
        messages.error(request, saving.refused)
    return render(request, "forecasts/forecast.html", page_of(desk) | {rows: saving.rows}, status=422)


def _accounts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The accounts of one group, for the row that was opened."""
    group = get_object_or_404(desk.unit.administration.account_groups, pk=_number(request, "accounts"))
    args = [desk.unit.administration.code, desk.unit.code]
    context = {
        "group": group,
        "accounts": accounts_of(desk.unit, group, desk.round, desk.entry.closed),
        "display": desk.display,
        "last_year": desk.round.year - 1,
        "to_date_words": to_date_words(desk.entry),
        "figures_url": reverse("forecasts:unit-figures", args=args) + f"?month={desk.round.as_of:%Y-%m}",
    }
    return render(request, "forecasts/forecast_accounts.html", context)


def _without_round(request: HttpRequest, unit: Unit) -> dict[str, Any]:
    """No round has been opened: what to do depends on who looks."""
    controls = Act.CONTROL in rights_for(request.user, unit).administration
    return {"unit": unit, "controls": controls, "display": display_of(unit.administration)}


def _asks_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _sent_to_sign_in(request: HttpRequest) -> HttpResponse:
    return signed_out() if _asks_json(request) else redirect("account_login")


def _address(desk: Desk) -> str:
    args = [desk.unit.administration.code, desk.unit.code]
    return f"{reverse('forecasts:forecast', args=args)}?round={desk.round.pk}"
