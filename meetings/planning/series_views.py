"""The page where the meetings of a year are planned at once: looked at first, then planned."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.models import Body, Meeting
from meetings.planning import services
from meetings.planning.bodies import usual_of
from meetings.planning.forms import SeriesForm
from meetings.planning.pages import body_to_hold, body_trail, body_url
from meetings.planning.series import SeriesDay, Skip, last_of_series, next_in_rhythm, series_days
from meetings.planning.words import SKIPS, planned_words, series_finding, skipped_words
from units.refusals import RefusedError

ONE_DAY = timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def series(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Every day of a series, those left out and why; when it is posted, the days that are ticked are planned."""
    body = body_to_hold(request, adm, pk)
    if body.ended_on and request.method == "POST":
        raise PermissionDenied
    asked = request.POST if request.method == "POST" else request.GET
    form = SeriesForm(asked or None, initial=_begins_with(body))
    days = _days(body, form) if form.is_valid() else []
    if request.method == "POST" and form.is_valid() and _planned(request, body, form, days):
        return redirect(body_url(body))
    status = 422 if form.errors or request.method == "POST" else 200
    return render(request, "meetings/planning/series.html", _context(body, form, days), status=status)


def _planned(request: HttpRequest, body: Body, form: SeriesForm, days: list[SeriesDay]) -> bool:
    """Whether the ticked days were planned; what was refused is said in the form."""
    ticked = set(request.POST.getlist("day"))
    chosen = [each.day for each in days if each.day.isoformat() in ticked]
    try:
        with transaction.atomic():
            made = services.plan_series(body, chosen, setting=form.setting(), by=request.user)
            services.change_body(body, form.usual(), carry=False, by=request.user)
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, planned_words(len(made)))
    return True


def _days(body: Body, form: SeriesForm) -> list[SeriesDay]:
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    states = dict(body.meetings.filter(day__gte=first, day__lte=last).values_list("day", "state"))
    taken = {day: Skip.CANCELLED if state == Meeting.State.CANCELLED else Skip.TAKEN for day, state in states.items()}
    return series_days(form.rhythm(), first, last, taken=taken, today=timezone.localdate())


def _begins_with(body: Body) -> dict[str, Any]:
    """Where the meetings that are there leave off, or tomorrow, in the body's own rhythm."""
    tomorrow = timezone.localdate() + ONE_DAY
    held = body.meetings.filter(day__iso_week_day=body.weekday + 1).order_by("-day")
    last: date | None = held.values_list("day", flat=True).first()
    first = next_in_rhythm(last, body.every, tomorrow) if last else tomorrow
    return {**usual_of(body), "first": first, "last": last_of_series(first), "without_summer": True}


def _context(body: Body, form: SeriesForm, days: list[SeriesDay]) -> dict[str, Any]:
    return {
        "body": body,
        "form": form,
        "trail": body_trail(body, _("Plan a year")),
        "back": body_url(body),
        "days": [(each, SKIPS[each.skip] if each.skip else "") for each in days],
        "finding": series_finding(days),
        "left_out": skipped_words(days),
        "any": any(each.skip is None for each in days),
    }
