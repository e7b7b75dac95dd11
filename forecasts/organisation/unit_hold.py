"""What a list of units would change, in words. The number of queries does not grow with the units."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forecasts.imports.examined import ChangedField, ChangedRecord, Preview, Reader, Understood
from forecasts.models import Figure
from forecasts.organisation.unit_judge import Held, Planned, judge
from units.models import Administration, Department, Unit
from units.money import format_number
from units.places import DepartmentState, Span, UnitState

FIELDS = {
    "code": gettext_lazy("Code"),
    "name": gettext_lazy("Name"),
    "department": gettext_lazy("Department"),
    "department_code": gettext_lazy("Department code (new department)"),
    "parent": gettext_lazy("Part of"),
    "kind": gettext_lazy("Kind"),
    "valid_from": gettext_lazy("Valid from"),
    "valid_to": gettext_lazy("Valid to"),
    "successor": gettext_lazy("Carried on by"),
}


@dataclass(frozen=True, slots=True)
class Work:
    """What is stored: the units as they will be, and the departments that are made for them."""

    units: tuple[UnitState, ...]
    departments: tuple[DepartmentState, ...]


def hold(administration: Administration, understood: Understood, reader: Reader) -> Preview:
    """What a commit of `understood` would do to the units of `administration`. Three queries."""
    held = held_in(administration)
    judged = judge(understood.records, held)
    changed = judged.changed
    words = _Words(held, [each.state for each in changed], judged.departments)
    works = _works(changed, judged.departments)
    return Preview(
        new=sum(each.known is None for each in changed),
        changed=sum(each.known is not None for each in changed),
        unchanged=len(judged.planned) - len(changed),
        records=[words.record(each, work) for each, work in zip(changed, works, strict=True)],
        problems=judged.problems,
        fingerprint=sha256(repr((administration.code, changed, judged.departments)).encode()).hexdigest(),
    )


def _works(changed: list[Planned], departments: list[DepartmentState]) -> list[Work]:
    """One for each unit; what must be made first goes with the first."""
    return [Work((each.state,), tuple(departments) if at == 0 else ()) for at, each in enumerate(changed)]


def held_in(administration: Administration) -> Held:
    """The units and departments of `administration` and the months with figures. Three queries."""
    departments = {each.pk: each for each in administration.departments.all()}
    units = {each.pk: each for each in administration.units.all()}
    months: dict[str, list[date]] = defaultdict(list)
    rows = Figure.objects.filter(unit__in=list(units)).order_by("month").values_list("unit", "month").distinct()
    for unit, month in rows:
        months[units[unit].code].append(month)
    return Held(
        tuple(state_of(each, units, departments) for each in units.values()),
        tuple(DepartmentState(each.code, each.name, Span(each.valid_from, each.valid_to))
              for each in departments.values()),
        {code: tuple(each) for code, each in months.items()},
    )  # fmt: skip


def state_of(unit: Unit, units: dict[int, Unit], departments: dict[int, Department]) -> UnitState:
    """A stored unit as a plain value; `units` and `departments` are those of the administration by pk."""
    parent, successor = units.get(unit.parent_id or 0), units.get(unit.successor_id or 0)
    return UnitState(
        unit.code, unit.name, unit.kind, departments[unit.department_id].code, unit.valid_from, unit.valid_to,
        parent.code if parent else "", successor.code if successor else "",
    )  # fmt: skip


def headline(count: int) -> str:
    """What the page says that a file changes."""
    text = ngettext("The file changes {count} unit", "The file changes {count} units", count)
    return text.format(count=format_number(count))


def button(count: int) -> str:
    """What the button that stores it says."""
    return ngettext("Load {count} unit", "Load {count} units", count).format(count=format_number(count))


class _Words:
    """Units and what changes of them in words."""

    def __init__(self, held: Held, states: list[UnitState], made: list[DepartmentState]) -> None:
        self.units = {each.code: f"{each.code} {each.name}" for each in [*held.units, *states]}
        self.departments = {each.code: f"{each.code} {each.name}" for each in held.departments}
        self.departments |= {each.code: _("{department} (new)").format(department=f"{each.code} {each.name}")
                             for each in made}  # fmt: skip

    def record(self, planned: Planned, work: Work) -> ChangedRecord:
        state = planned.known or planned.state
        sort = "changed" if planned.known else "new"
        return ChangedRecord(f"{state.code} {state.name}", sort, tuple(self._fields(planned)), work)

    def _fields(self, planned: Planned) -> Iterator[ChangedField]:
        for name in list(FIELDS)[1:]:
            if name == "department_code":
                continue
            before = getattr(planned.known, name) if planned.known else None
            after = getattr(planned.state, name)
            if before != after and (planned.known or (after and name != "name")):
                yield ChangedField(str(FIELDS[name]), self.told(name, before), self.told(name, after))

    def told(self, name: str, value: Any) -> str:
        """A value in words; empty for none."""
        if not value:
            return ""
        if name == "kind":
            return str(Unit.Kind(value).label)
        if isinstance(value, date):
            return f"{value:%Y-%m}"
        places = {"department": self.departments, "parent": self.units, "successor": self.units}
        return places[name].get(value, value) if name in places else str(value)
