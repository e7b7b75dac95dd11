"""One measure as a file says it, and one as it is stored. Pure: plain values that travel between processes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """What a file says of one measure; what it does not say is not there, or None.

    `values` are fields of a measure by name: öre, first days of months, days, texts, hundredths and the pk of an
    account group. `shares` are hundredths of a per cent by unit pk. `months` is öre by month, of every month that the
    file has a column for; `year_effect` öre in the file's year. `cells` has the address of what was said, by name, and
    under `row` that of the measure.
    """

    sheet: str
    cells: Mapping[str, str]
    number: int | None = None
    version: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    owner: str | None = None
    shares: Mapping[int, int] | None = None
    months: Mapping[date, int] | None = None
    year_effect: int | None = None
    year: int | None = None
    step: int = 0
    stage: str = ""
    word: str = ""

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.values.get("title", ""))

    @property
    def name(self) -> str:
        """Its number, if it has one, and its title."""
        return f"{self.number or ''} {self.title}".strip()

    def at(self, *names: str) -> str:
        """The address of the first of `names` that was said, else of the measure."""
        return next((self.cells[name] for name in names if name in self.cells), self.cells["row"])


@dataclass(frozen=True, slots=True)
class Known:
    """A measure that is stored, as `Record` says it. `months` has the effect (öre) of all units in every month.

    `followed_up` says that a follow-up told an effect, `verified` that a controller signed one; `answered` are the pks
    of measures with which a double counting is answered for, None among them for the forecast.
    """

    pk: int
    number: int
    version: int
    stage: str
    values: Mapping[str, Any]
    owner: int | None
    shares: Mapping[int, int]
    months: Mapping[date, int]
    followed_up: bool = False
    verified: bool = False
    answered: frozenset[int | None] = frozenset()

    @property
    def name(self) -> str:
        """Its number and title."""
        return f"{self.number} {self.values['title']}"
