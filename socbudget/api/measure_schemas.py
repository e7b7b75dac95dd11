"""The rows about measures as OpenAPI describes them."""

from measures.models import FollowUp, Measure
from measures.stages import Stage
from socbudget.api.schemas import amount, day, month, object_of, text

SHARE = object_of(
    {
        "unit": text("Code of the unit."),
        "department": text("Code of its department."),
        "share_hundredths": {"type": "integer", "description": "Hundredths of a per cent; they sum to 10 000."},
    }
)
YEAR = object_of(
    {
        "year": {"type": "integer"},
        "planned_ore": amount("Effect when it was decided; null until then. Positive saves.", null=True),
        "expected_ore": amount("Effect as it is expected now. Positive saves."),
        "cost_ore": amount("One-time cost and what is reinvested."),
    }
)
DECISION = object_of(
    {
        "body": text("Who decided; empty when not said."),
        "decided_on": day("The day of the decision.", null=True),
        "paragraph": text(),
        "reference": text("Reference number."),
        "text": text(),
    }
)
MEASURE = object_of(
    {
        "administration": text(),
        "number": {"type": "integer", "description": "Its own in the administration."},
        "title": text(),
        "units": {"type": "array", "items": SHARE, "description": "The units that share it."},
        "kind": text(enum=list(Measure.Kind.values)),
        "horizon": text(enum=list(Measure.Horizon.values)),
        "stage": text("How far it has come.", enum=list(Stage)),
        "group": text("Code of the account group; null when not said.", null=True),
        "owner": text("Who answers for it.", null=True),
        "start": month("Its first month."),
        "end": month("Its last month; null when it goes on.", null=True),
        "full_year_effect_ore": amount(
            "What it saves in a year at full effect, of the units whose figures you may read."
        ),
        "effects": {
            "type": "array",
            "items": YEAR,
            "description": "By year, of the units whose figures you may read; with year in the address that one.",
        },
        "contained_from": month("Forecasts as of this month and later contain it.", null=True),
        "decision": DECISION,
        "next_follow_up": day("The day of the next follow-up.", null=True),
        "overdue": {"type": "boolean", "description": "Whether that day has passed."},
    }
)
FOLLOW_UP = object_of(
    {
        "administration": text(),
        "measure": {"type": "integer", "description": "Number of the measure."},
        "day": day("When it was followed up."),
        "status": text(enum=list(FollowUp.Status.values)),
        "realised_ore": amount(
            "Saved so far that year, of the units whose figures you may read; null when not said.", null=True
        ),
        "expected_ore": amount(
            "Expected in the whole year, of the units whose figures you may read; null when not said.", null=True
        ),
        "done": text("What was done."),
        "hinders": text("What hinders."),
        "next_on": day("The day of the next follow-up.", null=True),
    }
)
