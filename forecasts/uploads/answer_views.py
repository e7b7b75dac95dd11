"""Where people answer what the program asks about a file: what it is, and what its texts stand for."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forecasts.filetypes.services import remember_units, start_unit_for
from forecasts.imports.again import read_again
from forecasts.imports.background import must_be_read
from forecasts.imports.commit import COMMITTABLE, answer_upload, examine_upload
from forecasts.imports.context import controls
from forecasts.imports.examined import UnknownUnit
from forecasts.imports.problems import UnreadableError
from forecasts.imports.reading import options_of
from forecasts.models import Upload
from forecasts.refusals import BeingLoadedError
from forecasts.uploads.access import own_upload
from forecasts.uploads.answer_form import AnswerForm
from forecasts.uploads.answering import answer_form, forget_answer, keep_answer, meanings_form
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
    if request.method != "POST" or not _can_be_answered(request, found):
        return redirect("forecasts:upload", adm, pk)
    try:
        examined = examine_upload(found, by=request.user)
        form = answer_form(request, found, examined, may_remember=controls(found.administration, request.user))
        if not form.is_valid():
            return preview_page(request, found, examined, status=422)
        _answer(request, found, form)
    except RefusedError as error:
        messages.error(request, str(error))
    except UnreadableError:
        messages.error(request, _("The file cannot be read with these answers. Choose again."))
    return redirect("forecasts:upload", adm, pk)


def _answer(request: HttpRequest, found: Upload, form: AnswerForm) -> None:
    remember_as = form.cleaned_data["name"] if form.cleaned_data.get("remember") else None
    answer_upload(found, form.options(options_of(found)), by=request.user, remember_as=remember_as)
    forget_answer(request)


def _can_be_answered(request: HttpRequest, found: Upload) -> bool:
    """Whether what the file was read as is at hand; else it is said why not, and an answer is kept until it is."""
    if found.state == Upload.State.WAITING:
        reason = _("The file is being read.")
    elif must_be_read(found, by=request.user):
        reason = _("The file must be read again first.")
    else:
        if found.state == Upload.State.LOADING:
            messages.error(request, str(BeingLoadedError(name=found.name)))
        return found.state in COMMITTABLE
    if request.method == "POST":
        keep_answer(request, found)
        kept = _("Your answer is kept and chosen beforehand when it has been read.")
        messages.warning(request, f"{reason} {kept}")
    return False


@require_POST
@login_required
def upload_units(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Say what texts that are no units stand for, here and in every later file."""
    found = own_upload(request.user, adm, pk)
    require(request.user, Act.CONTROL, found.administration)
    if not _can_be_answered(request, found):
        return redirect("forecasts:upload", adm, pk)
    try:
        form = meanings_form(request, found, examine_upload(found, by=request.user))
        answers = form.answers() if form.is_valid() else {}
        remember_units(found.administration, answers, by=request.user)
        read_again(found, by=request.user)
        forget_answer(request)
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
    to = reverse("forecasts:upload", args=[adm, pk])
    if not _can_be_answered(request, found):
        return redirect(to)
    unknown, year = _asked_about(found, request)
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
    """What the file says at the text of the address, and the year of the file; 404 when it asks about no such text."""
    try:
        understood = examine_upload(found, by=request.user).understood
    except UnreadableError as error:
        raise Http404 from error
    for each in understood.unknown:
        if each.text == request.GET.get("text"):
            return each, understood.year or timezone.localdate().year
    raise Http404


def _start_unit(found: Upload, unknown: UnknownUnit, values: dict[str, Any], *, by: User) -> None:
    start_unit_for(unknown.text, by=by, **values)
    read_again(found, by=by)
