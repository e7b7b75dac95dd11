"""Pages of the organisation: departments, units, settings and a new administration."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from units import forms, queries, services
from units.access import allows
from units.display import display_of
from units.models import Administration, Department, Unit, User
from units.months import first_of
from units.pages import act_on, entered, form_page, organisation_url, trail_to
from units.people.services import start_with_administrator
from units.roles import Act
from units.thresholds import counts_from

PREVIEW_BUDGETS = (5_000_000_00, 25_000_000_00, 100_000_000_00, 500_000_000_00)


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Speak the chosen language from now on; whoever is signed in keeps the choice."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=language)
    return set_language(request)


@login_required
def organisation(request: HttpRequest, adm: str) -> HttpResponse:
    """Departments, units and parts, and who answers for each today."""
    administration = entered(request, adm, Act.ORGANISE)
    branches = queries.organisation(administration, timezone.localdate())
    units = [unit for department in branches for unit in department.branches]
    context = {
        "administration": administration,
        "branches": branches,
        "units": sum(not unit.ended for unit in units),
        "unanswered": sum(not unit.answers and not unit.ended for unit in units),
        "may_hand_over": allows(request.user, Act.PEOPLE, administration),
        "may_upload": allows(request.user, Act.CONTROL, administration),
    }
    return render(request, "units/organisation.html", context)


@login_required
def department_add(request: HttpRequest, adm: str) -> HttpResponse:
    """A new department."""
    administration = entered(request, adm, Act.ORGANISE)
    form = forms.DepartmentForm(request.POST or None, initial={"valid_from": first_of(timezone.localdate())})
    del form.fields["valid_to"]
    return form_page(
        request,
        form,
        lambda values: services.start_department(administration, by=request.user, **values),
        to=organisation_url(administration),
        trail=_way(administration, _("New department")),
        title=_("New department"),
        button=_("Make the department"),
    )


@login_required
def department_edit(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """A department's code, name and months."""
    administration = entered(request, adm, Act.ORGANISE)
    department = get_object_or_404(administration.departments, code=code)
    names = ("code", "name", "valid_from", "valid_to")
    form = forms.DepartmentForm(request.POST or None, initial={name: getattr(department, name) for name in names})
    return form_page(
        request,
        form,
        lambda values: services.change_department(department, by=request.user, **values),
        to=organisation_url(administration),
        **_place_context(request, department),
    )


@login_required
def unit_add(request: HttpRequest, adm: str) -> HttpResponse:
    """A new unit, or a part of the unit in the address."""
    administration = entered(request, adm, Act.ORGANISE)
    parent = administration.units.whole().filter(code=request.GET.get("part_of", "")).first()
    department = administration.departments.filter(code=request.GET.get("department", "")).first()
    initial = {"parent": parent, "department": parent.department if parent else department}
    initial |= {"valid_from": first_of(timezone.localdate()), "kind": parent.kind if parent else Unit.Kind.PROVIDER}
    return form_page(
        request,
        forms.UnitForm(administration, request.POST or None, initial=initial),
        lambda values: services.start_unit(by=request.user, **values),
        to=organisation_url(administration),
        trail=_way(administration, _("New unit")),
        title=_("New part of {unit}").format(unit=parent) if parent else _("New unit"),
        button=_("Make the unit"),
    )


@login_required
def unit_edit(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """A unit's code, name, kind and place in the organisation."""
    administration = entered(request, adm, Act.ORGANISE)
    unit = get_object_or_404(administration.units.select_related("department", "successor"), code=code)
    names = ("code", "name", "kind", "department", "parent", "valid_from")
    initial = {name: getattr(unit, name) for name in names}
    return form_page(
        request,
        forms.UnitForm(administration, request.POST or None, unit=unit, initial=initial),
        lambda values: services.change_unit(unit, values, by=request.user),
        to=organisation_url(administration),
        **_place_context(request, unit),
    )


@login_required
def unit_end(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """From which month a unit is no more, and what carries on."""
    administration = entered(request, adm, Act.ORGANISE)
    unit = get_object_or_404(administration.units, code=code)
    initial = {"last_month": unit.valid_to or first_of(timezone.localdate()), "successor": unit.successor}
    return form_page(
        request,
        forms.EndForm(unit, request.POST or None, initial=initial),
        lambda values: services.end_unit(unit, by=request.user, **values),
        to=organisation_url(administration),
        trail=_way(administration, _("End {unit}").format(unit=unit)),
        title=_("End {unit}").format(unit=unit),
        lead=_("Its figures stay as they are. Files with later months for it are refused from then on."),
        button=_("End the unit"),
    )


@require_POST
@login_required
def unit_reopen(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Take back that a unit ends."""
    administration = entered(request, adm, Act.ORGANISE)
    unit = get_object_or_404(administration.units.select_related("department", "parent"), code=code)
    done = _("{unit} goes on.").format(unit=unit)
    return act_on(
        request, lambda: services.reopen_unit(unit, by=request.user), to=organisation_url(administration), done=done
    )


@login_required
def administration_settings(request: HttpRequest, adm: str) -> HttpResponse:
    """How the administration is called and shows its figures, and what its thresholds do."""
    administration = entered(request, adm, Act.ORGANISE)
    limits = [
        (
            budget,
            counts_from(budget, administration.watch_ore, administration.watch_permille),
            counts_from(budget, administration.deficit_ore, administration.deficit_permille),
        )
        for budget in PREVIEW_BUDGETS
    ]
    return form_page(
        request,
        forms.SettingsForm(
            request.POST or None, initial={name: getattr(administration, name) for name in services.SETTINGS}
        ),
        lambda values: services.change_settings(administration, values, by=request.user),
        to=reverse("units:settings", args=[adm]),
        template="units/settings.html",
        administration=administration,
        limits=limits,
        display=display_of(administration),
    )


@login_required
def administration_add(request: HttpRequest) -> HttpResponse:
    """A new administration, for those who run the installation."""
    if not request.user.is_superuser:
        raise PermissionDenied
    form = forms.AdministrationForm(request.POST or None)
    code = request.POST.get("code", "")
    return form_page(
        request,
        form,
        lambda values: start_with_administrator(by=request.user, **values),
        to=organisation_url(Administration(code=code)) if form.is_bound and form.is_valid() else "/",
        title=_("New administration"),
        lead=_("It begins with the account groups of Kommun-Bas, and without departments, units and figures."),
        button=_("Make the administration"),
    )


def _way(administration: Administration, here: str) -> list:
    return trail_to(administration, (_("Organisation"), organisation_url(administration)), (here, ""))


def _place_context(request: HttpRequest, place: Unit | Department) -> dict:
    return {
        "template": "units/place.html",
        "administration": place.administration,
        "place": place,
        "is_unit": isinstance(place, Unit),
        "answered": queries.who_answered(place),
        "today": timezone.localdate(),
        "may_hand_over": allows(request.user, Act.PEOPLE, place.administration),
        "trail": _way(place.administration, place.name),
        "title": place.name,
        "button": _("Save"),
    }
