"""What each role may do. This table and `units.access`, which asks it, are the only places that decide."""

from enum import Enum, auto

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is, for an administration, a department or a unit."""

    UNIT_HEAD = "unit_head", _("unit head")
    DEPARTMENT_HEAD = "department_head", _("department head")
    CONTROLLER = "controller", _("controller")
    MANAGEMENT = "management", _("management group")
    COMMITTEE = "committee", _("committee")
    SUPPORT = "support", _("support")
    STAFF = "staff", _("staff")
    SYSTEM = "system", _("system administrator")


class Act(Enum):
    """One thing that can be allowed."""

    ENTER = auto()  # know that the administration is there
    SUMMARY = auto()  # a unit's plain page: deviation, trajectory and who answers
    REPORTED = auto()  # totals and units of closed months
    FIGURES = auto()  # all of a unit's figures, preliminary months and accounts included
    FORECAST = auto()  # hand in the unit's forecast
    APPROVE = auto()  # approve the forecasts of units, or send them back
    MEASURE = auto()  # write measures of units and follow them up
    DECIDE = auto()  # decide, reject and stop measures, and answer ideas
    MEET = auto()  # plan, hold and write the meetings about the place
    CONTROL = auto()  # upload every kind of figure, close months, set frames
    ORGANISE = auto()  # departments, units, account groups, settings
    PEOPLE = auto()  # who has which role
    TRACE = auto()  # read the log of changes


_READER = frozenset({Act.ENTER, Act.SUMMARY, Act.REPORTED, Act.FIGURES})
ALLOWED: dict[str, frozenset[Act]] = {
    Role.UNIT_HEAD: _READER | {Act.FORECAST, Act.MEASURE, Act.MEET},
    Role.DEPARTMENT_HEAD: _READER | {Act.FORECAST, Act.APPROVE, Act.MEASURE, Act.DECIDE, Act.MEET},
    Role.CONTROLLER: _READER | {Act.FORECAST, Act.CONTROL, Act.ORGANISE, Act.TRACE, Act.MEASURE, Act.DECIDE, Act.MEET},
    Role.MANAGEMENT: _READER | {Act.APPROVE, Act.MEASURE, Act.DECIDE, Act.MEET},
    Role.COMMITTEE: frozenset({Act.ENTER, Act.SUMMARY, Act.REPORTED}),
    Role.SUPPORT: _READER,
    Role.STAFF: frozenset({Act.ENTER, Act.SUMMARY}),
    Role.SYSTEM: frozenset({Act.ENTER, Act.ORGANISE, Act.PEOPLE, Act.TRACE}),
}


def roles_that(act: Act) -> list[str]:
    """The roles that allow `act`."""
    return [role for role, acts in ALLOWED.items() if act in acts]
