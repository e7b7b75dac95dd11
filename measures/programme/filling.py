"""Help with spreading a requirement: what the buttons fill in. Nothing is stored here. Amounts are öre."""

from collections.abc import Callable, Mapping

from measures.models import Requirement
from measures.programme import refusals
from measures.programme.queries import Spreadable
from measures.programme.spreading import Given, in_kronor, of_budget
from units.models import Department, Unit

Shares = dict[Department | Unit, Given]


def departments_by_budget(requirement: Requirement, places: list[Spreadable], shares: Shares) -> Shares:
    """All of the requirement on the departments in proportion to their budgets; units keep what they have."""
    parts = in_kronor(requirement.amount, {each.department: each.budget for each in places})
    return _kept(shares, Unit) | _given(parts)


def units_by_budget(requirement: Requirement, places: list[Spreadable], shares: Shares) -> Shares:
    """Each department's share on its units in proportion to budget; those without one share what is left alike.

    Raises:
        NoUnitToPartError: there is no unit.
    """
    if not any(each.units for each in places):
        raise refusals.NoUnitToPartError(year=requirement.year)
    own = {each.department: _own(each, shares) for each in places if each.department in shares}
    filled: Shares = {}
    for each in places:
        if own.get(each.department) and each.units:
            filled |= _over_units(each, own[each.department])
    free = [each for each in places if each.department not in own]
    left = requirement.amount - sum(own.values())
    budgets = {unit: each.budgets[unit.pk] for each in free for unit in each.units}
    if left > 0 and budgets:
        filled |= _given(in_kronor(left, budgets))
    return _kept(shares, Department) | filled


def units_of(place: Spreadable, requirement: Requirement, shares: Shares) -> Shares:
    """The share of the department of `place` on its units in proportion to budget; others keep what they have.

    Raises:
        NothingToPartError, NoUnitToPartError: it has no share, or no units.
    """
    if not place.units:
        raise refusals.NoUnitToPartError(year=requirement.year)
    if place.department not in shares:
        raise refusals.NothingToPartError(department=place.department)
    others = {each: given for each, given in shares.items() if each not in place.units}
    return others | _over_units(place, _own(place, shares))


def per_cent_of_departments(places: list[Spreadable], shares: Shares, hundredths: int) -> Shares:
    """So many hundredths of a per cent of its budget for every department that has one; units keep what they have."""
    able = [each.department for each in places if of_budget(each.budget, hundredths) > 0]
    return _kept(shares, Unit) | {department: Given(hundredths=hundredths) for department in able}


def per_cent_of_units(places: list[Spreadable], hundredths: int) -> Shares:
    """The same for every unit; departments then have the sum of their units."""
    return {
        unit: Given(hundredths=hundredths)
        for each in places
        for unit in each.units
        if of_budget(each.budgets[unit.pk], hundredths) > 0
    }


def filled(
    deed: str, requirement: Requirement, places: list[Spreadable], shares: Shares, hundredths: int | None
) -> Shares:
    """`shares` after the button `deed`, `units-` and the pk of a department among them; as they were for any other.

    Raises:
        NothingToPartError, NoUnitToPartError: there is nothing to part, or nowhere.
    """
    deeds: Mapping[str, Callable[[], Shares]] = {
        "departments": lambda: departments_by_budget(requirement, places, shares),
        "units": lambda: units_by_budget(requirement, places, shares),
        "percent-departments": lambda: per_cent_of_departments(places, shares, hundredths or 0),
        "percent-units": lambda: per_cent_of_units(places, hundredths or 0),
        "empty": dict,
        **{f"units-{each.department.pk}": _bound(each, requirement, shares) for each in places},
    }
    return deeds.get(deed, lambda: shares)()


def _bound(place: Spreadable, requirement: Requirement, shares: Shares) -> Callable[[], Shares]:
    return lambda: units_of(place, requirement, shares)


def _own(place: Spreadable, shares: Shares) -> int:
    return shares[place.department].come_to(place.budget)


def _over_units(place: Spreadable, amount: int) -> Shares:
    return _given(in_kronor(amount, {unit: place.budgets[unit.pk] for unit in place.units}))


def _given(parts: Mapping[Department | Unit, int]) -> Shares:
    return {place: Given(amount=amount) for place, amount in parts.items() if amount}


def _kept(shares: Shares, kind: type) -> Shares:
    return {place: given for place, given in shares.items() if isinstance(place, kind)}
