import pytest

from forecasts.entry.proposal import Basis, Proposed, propose

BUDGET = Basis(budget=1200, budget_to_date=800, actual_to_date=900, months=8)
SEASON = Basis(budget=1200, budget_to_date=800, actual_to_date=900, last_to_date=600, last_rest=200, months=8)


def test_what_remains_of_the_budget():
    assert propose("remaining-budget", BUDGET) == Proposed(1300, "remaining-budget", rest=400, months=8)


def test_the_same_pace():
    assert propose("linear", BUDGET) == Proposed(1350, "linear", rest=450, months=8)


def test_the_same_pace_of_a_unit_that_began_in_may():
    basis = Basis(budget=800, budget_to_date=400, actual_to_date=401, months=4, life=8)

    assert propose("linear", basis) == Proposed(802, "linear", rest=401, months=4, life=8)


@pytest.mark.parametrize(("actual", "amount"), [(100, 171), (-100, -171)])
def test_halves_are_rounded_away_from_zero(actual, amount):
    assert propose("linear", Basis(0, 0, actual, months=7)).amount == amount


def test_last_years_remaining_months_at_this_years_pace():
    assert propose("last-year", SEASON) == Proposed(1200, "last-year", rest=300, pace=1500, months=8)


@pytest.mark.parametrize("last_to_date", [None, 0, 400, 2000, -600])
def test_last_years_remaining_months_as_they_were_when_the_years_are_too_different(last_to_date):
    basis = Basis(1200, 800, 900, last_to_date=last_to_date, last_rest=200, months=8)

    assert propose("last-year", basis) == Proposed(1100, "last-year", rest=200, months=8)


@pytest.mark.parametrize("method", ["remaining-budget", "linear", "last-year"])
def test_the_budget_while_nothing_is_closed(method):
    basis = Basis(budget=1200, budget_to_date=None, actual_to_date=None, last_to_date=None, last_rest=1000)

    assert propose(method, basis) == Proposed(1200, "remaining-budget", "nothing-closed", 1200)


def test_what_remains_of_the_budget_without_a_last_year():
    assert propose("last-year", BUDGET) == Proposed(1300, "remaining-budget", "no-last-year", 400, months=8)


def test_what_remains_of_the_budget_of_a_unit_that_ends():
    basis = Basis(900, 800, 900, last_to_date=600, last_rest=200, months=8, life=9, ends=True)

    assert propose("last-year", basis).fallback == "unit-ends"


def test_nothing_is_proposed_from_nothing():
    assert propose("remaining-budget", Basis(None, None, 0, months=8)).amount is None


def test_actuals_without_budget_go_no_further():
    assert propose("remaining-budget", Basis(None, None, 70, months=8)) == Proposed(70, "remaining-budget", months=8)
