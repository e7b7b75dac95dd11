"""What the workbook of the register is filled in with."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from forecasts.imports.examined import KnownUnit
from measures.imports.columns import AMOUNTS
from measures.imports.judge import Person
from measures.imports.merge import version_of
from measures.imports.record import Known
from measures.imports.stored import known_measures, people_of
from measures.imports.template import Cell, Lists, kronor
from measures.imports.words import CHOICES, told, unit_list
from measures.models import Measure
from units.models import Administration, Unit, User
from units.months import months_of
from units.roles import Act


def register_rows(administration: Administration, user: User, year: int) -> list[dict[str, Cell]]:
    """The measures of `year` that `user` may change, by number: cells by column. Ten queries."""
    end = Q(end=None) | Q(end__gte=date(year, 1, 1))
    measures = Measure.objects.filter(administration=administration).allowing(user, Act.MEASURE)
    known = known_measures(measures.filter(end, start__lte=date(year, 12, 1)))
    units = {
        each.pk: KnownUnit(each.pk, each.code, each.name, each.valid_from, each.valid_to)
        for each in administration.units.all()
    }
    groups = dict(administration.account_groups.values_list("pk", "name"))
    people = dict(_named(people_of(administration)))
    return [_row(each, year, units, groups, people) for each in known]


def lists_for(administration: Administration, user: User) -> Lists:
    """What the drop-downs offer `user`. Three queries."""
    units = Unit.objects.filter(administration=administration).allowing(user, Act.MEASURE).order_by("code")
    return Lists(
        units=[str(unit) for unit in units],
        groups=list(administration.account_groups.order_by("order", "pk").values_list("name", flat=True)),
        people=[name for _pk, name in _named(people_of(administration))],
    )


def _named(people: list[Person]) -> Iterator[tuple[int, str]]:
    """What each person is called in a file: by name, but by username where several share it."""
    times = Counter(form for each in people for form in each.forms)
    for each in people:
        alone = each.name and times[each.name.casefold()] == 1
        yield each.pk, each.name if alone else each.username


def _row(
    known: Known, year: int, units: dict[int, KnownUnit], groups: dict[int, str], people: dict[int, str]
) -> dict[str, Cell]:
    values = {name: _cell(name, value, groups) for name, value in known.values.items()}
    months = {each.isoformat(): kronor(known.months[each]) for each in months_of(year) if each in known.months}
    return {
        **values,
        **months,
        "number": known.number,
        "unit": unit_list(known.shares, units),
        "stage": told("stage", known.stage, groups),
        "owner": people.get(known.owner or 0),
        "version": version_of(known),
    }


def _cell(name: str, value: Any, groups: dict[int, str]) -> Cell:
    if name in AMOUNTS:
        return kronor(value)
    if name == "fte_hundredths":
        return value / 100 if value else None
    if name == "group" or name in CHOICES or name == "union_required":
        return told(name, value, groups)
    return value
