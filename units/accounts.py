"""Which account group an account belongs to. Pure.

An account range is a pair of prefixes, both included: 30–39 holds 3011 and 3999, 451–451 holds 4510. Where ranges
overlap the longer prefix wins.
"""

import re
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


_RANGE = re.compile(r"(\d{1,10})(?:\s*[-\u2010-\u2015\u2212]\s*(\d{1,10}))?")


def parse_ranges(text: str) -> list[tuple[str, str]]:
    """Read "40–44, 63–73, 451" as pairs of prefixes, both included. Commas, semicolons and line breaks part them.

    Raises:
        ValueError: with the first piece that is no range: other characters, unequal lengths or the wrong order.
    """
    pieces = [piece.strip() for piece in re.split(r"[,;\n]", text)]
    return [_parse_range(piece) for piece in pieces if piece]


def _parse_range(piece: str) -> tuple[str, str]:
    match = _RANGE.fullmatch(piece)
    if match is None:
        raise ValueError(piece)
    first, last = match[1], match[2] or match[1]
    if len(first) != len(last) or last < first:
        raise ValueError(piece)
    return first, last


def format_ranges(ranges: Iterable[tuple[str, str]]) -> str:
    """Ranges as `parse_ranges` reads them."""
    return ", ".join(first if first == last else f"{first}–{last}" for first, last in ranges)


def overlaps(ranges: Iterable[AccountRange]) -> list[tuple[AccountRange, AccountRange]]:
    """Every range beside an earlier one of its prefix length with which it shares an account.

    A longer prefix in a shorter is no overlap.
    """
    found = []
    reaching: AccountRange | None = None  # the one that has come furthest
    for each in sorted(ranges, key=lambda each: (len(each.first), each.first, each.last)):
        if reaching and len(reaching.first) == len(each.first) and each.first <= reaching.last:
            found.append((reaching, each))
        if reaching is None or len(reaching.first) < len(each.first) or each.last > reaching.last:
            reaching = each
    return found


def first_overlap(ranges: Iterable[AccountRange]) -> tuple[AccountRange, AccountRange] | None:
    """The first of `overlaps`, or None."""
    return next(iter(overlaps(ranges)), None)


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
