"""What a saving comes to: one calculation per kind, each from what is given to a result with its parts. Pure.

Money is öre. A cost is positive, a saving is positive when it saves. Counts, hours and per cent are decimals as they
are written. Between input and result everything is an exact fraction; what is shown is rounded once, half away from
zero, and a sum is the sum of its rounded parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from units.months import MONTHS_IN_YEAR, add_months

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

WHOLE = 100  # per cent
HALF = Fraction(1, 2)
YEARS = 3


def to_whole(value: Fraction) -> int:
    """`value` rounded to a whole number, halves away from zero."""
    return floor(value + HALF) if value >= 0 else -floor(-value + HALF)


def monthly_cost(salary: int, charges: Decimal) -> Fraction:
    """What an employee with the monthly `salary` (öre) costs a month with `charges` (per cent) on it, exact öre."""
    return salary * (1 + Fraction(charges) / WHOLE)


@dataclass(frozen=True, slots=True)
class Staffing:
    """Case officers per team leader, and how much smaller the administration could be.

    Costs are öre a year; `fewer_percent` is how many per cent of the administrators are fewer.
    Source: Ramböll 2012, Organisationsanalys av Hässelby-Vällingby: 114 case officers, 12 team leaders and 15 to each
    give 7,6 leaders, (12 − 7,6) × 0,5 = 2,2 mnkr; half of 12 administrators at 0,45 mnkr give 2,7; in all 4,9.
    """

    case_officers: Decimal
    leaders: Decimal
    per_leader: Decimal
    leader_cost: int
    administrators: Decimal
    fewer_percent: Decimal
    administrator_cost: int

    @property
    def needed(self) -> Fraction:
        """How many team leaders the case officers need, not rounded."""
        return Fraction(self.case_officers) / Fraction(self.per_leader)

    @property
    def fewer_administrators(self) -> Fraction:
        """How many administrators fewer."""
        return Fraction(self.administrators) * Fraction(self.fewer_percent) / WHOLE

    @property
    def administrators_saving(self) -> int:
        """What fewer administrators save a year."""
        return to_whole(self.fewer_administrators * self.administrator_cost)

    def leaders_saving(self, needed: Fraction) -> int:
        """What is saved a year when there are `needed` team leaders; negative when they are more than today."""
        return to_whole((Fraction(self.leaders) - needed) * self.leader_cost)

    @property
    def saving(self) -> int:
        """What is saved a year with the team leaders not rounded."""
        return self.leaders_saving(self.needed) + self.administrators_saving

    @property
    def saving_up(self) -> int:
        """The same with the number of team leaders rounded up to whole ones."""
        return self.leaders_saving(Fraction(ceil(self.needed))) + self.administrators_saving

    @property
    def saving_down(self) -> int:
        """The same with the number of team leaders rounded down to whole ones."""
        return self.leaders_saving(Fraction(floor(self.needed))) + self.administrators_saving


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Posts kept vacant from the month `first` for `months` months.

    `salary` is öre a month, `charges` per cent on it; `covered` is how many per cent of the work others do for pay.
    """

    posts: Decimal
    salary: int
    charges: Decimal
    first: date
    months: int
    covered: Decimal

    @property
    def monthly(self) -> Fraction:
        """What is saved in a month, exact."""
        left = 1 - Fraction(self.covered) / WHOLE
        return Fraction(self.posts) * monthly_cost(self.salary, self.charges) * left

    @property
    def months_first_year(self) -> int:
        """How many of the months are in the first one's year."""
        return min(self.months, MONTHS_IN_YEAR - self.first.month + 1)

    @property
    def saving_first_year(self) -> int:
        """What is saved in the year of the first month."""
        return to_whole(self.monthly * self.months_first_year)

    @property
    def saving_later(self) -> int:
        """What is saved in the months of later years."""
        return to_whole(self.monthly * self.months) - self.saving_first_year

    @property
    def saving(self) -> int:
        """What is saved when the posts are vacant a whole year."""
        return to_whole(self.monthly * MONTHS_IN_YEAR)


@dataclass(frozen=True, slots=True)
class HiringFreeze:
    """Nobody who leaves is replaced for `months` months.

    `turnover` is how many per cent of the staff leave in a year. People leave evenly, so whoever leaves is missing for
    half of the freeze in the mean. `salary` is öre a month, `charges` per cent on it, `covered` as in `Vacancy`.
    """

    staff: Decimal
    turnover: Decimal
    months: int
    salary: int
    charges: Decimal
    covered: Decimal

    @property
    def leavers(self) -> Fraction:
        """How many are expected to leave during the freeze."""
        return Fraction(self.staff) * Fraction(self.turnover) / WHOLE * self.months / MONTHS_IN_YEAR

    @property
    def vacant_months(self) -> Fraction:
        """How many months of work are not paid during the freeze."""
        return self.leavers * self.months / 2

    @property
    def per_month(self) -> Fraction:
        """What one vacant post saves a month, exact."""
        return monthly_cost(self.salary, self.charges) * (1 - Fraction(self.covered) / WHOLE)

    @property
    def saving_during(self) -> int:
        """What is saved during the freeze."""
        return to_whole(self.vacant_months * self.per_month)

    @property
    def saving(self) -> int:
        """What is saved a year when those who left are not replaced afterwards."""
        return to_whole(self.leavers * MONTHS_IN_YEAR * self.per_month)


