"""Pages about people: who has which role, who answers for what, and the own page."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import SuspiciousOperation
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from units import refusals, tokens
from units.models import Administration, Department, Unit, User
from units.navigation import Crumb
from units.pages import act_on, entered, form_page, organisation_url, trail_to
from units.people import forms, queries, services
from units.people.invitations import send_invitation
from units.roles import Act

PER_PAGE = 50


@login_required
def people(request: HttpRequest, adm: str) -> HttpResponse:
    """Who has which role where."""
    administration = entered(request, adm, Act.PEOPLE)
    search = forms.SearchForm(request.GET)
    search.is_valid()
    text, ended = search.cleaned_data.get("q", ""), search.cleaned_data.get("ended", False)
    roles = queries.roles_of(administration, text=text, ended=ended)
    context = {
        "administration": administration,
        "search": search,
        "page": Paginator(roles, PER_PAGE).get_page(request.GET.get("page")),
        "people": roles.order_by().values("user").distinct().count(),
        "today": timezone.localdate(),
    }
    return render(request, "units/people.html", context)


@login_required
def role_add(request: HttpRequest, adm: str) -> HttpResponse:
    """A role for someone who has an account, or for a new person."""
    administration = entered(request, adm, Act.PEOPLE)
    to = reverse("units:people", args=[adm])
    return form_page(
        request,
        forms.RoleForm(administration, request.POST or None, initial={"since": timezone.localdate()}),
        lambda values: _give(request, administration, values),
        to=to,
        trail=trail_to(administration, (_("People and roles"), to), (_("Give a role"), "")),
        title=_("Give a role"),
        lead=_("Whoever becomes unit head or department head takes over from the one before."),
        button=_("Give the role"),
    )


def _give(request: HttpRequest, administration: Administration, values: dict[str, Any]) -> None:
    user, is_new = services.give_role_to(administration, values, by=request.user)
    if is_new:
        send_invitation(user, request)


@login_required
def role_end(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """The last day of a role."""
    administration = entered(request, adm, Act.PEOPLE)
    held = get_object_or_404(administration.responsibilities.select_related("user", "unit", "department"), pk=pk)
    to = reverse("units:person", args=[adm, held.user_id])
    begun = held.since <= timezone.localdate()
    title = _("End a role") if begun else _("Take back a role that has not begun")
    return form_page(
        request,
        forms.EndRoleForm(request.POST or None, initial={"last_day": timezone.localdate()}),
        lambda values: services.end_role(held, by=request.user, **values),
        to=to,
        trail=trail_to(administration, (_("People and roles"), reverse("units:people", args=[adm])), (title, "")),
        title=title,
        lead=str(held),
        button=title,
    )


@login_required
def person(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """One person's roles in the administration, and the account."""
    administration = entered(request, adm, Act.PEOPLE)
    user = get_object_or_404(User.objects.filter(responsibilities__administration=administration).distinct(), pk=pk)
    context = {
        "administration": administration,
        "person": user,
        "roles": administration.responsibilities.filter(user=user)
        .select_related("unit", "department")
        .order_by("-since"),
        "today": timezone.localdate(),
        "trail": trail_to(
            administration, (_("People and roles"), reverse("units:people", args=[adm])), (str(user), "")
        ),
    }
    return render(request, "units/person.html", context)


@require_POST
@login_required
def account_state(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Close or open a person's account, or send the link to a password again."""
    administration = entered(request, adm, Act.PEOPLE)
    user = get_object_or_404(User.objects.filter(responsibilities__administration=administration).distinct(), pk=pk)
    deeds = {
        "close": (lambda: services.close_account(user, administration, by=request.user), _("The account is closed.")),
        "open": (lambda: services.open_account(user, administration, by=request.user), _("The account is open.")),
        "invite": (
            lambda: send_invitation(user, request),
            _("The link is on its way to {email}.").format(email=user.email),
        ),
    }
    if request.POST.get("deed") not in deeds:
        raise SuspiciousOperation
    do, done = deeds[request.POST["deed"]]
    return act_on(request, do, to=reverse("units:person", args=[adm, pk]), done=done)


@login_required
def unit_answers(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Hand a unit over."""
    administration = entered(request, adm, Act.PEOPLE)
    return _hand_over(request, administration, get_object_or_404(administration.units, code=code), "units:unit-edit")


@login_required
def department_answers(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """Hand a department over."""
    administration = entered(request, adm, Act.PEOPLE)
    department = get_object_or_404(administration.departments, code=code)
    return _hand_over(request, administration, department, "units:department-edit")


def _hand_over(
    request: HttpRequest, administration: Administration, place: Unit | Department, name: str
) -> HttpResponse:
    to = reverse(name, args=[administration.code, place.code])
    way = (_("Organisation"), organisation_url(administration)), (place.name, to), (_("Hand over"), "")

    def save(values: dict[str, Any]) -> None:
        user = queries.find_person(values["who"])
        if user is None:
            raise refusals.UnknownPersonError(text=values["who"])
        services.hand_over(place, user, values["since"], by=request.user)

    return form_page(
        request,
        forms.HandOverForm(request.POST or None, initial={"since": timezone.localdate()}),
        save,
        to=to,
        trail=trail_to(administration, *way),
        title=_("Hand over {place}").format(place=place),
        lead=_("The one who answers now does so to the day before. The history stays."),
        button=_("Hand over"),
    )


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """The own page: name, language, roles and keys to the API."""
    user = request.user
    initial = {name: getattr(user, name) for name in ("name", "email", "language", "digest")}
    return form_page(
        request,
        forms.OwnPageForm(request.POST or None, initial=initial),
        lambda values: services.change_own_page(User.objects.get(pk=user.pk), **values),
        to=reverse("units:account"),
        template="units/account.html",
        title=_("My page"),
        roles=queries.own_roles(user),
        tokens=user.tokens.all(),
        token_form=forms.TokenForm(),
        new_key=request.session.pop("new_key", "") if request.method == "GET" else "",
        trail=[Crumb(_("My page"))],
    )


@require_POST
@login_required
def token_make(request: HttpRequest) -> HttpResponse:
    """A new key to the API, shown once on the own page."""
    form = forms.TokenForm(request.POST)
    if form.is_valid():
        request.session["new_key"] = tokens.make_token(request.user, form.cleaned_data["name"])
    else:
        messages.error(request, _("Say what the key is for."))
    return redirect(reverse("units:account") + "#keys")


@require_POST
@login_required
def token_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a key useless."""
    token = get_object_or_404(request.user.tokens, pk=pk)
    tokens.withdraw_token(token, by=request.user)
    messages.success(request, _("The key {name} no longer works.").format(name=token.name))
    return redirect(reverse("units:account") + "#keys")
