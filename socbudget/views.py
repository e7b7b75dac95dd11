"""Pages that show several apps."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from socbudget.api.answers import error
from socbudget.start import start_page
from units.display import display_of
from units.models import Administration
from units.navigation import chosen_administration


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """What is mine to do, my total, the largest deviations and what changed."""
    entered = list(Administration.objects.entered_by(request.user))
    administration = chosen_administration(request, entered)
    if administration is None and entered:
        raise Http404
    if administration is None:
        return render(request, "socbudget/no_role.html")
    page = start_page(request.user, administration)
    return render(request, "socbudget/start.html", {"page": page, "display": display_of(administration)})


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
