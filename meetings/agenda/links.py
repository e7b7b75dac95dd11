"""Where the live page is of what a row of an agenda is about."""

from collections.abc import Callable
from typing import Any

from meetings.addresses import page_address
from meetings.agenda.facts import (
    AssignmentFacts,
    Facts,
    GapFacts,
    IndicatorFacts,
    MatterFacts,
    MeasureFacts,
    TotalFacts,
    UnitFacts,
)
from meetings.models import Body


def link_of(facts: Facts, body: Body) -> str:
    """The address of the page that says more, with the figures of now; empty for a row that has none."""
    address = _ADDRESSES.get(type(facts))
    return page_address(*address(facts, body)) if address else ""


def place_address(body: Body) -> tuple[Any, ...]:
    """The name and arguments of the page of what `body` looks at."""
    code = body.administration.code
    if body.unit:
        return ("socbudget:unit", code, body.unit.code)
    if body.department:
        return ("socbudget:department", code, body.department.code)
    return ("socbudget:administration", code)


def _programme(_facts: GapFacts, body: Body) -> tuple[Any, ...]:
    return ("measures:programme", body.administration.code)


_ADDRESSES: dict[type, Callable[[Any, Body], tuple[Any, ...]]] = {
    TotalFacts: lambda _facts, body: place_address(body),
    UnitFacts: lambda facts, body: ("socbudget:unit", body.administration.code, facts.code),
    MeasureFacts: lambda facts, body: ("measures:measure", body.administration.code, facts.pk),
    GapFacts: _programme,
    AssignmentFacts: lambda facts, body: ("meetings:assignment", body.administration.code, facts.pk),
    IndicatorFacts: lambda facts, body: ("indicators:indicator", body.administration.code, facts.pk),
    MatterFacts: lambda facts, body: ("meetings:matter", body.administration.code, facts.pk),
}
