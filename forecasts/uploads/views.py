"""Pages where files are handed in, looked through, loaded and undone."""

from io import BytesIO
from pathlib import PurePath
from typing import Any
from zipfile import ZipFile

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forecasts.imports import registers
from forecasts.imports.background import STALE, load, must_be_read, receive
from forecasts.imports.commented import write_commented
from forecasts.imports.commit import (
    COMMITTABLE,
    discard_upload,
    examine_upload,
    undo_upload,
)
from forecasts.imports.context import controls
from forecasts.imports.examined import Examined
from forecasts.imports.messages import evidence_sentence, statement
from forecasts.imports.problems import Problem, Severity, UnreadableError
from forecasts.imports.report import counts, problem
from forecasts.imports.signs import WORKING
from forecasts.models import Upload
from forecasts.refusals import StalePreviewError
from forecasts.uploads.access import forecast_units, handing_in, own_upload, seen_uploads
from forecasts.uploads.answering import answering
from forecasts.uploads.forms import ChoiceForm, FileForm
from forecasts.uploads.limit import is_too_large
from forecasts.uploads.rows import change_page, total_rows
from forecasts.uploads.template_rows import template_months
from forecasts.uploads.work import last_loaded, with_work
from forecasts.uploads.work_views import show_work
from units.display import display_of
from units.htmx import render_page
from units.models import Administration
from units.refusals import RefusedError
from units.roles import Act

PER_PAGE = 25
SHOWN_PROBLEMS = 200


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def uploads(request: HttpRequest, adm: str) -> HttpResponse:
    """Every file handed in, and a place to hand in another."""
    administration = handing_in(request.user, adm)
    if request.method != "POST":
        return _show_list(request, administration, FileForm())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        if is_too_large(request):
            form.errors["file"] = [_("The file is too large. Divide it, or remove sheets that are not needed.")]
        return _show_list(request, administration, form, status=422)
    file = form.cleaned_data["file"]
    upload = receive(administration, name=file.name, file=file, by=request.user)
    return redirect("forecasts:upload", adm, upload.pk)


def _show_list(
    request: HttpRequest, administration: Administration, form: FileForm, *, status: int = 200
) -> HttpResponse:
    choice = ChoiceForm(request.GET)
    choice.is_valid()
    asked = {f"{name}": value for name, value in choice.cleaned_data.items() if value}
    every = seen_uploads(request.user, administration)
    context = {
        "administration": administration,
        "form": form,
        "choice": choice,
        "chosen": bool(asked),
        "page": with_work(Paginator(every.filter(**asked), PER_PAGE).get_page(request.GET.get("page"))),
        "most_megabytes": settings.UPLOAD_MAX_BYTES // 1024**2,
        "controls": controls(administration, request.user),
        "months": template_months(administration),
        "units": forecast_units(request.user, administration).order_by("code"),
        "departments": administration.departments.allowing(request.user, Act.FORECAST),
    }
    return render_page(request, "forecasts/uploads.html", context, part="list", status=status)


