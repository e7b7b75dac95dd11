"""Pages of the account groups."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from forecasts.groups import queries, services
from forecasts.groups.forms import GroupForm
from units.access import allows
from units.accounts import UNSPLIT
from units.models import AccountGroup, Administration
from units.pages import entered, trail_to
from units.refusals import PreviewOldError, RefusedError
from units.roles import Act


@login_required
def groups(request: HttpRequest, adm: str) -> HttpResponse:
    """Every account group with its accounts."""
    administration = entered(request, adm, Act.ORGANISE)
    rows = queries.group_rows(administration)
    unsplit = next((row for row in rows if row.group.code == UNSPLIT), None)
    context = {
        "administration": administration,
        "rows": [row for row in rows if row is not unsplit],
        "unsplit": unsplit,
        "amounts": sum(row.amounts for row in rows),
        "may_upload": allows(request.user, Act.CONTROL, administration),
    }
    return render(request, "forecasts/account_groups.html", context)


@login_required
def group_add(request: HttpRequest, adm: str) -> HttpResponse:
    """A new account group."""
    administration = entered(request, adm, Act.ORGANISE)
    form = GroupForm(request.POST or None, initial={"proposal": AccountGroup.Proposal.REMAINING_BUDGET})

    def save(values: dict[str, Any]) -> None:
        services.start_group(administration, by=request.user, **values)

    group = AccountGroup(administration=administration, code=request.POST.get("code", ""), name=_("New account group"))
    return _group_page(request, group, form, save)


@login_required
def group_edit(request: HttpRequest, adm: str, code: str) -> HttpResponse:
    """An account group's name, kind and accounts."""
    administration = entered(request, adm, Act.ORGANISE)
    group = get_object_or_404(administration.account_groups, code=code)
    form = GroupForm(request.POST or None, initial=_stored(group))
    del form.fields["code"]
    if code == UNSPLIT:
        del form.fields["ranges"]

    def save(values: dict[str, Any]) -> None:
        services.change_group(group, by=request.user, **{"ranges": [], **values})

    return _group_page(request, group, form, save)


def _stored(group: AccountGroup) -> dict[str, Any]:
    ranges = list(group.ranges.values_list("first", "last"))
    return {"name": group.name, "kind": group.kind, "proposal": group.proposal, "ranges": ranges}


def _group_page(
    request: HttpRequest, group: AccountGroup, form: GroupForm, save: Callable[[dict[str, Any]], None]
) -> HttpResponse:
    """The form; amounts that would move are shown before anything is stored."""
    to = reverse("forecasts:account-groups", args=[group.administration.code])
    context = {"group": group, "form": form, "back": to, "trail": _way(group.administration, to, group.name)}
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except PreviewOldError as old:
            moves = queries.moves_of(group, form.cleaned_data["ranges"])
            form.data = {**form.data.dict(), "seen": services.fingerprint(moves)}
            if form.cleaned_data["seen"]:
                form.add_error(None, str(old))
            context |= {"moves": moves, "moved": sum(move.amounts for move in moves)}
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect(to)
    return render(request, "forecasts/account_group.html", context, status=422 if form.errors else 200)


def _way(administration: Administration, to: str, here: str) -> list:
    return trail_to(administration, (_("Account groups"), to), (here, ""))
