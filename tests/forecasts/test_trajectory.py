"""Small lines."""

from forecasts.trajectory import Sparkline, sparkline


def test_a_deficit_lies_below_the_budget():
    assert sparkline([0, -50, -100]) == Sparkline("3.0,3.0 36.0,10.0 69.0,17.0", 3.0, 69.0, 17.0)


def test_a_line_on_budget_is_straight():
    assert sparkline([0, 0]) == Sparkline("3.0,3.0 69.0,3.0", 3.0, 69.0, 3.0)


def test_one_forecast_is_no_line():
    assert sparkline([-50]) is None
