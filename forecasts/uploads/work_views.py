"""Where the work with a large file is followed, ended and taken up again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from forecasts.imports.background import begin_again, cancel_upload
from forecasts.imports.signs import WORKING
from forecasts.models import Upload
from forecasts.uploads.access import own_upload
from forecasts.uploads.work import work_of


def show_work(request: HttpRequest, found: Upload) -> HttpResponse:
    """The page of a file that is being read or loaded."""
    return render(request, "forecasts/upload_working.html", {"upload": found, "work": work_of(found)})


@require_GET
@login_required
def upload_progress(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """How far the work with a file has come: for its page, which is shown anew when it is done, or a line of a list."""
    found = own_upload(request.user, adm, pk)
    if "line" in request.GET:
        return render(request, "forecasts/upload/state.html", {"each": found, "work": work_of(found)})
    if found.state not in WORKING:
        return HttpResponseClientRefresh()
    part = "forecasts/upload_working.html#progress"
    return render(request, part, {"upload": found, "work": work_of(found)})


@require_POST
@login_required
def upload_cancel(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """End the work with a file."""
    found = own_upload(request.user, adm, pk)
    was_read = found.state == Upload.State.WAITING
    cancel_upload(found, by=request.user)
    if was_read:
        messages.success(request, _("{name} is cancelled. Nothing was loaded.").format(name=found.name))
        return redirect("forecasts:uploads", adm)
    return redirect("forecasts:upload", adm, pk)


@require_POST
@login_required
def upload_again(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Take up the work that has stopped with a file."""
    begin_again(own_upload(request.user, adm, pk), by=request.user)
    return redirect("forecasts:upload", adm, pk)
