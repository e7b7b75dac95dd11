"""The page of a meeting, shown to a browser: as it is, or again with what was typed and why it was refused."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.addresses import page_address
from meetings.holding.answers import FAULTY, answer_changes, asks_json, refuse
from meetings.holding.fetching import Opened
from meetings.holding.forms import RefusableForm
from meetings.holding.page import Asked, page_of
from meetings.holding.people import people_for, usually_due
from meetings.holding.week_message import message_of
from units.navigation import Crumb
from units.refusals import RefusedError

Save = Callable[[dict[str, Any]], str]


def show_page(request: HttpRequest, opened: Opened, asked: Asked, *, status: int = 200) -> HttpResponse:
    """The page of a meeting."""
    context = page_of(opened, asked) | {"trail": trail_to(opened)}
    if opened.may_write:
        context["people"] = people_for(opened.meeting, context["participants"])
        context["due"] = usually_due(opened.meeting)
    context["message"] = message_of(opened, asked)
    return render(request, "meetings/holding/meeting.html", context, status=status)


def settle(request: HttpRequest, opened: Opened, form: RefusableForm, at: str, save: Save) -> HttpResponse:
    """Let `save` do what `form` asks, and answer with where on the page it stands: `save` says its id.

    What is refused is said at its field, on a page where nothing typed is lost: `at` is what the form is about. A
    script is told the same, and what others wrote meanwhile.
    """
    if form.is_valid():
        try:
            anchor = save(form.cleaned_data)
        except RefusedError as refused:
            form.refuse(refused)
        else:
            return (
                answer_changes(request, opened, form.fresh)
                if asks_json(request)
                else redirect(f"{opened.url}#{anchor}")
            )
    if asks_json(request):
        return refuse(form)
    return show_page(request, opened, Asked(at, typed={at: form}), status=FAULTY)


def trail_to(opened: Opened, here: str = "") -> list[Crumb]:
    """The way to the page of the meeting, or over it to the page that is called `here`."""
    meetings = page_address("meetings:meetings", opened.administration.code)
    own = f"{opened.meeting.body}, {date_format(opened.meeting.day, 'j F')}"
    first = [Crumb(opened.administration.name), Crumb(_("Meetings"), meetings)]
    return [*first, Crumb(own, opened.url), Crumb(here)] if here else [*first, Crumb(own)]
