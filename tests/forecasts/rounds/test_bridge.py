"""From the last forecast to this one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forecasts.rounds.bridge import Bar, Move, Step, by_cause, by_unit, ends
from forecasts.rounds.bridge_chart import is_cut, waterfall
from forecasts.rounds.bridge_page import BridgeTable
from units.tables import DASH

amounts = st.integers(-(10**12), 10**12)
moves = st.builds(
    Move,
    code=st.text(min_size=1, max_size=3),
    name=st.just("Enhet"),
    budget=amounts,
    added=amounts,
    previous=st.none() | amounts,
    forecast=st.none() | amounts,
)
causes = st.dictionaries(st.sampled_from(["volume", "price", "staffing"]), amounts)


def sums(steps: list[Step]) -> bool:
    """Whether the first total and the moves are the last total."""
    return steps[0].amount + sum(step.amount for step in steps[1:-1]) == steps[-1].amount


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(moves, max_size=30))
def test_the_bridge_by_unit_sums_exactly(found):
    assert sums(by_unit(found, shown=5))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(moves, max_size=30), causes, causes)
def test_the_bridge_by_cause_sums_exactly(found, before, now):
    assert sums(by_cause(found, before, now))


def test_a_unit_moves_by_its_own_forecast_and_by_its_budget():
    move = Move("4100", "Barn", budget=1_200, added=200, previous=1_300, forecast=1_350)

    assert (move.before, move.given, move.change, move.now) == (-300, 200, -50, -150)


def test_who_has_not_submitted_stands_by_the_previous_forecast():
    move = Move("4100", "Barn", budget=1_000, previous=1_300)

    assert (move.before, move.change, move.now) == (-300, 0, -300)


def test_who_never_forecast_is_on_budget():
    assert ends([Move("4100", "Barn", budget=1_000, added=300)]).now == 0


def test_a_first_forecast_is_the_units_own_change():
    move = Move("4100", "Barn", budget=1_000, added=300, forecast=1_100)

    assert (move.before, move.given, move.change, move.now) == (0, 0, -100, -100)


def test_the_largest_changes_come_first_and_the_others_are_joined():
    found = [
        Move(str(code), f"Enhet {code}", budget=1_000, previous=1_000, forecast=1_000 + code) for code in (1, 5, -9, 3)
    ]

    assert by_unit(found, shown=2) == [
        Step("before", "", 0, Bar.TOTAL),
        Step("-9", "Enhet -9", 9),
        Step("5", "Enhet 5", -5),
        Step("rest", "2", -4),
        Step("now", "", 0, Bar.TOTAL),
    ]


def test_what_no_cause_explains_is_said():
    found = [Move("4100", "Barn", budget=1_000, previous=1_100, forecast=1_400)]

    assert by_cause(found, {"volume": -100}, {"volume": -150, "price": -200}) == [
        Step("before", "", -100, Bar.TOTAL),
        Step("price", "", -200),
        Step("volume", "", -50),
        Step("rest", "", -50),
        Step("now", "", -400, Bar.TOTAL),
    ]


@pytest.mark.parametrize(("change", "cut"), [(-10, True), (-400, False)])
def test_totals_are_cut_when_the_moves_are_small_beside_them(change, cut):
    assert is_cut([-1_000, change, -1_000 + change], [True, False, True]) is cut


def test_a_bar_is_absolute_or_relative():
    figure = waterfall(["Förr", "Barn", "Nu"], [-10, 3, -7], ["−10", "+3", "−7"], [True, False, True])

    assert figure["data"][0]["measure"] == ["absolute", "relative", "absolute"]
    assert figure["data"][0]["x"] == [-10, 3, -7]


def test_the_forecasts_are_summed_when_every_unit_has_one():
    table = BridgeTable(
        [
            Move("4100", "Barn", budget=0, previous=1_000_00, forecast=1_200_00),
            Move("4200", "Vuxen", budget=0, previous=500_00),
        ]
    )

    assert (table.columns["previous"].footer, table.columns["forecast"].footer) == ("1\N{NO-BREAK SPACE}500", DASH)
