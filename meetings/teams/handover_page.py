"""The handover of a unit: what its new head has to know in the first week, on one page. Amounts are öre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from forecasts.budgets.change_queries import UnitChanges, changes_of
from forecasts.deviation import ForecastPoint
from forecasts.models import Round
from forecasts.rounds.queries import open_round_of
from measures.models import Commitment, Finding, Measure, MeasureStep
from measures.programme.gap import Gap
from measures.programme.queries import unit_gap
from measures.registers.queries import CommitmentRow, FindingRow, commitment_rows, finding_rows
from measures.stages import ENDED
from meetings.assignments.heard import HeardNote
from meetings.assignments.queries import AssignmentRow as RegisterRow
from meetings.models import Analysis, Assignment, Matter
from meetings.teams.figures import UnitFigures, unit_figures
from meetings.teams.queries import (
    Team,
    analyses_of,
    assignments_about,
    assignments_of,
    ended_about,
    matters_about,
    notes_about,
    team_of,
)
from meetings.teams.team_page import AssignmentRow, assignment_rows
from units.access import Rights
from units.models import Responsibility, Unit, User
from units.queries import Answerable, answerable
from units.roles import Act


@dataclass(frozen=True, slots=True)
class Handover:
    """Everything on the page. `ended` are the last steps of measures, `may` is what the reader may do with the unit."""

    figures: UnitFigures
    answerable: Answerable
    team: Team
    gap: Gap
    round: Round | None
    assignments: list[AssignmentRow]
    left: list[AssignmentRow]
    ended_assignments: list[RegisterRow]
    notes: list[HeardNote]
    matters: list[Matter]
    analysis: Analysis | None
    changes: UnitChanges
    commitments: list[CommitmentRow]
    findings: list[FindingRow]
    ended: list[MeasureStep]
    may: frozenset[Act]

    @property
    def unit(self) -> Unit:
        """The unit."""
        return self.figures.unit

    @property
    def points(self) -> list[tuple[ForecastPoint, int]]:
        """The forecasts of the year and their deviations, the latest first."""
        standing = self.figures.standing
        return [(each, standing.budget - each.amount) for each in reversed(standing.forecasts)]

    @property
    def acts(self) -> bool:
        """Whether the reader does anything for the unit, so that there is something to do first."""
        return bool(self.may & {Act.FORECAST, Act.MEASURE, Act.MEET})

    @property
    def may_take_over(self) -> bool:
        """Whether the reader may let the head of today answer for what former heads do."""
        return Act.MEET in self.may and bool(self.answerable.now)

    @property
    def late(self) -> list[AssignmentRow]:
        """The decisions and actions that should have been reported back."""
        return [row for row in self.assignments if row.days_late]

    @property
    def overdue_findings(self) -> list[FindingRow]:
        """The findings that should have been dealt with."""
        return [row for row in self.findings if row.overdue]

    @property
    def writes_forecast(self) -> bool:
        """Whether a round is open and the unit has not handed in its forecast in it."""
        return self.round is not None and self.round.pk not in self.figures.rounds


def handover(unit: Unit, user: User, today: date, rights: Rights) -> Handover:
    """What `user`, who has `rights` there, is handed over of `unit`. As many queries however much there is."""
    figures, heads = unit_figures(unit, today), answerable(unit, today)
    members, year = figures.members, figures.period.year
    left = left_behind(unit, heads, members, user)
    return Handover(
        figures=figures,
        answerable=heads,
        team=team_of(unit, today),
        gap=unit_gap(unit, year),
        round=open_round_of(unit.administration),
        assignments=assignment_rows(assignments_about(unit, members, user), today),
        left=assignment_rows(left, today),
        ended_assignments=ended_about(unit, members, user, today),
        notes=notes_about(members, user),
        matters=matters_about(members, user),
        analysis=next(iter(analyses_of(unit)), None),
        changes=changes_of(unit, year, figures.standing.budget),
        commitments=_commitments(members, year, today),
        findings=[row for row in finding_rows(Finding.objects.filter(unit__in=members), (), today) if row.left],
        ended=_ended(members),
        may=rights.unit,
    )


def left_behind(unit: Unit, heads: Answerable, members: Sequence[int], user: User) -> list[Assignment]:
    """What those who answered for `unit` before were given while they did, and still answer for."""
    now = {each.user_id for each in heads.now}
    earlier = [each for each in heads.earlier if each.user_id not in now]
    found = assignments_of(unit, sorted({each.user_id for each in earlier}), members, user)
    return [each for each in found if any(_given_as_head(each, head) for head in earlier)]


def _given_as_head(assignment: Assignment, head: Responsibility) -> bool:
    if assignment.owner_id != head.user_id or assignment.made_on < head.since:
        return False
    return head.until is None or assignment.made_on <= head.until


def _commitments(members: Sequence[int], year: int, today: date) -> list[CommitmentRow]:
    rows = Commitment.objects.filter(unit__in=members).order_by("last", "pk")
    return [row for row in commitment_rows(rows, (), [year], today) if not row.ended]


def _ended(members: Sequence[int]) -> list[MeasureStep]:
    """The last step of every measure that is closed, stopped or rejected, the latest first. One query."""
    measures = Measure.objects.of_units(Unit.objects.filter(pk__in=members)).filter(stage__in=ENDED)
    steps = MeasureStep.objects.filter(measure__in=measures.order_by().values("pk"), stage__in=ENDED)
    last: dict[int, MeasureStep] = {}
    for step in steps.select_related("measure").order_by("-at", "-pk"):
        last.setdefault(step.measure_id, step)
    return list(last.values())
