"""Who may do what with which measure: querysets scoped by what a person is allowed for the measure's units.

Who may read the figures of one of its units sees a measure; who may write for one of them follows it up; changing and
deciding it takes the right for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from measures import stages
from units.roles import ALLOWED, Act

if TYPE_CHECKING:
    from measures.models import Measure
    from units.models import User


COUNTED = tuple(map(str, stages.COUNTED))
FOLLOWED = tuple(stage for stage in COUNTED if stage != stages.Stage.VERIFIED)


class MeasureQuerySet(models.QuerySet):
    """Measures, scoped."""

    def visible_to(self, user: User) -> MeasureQuerySet:
        """Measures of a unit whose figures `user` may read."""
        return self.touching(user, Act.FIGURES)

    def touching(self, user: User, act: Act) -> MeasureQuerySet:
        """Measures with at least one unit for which `user` is allowed `act`."""
        return self.filter(Exists(_shares().filter(measure=OuterRef("pk"), unit__in=_units(user, act))))

    def allowing(self, user: User, act: Act) -> MeasureQuerySet:
        """Measures for all of whose units `user` is allowed `act`."""
        other = _shares().filter(measure=OuterRef("pk")).exclude(unit__in=_units(user, act))
        return self.touching(user, act).filter(~Exists(other))

    def of_units(self, units: models.QuerySet) -> MeasureQuerySet:
        """Measures that have a share in one of `units`."""
        return self.filter(Exists(_shares().filter(measure=OuterRef("pk"), unit__in=units.order_by().values("pk"))))

    def counted(self) -> MeasureQuerySet:
        """Measures that are decided and neither stopped nor closed: their effects are in what comes after measures."""
        return self.filter(stage__in=COUNTED)

    def followed(self) -> MeasureQuerySet:
        """Measures that are to be followed up."""
        return self.filter(stage__in=FOLLOWED)

    def overdue(self, today: object) -> MeasureQuerySet:
        """Measures whose next follow-up should have been before `today`."""
        return self.followed().filter(next_follow_up__lt=today)


@dataclass(frozen=True, slots=True)
class MeasureRights:
    """What a person is allowed for every unit of a measure, and for at least one of them."""

    every: frozenset[Act]
    some: frozenset[Act]
    owner: bool = False

    @property
    def may_change(self) -> bool:
        """Whether the person may change what is written and take its steps."""
        return Act.MEASURE in self.every

    @property
    def may_decide(self) -> bool:
        """Whether the person may decide, reject and stop it."""
        return Act.DECIDE in self.every

    @property
    def may_verify(self) -> bool:
        """Whether the person may sign its effect."""
        return Act.CONTROL in self.every

    @property
    def may_follow_up(self) -> bool:
        """Whether the person may follow it up: its owner, or one who may write for one of its units."""
        return Act.MEASURE in self.some or (self.owner and Act.FIGURES in self.some)

    @property
    def sees_figures(self) -> bool:
        """Whether the person may read the ledger's figures of all its units."""
        return Act.FIGURES in self.every


def rights_on(measure: Measure, user: User) -> MeasureRights:
    """What `user` is allowed for the units of `measure` today. Two queries."""
    from units.models import Responsibility, Unit  # noqa: PLC0415 (models import this module)

    now = Responsibility.objects.current(timezone.localdate())
    held = now.filter(user_id=user.pk, administration=measure.administration_id)
    roles = list(held.values_list("role", "unit", "department"))
    units = Unit.objects.filter(measure_shares__measure=measure).values_list("pk", "parent", "department")
    acts = [
        frozenset().union(*(ALLOWED[role] for role, *place in roles if _holds(place, unit)))
        for unit in units.order_by("pk")
    ]
    every = frozenset.intersection(*acts) if acts else frozenset()
    return MeasureRights(every, frozenset().union(*acts), owner=measure.owner_id == user.pk)


def _holds(place: list[int | None], unit: tuple[int, int | None, int]) -> bool:
    pk, parent, department = unit
    own, whole = place
    if own is not None:
        return own in (pk, parent)
    return whole in (None, department)


def _shares() -> models.QuerySet:
    from measures.models import MeasureShare  # noqa: PLC0415 (models import this module)

    return MeasureShare.objects.all()


def _units(user: User, act: Act) -> models.QuerySet:
    from units.models import Unit  # noqa: PLC0415 (models import this module)

    return Unit.objects.allowing(user, act).order_by().values("pk")
