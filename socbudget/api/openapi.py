"""The API described as OpenAPI 3.1, written by hand and held to the answers by a test."""

from measures.stages import Stage
from socbudget.api.indicator_schemas import INDICATOR, OBSERVATION
from socbudget.api.measure_schemas import FOLLOW_UP, MEASURE
from socbudget.api.meeting_schemas import ASSIGNMENT_STATES, BODY_KINDS, MEETING, MEETING_STATES, assignment
from socbudget.api.parameters import FIGURE_KINDS, LARGEST_PAGE
from socbudget.api.schemas import Schema, amount, month, object_of, text

DESCRIPTION = (
    "Read-only figures of Socbudget. Amounts are whole öre of net cost: a cost is positive, a revenue negative. "
    "A deviation is budget minus forecast, or budget minus actual to date: positive is a surplus. "
    "A month is a date on its first day. Send a token made on your own page as Authorization: Bearer …, or use a "
    "signed-in session. What you may read here is what you may read on the pages: who may not read all figures of a "
    "unit is given closed months only, and nothing below the unit's sum."
)
TAKES = {
    "administrations": ("administration",),
    "units": ("administration", "department", "unit", "kind"),
    "figures": ("administration", "department", "unit", "year", "month", "kind"),
    "forecasts": ("administration", "department", "unit", "year", "month"),
    "deviations": ("administration", "department", "unit", "year", "month", "kind"),
    "measures": ("administration", "department", "unit", "year", "stage"),
    "followups": ("administration", "department", "unit", "year", "stage"),
    "indicators": ("administration", "indicator"),
    "observations": ("administration", "department", "unit", "year", "month", "indicator"),
    "meetings": ("administration", "department", "unit", "year", "since", "kind", "state"),
    "decisions": ("administration", "department", "unit", "year", "since", "state"),
    "actions": ("administration", "department", "unit", "year", "since", "state"),
}
SUMMARIES = {
    "administrations": "Administrations that you have a role in.",
    "units": "Units and parts of units whose page you may open.",
    "figures": "Budget and actual month by month, account by account, by unit, month and account. Budget is the budget "
    "as it stands: what was adopted and every decided change of it, which has no account. Only who asks for the kind "
    "budget-adopted or budget-change is given its two parts, instead of the budget that they sum to.",
    "forecasts": "Every forecast handed in, by unit, as-of month and version. The highest version of a month that is "
    "not withdrawn is the one that counts.",
    "deviations": "How units stand, their parts included: the rows of the administration's page, seen at the end of "
    "month, or of the last closed one.",
    "measures": "Measures of a unit whose figures you may read; with a year those that go on in it. What they save by "
    "year is of the units whose figures you may read.",
    "followups": "What was said of these measures when they were followed up, by measure and day; with a year what was "
    "said in it. The amounts are of the whole measure.",
    "indicators": "Key figures: what is counted beside the money, such as days of care and households.",
    "observations": "Values of key figures by unit and month, for units whose figures you may read. Counts of one to "
    "four people are suppressed for those who are not in control of the administration.",
    "meetings": "Meetings about places whose figures you may read, and those that you were called to, by day: agenda, "
    "notes, and the total that they were held over. With department or unit those of its own group or team; with since "
    "those of that day and later.",
    "decisions": "Decisions of meetings that you may read, about units whose figures you may read, or yours to report "
    "back, by year and number, with what was reported back. With since those given that day and later.",
    "actions": "Actions: what somebody is to do, who and by when. Read, ordered and asked for as decisions are.",
}
KINDS = {"figures": FIGURE_KINDS, "meetings": BODY_KINDS}
STATES = {"meetings": MEETING_STATES, "decisions": ASSIGNMENT_STATES, "actions": ASSIGNMENT_STATES}
UNIT_KINDS = ("purchaser", "provider", "support")
FORECAST_STATES = ("submitted", "checked", "sent-back", "approved")
STATUSES = ("deficit", "watch", "balance", "surplus", "missing")

