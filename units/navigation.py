"""Where a person can go: the administrations they may enter, and the pages of the one they are in.

One query; two for a superuser, who may enter every administration, and for who reads no figures and may be called.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Q
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from units.models import Administration, Department, Responsibility, Unit, User
from units.roles import ALLOWED, Act, Role

ADDRESS = "administrations"


class Crumb(NamedTuple):
    """One step of the way to a page; the last one, the page itself, has no address."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A page to go to, and whether the person is there."""

    text: str | Promise
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Navigation:
    """What the top of every page shows. `administration` is None for a person without any; `start` keeps it chosen."""

    administrations: list[Administration]
    administration: Administration | None
    links: list[Link]
    measures: list[Link]
    meetings: list[Link]
    more: list[Link]
    start: str


@dataclass(frozen=True, slots=True)
class _Rights:
    """What a person is allowed in one administration: for all of it, and for any part of it."""

    whole: frozenset[Act]
    somewhere: frozenset[Act]


def _has(act: Act) -> Callable[[_Rights], bool]:
    return lambda rights: act in rights.whole


def _has_somewhere(*acts: Act) -> Callable[[_Rights], bool]:
    return lambda rights: not rights.somewhere.isdisjoint(acts)


PAGES = (
    ("socbudget:administration", _("Administration"), _has(Act.REPORTED)),
    ("forecasts:rounds", _("Round"), _has_somewhere(Act.FIGURES)),
    ("indicators:indicators", _("Key figures"), _has_somewhere(Act.FIGURES, Act.REPORTED)),
    ("forecasts:uploads", _("Uploads"), _has_somewhere(Act.CONTROL, Act.FORECAST)),
    ("forecasts:months", _("Months"), _has(Act.CONTROL)),
)
MEASURE_PAGES = (
    ("measures:measures", _("All measures"), _has_somewhere(Act.FIGURES)),
    ("measures:programme", _("Savings programme"), _has(Act.REPORTED)),
    ("measures:follow-ups", _("Follow-ups"), _has_somewhere(Act.FIGURES)),
    ("measures:ideas", _("Ideas"), _has_somewhere(Act.SUMMARY)),
    ("measures:calculators", _("Calculators"), _has_somewhere(Act.FIGURES)),
    ("measures:delegation", _("Delegation"), _has_somewhere(Act.FIGURES)),
    ("measures:findings", _("Audit findings"), _has_somewhere(Act.FIGURES)),
    ("measures:commitments", _("Commitments"), _has_somewhere(Act.FIGURES)),
    ("measures:measure-rules", _("Rules of measures"), _has(Act.CONTROL)),
)
MEETING_PAGES = (
    ("meetings:meetings", _("Meetings"), _has_somewhere(Act.FIGURES)),
    ("meetings:assignments", _("Decisions and actions"), _has_somewhere(Act.FIGURES)),
    ("meetings:matters", _("Matters between units"), _has_somewhere(Act.FIGURES)),
    ("meetings:situation", _("The situation"), _has_somewhere(Act.FIGURES, Act.REPORTED)),
    ("meetings:messages", _("Message of the week"), _has_somewhere(Act.FIGURES)),
    ("meetings:staff-page", _("Page for the staff"), _has_somewhere(Act.SUMMARY)),
)
# Pages that are reached by whoever is called to something there too, whatever the role: filled by the apps above.
CALLED: dict[str, Callable[[User, Administration], bool]] = {}
MORE_PAGES = (
    ("forecasts:frames", _("Budget frames"), _has(Act.CONTROL)),
    ("forecasts:causes", _("Causes"), _has(Act.CONTROL)),
    ("socbudget:letters", _("Letters"), _has(Act.CONTROL)),
    ("forecasts:budget-changes", _("Budget changes"), _has(Act.FIGURES)),
    ("forecasts:growth", _("Growth of the budget"), _has(Act.FIGURES)),
    ("forecasts:conditions", _("Conditions of the year"), _has(Act.FIGURES)),
    ("forecasts:year-end", _("Year end"), _has(Act.FIGURES)),
    ("units:organisation", _("Organisation"), _has(Act.ORGANISE)),
    ("forecasts:account-groups", _("Account groups"), _has(Act.ORGANISE)),
    ("units:people", _("People and roles"), _has(Act.PEOPLE)),
    ("units:settings", _("Settings"), _has(Act.ORGANISE)),
    ("units:changes", _("Log of changes"), _has(Act.TRACE)),
)


