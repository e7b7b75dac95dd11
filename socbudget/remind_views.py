"""Reminding of a round: who would be told what, and doing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from forecasts.rounds.words import round_name
from socbudget import reminder_words as words
from socbudget.reminders import Plan, plan, remind
from units.models import Administration
from units.navigation import Crumb
from units.pages import entered
from units.refusals import RefusedError
from units.roles import Act


@login_required
def round_remind(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Who would be reminded and how it reads; when it is posted, they are. `unit` is the code of one unit alone."""
    administration = entered(request, adm, Act.CONTROL)
    round_ = get_object_or_404(administration.rounds.select_related("administration"), pk=pk)
    if request.method == "POST":
        try:
            _tell(request, remind(round_, by=request.user, only=request.POST.get("unit", "")))
        except RefusedError as refused:
            messages.error(request, str(refused))
        return redirect(reverse("forecasts:round", args=[adm, pk]))
    only = request.GET.get("unit", "")
    made = plan(round_, timezone.localdate(), only=only)
    return render(request, "socbudget/letters/remind.html", _context(request, administration, made, only))


def _context(request: HttpRequest, administration: Administration, made: Plan, only: str) -> dict[str, object]:
    today = timezone.localdate()
    board = reverse("forecasts:round", args=[administration.code, made.round.pk])
    example = words.draft(made.round, made.reminders[0], "", by=request.user, today=today) if made.reminders else None
    return {
        "administration": administration,
        "plan": made,
        "name": round_name(made.round),
        "only": only,
        "example": example,
        "board": board,
        "trail": [
            Crumb(administration.name),
            Crumb(round_name(made.round).capitalize(), board),
            Crumb(_("Remind")),
        ],
    }


def _tell(request: HttpRequest, made: Plan) -> None:
    if made.reminders:
        messages.success(request, words.told(made))
    elif not made.headless:
        messages.info(request, words.nobody(made))
    for fault in words.faults(made):
        messages.warning(request, fault)
