"""Reads about account groups and the amounts in them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet

from forecasts.models import Figure, FigureFields
from units.accounts import UNSPLIT, AccountPlan, AccountRange, format_ranges
from units.models import AccountGroup, Administration
from units.models import AccountRange as StoredRange


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


def plan_with(group: AccountGroup, ranges: Iterable[tuple[str, str]]) -> list[AccountRange]:
    """The ranges of the whole administration if `group` had `ranges`, groups by code."""
    others = StoredRange.objects.filter(group__administration=group.administration).exclude(group__code=group.code)
    kept = [AccountRange(*row) for row in others.values_list("first", "last", "group__code")]
    return kept + [AccountRange(first, last, group.code) for first, last in ranges]


def moves(group: AccountGroup, ranges: Iterable[tuple[str, str]], stored: type[FigureFields] = Figure) -> list[Move]:
    """Which accounts' stored amounts, or replaced ones, would change group if `group` had `ranges`, by account.

    Amounts without account stay where they are. What no group would hold goes to the group of what is not split.
    """
    plan = AccountPlan(plan_with(group, ranges))
    names = dict(group.administration.account_groups.values_list("code", "name")) | {group.code: group.name}
    rows = (
        stored.objects.filter(unit__administration=group.administration)
        .exclude(account="")
        .values("account", source=F("group__code"))
        .annotate(amounts=Count("pk"))
        .order_by("account", "source")
    )
    found = []
    for row in rows:
        target = plan.group(row["account"]) or UNSPLIT
        if target != row["source"]:
            found.append(Move(row["account"], names[row["source"]], names[target], target, row["amounts"]))
    return found


def clashing_account(administration: Administration, accounts: Iterable[str]) -> str | None:
    """An account of `accounts` with two amounts that only their group tells apart, or None."""
    same = ("unit", "month", "kind", "account", "activity")
    rows = _figures(administration).filter(account__in=list(accounts)).values(*same)
    clash = rows.annotate(times=Count("pk")).filter(times__gt=1).order_by("account").first()
    return clash["account"] if clash else None


def _figures(administration: Administration) -> QuerySet[Figure]:
    return Figure.objects.filter(unit__administration=administration)
