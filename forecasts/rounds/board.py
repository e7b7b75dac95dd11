"""The board of a round: how far each unit has come, who has it now, and until when. Pure. Amounts in öre."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from forecasts.entry.lines import EntryState

# In the order that one who waits looks at them.
STATES = [
    EntryState.NOT_STARTED,
    EntryState.SENT_BACK,
    EntryState.DRAFT,
    EntryState.MISSING,
    EntryState.SUBMITTED,
    EntryState.CHECKED,
    EntryState.APPROVED,
    EntryState.LOCKED,
]
OUTSTANDING = frozenset({EntryState.NOT_STARTED, EntryState.DRAFT, EntryState.SENT_BACK, EntryState.MISSING})
WAITING = "outstanding"  # what is asked for when all that is not submitted is
STEPS = {
    EntryState.NOT_STARTED: "unit_head",
    EntryState.DRAFT: "unit_head",
    EntryState.SENT_BACK: "unit_head",
    EntryState.SUBMITTED: "controller",
    EntryState.CHECKED: "department_head",
}


@dataclass(slots=True)
class BoardRow:
    """A unit in the round. `due` is the last day of the step that it is in, and `holder` the one who has it.

    `stands` says that a submitted forecast counts that was not sent back, perhaps while another is written.
    `reached` is how far the latest submitted one has come, in a locked round too; empty when none is submitted.
    `deviation` and `change` are of a whole forecast, None before it is one; `after` is the deviation after measures of
    a submitted one, None where no measure counts; `flags` is how many are not answered. They are filled in for the rows
    that are shown.
    """

    unit: int
    code: str
    name: str
    department: str
    department_name: str
    state: str
    holder: str = ""
    due: date | None = None
    overdue: bool = False
    sent_back: bool = False
    stands: bool = False
    reached: str = ""
    late: bool = False
    reminded_at: datetime | None = None
    changed_at: datetime | None = None
    changed_by: str = ""
    deviation: int | None = None
    after: int | None = None
    change: int | None = None
    flags: int = 0

    @property
    def outstanding(self) -> bool:
        """Whether no forecast is submitted that counts."""
        return self.state in OUTSTANDING and not self.stands

    @property
    def rewritten(self) -> bool:
        """Whether what is submitted counts although another forecast is asked for or begun: a lock would keep it."""
        return bool(self.reached) and self.state in OUTSTANDING

    @property
    def order(self) -> int:
        """0 for the state to look at first."""
        return STATES.index(EntryState(self.state))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units there are in the round, and how far they have come."""

    units: int
    submitted: int
    checked: int
    approved: int
    late: int
    unanswered: int

    @property
    def missing(self) -> int:
        """How many have not submitted."""
        return self.units - self.submitted


def tally(rows: Iterable[BoardRow]) -> Tally:
    """The counts of `rows`. What is checked or approved is submitted; what is approved is checked.

    A lock changes nothing in how many are checked and approved.
    """
    found = list(rows)
    states = Counter(row.reached for row in found)
    approved = states[EntryState.APPROVED]
    return Tally(
        units=len(found),
        submitted=sum(not row.outstanding for row in found),
        checked=states[EntryState.CHECKED] + approved,
        approved=approved,
        late=sum(row.late for row in found),
        unanswered=sum(bool(row.flags) for row in found),
    )


@dataclass(frozen=True, slots=True)
class BoardChoice:
    """Which rows are asked for; an empty field asks for all."""

    state: str = ""
    department: str = ""

    def takes(self, row: BoardRow) -> bool:
        """Whether `row` is asked for."""
        state = self.state in ("", row.state) or (self.state == WAITING and row.outstanding)
        return state and self.department in ("", row.department)
