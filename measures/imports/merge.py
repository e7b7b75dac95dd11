"""What a measure of a file becomes: the stored one with what the file says laid over it. Pure.

What the file does not say stays as it is. Effects are öre, positive when they save.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Any

from forecasts.budgets.phasing import evenly
from measures.effect import months_of_measure, of_year, ramped, reforecast
from measures.imports.columns import TEXTS
from measures.imports.record import Known, Record
from measures.stages import COUNTED, Stage
from units.months import months_of

DEFAULTS: dict[str, Any] = {
    **dict.fromkeys(TEXTS, ""),
    **dict.fromkeys(("full_year_effect", "one_time_cost", "reinvestment", "fte_hundredths"), 0),
    **dict.fromkeys(("group", "end", "probability", "contained_from", "investigate_by", "decided_on", "union_on")),
    "kind": "other",
    "horizon": "quick",
    "anchored": "no",
    "union_required": False,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A measure as it will be, and as it is: `known` is None for a new one. `spread` says that nobody said its months.

    `later` says that the months after the file's year were counted from the full-year effect.
    """

    record: Record
    known: Known | None
    values: Mapping[str, Any]
    owner: int | None
    shares: Mapping[int, int]
    months: Mapping[date, int]
    stage: str
    spread: bool = False
    later: bool = False

    @property
    def changed(self) -> list[str]:
        """The fields that change."""
        before = self.known.values if self.known else DEFAULTS
        return [name for name, value in self.values.items() if value != before.get(name)]

    @property
    def changed_months(self) -> list[date]:
        """The months whose effect changes, in order."""
        before = self.known.months if self.known else {}
        return sorted(each for each in {*before, *self.months} if before.get(each, 0) != self.months.get(each, 0))

    @property
    def rewritten(self) -> bool:
        """Whether anything but its stage changes."""
        known = self.known
        if known is None:
            return True
        parts = known.owner != self.owner or dict(known.shares) != dict(self.shares)
        return parts or bool(self.changed or self.changed_months)

    @property
    def moved(self) -> bool:
        """Whether its stage changes."""
        return self.stage != (self.known.stage if self.known else Stage.IDEA)

    def counted(self, year: int) -> int:
        """The effect in `year` if it is decided, else nothing."""
        return of_year(self.months, year) if self.stage in COUNTED else 0

    def counted_before(self, year: int) -> int:
        """The same before."""
        known = self.known
        return of_year(known.months, year) if known and known.stage in COUNTED else 0


def merged(record: Record, known: Known | None, *, owner: int | None) -> Planned | None:
    """What `record` makes of `known`, or anew; None when a new one has no first month or no unit."""
    before = known.values if known else DEFAULTS
    values = {**before, **{name: each for name, each in record.values.items() if not _is_too_long(before, name, each)}}
    shares = record.shares or (known.shares if known else None)
    if not values.get("start") or not shares:
        return None
    stage = record.stage or (known.stage if known else Stage.IDEA)
    if values["end"] and values["end"] < values["start"]:
        return Planned(record, known, values, owner, shares, known.months if known else {}, stage)
    months, spread, later = _months(record, known, values)
    return Planned(record, known, values, owner, shares, months, stage, spread=spread, later=later)


def _is_too_long(before: Mapping[str, Any], name: str, said: Any) -> bool:
    """Whether an empty cell stands for a text that is too long for a file."""
    return name in TEXTS and not said and len(before.get(name) or "") > TEXTS[name]


def _months(record: Record, known: Known | None, values: Mapping[str, Any]) -> tuple[dict[date, int], bool, bool]:
    if known:
        return _known_months(record, known), False, False
    own = months_of_measure(values["start"], values["end"])
    even = ramped(values["full_year_effect"], own)
    year = record.year
    if record.months is not None:
        last = max(record.months).year
        later = {month: amount for month, amount in even.items() if month.year > last}
        return {**later, **{m: a for m, a in record.months.items() if a}}, False, any(later.values())
    if record.year_effect is not None and year is not None:
        in_year = [month for month in own if month.year == year]
        later = {month: amount for month, amount in even.items() if month.year > year}
        spread = evenly(record.year_effect, in_year) if in_year else {date(year, 1, 1): record.year_effect}
        return {**later, **spread}, bool(record.year_effect), any(later.values())
    return even, any(even.values()), False


def _known_months(record: Record, known: Known) -> dict[date, int]:
    months = {month: amount for month, amount in known.months.items() if amount}
    if record.months is not None:
        return {**months, **record.months}
    said, year = record.year_effect, record.year
    if said is None or year is None or said == of_year(known.months, year):
        return months
    own = {month: known.months.get(month, 0) for month in months_of(year) if month in known.months}
    return {**months, **reforecast(own, year, through=date(year - 1, 12, 1), realised=0, expected=said)}


def version_of(known: Known) -> str:
    """What the last column of a file says of the measure when it was written: its version and a digest of it.

    The digest is the same as long as everything that a file says of it is.
    """
    said = [
        sorted((name, str(value)) for name, value in known.values.items()),
        known.owner,
        sorted(known.shares.items()),
        sorted((month.isoformat(), amount) for month, amount in known.months.items() if amount),
        str(known.stage),
    ]
    return f"{known.version}-{blake2b(repr(said).encode(), digest_size=4).hexdigest()}"


def is_older(version: str, known: Known) -> bool:
    """Whether what a file says of the measure has changed since one with `version` in its last column was written.

    The digest decides, for what was changed and undone is as it was; a bare number is a version.
    """
    number, _dash, digest = version.partition("-")
    if digest:
        return digest != version_of(known).partition("-")[2]
    return bool(number) and number != str(known.version)


def is_as_written(planned: Planned) -> bool:
    """Whether the row of a stored measure says what it said when its file was written: nobody has edited it since.

    What the file does not say, such as months of other years, is taken from what is stored; where that has changed too
    the digest differs, and the row counts as edited.
    """
    known, digest = planned.known, planned.record.version.partition("-")[2]
    if known is None or not digest:
        return False
    said = replace(
        known,
        values=planned.values,
        owner=planned.owner,
        shares=planned.shares,
        months=planned.months,
        stage=planned.stage,
    )
    return digest == version_of(said).partition("-")[2]


def as_stored(planned: Planned) -> Planned:
    """`planned` as it is stored, so that it changes nothing."""
    known = planned.known
    return (
        planned
        if known is None
        else Planned(planned.record, known, known.values, known.owner, known.shares, known.months, known.stage)
    )
