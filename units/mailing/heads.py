"""Who is to be written to about a unit or a department: those who answer for it today."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from units.models import Administration, Responsibility, Unit, User
from units.roles import Role


@dataclass
class Heads:
    """The heads of an administration's units and departments, by pk."""

    units: dict[int, list[User]] = field(default_factory=lambda: defaultdict(list))
    departments: dict[int, list[User]] = field(default_factory=lambda: defaultdict(list))

    def of_unit(self, unit: Unit) -> list[User]:
        """Who answers for `unit`: its own head, else that of the unit it is a part of."""
        return self.units.get(unit.pk) or self.units.get(unit.parent_id or 0) or []

    def of_department(self, department: int) -> list[User]:
        """Who answers for the department with that pk."""
        return self.departments.get(department) or []


def heads_of(administration: Administration, today: date) -> Heads:
    """Every head of `administration` on `today`. One query."""
    rows = Responsibility.objects.filter(
        Q(until=None) | Q(until__gte=today),
        administration=administration,
        role__in=[Role.UNIT_HEAD, Role.DEPARTMENT_HEAD],
        since__lte=today,
    )
    heads = Heads()
    for row in rows.select_related("user").order_by("since", "pk"):
        if row.role == Role.UNIT_HEAD:
            heads.units[row.unit_id].append(row.user)
        else:
            heads.departments[row.department_id].append(row.user)
    return heads
