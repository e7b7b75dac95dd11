"""The page of the team around a unit: one truth for its head, the department head, controllers and support."""

from dataclasses import dataclass
from datetime import date

from meetings.addresses import page_address
from meetings.models import Analysis, Assignment
from meetings.teams.figures import UnitFigures, unit_figures
from meetings.teams.queries import Team, analyses_of, assignments_about, is_member, team_of
from meetings.words import assignment_label
from units.access import Rights
from units.models import Unit, User
from units.roles import Act


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """A decision or action that is open, what it is called, where it is and how many days late (0 when it is not)."""

    assignment: Assignment
    label: str
    url: str
    days_late: int


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Everything on the page. Addresses are empty for pages that are not there."""

    figures: UnitFigures
    team: Team
    analyses: list[Analysis]
    assignments: list[AssignmentRow]
    may_write: bool
    may_plan: bool
    meeting_url: str
    plan_url: str

    @property
    def analysis(self) -> Analysis | None:
        """The one that holds."""
        return self.analyses[0] if self.analyses else None

    @property
    def earlier(self) -> list[Analysis]:
        """Those before it, the newest first."""
        return self.analyses[1:]


def team_page(unit: Unit, user: User, rights: Rights, today: date) -> TeamPage:
    """The page of the team of `unit` for `user`, who has `rights` there. The same number of queries for any amount."""
    figures, team = unit_figures(unit, today), team_of(unit, today)
    may_meet = Act.MEET in rights.unit
    return TeamPage(
        figures=figures,
        team=team,
        analyses=analyses_of(unit),
        assignments=assignment_rows(assignments_about(unit, figures.members, user), today),
        may_write=may_meet or Act.MEASURE in rights.unit or is_member(user, unit),
        may_plan=may_meet,
        meeting_url=_meeting(unit, team),
        plan_url=_plan(unit, team) if may_meet else "",
    )


def assignment_rows(assignments: list[Assignment], today: date) -> list[AssignmentRow]:
    """`assignments` as the pages list them."""
    return [
        AssignmentRow(
            each,
            assignment_label(each),
            page_address("meetings:assignment", each.administration.code, each.pk),
            max((today - each.due).days, 0),
        )
        for each in assignments
    ]


def _meeting(unit: Unit, team: Team) -> str:
    return page_address("meetings:meeting", unit.administration.code, team.meeting.pk) if team.meeting else ""


def _plan(unit: Unit, team: Team) -> str:
    """Where the next meeting is planned: for the team's body, else where that is made."""
    code = unit.administration.code
    if team.body:
        return page_address("meetings:meeting-new", code, query=f"?body={team.body.pk}")
    return page_address("meetings:body-new", code, query=f"?over=team-{unit.code}")
