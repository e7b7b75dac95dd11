"""Reads about the organisation."""

from units.accounts import AccountPlan, AccountRange
from units.models import AccountRange as StoredRange
from units.models import Administration


def account_plan(administration: Administration) -> AccountPlan:
    """Which account group an account of `administration` belongs to, groups by code."""
    rows = StoredRange.objects.filter(group__administration=administration).values_list("first", "last", "group__code")
    return AccountPlan(AccountRange(first, last, code) for first, last, code in rows)
