"""Which account group an account belongs to. Pure.

An account range is a pair of prefixes, both included: 30–39 holds 3011 and 3999, 451–451 holds 4510. Where ranges
overlap the longer prefix wins.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountRange:
    """Accounts whose first digits lie between two prefixes of the same length, both included."""

    first: str
    last: str
    group: str

    def holds(self, account: str) -> bool:
        """Whether `account` begins within the range; a shorter account than the prefix does not."""
        return len(account) >= len(self.first) and self.first <= account[: len(self.first)] <= self.last


class AccountPlan:
    """The account groups of an administration, asked by account."""

    def __init__(self, ranges: Iterable[AccountRange]) -> None:
        self._ranges = sorted(ranges, key=lambda each: -len(each.first))
        self._known: dict[str, str | None] = {}

    def group(self, account: str) -> str | None:
        """Code of the group that holds `account`, or None."""
        if account not in self._known:
            self._known[account] = next((each.group for each in self._ranges if each.holds(account)), None)
        return self._known[account]


@dataclass(frozen=True, slots=True)
class DefaultGroup:
    """One of Kommun-Bas's account groups as a new administration gets it."""

    code: str
    name: str
    kind: str
    ranges: tuple[tuple[str, str], ...] = ()


UNSPLIT = "0"
KOMMUN_BAS = (
    DefaultGroup("INT", "Intäkter", "revenue", (("30", "39"),)),
    DefaultGroup("PER", "Personalkostnader", "cost", (("50", "59"),)),
    DefaultGroup("KOP", "Köp av verksamhet och placeringar", "cost", (("46", "46"),)),
    DefaultGroup("FOR", "Försörjningsstöd och bidrag", "cost", (("45", "45"),)),
    DefaultGroup("KON", "Konsulter och bemanning", "cost", (("74", "75"),)),
    DefaultGroup("LOK", "Lokalkostnader", "cost", (("60", "62"),)),
    DefaultGroup("OVR", "Övriga kostnader", "cost", (("40", "44"), ("63", "73"), ("76", "78"))),
    DefaultGroup("KAP", "Kapitalkostnader", "cost", (("79", "79"), ("85", "85"))),
    DefaultGroup("FOD", "Internfördelning", "cost", (("90", "99"),)),
    DefaultGroup(UNSPLIT, "Ej fördelat på kontogrupp", "cost"),
)
