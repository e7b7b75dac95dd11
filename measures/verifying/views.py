"""The page where the effect of a measure is seen and signed, and the answers to double countings."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from measures.access import MeasureRights, rights_on
from measures.models import Measure
from measures.overlaps import doubts_of
from measures.verifying.forms import AnswerForm, VerifyForm
from measures.verifying.page import VerifyPage, verify_page
from measures.verifying.services import answer_doubt, contain_doubt, verify_effect
from units.pages import form_page


def _measure(request: HttpRequest, adm: str, pk: int) -> tuple[Measure, MeasureRights]:
    measures = Measure.objects.visible_to(request.user).select_related("administration", "group", "owner")
    measure = get_object_or_404(measures, administration__code=adm, pk=pk)
    return measure, rights_on(measure, request.user)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def verify(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Whether the ledger shows the effect of a measure, and the controller's signature of it."""
    measure, rights = _measure(request, adm, pk)
    if not rights.sees_figures or (request.method == "POST" and not rights.may_verify):
        raise PermissionDenied
    page = verify_page(measure)
    sent = request.POST if request.method == "POST" else None
    form = VerifyForm(sent, initial=page.prefilled(), known_of=page.known_of)
    context = {
        "page": page,
        "administration": measure.administration,
        "may_sign": rights.may_verify and page.may_be_signed,
        "may_change": rights.may_change,
        "doubts": doubts_of(measure),
        "done": _("The effect is signed."),
    }
    to = reverse("measures:measure-verify", args=[adm, pk])
    return form_page(request, form, _signing(request, page), to=to, template="measures/verify.html", **context)


def _signing(request: HttpRequest, page: VerifyPage) -> Callable[[dict[str, Any]], object]:
    verdict = str(page.judgement.verdict)
    return lambda said: verify_effect(page.measure, **said, verdict=verdict, by=request.user)


@require_POST
@login_required
def overlap_answer(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Answer whether an effect is counted twice, and go back to where it was asked."""
    measure, rights = _measure(request, adm, pk)
    if not rights.may_change:
        raise PermissionDenied
    form = AnswerForm(request.POST)
    usual = reverse("measures:measure-verify", args=[adm, pk])
    to = form.cleaned_data.get("next") or usual if form.is_valid() else usual
    context = {"title": _("Is the effect counted twice?"), "lead": str(measure), "button": _("Answer")}
    return form_page(request, form, lambda said: _answer(request, measure, said), to=to, **context)


def _answer(request: HttpRequest, measure: Measure, said: dict[str, Any]) -> None:
    if said["contained"]:
        contain_doubt(measure, said["doubt"], answer=said["answer"], by=request.user)
    else:
        answer_doubt(measure, said["doubt"], answer=said["answer"], by=request.user)
