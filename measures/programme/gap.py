"""What must be saved in a year, what measures are expected to give, and what is missing between them. Pure.

Amounts are öre, positive to save. At every level, of one year:

needed      the place's share of the standing requirements: a department's own share, else the sum of its units';
            for the administration the requirements' amounts
identified  the net effect that is expected now of every measure that is not rejected, decided ones included; a stopped
            measure counts what it saved before it was stopped
decided     the same of what is decided, running, realised, verified or closed, and of what stopped ones saved
realised    what the latest follow-up of the year says that has been saved, net of what the measure has cost in the
            year to the end of the month before it, parted between the measure's units by share
verified    what the latest verification of the year says, net of costs to the end of its month, parted alike
gap         decided − needed: negative is what is missing, like a deviation

Identified and decided stand beside the same weighed by probability (`likely_…`). A part of a unit counts to its unit.
The administration is the sum of its departments and what is not spread on any, a department the sum of its units and
what is not spread on any: exactly, to the öre.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from measures.decided import DECIDED
from measures.effect import in_parts, weighted
from measures.programme.spreading import DepartmentSpread
from measures.stages import Stage

CERTAINTY = 100


@dataclass(frozen=True, slots=True)
class Gap:
    """The sums of one place and year, as the module says."""

    needed: int = 0
    identified: int = 0
    decided: int = 0
    realised: int = 0
    verified: int = 0
    likely_identified: int = 0
    likely_decided: int = 0

    def __add__(self, other: "Gap") -> "Gap":
        return Gap(
            self.needed + other.needed,
            self.identified + other.identified,
            self.decided + other.decided,
            self.realised + other.realised,
            self.verified + other.verified,
            self.likely_identified + other.likely_identified,
            self.likely_decided + other.likely_decided,
        )

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return self != Gap()

    @property
    def amount(self) -> int:
        """What decided measures give beyond what is needed; negative is missing."""
        return self.decided - self.needed

    @property
    def likely(self) -> int:
        """The same with the decided measures weighed by probability."""
        return self.likely_decided - self.needed

    @property
    def undecided(self) -> int:
        """What is identified and not decided."""
        return self.identified - self.decided


@dataclass(frozen=True, slots=True)
class Place:
    """A department or a unit. `department` and `parent` are pks of a unit's; `valid` whether it exists in the year."""

    pk: int
    code: str
    name: str
    department: int = 0
    parent: int | None = None
    valid: bool = True

    @property
    def owner(self) -> int:
        """The pk of the unit that answers for it."""
        return self.parent or self.pk


@dataclass(frozen=True, slots=True)
class Required:
    """A standing requirement of the year: its amount and its shares by department pk and by unit pk."""

    amount: int
    departments: Mapping[int, int] = field(default_factory=dict)
    units: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saving:
    """A measure in the year: its net effect by unit pk, and what was followed up and verified of all of it, net too.

    `shares` are hundredths of a per cent by unit pk, `probability` is per cent.
    """

    stage: str
    probability: int
    effects: Mapping[int, int]
    shares: Mapping[int, int] = field(default_factory=dict)
    realised: int = 0
    verified: int = 0

    def by_unit(self) -> dict[int, Gap]:
        """What it gives each of its units; nothing when it is rejected."""
        if self.stage == Stage.REJECTED:
            return {}
        realised, verified = in_parts(self.realised, self.shares), in_parts(self.verified, self.shares)
        return {
            unit: self._expected(self.effects.get(unit, 0))
            + Gap(realised=realised.get(unit, 0), verified=verified.get(unit, 0))
            for unit in sorted({*self.effects, *self.shares})
        }

    def _expected(self, effect: int) -> Gap:
        certain = self.stage == Stage.STOPPED  # what it saved before it was stopped
        likely = weighted(effect, CERTAINTY if certain else self.probability)
        if self.stage in DECIDED:
            return Gap(identified=effect, decided=effect, likely_identified=likely, likely_decided=likely)
        return Gap(identified=effect, likely_identified=likely)


@dataclass(frozen=True, slots=True)
class UnitGap:
    """A unit with its parts."""

    unit: Place
    gap: Gap


@dataclass(frozen=True, slots=True)
class DepartmentGap:
    """A department and its units, by code."""

    department: Place
    gap: Gap
    units: list[UnitGap]

    @property
    def not_spread(self) -> int:
        """What of its share no unit answers for."""
        return self.gap.needed - sum(each.gap.needed for each in self.units)


@dataclass(frozen=True, slots=True)
class Programme:
    """An administration's savings programme of one year, its departments by code."""

    year: int
    gap: Gap
    departments: list[DepartmentGap]

    @property
    def not_spread(self) -> int:
        """What of the requirements no department answers for."""
        return self.gap.needed - sum(each.gap.needed for each in self.departments)


def programme(
    year: int,
    departments: Sequence[Place],
    units: Sequence[Place],
    required: Sequence[Required],
    savings: Iterable[Saving],
) -> Programme:
    """The programme of `year`: the places that exist then, and those that do not and have something still."""
    owner = {unit.pk: unit.owner for unit in units}
    home = {unit.pk: unit.department for unit in units}
    by_unit = _of_units(owner, required, savings)
    needed = _of_departments(home, required)
    found = [
        _department(each, [unit for unit in units if unit.department == each.pk], by_unit, needed[each.pk])
        for each in departments
    ]
    shown = [each for each in found if each.department.valid or each.gap or each.units]
    whole = sum((each.gap for each in shown), Gap())
    rest = sum(each.amount for each in required) - whole.needed
    return Programme(year, whole + Gap(needed=rest), shown)


def _of_units(owner: Mapping[int, int], required: Iterable[Required], savings: Iterable[Saving]) -> dict[int, Gap]:
    found: dict[int, Gap] = defaultdict(Gap)
    for requirement in required:
        for unit, amount in requirement.units.items():
            found[owner[unit]] += Gap(needed=amount)
    for saving in savings:
        for unit, gap in saving.by_unit().items():
            found[owner[unit]] += gap
    return found


def _of_departments(home: Mapping[int, int], required: Iterable[Required]) -> dict[int, int]:
    """What each department needs, by its pk."""
    found: dict[int, int] = defaultdict(int)
    for requirement in required:
        sums: dict[int, int] = defaultdict(int)
        for unit, amount in requirement.units.items():
            sums[home[unit]] += amount
        for department in {*requirement.departments, *sums}:
            found[department] += DepartmentSpread(requirement.departments.get(department), sums[department]).needed
    return found


def _department(place: Place, units: Iterable[Place], by_unit: Mapping[int, Gap], needed: int) -> DepartmentGap:
    rows = [UnitGap(unit, by_unit.get(unit.pk, Gap())) for unit in units if unit.parent is None]
    rows = sorted((row for row in rows if row.unit.valid or row.gap), key=lambda row: row.unit.code)
    whole = sum((row.gap for row in rows), Gap())
    return DepartmentGap(place, whole + Gap(needed=needed - whole.needed), rows)
