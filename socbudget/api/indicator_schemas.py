"""The rows about key figures as OpenAPI describes them."""

from indicators.models import Indicator
from socbudget.api.schemas import month, object_of, text

INDICATOR = object_of(
    {
        "administration": text(),
        "code": text("Its own in the administration."),
        "name": text(),
        "unit_of_measure": text("What its values are: dygn, kr/dygn, %."),
        "decimals": {"type": "integer", "description": "How many are shown on the pages."},
        "aggregate": text("How the months become a year.", enum=list(Indicator.Aggregate.values)),
        "better": text("Which way is better.", enum=list(Indicator.Better.values)),
        "of_people": {"type": "boolean", "description": "Whether it counts people: one to four may be suppressed."},
        "about": text("How it is counted."),
    }
)
OBSERVATION = object_of(
    {
        "administration": text(),
        "indicator": text("Code of the key figure."),
        "unit": text("Code of the unit."),
        "month": month("The month of the value."),
        "value": text(
            "The value, with a decimal point and at most four decimals; null when it is suppressed.", null=True
        ),
        "unit_of_measure": text("What the value is."),
        "suppressed": {
            "type": "boolean",
            "description": "Whether it counts one to four people and you are not in control of the administration.",
        },
    }
)
