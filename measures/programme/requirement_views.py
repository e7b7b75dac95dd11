"""Where a controller sets, changes, spreads and withdraws a savings requirement, and sets the rules of measures."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from measures.models import Requirement
from measures.programme import services
from measures.programme.filling import Shares, filled
from measures.programme.forms import RequirementForm, RulesForm, SpreadForm, tell_stored
from measures.programme.page import asked_year
from measures.programme.queries import Spreadable, spreadable
from measures.programme.refusals import RequirementStaleError
from measures.programme.spread_page import spread_page, typed_shares
from measures.queries import rules_of
from units.models import Administration
from units.navigation import Crumb
from units.pages import act_on, entered, form_page
from units.refusals import RefusedError
from units.roles import Act

Written = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def requirement_new(request: HttpRequest, adm: str) -> HttpResponse:
    """A new requirement; spread next."""
    administration = entered(request, adm, Act.CONTROL)
    year = asked_year(request, administration)
    form = RequirementForm(request.POST if request.method == "POST" else None, initial={"year": year})
    if not form.is_valid():
        return _form(request, administration, form, _("New savings requirement"))
    try:
        key = form.cleaned_data["key"]
        made = services.set_requirement(administration, _values(form.cleaned_data), key=key, by=request.user)
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return _form(request, administration, form, _("New savings requirement"))
    return redirect("measures:requirement-spread", adm, made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def requirement(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """What is written about a requirement."""
    administration = entered(request, adm, Act.CONTROL)
    found = _found(administration, pk)
    stored = {name: getattr(found, name) for name in services.WRITTEN}
    initial = stored | {"seen": found.version}
    form = RequirementForm(request.POST if request.method == "POST" else None, initial=initial)

    def save(written: Written) -> None:
        try:
            services.change_requirement(found, _values(written), seen=written["seen"], by=request.user)
        except RequirementStaleError:
            tell_stored(form, stored, found.version)
            raise

    return form_page(
        request,
        form,
        save,
        to=_address(found),
        title=found.title,
        lead=_("What is spread of it stays as it is."),
        button=_("Save"),
        trail=_trail(administration, found.year, found.title),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def requirement_spread(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """How a requirement is spread over departments and units, with help to fill it in."""
    administration = entered(request, adm, Act.CONTROL)
    found = _found(administration, pk)
    places = spreadable(administration, found.year)
    if request.method != "POST":
        return _unsaved(request, found, places, typed_shares(found), seen=found.version)
    form = SpreadForm(places, request.POST)
    if form.is_valid():
        try:
            return _done(request, found, places, form)
        except RequirementStaleError as refused:
            tell_stored(form, SpreadForm.written(typed_shares(found)), found.version)
            form.add_error(None, str(refused))
        except RefusedError as refused:
            form.add_error(None, str(refused))
    return _spread(request, found, places, form)


def _done(request: HttpRequest, found: Requirement, places: list[Spreadable], form: SpreadForm) -> HttpResponse:
    """Saved and back to the programme, or filled in as the button says and shown again."""
    deed, shares, seen = request.POST.get("deed", ""), form.shares, form.cleaned_data["seen"]
    if deed == "save":
        services.spread_requirement(found, shares, seen=seen, by=request.user)
        return redirect(_address(found))
    if deed.startswith("percent-") and not form.cleaned_data["hundredths"]:
        form.add_error("hundredths", _("Write per cent of budget first: 1,5 %."))
        return _spread(request, found, places, form)
    shares = filled(deed, found, places, shares, form.cleaned_data["hundredths"])
    return _unsaved(request, found, places, shares, seen=seen, filled_in=True)


def _unsaved(
    request: HttpRequest,
    found: Requirement,
    places: list[Spreadable],
    shares: Shares,
    *,
    seen: int,
    filled_in: bool = False,
) -> HttpResponse:
    form = SpreadForm(places, initial={"seen": seen} | SpreadForm.written(shares))
    return _spread(request, found, places, form, shares=shares, filled_in=filled_in)


def _spread(
    request: HttpRequest, found: Requirement, places: list[Spreadable], form: SpreadForm, **context: Any
) -> HttpResponse:
    shares = context.pop("shares", None)
    if shares is None:
        shares = form.shares
    context |= {
        "administration": found.administration,
        "requirement": found,
        "form": form,
        "page": spread_page(found, places, form, shares),
        "back": _address(found),
        "trail": _trail(found.administration, found.year, found.title),
    }
    return render(request, "measures/programme/spread.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def requirement_withdraw(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Let a requirement count no more."""
    found = _found(entered(request, adm, Act.CONTROL), pk)
    return act_on(
        request,
        lambda: services.withdraw_requirement(found, by=request.user),
        to=_address(found),
        done=_("{title} is withdrawn. It stands in the list below, and can be taken back.").format(title=found.title),
    )


@require_POST
@login_required
def requirement_take_back(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Let a withdrawn requirement count again."""
    found = _found(entered(request, adm, Act.CONTROL), pk)
    return act_on(
        request,
        lambda: services.take_back_requirement(found, by=request.user),
        to=_address(found),
        done=_("{title} counts again.").format(title=found.title),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def measure_rules(request: HttpRequest, adm: str) -> HttpResponse:
    """How likely measures of each stage are, and how often they are followed up."""
    administration = entered(request, adm, Act.CONTROL)
    rules = rules_of(administration)
    return form_page(
        request,
        RulesForm(
            request.POST if request.method == "POST" else None,
            initial={name: getattr(rules, name) for name in services.RULES},
        ),
        lambda written: services.change_measure_rules(administration, written, by=request.user),
        to=reverse("measures:measure-rules", args=[adm]),
        title=_("Rules of measures"),
        button=_("Save"),
        template="measures/programme/rules.html",
        administration=administration,
    )


def _form(request: HttpRequest, administration: Administration, form: RequirementForm, title: str) -> HttpResponse:
    year = asked_year(request, administration)
    context = {
        "form": form,
        "title": title,
        "lead": _("It is spread over departments and units in the next step."),
        "button": _("Save and spread"),
        "back": f"{reverse('measures:programme', args=[administration.code])}?year={year}",
        "trail": _trail(administration, year, title),
    }
    return render(request, "units/form.html", context, status=422 if form.errors else 200)


def _values(written: Written) -> Written:
    return {name: written[name] for name in services.WRITTEN}


def _found(administration: Administration, pk: int) -> Requirement:
    return get_object_or_404(administration.requirements.select_related("administration"), pk=pk)


def _address(found: Requirement) -> str:
    return f"{reverse('measures:programme', args=[found.administration.code])}?year={found.year}"


def _trail(administration: Administration, year: int, here: str) -> list[Crumb]:
    address = f"{reverse('measures:programme', args=[administration.code])}?year={year}"
    return [Crumb(_("Savings programme"), address), Crumb(here)]
