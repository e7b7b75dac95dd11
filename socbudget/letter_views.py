"""The log of letters: what was sent to whom, what could not be, and trying again."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from socbudget import digests, letter_page
from socbudget.letter_forms import LettersForm
from units.htmx import render_page
from units.mailing import queries, services
from units.models import Administration, Letter
from units.pages import act_on, entered, trail_to
from units.roles import Act
from units.tables import xlsx_response

PER_PAGE = 50


@require_safe
@login_required
def letters(request: HttpRequest, adm: str) -> HttpResponse:
    """What was sent to whom, and how far what is being sent has come."""
    administration = entered(request, adm, Act.CONTROL)
    form = LettersForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.letters(administration, **asked)
    if request.GET.get("format") == "xlsx":
        return xlsx_response(letter_page.letters_workbook(administration, found), f"{adm}-letters.xlsx")
    context = {"form": form, "asked": any(asked.values())} | _shown(request, administration, found)
    response = render_page(request, "socbudget/letters/letters.html", context, part="mailings")
    if request.htmx and not context["sending"]:
        response["HX-Refresh"] = "true"  # done: the headline and the list have changed too
    return response


def _shown(request: HttpRequest, administration: Administration, found: QuerySet[Letter]) -> dict[str, Any]:
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    mailings = letter_page.mailing_rows(administration)
    return {
        "administration": administration,
        "page": page,
        "rows": letter_page.letter_rows(page),
        "counts": queries.counts(administration),
        "mailings": mailings,
        "sending": any(each.mailing.finished_at is None for each in mailings),
        "stands_still": queries.stands_still(),
        "digested": digests.digested(administration, timezone.localdate()),
    }


@require_safe
@login_required
def letter(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """One letter as it was written."""
    administration = entered(request, adm, Act.CONTROL)
    found = get_object_or_404(administration.letters.select_related("to", "made_by"), pk=pk)
    [row] = letter_page.letter_rows([found])
    steps = (_("Letters"), reverse("socbudget:letters", args=[adm])), (found.subject, "")
    context = {"administration": administration, "row": row, "trail": trail_to(administration, *steps)}
    return render(request, "socbudget/letters/letter.html", context)


@require_POST
@login_required
def digests_send(request: HttpRequest, adm: str) -> HttpResponse:
    """Write and send this week's Monday letters."""
    administration = entered(request, adm, Act.CONTROL)
    return act_on(
        request,
        lambda: digests.send_digests(administration, timezone.localdate(), by=request.user),
        to=reverse("socbudget:letters", args=[adm]),
        done=_("The Monday letters are being written and sent. You can leave this page."),
    )


@require_POST
@login_required
def letter_retry(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Send a letter that could not be sent once more."""
    administration = entered(request, adm, Act.CONTROL)
    get_object_or_404(administration.letters, pk=pk)
    return act_on(
        request,
        lambda: services.retry(Letter.objects.filter(pk=pk), by=request.user),
        to=reverse("socbudget:letters", args=[adm]),
        done=_("The letter is being sent again."),
    )


@require_POST
@login_required
def mailing_retry(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Send what could not be sent in a mailing once more, and what nobody has sent."""
    administration = entered(request, adm, Act.CONTROL)
    mailing = get_object_or_404(administration.mailings, pk=pk)
    failed = mailing.letters.exclude(fault="").count()
    done = ngettext("One letter is being sent again.", "{n} letters are being sent again.", failed).format(n=failed)
    return act_on(
        request,
        lambda: digests.go_on(mailing, by=request.user),
        to=reverse("socbudget:letters", args=[adm]),
        done=done if failed else _("The rest is being sent."),
    )
