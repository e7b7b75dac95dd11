"""Which accounts belong to which group. Stored amounts follow their accounts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.db import transaction

from forecasts.groups.plan import GroupState
from forecasts.groups.queries import Move, Ranges, clashing_account, moves, plan_with
from forecasts.models import Figure, FigureFields, ReplacedFigure
from units import refusals
from units.accounts import UNSPLIT, first_overlap, format_ranges
from units.models import AccountGroup, AccountRange, Administration, User
from units.services import record_change


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
    _log_change(group, before, moved, by)


@transaction.atomic
def change_plan(administration: Administration, groups: Sequence[GroupState], *, seen: str, by: User | None) -> None:
    """Let each of `groups` be as its state says, all at once; one whose code is new is made.

    So accounts can go from one of them to another. Each is logged as when it is changed by itself.

    Raises:
        UnsplitGroupError, RangesOverlapError, AmountsClashError, PreviewOldError: as `change_group`.
    """
    _lock(administration)
    before = {each.code: _described(each) for each in _groups(administration)}
    last = max((each.order for each in _groups(administration) if each.code != UNSPLIT), default=0)
    AccountGroup.objects.bulk_create(
        AccountGroup(administration=administration, code=each.code, name=each.name, order=last)
        for each in groups
        if each.code not in before
    )
    found = regroup(administration, {each.code: each.ranges for each in groups}, seen)
    states = {each.code: each for each in groups}
    for group in _groups(administration):
        if state := states.get(group.code):
            group.name, group.kind = state.name, state.kind
            group.save(update_fields=["name", "kind"])
            _log_change(
                group, before.get(group.code), sum(each.amounts for each in found if each.code == group.code), by
            )


def _groups(administration: Administration) -> list[AccountGroup]:
    return list(administration.account_groups.select_related("administration").prefetch_related("ranges"))


def _log_change(group: AccountGroup, before: dict[str, str] | None, moved: int, by: User | None) -> None:
    """Log what differs from `before`, or that the group was made, and how many amounts moved."""
    after = _described(group)
    action = "account-group-started" if before is None else "account-group-changed"
    changed = [key for key in after if before is None or after[key] != before[key]]
    if changed:
        record_change(
            action, group.name, administration=group.administration, by=by,
            before={key: before[key] for key in changed} if before else {},
            after={key: after[key] for key in changed} | ({"moved": moved} if before and moved else {}),
        )  # fmt: skip


def _lock(administration: Administration) -> None:
    """One change of groups, commit or undo at a time: all take this lock first."""
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)


def _regroup(group: AccountGroup, ranges: Ranges, seen: str) -> int:
    """Store `ranges` and move what is stored. How many amounts moved."""
    return sum(move.amounts for move in regroup(group.administration, {group.code: ranges}, seen))


def regroup(administration: Administration, changed: Mapping[str, Ranges], seen: str) -> list[Move]:
    """Give groups the ranges `changed`, by code, and move what is stored: one update per receiving group. What moved.

    Raises:
        UnsplitGroupError, RangesOverlapError, AmountsClashError, PreviewOldError: as `change_group`.
    """
    groups = {each.code: each for each in administration.account_groups.filter(code__in=changed)}
    if changed.get(UNSPLIT):
        raise refusals.UnsplitGroupError(name=groups[UNSPLIT].name)
    refuse_overlap(administration, changed)
    found = moves(administration, changed)
    if fingerprint(found) != seen:
        raise refusals.PreviewOldError
    if account := clashing_account(administration, [move.account for move in found]):
        raise refusals.AmountsClashError(account=account)
    replaced = moves(administration, changed, stored=ReplacedFigure)  # which an undo brings back
    AccountRange.objects.filter(group__in=groups.values()).delete()
    AccountRange.objects.bulk_create(
        AccountRange(group=groups[code], first=first, last=last)
        for code, ranges in changed.items()
        for first, last in ranges
    )
    _move(administration, found, Figure)
    _move(administration, replaced, ReplacedFigure)
    return found


def _move(administration: Administration, found: Sequence[Move], stored: type[FigureFields]) -> None:
    accounts = defaultdict(set)
    for move in found:
        accounts[move.code].add(move.account)
    for code, moved in accounts.items():
        target = administration.account_groups.get(code=code)
        stored.objects.filter(unit__administration=administration, account__in=moved).update(group=target)


def refuse_overlap(administration: Administration, changed: Mapping[str, Ranges]) -> None:
    """Refuse ranges of groups when an account would belong to two of them.

    Raises:
        RangesOverlapError: so it is.
    """
    overlap = first_overlap(plan_with(administration, changed))
    if overlap is None:
        return
    names = dict(administration.account_groups.values_list("code", "name"))
    one, other = ([format_ranges([(each.first, each.last)]), names[each.group]] for each in overlap)
    raise refusals.RangesOverlapError(one=one[0], group=one[1], other=other[0], another=other[1])


def _described(group: AccountGroup) -> dict[str, str]:
    """What the log says of a group."""
    return {"name": group.name, "kind": group.kind, "ranges": _stored_ranges(group), "proposal": group.proposal}


def _stored_ranges(group: AccountGroup) -> str:
    return format_ranges((each.first, each.last) for each in group.ranges.all())
