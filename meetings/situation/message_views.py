"""The message of the week: the list that is the communication plan, one message, and passing it on down the line.

Everyone who works in the administration reads what was sent; who may meet about the whole of it writes, sends and
reminds; a place is passed on only by those who answer for it.
"""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from measures.admitted import admitted
from meetings.models import Message
from meetings.situation import message_services as services
from meetings.situation.forms import MessageForm, PassForm
from meetings.situation.message_page import message_page, plan_of
from meetings.situation.message_queries import Own, messages_seen, own_places, place_of
from meetings.situation.weeks import monday_of, week_number
from meetings.situation.words import week_name
from units.access import allows
from units.models import Administration
from units.navigation import Crumb
from units.pages import act_on, entered, form_page
from units.refusals import RefusedError
from units.roles import Act

FORM = require_http_methods(["GET", "HEAD", "POST"])
EDIT = "meetings/situation/edit.html"


@require_safe
@login_required
def message_list(request: HttpRequest, adm: str) -> HttpResponse:
    """The messages week by week: what was sent and how far it came, this week's, and those to come."""
    administration = admitted(request, adm, Act.SUMMARY).administration
    today = timezone.localdate()
    own = own_places(request.user, administration, today)
    may_write = allows(request.user, Act.MEET, administration)
    context = {
        "administration": administration,
        "plan": plan_of(administration, own, today, may_write=may_write),
        "may_write": may_write,
    }
    return render(request, "meetings/situation/messages.html", context)


@FORM
@login_required
def message_new(request: HttpRequest, adm: str) -> HttpResponse:
    """Write the message of a week: the one asked for, else this one. One that is written already is changed."""
    administration, week = entered(request, adm, Act.MEET), _week_asked(request)
    return _writing(request, administration, week, administration.messages.filter(week=week).first())


@FORM
@login_required
def message_edit(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Change a message that has not gone out."""
    administration = entered(request, adm, Act.MEET)
    message = get_object_or_404(administration.messages.all(), pk=pk)
    return _writing(request, administration, message.week, message)


def _writing(request: HttpRequest, administration: Administration, week: date, message: Message | None) -> HttpResponse:
    initial = {"text": message.text if message else ""}
    form = MessageForm(request.POST if request.method == "POST" else None, initial=initial)
    seen = request.POST.get("seen", "")

    def save(values: dict[str, str]) -> None:
        version = int(seen) if seen.isdecimal() else 0
        services.write_message(administration, week, values["text"], seen=version, by=request.user)

    return form_page(
        request,
        form,
        save,
        to=_list(administration.code),
        title=_("Message of week {week}").format(week=week_number(week)),
        lead=_("It goes to the heads of departments and units when it is sent. Until then it can be changed."),
        button=_("Save the message"),
        template=EDIT,
        message=message,
        seen=message.version if message else 0,
        trail=_trail(administration.code, week_name(week)),
    )


def _week_asked(request: HttpRequest) -> date:
    text = request.GET.get("week", "")
    if not text:
        return monday_of(timezone.localdate())
    try:
        return monday_of(date.fromisoformat(text))
    except ValueError as error:
        raise Http404 from error


@require_safe
@login_required
def message(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """A message and how far down the line it has come."""
    administration = admitted(request, adm, Act.SUMMARY).administration
    own = own_places(request.user, administration, timezone.localdate())
    return _shown(request, _seen(administration, own, pk), own)


def _seen(administration: Administration, own: Own, pk: int) -> Message:
    return get_object_or_404(messages_seen(administration, planned=own.whole), pk=pk)


def _shown(request: HttpRequest, found: Message, own: Own, form: PassForm | None = None) -> HttpResponse:
    may_write = allows(request.user, Act.MEET, found.administration)
    context = {
        "administration": found.administration,
        "page": message_page(found, own, timezone.localdate(), may_write=may_write),
        "form": form,
        "trail": _trail(found.administration.code, week_name(found.week)),
    }
    return render(request, "meetings/situation/message.html", context, status=422 if form else 200)


@FORM
@login_required
def message_send(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Say to how many a message goes, and send it to the heads of departments and units."""
    found, today = _written(request, adm, pk), timezone.localdate()
    if request.method == "POST":
        done = _("The message is on its way. Here you see how far it has come.")
        return act_on(request, lambda: services.send_message(found, by=request.user), to=_page(adm, pk), done=done)
    own = own_places(request.user, found.administration, today)
    page = message_page(found, own, today, may_write=True)
    if not page.may_send:
        return redirect(_page(adm, pk))
    context = {"administration": found.administration, "page": page, "trail": _trail(adm, week_name(found.week))}
    return render(request, "meetings/situation/send.html", context)


@require_POST
@login_required
def message_remind(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Remind those who have not passed a message on."""
    try:
        count = services.remind_lacking(_written(request, adm, pk), by=request.user)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        told = ngettext("One reminder is being sent.", "{n} reminders are being sent.", count)
        messages.success(request, told.format(n=count))
    return redirect(_page(adm, pk))


def _written(request: HttpRequest, adm: str, pk: int) -> Message:
    return get_object_or_404(entered(request, adm, Act.MEET).messages.all(), pk=pk)


@require_POST
@login_required
def message_pass(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Say that a message was passed on at an own place, or heard by the team."""
    administration = admitted(request, adm, Act.SUMMARY).administration
    own = own_places(request.user, administration, timezone.localdate())
    found, form = _seen(administration, own, pk), PassForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, own, form)
    step, place, word = (form.cleaned_data[name] for name in ("step", "place", "word"))
    if place not in own.of(step):
        raise PermissionDenied
    done = _("Thank you. It is noted.")
    act = lambda: services.pass_on(found, step, place_of(step, place), word=word, by=request.user)  # noqa: E731
    return act_on(request, act, to=_page(adm, pk), done=done)


@require_POST
@login_required
def message_take_back(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Take back what was said today."""
    administration = admitted(request, adm, Act.SUMMARY).administration
    own = own_places(request.user, administration, timezone.localdate())
    found, form = _seen(administration, own, pk), PassForm(request.POST)
    if not form.is_valid():
        return redirect(_page(adm, pk))
    step, place = form.cleaned_data["step"], form.cleaned_data["place"]
    if place not in own.of(step):
        raise PermissionDenied
    act = lambda: services.take_back_pass(found, step, place_of(step, place), by=request.user)  # noqa: E731
    return act_on(request, act, to=_page(adm, pk), done=_("Taken back."))


def _page(adm: str, pk: int) -> str:
    return reverse("meetings:message", args=[adm, pk])


def _list(adm: str) -> str:
    return reverse("meetings:messages", args=[adm])


def _trail(adm: str, here: str) -> list[Crumb]:
    return [Crumb(_("Message of the week"), _list(adm)), Crumb(here)]
