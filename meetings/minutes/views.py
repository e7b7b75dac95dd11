"""The minutes of a meeting: reading them, as a page or in Word, and adjusting them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from meetings.access import rights_on
from meetings.fetching import meeting_read
from meetings.locking import refuse_adjusted
from meetings.minutes import services
from meetings.minutes.document_response import docx_response
from meetings.minutes.forms import AdjusterForm, AdjustForm
from meetings.minutes.news import written_since
from meetings.minutes.page import drift_of, page_of, trail_of
from meetings.minutes.refusals import NotClosedError
from meetings.models import Meeting
from units.navigation import Crumb
from units.pages import form_page
from units.refusals import RefusedError


@require_safe
@login_required
def minutes(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """The minutes, a draft until they are adjusted; with `export=docx` in Word."""
    meeting = meeting_read(request, adm, pk, "snapshot")
    if not meeting.is_begun:
        return render(request, "meetings/minutes/none.html", _context(meeting, Crumb(pgettext("meeting", "Minutes"))))
    page = page_of(meeting, request.user)
    if request.GET.get("export") == "docx":
        return docx_response(page)
    context = {"page": page, "drift": drift_of(meeting, request.user)}
    return render(request, "meetings/minutes/minutes.html", _context(meeting, Crumb(page.shown.title)) | context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def adjust(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """What will be frozen; when it is posted, it is. What was written meanwhile is shown first."""
    meeting = meeting_read(request, adm, pk)
    if meeting.adjuster_id != request.user.pk:
        raise PermissionDenied
    form = AdjustForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid() and _adjusted(request, meeting, form):
        messages.success(request, _("The minutes are adjusted. They do not change any more."))
        return redirect("meetings:minutes", adm, pk)
    if not meeting.is_begun:
        return render(request, "meetings/minutes/none.html", _context(meeting, Crumb(pgettext("meeting", "Minutes"))))
    return render(
        request, "meetings/minutes/adjust.html", _to_adjust(request, meeting, form), status=422 if form else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def adjuster(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Name who adjusts the minutes."""
    meeting = meeting_read(request, adm, pk)
    if not rights_on(meeting, request.user).holds:
        raise PermissionDenied
    if request.method != "POST" and (closed := _not_changed(meeting)):
        messages.error(request, closed)
        return redirect("meetings:minutes", adm, pk)
    form = AdjusterForm(meeting, request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda values: services.name_adjuster(meeting, values["adjuster"], by=request.user),
        to=reverse("meetings:minutes", args=[adm, pk]),
        title=_("Who adjusts the minutes?"),
        lead=_("The adjuster reads the minutes and says that they are right. After that they do not change."),
        button=_("Name the adjuster"),
        done=_("The adjuster is named."),
        trail=trail_of(meeting, _crumb(meeting), Crumb(_("Adjuster"))),
    )


def _adjusted(request: HttpRequest, meeting: Meeting, form: AdjustForm) -> bool:
    """Whether they were adjusted; when it was refused the form says why."""
    try:
        seen = form.cleaned_data
        services.adjust(meeting, seen_pulse=seen["pulse"], seen_seal=seen["seal"], by=request.user)
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _to_adjust(request: HttpRequest, meeting: Meeting, sent: AdjustForm | None) -> dict[str, Any]:
    """The minutes as they would be frozen. The pulse was read before them, so nothing newer is adjusted unseen."""
    seen, now = sent.cleaned_data if sent else {}, timezone.now()
    page = page_of(meeting, request.user)
    return _context(meeting, _crumb(meeting), Crumb(_("Adjust"))) | {
        "page": page,
        "form": AdjustForm(
            initial={"pulse": meeting.pulse, "seal": services.draft_seal(page.minutes), "at": now.isoformat()}
        ),
        "refused": sent.non_field_errors() if sent else [],
        "news": written_since(meeting, seen["pulse"], seen.get("at")) if "pulse" in seen else [],
        "closed": "" if meeting.state == Meeting.State.CLOSED else _not_open(meeting),
    }


def _not_changed(meeting: Meeting) -> str:
    """Why nothing of the minutes changes any more; empty as long as it can."""
    try:
        refuse_adjusted(meeting)
    except RefusedError as refused:
        return str(refused)
    return ""


def _not_open(meeting: Meeting) -> str:
    if meeting.adjusted_at:
        return _("The minutes are adjusted already.")
    return str(NotClosedError())


def _crumb(meeting: Meeting) -> Crumb:
    return Crumb(
        pgettext("meeting", "Minutes"), reverse("meetings:minutes", args=[meeting.body.administration.code, meeting.pk])
    )


def _context(meeting: Meeting, *steps: Crumb) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "administration": meeting.body.administration,
        "trail": trail_of(meeting, *steps),
    }
