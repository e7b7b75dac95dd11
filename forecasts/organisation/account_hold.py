"""What an account plan would change, in words, and which stored amounts would follow their accounts."""

from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forecasts.groups.plan import GroupState
from forecasts.groups.queries import Move, clashing_account, moves
from forecasts.groups.services import fingerprint
from forecasts.imports.examined import ChangedField, ChangedRecord, Preview, Reader, Understood
from forecasts.imports.lines import shown_cell
from forecasts.imports.problems import Problem, Severity
from forecasts.organisation.account_judge import Judged, Planned, judge
from forecasts.organisation.problems import PlanCode
from units.accounts import format_ranges
from units.models import AccountGroup, Administration
from units.money import format_number

FIELDS = {
    "code": gettext_lazy("Code"),
    "name": gettext_lazy("Account group"),
    "kind": gettext_lazy("Kind"),
    "ranges": gettext_lazy("Accounts"),
}
SHOWN_ACCOUNTS = 8


def hold(administration: Administration, understood: Understood, reader: Reader) -> Preview:
    """What a commit of `understood` would do to the account plan of `administration`. Six queries."""
    judged = judge(understood.records, stored_groups(administration))
    changed = judged.changed
    sound = not any(each.severity is Severity.ERROR for each in judged.problems)
    found = moves_by(administration, [each.state for each in changed]) if changed and sound else []
    return Preview(
        new=sum(each.known is None for each in changed),
        changed=sum(each.known is not None for each in changed),
        unchanged=len(judged.planned) - len(changed),
        records=[_record(each) for each in changed],
        problems=[*judged.problems, *_about_moves(administration, judged, found)],
        fingerprint=sha256(repr((administration.code, changed, fingerprint(found))).encode()).hexdigest(),
    )


def stored_groups(administration: Administration) -> list[GroupState]:
    """The account groups of `administration` with their ranges. Two queries."""
    groups = administration.account_groups.prefetch_related("ranges")
    return [
        GroupState(each.code, each.name, each.kind, tuple(sorted((one.first, one.last) for one in each.ranges.all())))
        for each in groups
    ]


def moves_by(administration: Administration, states: list[GroupState]) -> list[Move]:
    """The stored amounts that would change group with `states`."""
    ranges = {each.code: each.ranges for each in states}
    return moves(administration, ranges, {each.code: each.name for each in states})


def headline(count: int) -> str:
    """What the page says that a file changes."""
    text = ngettext("The file changes {count} account group", "The file changes {count} account groups", count)
    return text.format(count=format_number(count))


def button(count: int) -> str:
    """What the button that stores it says."""
    text = ngettext("Load {count} account group", "Load {count} account groups", count)
    return text.format(count=format_number(count))


def _record(planned: Planned) -> ChangedRecord:
    state = planned.known or planned.state
    sort = "changed" if planned.known else "new"
    return ChangedRecord(f"{state.name} ({state.code})", sort, tuple(_fields(planned)), planned.state)


def _fields(planned: Planned) -> Iterator[ChangedField]:
    for name in list(FIELDS)[1:]:
        before = _told(name, planned.known) if planned.known else ""
        after = _told(name, planned.state)
        if before != after and (planned.known or name != "name"):
            yield ChangedField(str(FIELDS[name]), before, after)


def _told(name: str, state: GroupState) -> str:
    if name == "kind":
        return str(AccountGroup.Kind(state.kind).label)
    return format_ranges(state.ranges) if name == "ranges" else state.name


def _about_moves(administration: Administration, judged: Judged, found: list[Move]) -> Iterator[Problem]:
    """That amounts follow their accounts, once for each pair of groups; and that two of them would be the same."""
    records = {each.state.code: each.record for each in judged.planned}
    ranges = {each.state.code: format_ranges(each.state.ranges) for each in judged.planned}
    said = [each for each in records.values() if each]
    pairs: dict[tuple[str, str, str], list[Move]] = defaultdict(list)
    for move in found:
        pairs[move.source, move.target, move.code].append(move)
    for (source, target, code), moved in pairs.items():
        record = records.get(code) or said[0]
        accounts = [each.account for each in moved]
        shown = ", ".join(accounts[:SHOWN_ACCOUNTS]) + (" …" if len(accounts) > SHOWN_ACCOUNTS else "")
        count = format_number(sum(each.amounts for each in moved))
        hint = _("{count} of {accounts}, from {source} to {target}").format(
            count=count, accounts=shown, source=source, target=target
        )
        there = shown_cell(ranges.get(code, ""))
        yield Problem(PlanCode.AMOUNTS_MOVE, record.sheet, record.at("ranges"), there, hint, Severity.WARNING)
    if account := clashing_account(administration, [each.account for each in found]) if found else None:
        move = next(each for each in found if each.account == account)
        record = records.get(move.code) or said[0]
        yield Problem(PlanCode.AMOUNTS_CLASH, record.sheet, record.at(account, "ranges"), account)
