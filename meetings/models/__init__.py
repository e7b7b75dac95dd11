"""Who meets, over what figures, what came of it, and what is told to the organisation."""

from meetings.models.assignments import Assignment, Matter, ReportBack
from meetings.models.bodies import Body, Member, UsualPoint
from meetings.models.meetings import Meeting, Note, Participant, Point, Row, Snapshot
from meetings.models.messages import Analysis, Message, Passing, SituationItem

__all__ = [
    "Analysis",
    "Assignment",
    "Body",
    "Matter",
    "Meeting",
    "Member",
    "Message",
    "Note",
    "Participant",
    "Passing",
    "Point",
    "ReportBack",
    "Row",
    "SituationItem",
    "Snapshot",
    "UsualPoint",
]
