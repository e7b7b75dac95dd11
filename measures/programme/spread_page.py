"""What the page shows where a requirement is spread: each place with its budget and what its share comes to."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import BoundField

from measures.models import Requirement
from measures.programme.filling import Shares
from measures.programme.forms import SpreadForm, field_name
from measures.programme.queries import Spreadable
from measures.programme.spreading import DepartmentSpread, Given, spread
from units.models import Department, Unit


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """A department or a unit: its field, its budget and what it answers for (öre)."""

    place: Department | Unit
    field: BoundField
    budget: int
    amount: int | None


@dataclass(frozen=True, slots=True)
class SpreadGroup:
    """A department, its units, and what of its share is spread on none of them."""

    head: SpreadRow
    units: list[SpreadRow]
    rest: int


@dataclass(frozen=True, slots=True)
class SpreadPage:
    """All departments, and what of the requirement is spread on none; negative when too much is."""

    groups: list[SpreadGroup]
    spread: int
    rest: int
    budget: int


def typed_shares(requirement: Requirement) -> Shares:
    """The shares that are stored, as they were given."""
    rows = requirement.shares.select_related("department", "unit")
    return {
        each.unit or each.department: Given(hundredths=each.hundredths) if each.hundredths else Given(each.amount)
        for each in rows
    }


def spread_page(requirement: Requirement, places: list[Spreadable], form: SpreadForm, shares: Shares) -> SpreadPage:
    """The page of `requirement` with `shares` in `form`."""
    spreads = [_spread_of(each, shares) for each in places]
    given = spread(spreads)
    return SpreadPage(
        groups=[_group(each, of, form, shares) for each, of in zip(places, spreads, strict=True)],
        spread=given,
        rest=requirement.amount - given,
        budget=sum(each.budget for each in places),
    )


def _spread_of(place: Spreadable, shares: Mapping[Department | Unit, Given]) -> DepartmentSpread:
    own = shares.get(place.department)
    units = sum(shares[unit].come_to(place.budgets[unit.pk]) for unit in place.units if unit in shares)
    return DepartmentSpread(own.come_to(place.budget) if own else None, units)


def _group(place: Spreadable, of: DepartmentSpread, form: SpreadForm, shares: Shares) -> SpreadGroup:
    needed = of.needed if place.department in shares or of.units else None
    return SpreadGroup(
        head=SpreadRow(place.department, form[field_name(place.department)], place.budget, needed),
        units=[_row(unit, place, form, shares) for unit in place.units],
        rest=of.rest,
    )


def _row(unit: Unit, place: Spreadable, form: SpreadForm, shares: Shares) -> SpreadRow:
    budget, given = place.budgets[unit.pk], shares.get(unit)
    return SpreadRow(unit, form[field_name(unit)], budget, given.come_to(budget) if given else None)
