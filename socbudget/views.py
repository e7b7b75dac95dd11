"""Pages that show several apps."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """What is mine to do, my total, the largest deviations and what changed."""
    return render(request, "socbudget/start.html")


def health(request: HttpRequest) -> HttpResponse:
    """Whether the program and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
