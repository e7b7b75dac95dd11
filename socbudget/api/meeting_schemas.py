"""The rows about meetings, decisions and actions as OpenAPI describes them."""

from meetings.models import Assignment, Body, Meeting, Row
from meetings.models.bodies import POINT_KINDS
from socbudget.api.schemas import Schema, amount, day, month, object_of, text

BODY_KINDS = tuple(Body.Kind.values)
MEETING_STATES = tuple(Meeting.State.values)
ASSIGNMENT_STATES = tuple(Assignment.State.values)

PERSON = object_of(
    {
        "name": text(),
        "function": text("What for: chair, secretary, HR; empty when not said."),
        "present": {"type": ["boolean", "null"], "description": "Null until it is said."},
    }
)
ROW = object_of(
    {
        "key": text("Its own under the point."),
        "kind": text("What it is about.", enum=list(Row.Kind.values)),
        "unit": text("Code of the unit that it is about.", null=True),
        "measure": {"type": ["integer", "null"], "description": "Number of the measure that it is about."},
        "state": text(enum=list(Row.State.values)),
    }
)
NOTE = object_of(
    {
        "row": text("Key of the row that it is written on; null when it is on the point.", null=True),
        "text": text(),
        "written_at": text(format="date-time"),
    }
)
POINT = object_of(
    {
        "kind": text("What it fills itself with.", enum=[kind for kind, _words in POINT_KINDS]),
        "title": text("In your language, unless somebody named it."),
        "rows": {"type": "array", "items": ROW, "description": "What there is to talk about, in order."},
        "notes": {"type": "array", "items": NOTE, "description": "What was written, in order."},
    }
)
TOTAL = object_of(
    {
        "month": month("Seen at the end of this month."),
        "closed_month": month("To date meant January to this month.", null=True),
        "budget_ore": amount("Full-year budget."),
        "forecast_ore": amount("Full-year forecast, units without one as budgeted."),
        "deviation_ore": amount("Budget minus forecast."),
        "deviation_after_ore": amount("Deviation after measures."),
    }
)
MEETING = object_of(
    {
        "id": {"type": "integer", "description": "As in the address of its page."},
        "administration": text(),
        "body": text("Who met."),
        "kind": text("What they look at: the administration, a department or a unit.", enum=list(BODY_KINDS)),
        "department": text("Code of the department, of a department’s group.", null=True),
        "unit": text("Code of the unit, of a unit’s team.", null=True),
        "day": day("When it is held."),
        "starts_at": text("Time of day; null when not said.", null=True, format="time"),
        "place": text(),
        "state": text(enum=list(MEETING_STATES)),
        "started_at": text("When its figures were frozen.", null=True, format="date-time"),
        "closed_at": text(null=True, format="date-time"),
        "adjusted_at": text("When its minutes were adjusted.", null=True, format="date-time"),
        "previous": {"type": ["integer", "null"], "description": "Id of the meeting it is compared with."},
        "participants": {"type": "array", "items": PERSON, "description": "Who were called."},
        "agenda": {"type": "array", "items": POINT, "description": "The points in order."},
        "figures": {
            **TOTAL,
            "type": ["object", "null"],
            "description": "The frozen total; null before it starts, and when you may not read the whole place.",
        },
    }
)
REPORT = object_of(
    {
        "at": text(format="date-time"),
        "by": text(null=True),
        "state": text("How it stood after it.", enum=list(ASSIGNMENT_STATES)),
        "word": text("What was said."),
        "due": day("When it then was due."),
        "executed_on": day("When it was done.", null=True),
    }
)


def assignment(example: str) -> Schema:
    """A decision or an action, whose label is like `example`."""
    return object_of(
        {
            "administration": text(),
            "number": {"type": "integer", "description": "Its own in the administration and year."},
            "year": {"type": "integer"},
            "label": text(f"How people refer to it, in your language: {example}."),
            "text": text("What."),
            "unit": text("Code of the unit that it is about.", null=True),
            "measure": {"type": ["integer", "null"], "description": "Number of the measure that it is about."},
            "matter": text("The matter between units that it is about, when you may read that.", null=True),
            "meeting": {"type": ["integer", "null"], "description": "Id of its meeting; null between meetings."},
            "owner": text("Who answers for it.", null=True),
            "given": day("When it was given."),
            "due": day("When it is to be reported back by."),
            "decided_due": day("That day as it was first said."),
            "state": text(enum=list(ASSIGNMENT_STATES)),
            "overdue": {"type": "boolean", "description": "Whether it is open and that day has passed."},
            "executed_on": day("When it was done.", null=True),
            "result": text("What came of it."),
            "for_committee": {"type": "boolean", "description": "Whether the committee has to decide."},
            "reports": {"type": "array", "items": REPORT, "description": "What was reported back, in order."},
        }
    )
