"""Pages that show several apps."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from socbudget.api.answers import error
from socbudget.start import start_page
from units.display import display_of
from units.models import Administration


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """What is mine to do, my total, the largest deviations and what changed."""
    entered = list(Administration.objects.entered_by(request.user))
    chosen = [each for each in entered if len(entered) == 1 or each.code == request.GET.get("administration")]
    if not chosen:
        return render(request, "socbudget/choose.html", {"administrations": entered})
    page = start_page(request.user, chosen[0])
    return render(request, "socbudget/start.html", {"page": page, "display": display_of(chosen[0])})


def health(request: HttpRequest) -> HttpResponse:
    """Whether the program and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong that is ours to mend: a calm page with the reference that the log knows."""
    if request.path.startswith("/api/"):
        return error(_("Something went wrong here. Try again later."), 500)
    context = {"reference": getattr(request, "reference", "")}
    return HttpResponse(render_to_string("500.html", context), status=500)