@require_GET
@login_required
def upload(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """What a file was understood as and would change, or what it changed."""
    found = own_upload(request.user, adm, pk)
    if found.state in WORKING:
        return show_work(request, found)
    if must_be_read(found, by=request.user):
        return render(request, "forecasts/upload_again.html", {"upload": found} | _returned(found))
    context = {"administration": found.administration, "upload": found, "display": display_of(found.administration)}
    if found.state not in COMMITTABLE:
        may_control = controls(found.administration, request.user)
        return render(request, "forecasts/upload_done.html", context | {"controls": may_control})
    try:
        examined = examine_upload(found, by=request.user)
    except UnreadableError as error:
        return render(request, "forecasts/upload_done.html", context | {"failure": problem(error.problem)})
    return preview_page(request, found, examined)


def preview_page(request: HttpRequest, found: Upload, examined: Examined, *, status: int = 200) -> HttpResponse:
    """What the file would change, and what is asked about it."""
    context = {"administration": found.administration, "upload": found, "display": display_of(found.administration)}
    context |= _preview(request, found, examined)
    return render_page(request, "forecasts/upload.html", context, part="changes", status=status)


def _preview(request: HttpRequest, found: Upload, examined: Examined) -> dict[str, Any]:
    asked = {name: request.GET.get(name, "") for name in ("unit", "sort", "page")}
    stated = [problem(each) for each in examined.problems[:SHOWN_PROBLEMS] if not each.code.startswith("ask-")]
    return {
        "examined": examined,
        **_returned(found),
        "understood": examined.understood,
        "preview": examined.preview,
        "counts": counts(examined),
        "totals": total_rows(examined),
        "problems": stated,
        "more_problems": max(len(examined.problems) - SHOWN_PROBLEMS, 0),
        "errors": sum(each["severity"] == "error" for each in stated),
        "page": _changes(found, examined, asked),
        "register": registers.of(examined.understood.kind),
        "asked": asked,
        "amounts": examined.preview.count,
        "evidence": list(dict.fromkeys(evidence_sentence(each) for each in examined.understood.evidence)),
        **answering(request, found, examined),
    }


def _returned(found: Upload) -> dict[str, Any]:
    """Why the file was not loaded though somebody wanted it to be."""
    returned = found.summary.get("returned", "")
    return {"returned": returned, "loaded_since": last_loaded(found) if returned == STALE else None}


def _changes(found: Upload, examined: Examined, asked: dict[str, str]) -> Page:
    """A page of what would change."""
    if records := examined.preview.records:
        return Paginator(records, PER_PAGE).get_page(asked["page"])
    return change_page(found.administration, examined.preview, **asked)


@require_POST
@login_required
def upload_commit(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Store what the preview showed."""
    found = own_upload(request.user, adm, pk)
    try:
        load(found, seen=request.POST.get("seen", ""), by=request.user)
    except StalePreviewError:
        pass  # the page says it, beside what the file changes now
    except RefusedError as error:
        messages.warning(request, str(error))
    except UnreadableError as error:
        messages.error(request, problem(error.problem)["message"])
    return redirect("forecasts:upload", adm, pk)


@require_POST
@login_required
def upload_undo(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Bring back what was stored before."""
    found = own_upload(request.user, adm, pk)
    try:
        undo_upload(found, by=request.user)
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("{name} is undone. What was stored before is back.").format(name=found.name))
    return redirect("forecasts:upload", adm, pk)


@require_POST
@login_required
def upload_discard(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Throw away a file that was not stored."""
    found = own_upload(request.user, adm, pk)
    try:
        discard_upload(found, by=request.user)
    except RefusedError as error:
        messages.error(request, str(error))
        return redirect("forecasts:upload", adm, pk)
    messages.success(request, _("{name} is thrown away. Nothing was loaded.").format(name=found.name))
    return redirect("forecasts:uploads", adm)


@require_GET
@login_required
def upload_file(request: HttpRequest, adm: str, pk: int) -> FileResponse:
    """The file as it came."""
    found = own_upload(request.user, adm, pk)
    if not found.file or found.state == Upload.State.WAITING:
        raise Http404
    return FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.name, content_type="application/octet-stream"
    )


@require_GET
@login_required
def upload_commented(request: HttpRequest, adm: str, pk: int) -> HttpResponseBase:
    """The file as a workbook with every problem as a comment at its cell."""
    found = own_upload(request.user, adm, pk)
    if not found.file or found.state in WORKING:
        raise Http404
    if must_be_read(found, by=request.user):
        return redirect("forecasts:upload", adm, pk)
    with found.file.open("rb") as file:
        content = file.read()
    try:
        notes = [_note(each) for each in examine_upload(found, by=request.user).problems]
        book = write_commented(content, found.name, notes)
    except UnreadableError as error:
        messages.error(request, problem(error.problem)["message"])
        return redirect("forecasts:upload", adm, pk)
    name = PurePath(found.name).stem + _("-with-comments") + _suffix(book)
    return FileResponse(BytesIO(book), as_attachment=True, filename=name, content_type="application/octet-stream")


def _note(each: Problem) -> tuple[str, str, str]:
    said = statement(each)
    return each.sheet, each.cell, said if each.severity is Severity.ERROR else f"{_('Note')}: {said}"


def _suffix(book: bytes) -> str:
    """A workbook that came with macros still has them, and must be called so."""
    with ZipFile(BytesIO(book)) as parts:
        return ".xlsm" if b"macroEnabled" in parts.read("[Content_Types].xml") else ".xlsx"
