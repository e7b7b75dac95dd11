"""What the tests of budgets share."""

from datetime import date

from forecasts.budgets.changes import Line, Planned, make_change
from tests import factories

AUTUMN = [date(2026, month, 1) for month in (10, 11, 12)]


def changed(administration, amount, *, of="4100", group="PER", months=AUTUMN, given=None, **more):
    """A supplementary budget of `amount` öre in each of `months` for a unit's account group."""
    unit, place = administration.units.get(code=of), factories.group(administration, group)
    lines = [Line(unit.pk, place.pk, month, amount) for month in months]
    values = {
        "kind": "supplementary",
        "year": 2026,
        "decided_on": date(2026, 6, 1),
        "decision": "Nämnden 2026-06-01, § 44",
        "frame_amount": amount * len(months) if given is None else given,
    }
    return make_change(administration, Planned(lines=lines, **(values | more)), by=None)
