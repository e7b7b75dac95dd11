"""Which accounts belong to which group. Stored amounts follow their accounts."""

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256

from django.db import transaction

from forecasts.groups.queries import Move, clashing_account, moves, plan_with
from forecasts.models import Figure, FigureFields, ReplacedFigure
from units import refusals
from units.accounts import UNSPLIT, first_overlap, format_ranges
from units.models import AccountGroup, AccountRange, Administration, User
from units.services import record_change

Ranges = Sequence[tuple[str, str]]


def fingerprint(found: Sequence[Move]) -> str:
    """What a person has seen of `found`; empty when nothing moves."""
    return (
        sha256(repr([(move.account, move.code, move.amounts) for move in found]).encode()).hexdigest() if found else ""
    )


@transaction.atomic
def start_group(
    administration: Administration,
    *,
    code: str,
    name: str,
    kind: str,
    ranges: Ranges,
    proposal: str = "",
    seen: str = "",
    by: User,
) -> AccountGroup:
    """Make an account group and move the stored amounts of its accounts to it.

    `proposal` is the method that its forecasts are proposed by; what remains of the budget without one.

    Raises:
        CodeTakenError: another group has the code.
        Others as `change_group`.
    """
    _lock(administration)
    if taken := administration.account_groups.filter(code__iexact=code).first():
        raise refusals.CodeTakenError(code=code, name=taken.name)
    proposal = proposal or AccountGroup.Proposal.REMAINING_BUDGET.value
    last = administration.account_groups.exclude(code=UNSPLIT).order_by("order").last()
    group = AccountGroup.objects.create(
        administration=administration,
        code=code,
        name=name,
        kind=kind,
        proposal=proposal,
        order=last.order if last else 0,
    )
    _regroup(group, ranges, seen)
    after = {"name": name, "kind": kind, "ranges": format_ranges(ranges), "proposal": proposal}
    record_change("account-group-started", name, administration=administration, by=by, after=after)
    return group


@transaction.atomic
def change_group(
    group: AccountGroup, *, name: str, kind: str, ranges: Ranges, proposal: str = "", seen: str, by: User
) -> None:
    """Give `group` other values; stored amounts of accounts that change group move in the same transaction.

    `proposal` is the method that its forecasts are proposed by; without one it stays.

    Raises:
        UnsplitGroupError: the group of what is not split has no accounts.
        RangesOverlapError: an account would belong to two groups.
        AmountsClashError: two amounts would become one and the same.
        PreviewOldError: other amounts would move than those the person has `seen` the fingerprint of.
    """
    _lock(group.administration)
    group = AccountGroup.objects.select_related("administration").get(pk=group.pk)
    before = _described(group)
    moved = _regroup(group, ranges, seen)
    group.name, group.kind, group.proposal = name, kind, proposal or group.proposal
    group.save(update_fields=["name", "kind", "proposal"])
    after = _described(group)
    changed = [key for key in after if after[key] != before[key]]
    if changed:
        record_change(
            "account-group-changed", name, administration=group.administration, by=by,
            before={key: before[key] for key in changed},
            after={key: after[key] for key in changed} | ({"moved": moved} if moved else {}),
        )  # fmt: skip


def _lock(administration: Administration) -> None:
    """One change of groups, commit or undo at a time: all take this lock first."""
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)


def _regroup(group: AccountGroup, ranges: Ranges, seen: str) -> int:
    """Store `ranges` and move what is stored: one update per receiving group. How many amounts moved."""
    if ranges and group.code == UNSPLIT:
        raise refusals.UnsplitGroupError(name=group.name)
    refuse_overlap(group, ranges)
    found = moves(group, ranges)
    if fingerprint(found) != seen:
        raise refusals.PreviewOldError
    if account := clashing_account(group.administration, [move.account for move in found]):
        raise refusals.AmountsClashError(account=account)
    group.ranges.all().delete()
    AccountRange.objects.bulk_create(AccountRange(group=group, first=first, last=last) for first, last in ranges)
    _move(group.administration, found, Figure)
    _move(group.administration, moves(group, ranges, ReplacedFigure), ReplacedFigure)  # which an undo brings back
    return sum(move.amounts for move in found)


def _move(administration: Administration, found: Sequence[Move], stored: type[FigureFields]) -> None:
    accounts = defaultdict(set)
    for move in found:
        accounts[move.code].add(move.account)
    for code, moved in accounts.items():
        target = administration.account_groups.get(code=code)
        stored.objects.filter(unit__administration=administration, account__in=moved).update(group=target)


def refuse_overlap(group: AccountGroup, ranges: Ranges) -> None:
    """Refuse `ranges` for `group` when an account would belong to two groups.

    Raises:
        RangesOverlapError: so it is.
    """
    overlap = first_overlap(plan_with(group, ranges))
    if overlap is None:
        return
    names = dict(group.administration.account_groups.values_list("code", "name")) | {group.code: group.name}
    one, other = ([format_ranges([(each.first, each.last)]), names[each.group]] for each in overlap)
    raise refusals.RangesOverlapError(one=one[0], group=one[1], other=other[0], another=other[1])


def _described(group: AccountGroup) -> dict[str, str]:
    """What the log says of a group."""
    return {"name": group.name, "kind": group.kind, "ranges": _stored_ranges(group), "proposal": group.proposal}


def _stored_ranges(group: AccountGroup) -> str:
    return format_ranges(group.ranges.values_list("first", "last"))
