"""Where people answer what the program asks about a file: what it is, and what its texts stand for."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forecasts.filetypes.services import remember_layout, remember_units, start_unit_for
from forecasts.imports.again import read_again
from forecasts.imports.commit import COMMITTABLE, answer_upload, examine_upload
from forecasts.imports.context import controls
from forecasts.imports.examined import UnknownUnit
from forecasts.imports.problems import UnreadableError
from forecasts.imports.reading import options_of
from forecasts.models import Upload
from forecasts.uploads.access import own_upload
from forecasts.uploads.answer_form import AnswerForm
from forecasts.uploads.answering import answer_form, meanings_form
from forecasts.uploads.unit_forms import new_unit_form
from forecasts.uploads.views import preview_page
from units.access import require
from units.models import User
from units.pages import form_page, trail_to
from units.refusals import RefusedError
from units.roles import Act


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload_answer(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Settle what the program asked, and keep the answers for files of the same kind when that is wanted.

    The address is asked for when a page with an answer to correct is loaded anew.
    """
    found = own_upload(request.user, adm, pk)
    if request.method != "POST" or found.state not in COMMITTABLE:
        return redirect("forecasts:upload", adm, pk)
    try:
        examined = examine_upload(found, by=request.user)
        form = answer_form(request, found, examined, may_remember=controls(found.administration, request.user))
        if not form.is_valid():
            return preview_page(request, found, examined, status=422)
        _answer(found, form, by=request.user)
    except RefusedError as error:
        messages.error(request, str(error))
    except UnreadableError:
        messages.error(request, _("The file cannot be read with these answers. Choose again."))
    return redirect("forecasts:upload", adm, pk)


def _answer(found: Upload, form: AnswerForm, *, by: User) -> None:
    options = form.options(options_of(found))
    upload = answer_upload(found, options, by=by)
    if form.cleaned_data.get("remember"):
        understood = examine_upload(upload, by=by).understood
        remember_layout(upload.administration, understood, options, name=form.cleaned_data["name"], by=by)


@require_POST
@login_required
def upload_units(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Say what texts that are no units stand for, here and in every later file."""
    found = own_upload(request.user, adm, pk)
    require(request.user, Act.CONTROL, found.administration)
    try:
        form = meanings_form(request, found, examine_upload(found, by=request.user))
        answers = form.answers() if form.is_valid() else {}
        remember_units(found.administration, answers, by=request.user)
        read_again(found, by=request.user)
    except (RefusedError, UnreadableError) as error:
        messages.error(request, str(error))
        return redirect("forecasts:upload", adm, pk)
    if not answers:
        messages.error(request, _("Nothing was chosen. Choose a unit for at least one of the texts."))
    return redirect("forecasts:upload", adm, pk)


@login_required
def upload_unit_add(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """A new unit by what stands in a file."""
    found = own_upload(request.user, adm, pk)
    require(request.user, Act.ORGANISE, found.administration)
    unknown, year = _asked_about(found, request)
    to = reverse("forecasts:upload", args=[adm, pk])
    lead = _("Rows that say “{text}” are read as this unit, in this file and in later ones.")
    return form_page(
        request,
        new_unit_form(found.administration, unknown, year, request.POST or None),
        lambda values: _start_unit(found, unknown, values, by=request.user),
        to=to,
        trail=trail_to(found.administration, (found.name, to), (_("New unit"), "")),
        title=_("New unit"),
        lead=lead.format(text=unknown.shown),
        button=_("Make the unit and read the file again"),
    )


def _asked_about(found: Upload, request: HttpRequest) -> tuple[UnknownUnit, int]:
    """The text of the address, if the file has it among what is no unit, and the year of the file."""
    text = request.GET.get("text", "")
    try:
        understood = examine_upload(found, by=request.user).understood
    except UnreadableError:
        return UnknownUnit(text, 0, text), timezone.localdate().year
    known = {each.text: each for each in understood.unknown}
    return known.get(text, UnknownUnit(text, 0, text)), understood.year or timezone.localdate().year


def _start_unit(found: Upload, unknown: UnknownUnit, values: dict[str, Any], *, by: User) -> None:
    start_unit_for(unknown.text, by=by, **values)
    read_again(found, by=by)
