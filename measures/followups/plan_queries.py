"""The action plan of a unit or a department: what is done about its deviation. Access is decided in the view."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from forecasts.deviation import Total, total
from forecasts.overview_queries import units_of
from forecasts.queries import Period, standings
from measures.decided import is_decided
from measures.followups.register import RegisterRow, decided_of, sum_of
from measures.followups.register_queries import register_rows, unit_lines
from measures.models import FollowUp, Measure
from measures.queries import remaining_effects
from measures.stages import ENDED
from units.models import Department, Unit
from units.queries import answerable, who_answered

WRITTEN = (
    "what", "end_condition", "decision_body", "decided_on", "decision_paragraph", "decision_reference", "for_clients",
    "for_staff", "for_quality", "for_children", "risk",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """A measure in an action plan: its row in the register, what is written of it, and what was last said."""

    row: RegisterRow
    what: str
    end_condition: str
    decision_body: str
    decided_on: date | None
    decision_paragraph: str
    decision_reference: str
    for_clients: str
    for_staff: str
    for_quality: str
    for_children: str
    risk: str
    hinders: str

    @property
    def decision(self) -> str:
        """Who decided, the paragraph, the reference number and the day; empty until it is decided."""
        if self.decided_on is None:
            return ""
        said = (self.decision_body, self.decision_paragraph, self.decision_reference, self.decided_on.isoformat())
        return ", ".join(each for each in said if each)


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """What a place does about its deviation in a year. Amounts are öre.

    `total` is how its units stand; its deviation is counted only when a unit has a forecast. `heads` answer for it.
    """

    place: Unit | Department
    period: Period
    heads: tuple[str, ...]
    total: Total
    measures: list[PlannedMeasure]

    @property
    def has_forecast(self) -> bool:
        """Whether any unit has a forecast to begin from."""
        return self.total.missing < self.total.units

    @property
    def rows(self) -> list[RegisterRow]:
        """The measures as the register has them."""
        return [each.row for each in self.measures]

    @property
    def decided(self) -> list[RegisterRow]:
        """Those that are decided: closed ones too, and stopped ones that saved something."""
        return decided_of(self.rows)

    def sum_of(self, name: str) -> int:
        """The sum of the amount `name` of all measures."""
        return sum_of(self.rows, name)


def action_plan(place: Unit | Department, shown: Period, today: date) -> ActionPlan:
    """The plan of a unit with its parts, or of the units of a department: its measures that are not rejected.

    One that was stopped is in the plan when it saved something in the year.
    """
    units = units_of(place, shown.year) if isinstance(place, Department) else Unit.objects.filter(pk=place.pk)
    lines = unit_lines(units.with_parts())
    rows = register_rows(place.administration, lines, shown, {"stage": "all"})
    found = standings(units, shown, effects=remaining_effects(units, shown.year, shown.month))
    planned = [row for row in rows if row.stage not in ENDED[1:] or is_decided(row.stage, row.expected)]
    return ActionPlan(place, shown, _heads(place, today), total(found), _written(planned))


def _heads(place: Unit | Department, today: date) -> tuple[str, ...]:
    if isinstance(place, Unit):
        return tuple(str(each.user) for each in answerable(place, today).now)
    now = who_answered(place).filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)
    return tuple(str(each.user) for each in now)


def _written(rows: Sequence[RegisterRow]) -> list[PlannedMeasure]:
    """`rows` with what is written of them. One query."""
    last = FollowUp.objects.filter(measure=OuterRef("pk")).order_by("-day", "-pk").values("hinders")[:1]
    measures: QuerySet[Measure] = Measure.objects.filter(pk__in=[row.pk for row in rows]).order_by()
    written = {pk: values for pk, *values in measures.values_list("pk", *WRITTEN, Subquery(last))}
    return [PlannedMeasure(row, *values[:-1], hinders=values[-1] or "") for row in rows for values in [written[row.pk]]]