@dataclass(frozen=True, slots=True)
class Consultants:
    """Consultants replaced by employees, one for one.

    `hourly` is öre an hour for `hours` hours a month; `salary` and `overhead` are öre a month and employee;
    `recruiting` is öre once for each.
    """

    number: Decimal
    hourly: int
    hours: Decimal
    salary: int
    charges: Decimal
    overhead: int
    recruiting: int

    @property
    def consultant(self) -> int:
        """What a consultant costs a month."""
        return to_whole(self.hourly * Fraction(self.hours))

    @property
    def employee(self) -> int:
        """What an employee costs a month."""
        return to_whole(monthly_cost(self.salary, self.charges)) + self.overhead

    @property
    def monthly(self) -> int:
        """What all of them together save a month; negative when employees cost more."""
        return to_whole(Fraction(self.number) * (self.consultant - self.employee))

    @property
    def once(self) -> int:
        """What recruiting all of them costs once."""
        return to_whole(Fraction(self.number) * self.recruiting)

    @property
    def saving(self) -> int:
        """What is saved a year, recruiting apart."""
        return self.monthly * MONTHS_IN_YEAR

    @property
    def saving_first_year(self) -> int:
        """What is saved in the first twelve months, recruiting included."""
        return self.saving - self.once

    @property
    def months_to_even(self) -> int | None:
        """After how many months recruiting is paid back; None when it never is."""
        return paid_back_after(self.once, Fraction(self.monthly))


@dataclass(frozen=True, slots=True)
class PriceVolume:
    """What a changed volume and a changed price did to a cost. Volumes are units a year, prices öre a unit.

    volume effect = (Q1 − Q0) × P0, price effect = (P1 − P0) × Q1; they sum to Q1 × P1 − Q0 × P0 exactly. Both are
    changes of the cost: positive when it grows.
    """

    volume_before: Decimal
    price_before: int
    volume_after: Decimal
    price_after: int

    @property
    def before(self) -> int:
        """The cost before."""
        return to_whole(Fraction(self.volume_before) * self.price_before)

    @property
    def after(self) -> int:
        """The cost after."""
        return to_whole(Fraction(self.volume_after) * self.price_after)

    @property
    def volume_effect(self) -> int:
        """What the other volume does at the old price."""
        return to_whole(Fraction(self.volume_after) * self.price_before) - self.before

    @property
    def price_effect(self) -> int:
        """What the other price does at the new volume."""
        return self.after - to_whole(Fraction(self.volume_after) * self.price_before)

    @property
    def change(self) -> int:
        """How the cost changed: the sum of both effects."""
        return self.volume_effect + self.price_effect

    @property
    def saving(self) -> int:
        """What is saved a year: positive when the cost is lower after."""
        return -self.change


@dataclass(frozen=True, slots=True)
class Premises:
    """Premises that are left for others. Rents are öre a year, `once` what moving and restoring costs in all.

    Notice runs for `notice_months` months from the month `notice_from`, which is the first of them. The rent of the new
    premises, if any, begins when the old one ends.
    """

    rent: int
    notice_from: date
    notice_months: int
    once: int
    new_rent: int

    @property
    def first(self) -> date:
        """The first month without the old rent."""
        return add_months(self.notice_from, self.notice_months)

    @property
    def saving(self) -> int:
        """What is saved a year, moving apart; negative when the new rent is higher."""
        return self.rent - self.new_rent

    def months_in(self, year: int) -> int:
        """How many months of `year` have the new rent."""
        if year < self.first.year:
            return 0
        return MONTHS_IN_YEAR - (self.first.month - 1 if year == self.first.year else 0)

    def rent_saved(self, year: int) -> int:
        """What lower rent saves in `year`, moving apart."""
        return to_whole(Fraction(self.saving * self.months_in(year), MONTHS_IN_YEAR))

    def saving_in(self, year: int) -> int:
        """What is saved in `year`; moving is paid in the year of the first month."""
        return self.rent_saved(year) - (self.once if year == self.first.year else 0)

    @property
    def years(self) -> list[int]:
        """The year of the first month and the two after it."""
        return [self.first.year + step for step in range(YEARS)]

    @property
    def even_in(self) -> date | None:
        """The month at whose end moving is paid back; the first one when it costs nothing; None when it never is."""
        months = paid_back_after(self.once, Fraction(self.saving, MONTHS_IN_YEAR))
        return None if months is None else add_months(self.first, max(months - 1, 0))


Given = Staffing | Vacancy | HiringFreeze | Consultants | PriceVolume | Premises


def paid_back_after(once: int, monthly: Fraction) -> int | None:
    """After how many whole months `monthly` savings have paid `once`; 0 when nothing was paid, None when never."""
    if once <= 0:
        return 0
    return ceil(once / monthly) if monthly > 0 else None
