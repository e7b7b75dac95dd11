"""What the points and the rows of an agenda are about, and the usual agenda of each kind of body. Pure."""

from enum import StrEnum

WHOLE = "whole"  # the key of the row that stands for the whole of its point


class PointKind(StrEnum):
    """A point of an agenda. The same words as in the database; an own point fills itself with nothing."""

    ACTIONS = "actions"
    TOTAL = "total"
    UNITS = "units"
    MEASURES = "measures"
    INDICATORS = "indicators"
    COMMITTEE = "committee"
    MATTERS = "matters"
    MILESTONES = "milestones"
    MESSAGE = "message"
    OWN = "own"


class RowKind(StrEnum):
    """What a row of a point is about. The same words as in the database."""

    ASSIGNMENT = "assignment"
    TOTAL = "total"
    CAUSE = "cause"
    UNIT = "unit"
    MEASURE = "measure"
    GAP = "gap"
    INDICATOR = "indicator"
    MATTER = "matter"
    OWN = "own"


USUAL = {
    "management": tuple(kind for kind in PointKind if kind != PointKind.OWN),
    "department": tuple(kind for kind in PointKind if kind != PointKind.OWN),
    "team": (
        PointKind.ACTIONS,
        PointKind.TOTAL,
        PointKind.MEASURES,
        PointKind.INDICATORS,
        PointKind.MILESTONES,
        PointKind.MESSAGE,
    ),
}
"""The points of a new body's agenda by its kind, in order."""
