"""Units and departments as plain values, and when a unit fits where it is put. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """The months from `first` to `last`, both included; without `last` it goes on."""

    first: date
    last: date | None = None

    @property
    def backwards(self) -> bool:
        """Whether it would end before it begins."""
        return self.last is not None and self.last < self.first

    def outlives(self, other: "Span") -> bool:
        """Whether it goes on after `other` has ended."""
        return other.last is not None and (self.last is None or self.last > other.last)

    def within(self, other: "Span") -> bool:
        """Whether no month of it is outside `other`."""
        return self.first >= other.first and not self.outlives(other)


class Misfit(StrEnum):
    """Why a unit cannot be where it is put."""

    BACKWARDS = "backwards"
    PART_OF_PART = "part-of-part"
    HAS_PARTS = "has-parts"
    OUTLIVES_UNIT = "outlives-unit"
    OUTSIDE_DEPARTMENT = "outside-department"


@dataclass(frozen=True, slots=True)
class Whole:
    """The unit that another is to be a part of."""

    span: Span
    is_part: bool


def misfit(span: Span, *, department: Span, whole: Whole | None = None, has_parts: bool = False) -> Misfit | None:
    """The first reason why a unit of the months `span` cannot be in `department`, or a part of `whole`; None: it can.

    `department` is that of the whole when there is one. `has_parts` says that the unit has parts itself.
    """
    if span.backwards:
        return Misfit.BACKWARDS
    if whole:
        if whole.is_part:
            return Misfit.PART_OF_PART
        if has_parts:
            return Misfit.HAS_PARTS
        if span.outlives(whole.span):
            return Misfit.OUTLIVES_UNIT
    return None if span.within(department) else Misfit.OUTSIDE_DEPARTMENT


def can_carry_on(code: str, last_month: date, other: str, end: date | None) -> bool:
    """Whether the unit `other`, which ends with `end`, can carry on the unit `code` after `last_month`."""
    return other != code and (end is None or end > last_month)


@dataclass(frozen=True, slots=True)
class DepartmentState:
    """A department: its code, its name and its months."""

    code: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class UnitState:
    """A unit with everything that can be said of it, other places by their codes; an empty code is none."""

    code: str
    name: str
    kind: str
    department: str
    valid_from: date
    valid_to: date | None = None
    parent: str = ""
    successor: str = ""

    @property
    def span(self) -> Span:
        """Its months."""
        return Span(self.valid_from, self.valid_to)