def navigation(request: HttpRequest, user: User) -> Navigation:
    """What `user` can reach from the page of `request`. A page that does not exist is left out."""
    everything_held = _held(user)
    administrations = _entered(user, everything_held)
    chosen = chosen_administration(request, administrations)
    address = start_address(chosen if len(administrations) > 1 else None)
    start = Link(_("Start"), address, request.path == reverse("socbudget:start"))
    if chosen is None:
        return Navigation(administrations, None, [start], [], [], [], address)
    held = [each for each in everything_held if each.administration_id == chosen.pk]
    rights = _rights(user, held)
    own = [_link(place.name, name, request, chosen.code, place.code) for name, place in _own_places(held)]
    pages = [_link(text, name, request, chosen.code) for name, text, may in PAGES if may(rights)]
    measures = [_link(text, name, request, chosen.code) for name, text, may in MEASURE_PAGES if may(rights)]
    meetings = [
        _link(text, name, request, chosen.code)
        for name, text, may in MEETING_PAGES
        if may(rights) or (name in CALLED and CALLED[name](user, chosen))
    ]
    more = [_link(text, name, request, chosen.code) for name, text, may in MORE_PAGES if may(rights)]
    shown = [link for link in [start, *own, *pages] if link]
    return Navigation(
        administrations, chosen, shown, _there(measures), _nearest(_there(meetings)), _there(more), address
    )


def _there(links: Sequence[Link | None]) -> list[Link]:
    return [link for link in links if link]


def _nearest(links: Sequence[Link]) -> list[Link]:
    """`links` with at most one that is current: the nearest where the address of one begins like that of another."""
    here = max((link.url for link in links if link.current), key=len, default="")
    return [replace(link, current=link.url == here) for link in links]


def start_address(administration: Administration | None) -> str:
    """The start page, of `administration` where a person has several."""
    query = f"?administration={administration.code}" if administration else ""
    return reverse("socbudget:start") + query


def chosen_administration(request: HttpRequest, administrations: Sequence[Administration]) -> Administration | None:
    """Which of `administrations` the page is about: the one in its path or query, else the first; None is not there."""
    parts = request.path.strip("/").split("/")
    code = parts[1] if len(parts) > 1 and parts[0] == ADDRESS else request.GET.get("administration", "")
    if not code:
        return next(iter(administrations), None)
    return next((each for each in administrations if each.code == code), None)


def _held(user: User) -> list[Responsibility]:
    today = timezone.localdate()
    rows = Responsibility.objects.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today, user=user)
    return list(rows.select_related("administration", "unit", "department"))


def _entered(user: User, held: list[Responsibility]) -> list[Administration]:
    """The administrations that `user`, who has the roles `held` today, may enter, by name."""
    if user.is_superuser:
        return list(Administration.objects.entered_by(user))
    entered = {each.administration_id: each.administration for each in held if Act.ENTER in ALLOWED[each.role]}
    return sorted(entered.values(), key=lambda each: each.name)


def _rights(user: User, held: list[Responsibility]) -> _Rights:
    everywhere = ALLOWED[Role.SYSTEM] if user.is_superuser else frozenset()
    whole = [ALLOWED[each.role] for each in held if each.unit_id is None and each.department_id is None]
    return _Rights(everywhere.union(*whole), everywhere.union(*(ALLOWED[each.role] for each in held)))


def _own_places(held: list[Responsibility]) -> list[tuple[str, Department | Unit]]:
    """At most three departments and units that the person has a role for, each once, with the name of their page."""
    departments = {each.department.pk: each.department for each in held if each.department and not each.unit}
    units = {each.unit.pk: each.unit for each in held if each.unit}
    own = [("socbudget:department", each) for each in departments.values()]
    return [*own, *(("socbudget:unit", each) for each in units.values())][:3]


def _link(text: str | Promise, name: str, request: HttpRequest, *args: str) -> Link | None:
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return None
    here = request.path == url or (name != "socbudget:administration" and request.path.startswith(url))
    return Link(text, url, here)
