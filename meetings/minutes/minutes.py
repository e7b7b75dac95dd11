"""The minutes of a meeting: who was there, what was known, what was said and what came of it. Pure.

They hold facts and what people wrote, never sentences of the program, so that they are read in either language.
Amounts are öre with the signs of `forecasts.deviation`. When they are adjusted they are kept as JSON
(`meetings.agenda.codec`) and nothing that changes afterwards changes them; `seal` tells two of them apart.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from meetings.agenda.codec import Json
from meetings.agenda.facts import Facts, facts_of
from meetings.kinds import RowKind

CHAIR, SECRETARY = ("ordf", "chair"), ("sekr", "secr")


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was called, and what for."""

    name: str
    function: str = ""


@dataclass(frozen=True, slots=True)
class NoteText:
    """What somebody wrote; `changed_by` is who wrote it in another way afterwards, empty when nobody else did."""

    text: str
    by: str = ""
    changed_by: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A decision or an action as it was given: `due` is the day it was to be reported back by.

    `owner_id` (pk) tells whose it was when two have the same name.
    """

    pk: int
    kind: str
    number: int
    year: int
    text: str
    owner: str
    due: date
    for_committee: bool = False
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """A row of a point. Who may read what it says is decided by what (pks) it is about."""

    kind: str
    facts: Json
    state: str
    unit_id: int | None = None
    measure_id: int | None = None
    notes: tuple[NoteText, ...] = ()
    given: tuple[Given, ...] = ()

    @property
    def assignment_id(self) -> int | None:
        """The decision or action that it is about, if any."""
        return self.facts.get("pk") if self.kind == RowKind.ASSIGNMENT else None

    @property
    def matter_id(self) -> int | None:
        """The matter that it is about, if any."""
        return self.facts.get("pk") if self.kind == RowKind.MATTER else None

    def read(self) -> Facts:
        """What was known of it."""
        return facts_of(self.kind, self.facts)

    @property
    def is_taken_up(self) -> bool:
        """Whether it was talked about: somebody said so, or wrote something."""
        return self.state == "discussed" or bool(self.notes or self.given)

    @property
    def is_parked(self) -> bool:
        """Whether it comes back at the next meeting."""
        return self.state == "parked"


@dataclass(frozen=True, slots=True)
class MinutesPoint:
    """A point; `title` is empty for the usual one of its kind, `notes` are those on no row."""

    kind: str
    title: str = ""
    rows: tuple[MinutesRow, ...] = ()
    notes: tuple[NoteText, ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes. `closed` is None while the meeting goes on, `adjusted` as long as they are a draft.

    `adjuster` is who is to adjust them, or has. `unsaid` were called, and nobody said whether they came. `taken` is
    when the figures were frozen, `month` the month they are seen at the end of, `closed_month` the last closed one.
    `given` are the decisions and actions on no row. Amounts are shown as the administration showed them then.
    """

    body: str
    administration: str
    day: date
    started: datetime
    money_unit: str
    costs_negative: bool = False
    closed: datetime | None = None
    place: str = ""
    present: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()
    unsaid: tuple[Attendee, ...] = ()
    guests: str = ""
    previous: date | None = None
    taken: datetime | None = None
    month: date | None = None
    closed_month: date | None = None
    points: tuple[MinutesPoint, ...] = ()
    given: tuple[Given, ...] = ()
    adjuster: str = ""
    adjusted: datetime | None = None

    @property
    def all_given(self) -> list[Given]:
        """Every decision and every action, the decisions first, each in the order of its number."""
        rows = [each for point in self.points for row in point.rows for each in row.given]
        return sorted([*rows, *self.given], key=lambda each: (each.kind != "decision", each.year, each.number))

    @property
    def parked(self) -> list[MinutesRow]:
        """The rows that come back at the next meeting."""
        return [row for point in self.points for row in point.rows if row.is_parked]

    @property
    def chair(self) -> str:
        """Who led it, empty when nobody is said to."""
        return self._with_function(CHAIR)

    @property
    def secretary(self) -> str:
        """Who wrote the minutes, empty when nobody is said to."""
        return self._with_function(SECRETARY)

    def _with_function(self, beginnings: tuple[str, ...]) -> str:
        called = (*self.present, *self.unsaid)
        return next((each.name for each in called if each.function.casefold().startswith(beginnings)), "")


def seal(frozen: Json) -> str:
    """The SHA-256 of minutes that were frozen as JSON, in hexadecimal: the same whatever database kept them."""
    text = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
