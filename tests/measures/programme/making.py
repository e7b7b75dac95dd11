"""Savings requirements as controllers write them, for the tests. Amounts are kronor."""

from datetime import date

from measures.models import FollowUp, Measure, MeasureShare, Verification
from measures.programme.services import set_requirement, spread_requirement
from measures.programme.spreading import Given
from tests import factories
from units.months import months_of

KR = 100
VALUES = {
    "year": 2026,
    "title": "Besparing i budget 2026",
    "amount": 12_000 * KR,
    "decision_body": "Kommunfullmäktige",
    "decided_on": date(2025, 11, 24),
    "decision_paragraph": "§ 112",
    "decision_reference": "KS 2025/287",
    "note": "",
}


def requirement(administration, kronor=12_000, *, by=None, **values):
    """A requirement for 2026, not spread."""
    return set_requirement(administration, VALUES | {"amount": kronor * KR} | values, by=by)


def spread(made, shares, *, by=None):
    """Spread `made`: kronor by department or unit."""
    given = {place: Given(amount=kronor * KR) for place, kronor in shares.items()}
    made.refresh_from_db()
    spread_requirement(made, given, seen=made.version, by=by)


def measure(unit, kronor, *, stage=Measure.Stage.DECIDED, year=2026, **values):
    """A measure of `unit` that saves `kronor` in December of `year`."""
    return factories.measure(unit, {months_of(year)[-1]: kronor * KR}, stage=stage, **values)


def halved(made, other):
    """Let `other` have half of `made`."""
    made.shares.update(share=5_000)
    MeasureShare.objects.create(measure=made, unit=other, share=5_000)


def followed(made, kronor, day=date(2026, 9, 1)):
    """Follow `made` up."""
    return FollowUp.objects.create(measure=made, day=day, status=FollowUp.Status.AS_PLANNED, realised=kronor * KR)


def verified(made, kronor, year=2026):
    """Sign what `made` saved."""
    return Verification.objects.create(
        measure=made, year=year, through=months_of(year)[7], amount=kronor * KR, word="Huvudboken"
    )


def budget(unit, kronor, year=2026):
    """Give `unit` a budget in January of `year`."""
    factories.FigureFactory(
        unit=unit,
        group=factories.group(unit.administration),
        month=date(year, 1, 1),
        kind=factories.Figure.Kind.BUDGET,
        amount=kronor * KR,
    )
