"""Pages where a controller closes months and sets frames."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forecasts.closing import close_month, reopen_month, set_frame
from forecasts.closing_forms import FrameForm, MonthForm
from forecasts.closing_queries import frame_checks, month_states
from forecasts.models import Frame
from forecasts.queries import period
from units.access import require
from units.display import display_of, month_and_year
from units.models import Administration, User
from units.months import FIRST_YEAR, LAST_YEAR
from units.refusals import RefusedError
from units.roles import Act


def _controlled(user: User, adm: str) -> Administration:
    administration = get_object_or_404(Administration.objects.entered_by(user), code=adm)
    require(user, Act.CONTROL, administration)
    return administration


def _year(request: HttpRequest, administration: Administration) -> int:
    asked = request.GET.get("year", "")
    if asked.isdecimal() and FIRST_YEAR <= int(asked) <= LAST_YEAR:
        return int(asked)
    return period(administration).year


@require_GET
@login_required
def months(request: HttpRequest, adm: str) -> HttpResponse:
    """Which months have actuals, and which of them are closed."""
    administration = _controlled(request.user, adm)
    year = _year(request, administration)
    states = month_states(administration, year)
    closable = [state for state in states if state.actual is not None and not state.closed]
    context = {
        "administration": administration,
        "display": display_of(administration),
        "year": year,
        "years": (year - 1, year + 1),
        "states": states,
        "next": closable[0] if closable else None,
        "closed": [state for state in states if state.closed],
    }
    return render(request, "forecasts/months.html", context)


@require_POST
@login_required
def month_close(request: HttpRequest, adm: str) -> HttpResponse:
    """Make the actuals of a month final."""
    return _on_month(request, adm, close_month, done=_("{month} is closed."))


@require_POST
@login_required
def month_reopen(request: HttpRequest, adm: str) -> HttpResponse:
    """Let the actuals of a month be changed again."""
    return _on_month(request, adm, reopen_month, done=_("{month} is open again."))


def _on_month(request: HttpRequest, adm: str, do: Callable[..., object], *, done: str) -> HttpResponse:
    """Do it to the month that was sent and say so, or say why it was refused; either way go back to the months."""
    administration = _controlled(request.user, adm)
    form = MonthForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a month."))
        return _back_to_months(administration, None)
    month = form.cleaned_data["month"]
    try:
        do(administration, month, by=request.user)
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done.format(month=month_and_year(month)))
    return _back_to_months(administration, month)


def _back_to_months(administration: Administration, month: date | None) -> HttpResponseRedirect:
    address = reverse("forecasts:months", args=[administration.code])
    return HttpResponseRedirect(f"{address}?year={month.year}" if month else address)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def frames(request: HttpRequest, adm: str) -> HttpResponse:
    """Whether the units' budgets sum to the frames, and a form that sets one."""
    administration = _controlled(request.user, adm)
    year = _year(request, administration)
    form = FrameForm(administration, request.POST or None, initial=_frame_asked_for(request, administration, year))
    if request.method == "POST":
        form = FrameForm(administration, request.POST)
        if form.is_valid():
            set_frame(administration, **form.cleaned_data, year=year, by=request.user)
            messages.success(request, _("The frame for {year} is saved.").format(year=year))
            return redirect(f"{reverse('forecasts:frames', args=[adm])}?year={year}")
    checks = frame_checks(administration, year)
    context = {
        "administration": administration,
        "display": display_of(administration),
        "year": year,
        "years": (year - 1, year + 1),
        "form": form,
        "whole": checks[0],
        "departments": checks[1:],
    }
    return render(request, "forecasts/frames.html", context, status=422 if form.errors else 200)


def _frame_asked_for(request: HttpRequest, administration: Administration, year: int) -> dict[str, object]:
    code = request.GET.get("department", "")
    department = administration.departments.filter(code=code).first()
    frame = Frame.objects.filter(administration=administration, department=department, year=year).first()
    return {"department": code, "amount": frame.amount if frame else None, "decision": frame.decision if frame else ""}
