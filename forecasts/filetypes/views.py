"""Pages of what is remembered of files."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forecasts.filetypes import queries, services
from forecasts.filetypes.forms import AliasForm, LayoutForm
from units.models import Administration
from units.navigation import Crumb
from units.pages import act_on, entered, form_page
from units.roles import Act


@login_required
def file_types(request: HttpRequest, adm: str) -> HttpResponse:
    """The kinds of files that answers are kept for, and what texts in files stand for."""
    administration = entered(request, adm, Act.CONTROL)
    context = {
        "administration": administration,
        "layouts": queries.layout_rows(administration),
        "aliases": queries.alias_rows(administration),
        "trail": _way(administration),
    }
    return render(request, "forecasts/file_types.html", context)


@login_required
def file_type(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """The name and the answers of a kind of file."""
    administration = entered(request, adm, Act.CONTROL)
    layout = get_object_or_404(administration.file_layouts, pk=pk)
    form = LayoutForm(layout, request.POST or None)

    def save(values: dict[str, Any]) -> None:
        services.change_layout(layout, name=values["name"], answers=form.answers(), by=request.user)

    return form_page(
        request,
        form,
        save,
        to=_address(administration),
        template="forecasts/file_type.html",
        layout=layout,
        administration=administration,
        trail=_way(administration, layout.name),
    )


@require_POST
@login_required
def file_type_forget(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Ask again about files of this kind."""
    administration = entered(request, adm, Act.CONTROL)
    layout = get_object_or_404(administration.file_layouts.select_related("administration"), pk=pk)
    done = _("The answers for {name} are forgotten. The next such file is asked about.").format(name=layout.name)
    return act_on(
        request, lambda: services.forget_layout(layout, by=request.user), to=_address(administration), done=done
    )


@login_required
def alias_add(request: HttpRequest, adm: str) -> HttpResponse:
    """A text in files and what it stands for."""
    administration = entered(request, adm, Act.CONTROL)

    def save(values: dict[str, Any]) -> None:
        services.remember_units(administration, {values["text"]: values["unit"]}, by=request.user)

    return form_page(
        request,
        AliasForm(administration, request.POST or None),
        save,
        to=_address(administration),
        trail=_way(administration, _("New text")),
        title=_("A text in files that stands for a unit"),
        button=_("Save"),
    )


@login_required
def alias(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Another unit for a text, or another text."""
    administration = entered(request, adm, Act.CONTROL)
    found = get_object_or_404(administration.unit_aliases.select_related("administration", "unit"), pk=pk)
    return form_page(
        request,
        AliasForm(administration, request.POST or None, initial={"text": found.text, "unit": found.unit_id}),
        lambda values: services.change_alias(found, by=request.user, **values),
        to=_address(administration),
        trail=_way(administration, found.text),
        title=_("“{text}” in files").format(text=found.text),
        button=_("Save"),
    )


@require_POST
@login_required
def alias_forget(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Let a text stand for nothing again."""
    administration = entered(request, adm, Act.CONTROL)
    found = get_object_or_404(administration.unit_aliases.select_related("administration", "unit"), pk=pk)
    done = _("“{text}” has no meaning any more. The next file that says it is asked about.").format(text=found.text)
    return act_on(
        request, lambda: services.forget_alias(found, by=request.user), to=_address(administration), done=done
    )


def _address(administration: Administration) -> str:
    return reverse("forecasts:file-types", args=[administration.code])


def _way(administration: Administration, here: str = "") -> list[Crumb]:
    uploads = Crumb(_("Uploads"), reverse("forecasts:uploads", args=[administration.code]))
    own = _("Remembered answers")
    pages = [Crumb(own, _address(administration)), Crumb(here)] if here else [Crumb(own)]
    return [Crumb(administration.name), uploads, *pages]
