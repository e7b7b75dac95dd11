"""What changed, as bars and as numbers."""

import pytest

from meetings.agenda.changes import LARGEST, by_cause, by_unit
from meetings.agenda.figures import CauseChange, Since, UnitChange
from meetings.showing.drawing import change_chart
from units.display import Display
from units.money import MoneyUnit

TKR = 100_000
SHOWN = Display(MoneyUnit.TKR)


@pytest.fixture
def many() -> Since:
    """Ten units, the last of which changed most."""
    return Since(units=tuple(UnitChange(n, f"4{n}00", "Enhet", own=-n * TKR, effect=TKR) for n in range(1, 11)))


def test_the_units_that_changed_most_come_first_and_the_rest_as_one(many):
    changes = by_unit(many)

    assert len(changes) == LARGEST + 1
    assert changes[0].name == "41000 Enhet"


def test_the_changes_by_unit_sum_to_the_totals(many):
    changes = by_unit(many)

    assert sum(each.before for each in changes) == many.deviation
    assert sum(each.after for each in changes) == many.after


def test_the_changes_by_cause_and_of_budgets_sum_to_the_totals():
    since = Since(
        units=(UnitChange(1, "4100", "Enhet", given=5, own=-30),),
        causes=(CauseChange("volume", "volym", -40), CauseChange("", "", 10)),
    )

    assert sum(each.before for each in by_cause(since)) == since.deviation


def test_the_table_beside_the_bars_ends_with_their_sum(many):
    chart = change_chart(by_unit(many), "Unit", "Title", SHOWN)

    assert chart.rows[-1][1:] == ["−55", "−45"]
    assert [row[0] for row in chart.rows[:-1]] == [each.name for each in by_unit(many)]
