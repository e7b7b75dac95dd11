"""Measures as people write them, for the tests."""

from datetime import date

from measures.services import Plan
from units.months import months_of

SEPTEMBER, WHOLE = date(2026, 9, 1), 10_000
AUTUMN = months_of(2026)[8:]


def plan(unit, *, months=None, shares=None, **values):
    """A plan of `unit` that saves 100 kr a month from September to December 2026."""
    usual = {"title": "Färre konsulter", "what": "Tre konsulter avslutas.", "start": SEPTEMBER, "end": AUTUMN[-1]}
    effects = dict.fromkeys(AUTUMN, 100_00) if months is None else months
    return Plan(usual | values, {unit.pk: WHOLE} if shares is None else shares, effects)