LINE = object_of(
    {
        "group": text("Code of the account group."),
        "amount_ore": amount("Full-year net cost."),
        "cause": text("Why it deviates; empty when not said."),
        "comment": text(),
    }
)
CAUSE = object_of(
    {
        "cause": text("Code of the cause."),
        "amount_ore": amount("How much of the deviation it is: negative makes it worse."),
        "comment": text(),
    }
)
RISK = object_of(
    {
        "text": text("What could happen."),
        "amount_ore": amount("What it would do to the deviation: negative makes it worse. No part of the forecast."),
        "probability_percent": {"type": "integer", "description": "1 to 99."},
    }
)
ROWS = {
    "administrations": object_of(
        {
            "code": text(),
            "name": text(),
            "label": text("What is shown beside the name."),
            "money_unit": text("What its pages show amounts in.", enum=["kr", "tkr", "mnkr"]),
        }
    ),
    "units": object_of(
        {
            "administration": text(),
            "code": text(),
            "name": text(),
            "kind": text(enum=list(UNIT_KINDS)),
            "department": text(),
            "department_name": text(),
            "parent": text("Code of the unit that it is a part of.", null=True),
            "valid_from": month("Its first month."),
            "valid_to": month("Its last month.", null=True),
        }
    ),
    "figures": object_of(
        {
            "administration": text(),
            "unit": text(),
            "month": month("The month of the amount."),
            "kind": text(
                "Rows of budget and actual, unless another kind is asked for: no amount is given twice.",
                enum=list(FIGURE_KINDS),
            ),
            "group": text("Code of the account group; null in a sum of the unit.", null=True),
            "account": text("Empty when the file had none; null in a sum of the unit.", null=True),
            "activity": text("Activity code; null in a sum of the unit.", null=True),
            "amount_ore": amount("Net cost."),
            "final": {"type": "boolean", "description": "Whether the month is closed."},
        }
    ),
    "forecasts": object_of(
        {
            "administration": text(),
            "unit": text(),
            "year": {"type": "integer"},
            "as_of": month("The month at whose end it was made."),
            "version": {"type": "integer"},
            "round": {
                "type": ["integer", "null"],
                "description": "0 in the ordinary round of the month, 1 and up in an extra one; null outside rounds.",
            },
            "state": text("How far it has come.", enum=list(FORECAST_STATES)),
            "late": {"type": "boolean", "description": "Whether it came after the unit head's day."},
            "reason": text("Why it corrects a locked forecast; empty when it does not.", null=True),
            "submitted_at": text(format="date-time"),
            "submitted_by": text(null=True),
            "withdrawn_at": text("When it was withdrawn; null when it stands.", null=True, format="date-time"),
            "comment": text(null=True),
            "amount_ore": amount("Full-year net cost, the sum of the lines."),
            "lines": {"type": ["array", "null"], "items": LINE, "description": "One per account group."},
            "causes": {"type": ["array", "null"], "items": CAUSE, "description": "What the deviation comes from."},
            "risks": {"type": ["array", "null"], "items": RISK, "description": "Risks and opportunities beside it."},
        }
    ),
    "deviations": object_of(
        {
            "administration": text(),
            "month": month("Seen at the end of this month."),
            "closed_month": month("To date means January to this month.", null=True),
            "unit": text(),
            "name": text(),
            "kind": text(enum=list(UNIT_KINDS)),
            "department": text(),
            "status": text(enum=list(STATUSES)),
            "as_of": month("The month of the latest forecast.", null=True),
            "budget_ore": amount("Full-year budget."),
            "budget_to_date_ore": amount("Budget of the closed months.", null=True),
            "actual_to_date_ore": amount("Actual of the closed months.", null=True),
            "deviation_to_date_ore": amount("Budget minus actual to date.", null=True),
            "forecast_ore": amount("Latest full-year forecast, before measures.", null=True),
            "deviation_ore": amount("Budget minus forecast.", null=True),
            "effect_ore": amount("What decided measures will save this year that no forecast contains."),
            "weighted_effect_ore": amount("The same as the probabilities of the measures weigh it."),
            "deviation_after_ore": amount("Deviation after measures.", null=True),
            "deviation_after_weighted_ore": amount("Deviation after measures, weighted.", null=True),
            "previous_as_of": month("The month of the forecast before.", null=True),
            "previous_forecast_ore": amount("The forecast before.", null=True),
            "change_ore": amount("Positive is better than the forecast before.", null=True),
        }
    ),
    "measures": MEASURE,
    "followups": FOLLOW_UP,
    "indicators": INDICATOR,
    "observations": OBSERVATION,
    "meetings": MEETING,
    "decisions": assignment("B12/2026"),
    "actions": assignment("U31/2026"),
}
PARAMETERS: dict[str, Schema] = {
    "administration": {"schema": {"type": "string"}, "description": "Code of an administration."},
    "department": {"schema": {"type": "string"}, "description": "Code of a department."},
    "unit": {"schema": {"type": "string"}, "description": "Code of a unit."},
    "year": {"schema": {"type": "integer", "minimum": 1990, "maximum": 2099}, "description": "A year."},
    "stage": {"schema": {"type": "string", "enum": list(Stage)}, "description": "How far a measure has come."},
    "indicator": {"schema": {"type": "string"}, "description": "Code of a key figure."},
    "month": {
        "schema": {"type": "string", "format": "date"},
        "description": "2026-08-01; for forecasts the as-of month.",
    },
    "since": {
        "schema": {"type": "string", "format": "date"},
        "description": "2026-08-31: only what is of that day or later.",
    },
    "page": {"schema": {"type": "integer", "minimum": 1, "default": 1}, "description": "Which page."},
    "limit": {
        "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": LARGEST_PAGE},
        "description": "Rows to a page.",
    },
}
ERROR = object_of({"error": text("What is wrong and what to do."), "status": {"type": "integer"}})
ERRORS = {
    "400": "A parameter is wrong; the text names it.",
    "401": "There is neither a session nor a valid token.",
    "403": "You may not read this.",
    "404": "There is nothing here that you may see.",
    "405": "Only GET is answered.",
}


