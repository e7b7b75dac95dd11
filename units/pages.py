"""What the views of the organisation share: the way in, the way back, and a form that is filled in and saved."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from units.access import require
from units.models import Administration
from units.navigation import Crumb
from units.refusals import RefusedError
from units.roles import Act


def entered(request: HttpRequest, code: str, act: Act) -> Administration:
    """The administration `code` for the whole of which the person is allowed `act`.

    Raises:
        Http404: the person has no role in it.
        PermissionDenied: none of the person's roles allows it.
    """
    administration = get_object_or_404(Administration.objects.entered_by(request.user), code=code)
    require(request.user, act, administration)
    return administration


def trail_to(administration: Administration, *steps: tuple[str, str]) -> list[Crumb]:
    """The way from the administration's organisation to this page; the last step has an empty address."""
    return [Crumb(administration.name), *(Crumb(text, url) for text, url in steps)]


def form_page(
    request: HttpRequest, form: forms.Form, save: Callable[[dict[str, Any]], object], *, to: str, **context: Any
) -> HttpResponse:
    """Show `form`; when it was sent, `save` its values and go to the address `to`, or say why they were refused.

    `context` has `title`, `button` and `trail`, perhaps `lead`, `done` (said after saving) and `template`.
    """
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, context.get("done") or _("Saved."))
            return redirect(to)
    template = context.pop("template", "units/form.html")
    return render(request, template, {"form": form, "back": to, **context}, status=422 if form.errors else 200)


def act_on(request: HttpRequest, do: Callable[[], object], *, to: str, done: str) -> HttpResponse:
    """Do it and say so, or say why it was refused; either way go to the address `to`."""
    try:
        do()
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(to)


def organisation_url(administration: Administration) -> str:
    """Where the organisation is shown."""
    return reverse("units:organisation", args=[administration.code])
