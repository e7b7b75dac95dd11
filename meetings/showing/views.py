"""A meeting on a projector: one slide to an address, and what is written while it is shown."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.access import rights_on
from meetings.fetching import meeting_read
from meetings.holding.services import set_row_state
from meetings.models import Meeting, Row
from meetings.showing.forms import RowsForm, WritingForm
from meetings.showing.page import slide_context, target_of, written_context
from meetings.showing.shown import showing_of
from meetings.showing.writing import WRITINGS, Writing
from units.htmx import render_page
from units.refusals import RefusedError

PAGE, WRITE = "meetings/showing/show.html", "meetings/showing/write.html"
GOES_ON = (Row.State.PARKED, Row.State.SKIPPED)
OK, NOTHING_NEW, REFUSED = 200, 204, 422


@require_safe
@login_required
def show_first(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """To where the meeting is: the first row that nobody has taken up."""
    meeting = meeting_read(request, adm, pk)
    shown = showing_of(meeting, request.user)
    states = [[row.state for row in point.rows] for point in shown.agenda.points]
    return redirect("meetings:show", adm, pk, shown.steps.first_open(states).number)


@require_safe
@login_required
def show(request: HttpRequest, adm: str, pk: int, step: int) -> HttpResponse:
    """One slide; with `part=written` what was written on it, or nothing when nothing is new since `seen`."""
    meeting = meeting_read(request, adm, pk)
    asks = request.GET.get("part") == "written"
    if asks and (not meeting.is_begun or request.GET.get("seen") == str(meeting.pulse)):
        return HttpResponse(status=NOTHING_NEW)
    shown = showing_of(meeting, request.user, now=not asks and _figures_of_now(request))
    found = shown.steps.at(step)
    if asks:
        return render(request, f"{PAGE}#written", written_context(request, shown, found))
    return render_page(request, PAGE, slide_context(request, shown, found), part="slide")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show_write(request: HttpRequest, adm: str, pk: int, step: int, what: str) -> HttpResponse:
    """Write a note, a decision or an action. A script is told what was saved, a page goes back to its slide."""
    meeting, writing = _written(request, adm, pk), _writing(what)
    form = _form(request, meeting, writing, step)
    if form.is_bound and form.is_valid() and (said := _save(request, meeting, writing, form)):
        return _saved(request, said, adm, pk, step)
    back = reverse("meetings:show", args=[adm, pk, step])
    context = {"form": form, "writing": writing, "meeting": meeting, "step": step, "back": back}
    return render_page(request, WRITE, context, part="form", status=REFUSED if form.errors else OK)


@require_POST
@login_required
def show_state(request: HttpRequest, adm: str, pk: int, step: int) -> HttpResponse:
    """Say that what a slide takes up is discussed, skipped or parked; from what is left behind it goes on.

    The figures of now stay those of now.
    """
    meeting = _written(request, adm, pk)
    form = RowsForm(meeting, request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(each) for errors in form.errors.values() for each in errors))
        return _to_slide(request, adm, pk, step)
    state = form.cleaned_data["state"]
    try:
        for row in form.cleaned_data["rows"]:
            set_row_state(row, state, by=request.user)
    except RefusedError as refused:
        messages.error(request, str(refused))
    return _to_slide(request, adm, pk, form.cleaned_data["next"] if state in GOES_ON else step)


def _figures_of_now(request: HttpRequest) -> bool:
    return request.GET.get("figures") == "now"


def _to_slide(request: HttpRequest, adm: str, pk: int, step: int) -> HttpResponse:
    query = {"figures": "now"} if _figures_of_now(request) else None
    return redirect(reverse("meetings:show", args=[adm, pk, step], query=query))


def _writing(what: str) -> Writing:
    if what not in WRITINGS:
        raise Http404
    return WRITINGS[what]


def _form(request: HttpRequest, meeting: Meeting, writing: Writing, step: int) -> WritingForm:
    if request.method == "POST":
        return writing.make(meeting, request.POST, {})
    return writing.make(meeting, None, target_of(meeting, request.user, step))


def _save(request: HttpRequest, meeting: Meeting, writing: Writing, form: WritingForm) -> str:
    """What is said when it is saved; nothing when it is refused, and then the form says why."""
    try:
        return writing.save(meeting, form.cleaned_data, request.user)
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return ""


def _saved(request: HttpRequest, said: str, adm: str, pk: int, step: int) -> HttpResponse:
    if request.htmx:
        return HttpResponse(said, content_type="text/plain; charset=utf-8")
    messages.success(request, said)
    return redirect("meetings:show", adm, pk, step)


def _written(request: HttpRequest, adm: str, pk: int) -> Meeting:
    """The meeting that is read, when the person may write in it.

    Raises:
        PermissionDenied: the person may not.
    """
    meeting = meeting_read(request, adm, pk)
    if not rights_on(meeting, request.user).writes:
        raise PermissionDenied
    return meeting
