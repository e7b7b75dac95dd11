"""Reads about account groups and the amounts in them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet

from forecasts.models import Figure, FigureFields
from units.accounts import UNSPLIT, AccountPlan, AccountRange, format_ranges
from units.models import AccountGroup, Administration
from units.models import AccountRange as StoredRange

Ranges = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """An account group, its ranges as text and how many stored amounts it has."""

    group: AccountGroup
    ranges: str
    amounts: int


@dataclass(frozen=True, slots=True)
class Move:
    """An account whose stored amounts go from one group to another; `code` is that of the group they go to."""

    account: str
    source: str
    target: str
    code: str
    amounts: int


def group_rows(administration: Administration) -> list[GroupRow]:
    """Every account group in its order. Three queries."""
    counts = Counter(dict(_figures(administration).values_list("group").annotate(Count("pk")).order_by()))
    groups = administration.account_groups.prefetch_related("ranges")
    return [
        GroupRow(group, format_ranges((each.first, each.last) for each in group.ranges.all()), counts[group.pk])
        for group in groups
    ]


def plan_with(administration: Administration, changed: Mapping[str, Ranges]) -> list[AccountRange]:
    """The ranges of all groups of `administration` if those `changed`, by code, had these."""
    others = StoredRange.objects.filter(group__administration=administration).exclude(group__code__in=changed)
    kept = [AccountRange(*row) for row in others.values_list("first", "last", "group__code")]
    return kept + [AccountRange(first, last, code) for code, ranges in changed.items() for first, last in ranges]


def moves(
    administration: Administration,
    changed: Mapping[str, Ranges],
    names: Mapping[str, str] | None = None,
    stored: type[FigureFields] = Figure,
) -> list[Move]:
    """Which accounts' stored amounts, or replaced ones, would change group with the ranges `changed`, by account.

    Amounts without account stay where they are. What no group would hold goes to the group of what is not split.
    `names` are those of the groups that are not there yet, by code.
    """
    plan = AccountPlan(plan_with(administration, changed))
    called = {**(names or {}), **dict(administration.account_groups.values_list("code", "name"))}
    rows = (
        stored.objects.filter(unit__administration=administration)
        .exclude(account="")
        .values("account", source=F("group__code"))
        .annotate(amounts=Count("pk"))
        .order_by("account", "source")
    )
    found = []
    for row in rows:
        target = plan.group(row["account"]) or UNSPLIT
        if target != row["source"]:
            found.append(Move(row["account"], called[row["source"]], called[target], target, row["amounts"]))
    return found


def moves_of(group: AccountGroup, ranges: Ranges) -> list[Move]:
    """The `moves` if `group`, which may be a new one, had `ranges`."""
    return moves(group.administration, {group.code: ranges}, {group.code: group.name})


def clashing_account(administration: Administration, accounts: Iterable[str]) -> str | None:
    """An account of `accounts` with two amounts that only their group tells apart, or None."""
    same = ("unit", "month", "kind", "account", "activity")
    rows = _figures(administration).filter(account__in=list(accounts)).values(*same)
    clash = rows.annotate(times=Count("pk")).filter(times__gt=1).order_by("account").first()
    return clash["account"] if clash else None


def _figures(administration: Administration) -> QuerySet[Figure]:
    return Figure.objects.filter(unit__administration=administration)
