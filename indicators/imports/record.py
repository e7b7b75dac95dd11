"""What a file says, and what it is read with. Pure: plain values that travel between processes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """A key figure that a file may name. `largest` is the largest stored size, in ten-thousandths; None is none."""

    pk: int
    code: str
    name: str
    unit_of_measure: str
    aggregate: str
    of_people: bool
    largest: int | None = None

    @property
    def is_percent(self) -> bool:
        """Whether its values are per cent."""
        return self.unit_of_measure.strip() in ("%", "procent", "per cent", "percent")

    @property
    def is_money(self) -> bool:
        """Whether its values are kronor per something."""
        return self.unit_of_measure.strip().lower().startswith("kr")

    @property
    def is_count(self) -> bool:
        """Whether its values count something, so that none is below zero."""
        return self.of_people or (self.aggregate == "sum" and not self.is_money and not self.is_percent)


@dataclass(frozen=True, slots=True)
class Record:
    """The value (ten-thousandths) of a key figure in one unit and month. `plainly` is whether it was written with %."""

    indicator: int
    unit: int
    month: date
    scaled: int
    row: int
    column: int
    found: str
    plainly: bool = False