def described(server: str) -> Schema:
    """The document, for the API whose addresses begin with `server`."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Socbudget", "version": "1", "description": DESCRIPTION},
        "servers": [{"url": server.rstrip("/")}],
        "security": [{"token": []}, {"session": []}],
        "paths": {f"/{name}/": {"get": _operation(name)} for name in TAKES},
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
            },
            "schemas": {"error": ERROR, **{name: _page(name) for name in ROWS}},
        },
    }


def _page(name: str) -> Schema:
    return object_of(
        {
            "page": {"type": "integer"},
            "limit": {"type": "integer"},
            "next": text("Address of the next page, or null.", null=True, format="uri"),
            "rows": {"type": "array", "items": ROWS[name]},
        }
    )


def _operation(name: str) -> Schema:
    return {
        "operationId": name,
        "summary": SUMMARIES[name],
        "parameters": [_parameter(each, name) for each in (*TAKES[name], "page", "limit")],
        "responses": {
            "200": _response("A page of rows.", name),
            **{status: _response(about, "error") for status, about in ERRORS.items()},
        },
    }


def _parameter(name: str, address: str) -> Schema:
    if name in ("kind", "state"):
        words = (KINDS if name == "kind" else STATES).get(address, UNIT_KINDS)
        described = {"schema": {"type": "string", "enum": list(words)}, "description": f"Rows of this {name} only."}
    else:
        described = PARAMETERS[name]
    return {"name": name, "in": "query", "required": False, **described}


def _response(about: str, schema: str) -> Schema:
    return {
        "description": about,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
    }
