"""What the account groups of a file become, and everything that is wrong with it. Pure.

A file that says the accounts of a group says all of them. A list of single accounts adds those that their group does
not hold, and takes them from the group that named them. Groups that the file lacks are left alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from forecasts.groups.plan import GroupState
from forecasts.imports.examined import KnownGroup
from forecasts.imports.headings import plain
from forecasts.imports.names import Names
from forecasts.imports.problems import Code, Problem, Severity
from forecasts.organisation.problems import PlanCode
from forecasts.organisation.records import GroupRecord
from units.accounts import UNSPLIT, AccountPlan, AccountRange, format_ranges, overlaps

Ranges = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A group as it will be, and as it is: `known` is None for a new one.

    `record` is None for one that the file lacks, and that gives up accounts.
    """

    state: GroupState
    known: GroupState | None
    record: GroupRecord | None


@dataclass(slots=True)
class Judged:
    """What a commit would do."""

    planned: list[Planned] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def changed(self) -> list[Planned]:
        """Those that are new or change."""
        return [each for each in self.planned if each.state != each.known]


def judge(records: Sequence[GroupRecord], stored: Sequence[GroupState]) -> Judged:
    """What `records` would make of the groups that are `stored`."""
    return _Judge(records, stored).judged()


class _Judge:
    def __init__(self, records: Sequence[GroupRecord], stored: Sequence[GroupState]) -> None:
        self.records = records
        self.known = {each.code: each for each in stored}
        self.codes = {plain(each.code): each.code for each in stored}
        self.names = Names([KnownGroup(at, each.code, each.name, each.kind) for at, each in enumerate(stored)])
        self.stored = list(stored)
        self.states = dict(self.known)
        self.of_code: dict[str, GroupRecord] = {}
        self.problems: list[Problem] = []

    def judged(self) -> Judged:
        for record in self.records:
            if code := self._code(record):
                if code in self.of_code:
                    self._wrong(record, PlanCode.CODE_TWICE, "row", record.group, self.of_code[code].at("row"))
                self.of_code.setdefault(code, record)
        for code, record in self.of_code.items():
            self.states[code] = self._laid(code, record)
        for code, record in self.of_code.items():
            self._add_accounts(code, record)
        self._hold_apart()
        touched = [code for code in self.states if code in self.of_code or self.states[code] != self.known.get(code)]
        planned = [Planned(self.states[each], self.known.get(each), self.of_code.get(each)) for each in touched]
        return Judged(planned, self.problems)

    def _code(self, record: GroupRecord) -> str:
        """The code of the group that a record is about; empty when nobody can tell, which is noted."""
        found = self.names.find(record.group)
        if record.code:
            return self.codes.get(plain(record.code)) or self._new(record, found)
        if found is None:
            self._wrong(record, Code.UNKNOWN_GROUP, "row", record.group, self.names.near(record.group))
            return ""
        return self.stored[found].code

    def _new(self, record: GroupRecord, found: int | None) -> str:
        """The code of a new group, unless what stands there is the name of another."""
        same = next((each for each in self.stored if plain(each.name) == plain(record.name or record.code)), None)
        if found is not None and not record.name:
            return self.stored[found].code
        if same:
            self._wrong(record, PlanCode.NAME_TAKEN, "name", same.name, same.code)
            return ""
        return record.code

    def _laid(self, code: str, record: GroupRecord) -> GroupState:
        """What the file says of a group laid over what is stored."""
        known = self.known.get(code)
        name, kind = record.name, record.kind
        if known:
            same = not name or name == " ".join(known.name.split())
            name, kind = known.name if same else name, kind or known.kind
        if not name and "name" not in record.faulty:
            self._wrong(record, PlanCode.MISSING_NAME, "name", code)
        if not kind and "kind" not in record.faulty:
            self._wrong(record, PlanCode.MISSING_KIND, "kind", code)
        ranges = known.ranges if known else ()
        if record.ranges is not None:
            ranges = tuple(sorted(set(record.ranges)))
        if code == UNSPLIT and (ranges or record.accounts):
            self._wrong(record, PlanCode.UNSPLIT, "ranges", name)
            ranges = ()
        return GroupState(code, name or code, kind or "cost", ranges)

    def _add_accounts(self, code: str, record: GroupRecord) -> None:
        """Let a group hold the single accounts that a list says are its."""
        if code == UNSPLIT:
            return
        plan = AccountPlan(self._ranges())
        lacking = sorted(each for each in record.accounts if plan.group(each) != code)
        for each in lacking:
            for other, state in self.states.items():
                if other != code:
                    self.states[other] = replace(state, ranges=_without(state.ranges, each))
        own = self.states[code]
        self.states[code] = replace(own, ranges=tuple(sorted({*own.ranges, *_joined(lacking)})))

    def _ranges(self) -> list[AccountRange]:
        return [AccountRange(*each, state.code) for state in self.states.values() for each in state.ranges]

    def _hold_apart(self) -> None:
        """An account belongs to one group only. The range that the file says is what is wrong."""
        for one, other in overlaps(self._ranges()):
            for own, against in ((other, one), (one, other)):
                label = format_ranges([(own.first, own.last)])
                record = self.of_code.get(own.group)
                if record and label in record.cells:
                    there = format_ranges([(against.first, against.last)])
                    self._wrong(record, PlanCode.OVERLAP, label, label, f"{there} {self.states[against.group].name}")
                    break

    def _wrong(self, record: GroupRecord, code: PlanCode | Code, role: str, found: str, hint: str = "") -> None:
        self.problems.append(Problem(code, record.sheet, record.at(role), found, hint, Severity.ERROR))


def _without(ranges: Ranges, account: str) -> Ranges:
    """`ranges` without one account, where a range of as many digits holds it; a shorter prefix gives way by itself."""
    found: list[tuple[str, str]] = []
    for first, last in ranges:
        if len(first) != len(account) or not first <= account <= last:
            found.append((first, last))
            continue
        number, width = int(account), len(account)
        if first < account:
            found.append((first, f"{number - 1:0{width}d}"))
        if account < last:
            found.append((f"{number + 1:0{width}d}", last))
    return tuple(found)


def _joined(accounts: Sequence[str]) -> list[tuple[str, str]]:
    """Accounts in order as ranges: those that follow each other in one."""
    found: list[tuple[str, str]] = []
    for each in accounts:
        if found and len(found[-1][1]) == len(each) and int(each) == int(found[-1][1]) + 1:
            found[-1] = found[-1][0], each
        else:
            found.append((each, each))
    return found
