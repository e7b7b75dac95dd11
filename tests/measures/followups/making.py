"""Decided measures and what is said of them, for the tests."""

from datetime import date

from measures.followups.services import Stated, follow_up
from measures.followups.services import latest_follow_up as latest
from measures.services import move_measure, start_measure
from tests.measures.writing.making import plan

TODAY = date(2026, 10, 15)
DECISION = {"decision_body": "Socialnämnden", "decided_on": date(2026, 9, 10)}


def decided(unit, *, by, **values):
    """A measure of `unit`, decided; it saves 100 kr a month in the autumn unless `months` say otherwise."""
    usual = {"owner": by, **values}
    made = start_measure(unit.administration, plan(unit, **usual), by=by)
    made = move_measure(made, "proposed", seen=made.version, by=by)
    return move_measure(made, "decided", seen=made.version, values=DECISION, by=by)


def followed(measure, *, by=None, day=TODAY, status="as-planned", **values):
    """A follow-up of `measure` by someone who has seen all of it."""
    last = latest(measure)
    return follow_up(measure, Stated(day, status, **values), seen=last and last.pk, by=by)
