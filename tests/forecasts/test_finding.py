"""The headline of a unit as a value."""

from datetime import date

from forecasts.deviation import ForecastPoint, Standing
from forecasts.finding import Finding, Headline, Trend, headline
from units.money import MoneyUnit

JUNE, JULY = date(2012, 6, 1), date(2012, 7, 1)
MNKR = MoneyUnit.MNKR.ore


def standing(*forecasts: float, budget: float = 266.9) -> Standing:
    points = tuple(
        ForecastPoint(month, round(amount * MNKR))
        for month, amount in zip([JUNE, JULY][-len(forecasts) :] if forecasts else [], forecasts, strict=True)
    )
    return Standing(1, "1100", "Funk", "purchaser", "10", round(budget * MNKR), None, None, points)


def test_a_deficit_that_grew_says_since_when():
    assert headline(standing(295.5, 296.7), MoneyUnit.MNKR) == Headline(
        Finding.DEFICIT, Trend.WORSE, round(-29.8 * MNKR), round(-1.2 * MNKR), JUNE
    )


def test_a_surplus_that_grew_is_better():
    found = headline(standing(266.0, 265.0), MoneyUnit.MNKR)

    assert (found.finding, found.trend) == (Finding.SURPLUS, Trend.BETTER)


def test_what_rounds_to_zero_in_the_unit_shown_is_balance_and_unchanged():
    found = headline(standing(266.92, 266.94), MoneyUnit.MNKR)

    assert (found.finding, found.trend) == (Finding.BALANCE, Trend.SAME)


def test_the_same_figures_in_thousands_are_neither():
    found = headline(standing(266.92, 266.94), MoneyUnit.TKR)

    assert (found.finding, found.trend) == (Finding.DEFICIT, Trend.WORSE)


def test_a_first_forecast_is_compared_with_nothing():
    assert headline(standing(266.9), MoneyUnit.MNKR) == Headline(Finding.BALANCE, Trend.FIRST, 0)


def test_without_a_forecast_it_says_so():
    assert headline(standing(), MoneyUnit.MNKR) == Headline(Finding.NO_FORECAST, Trend.NONE)


def test_without_budget_and_forecast_there_is_nothing_to_say():
    assert headline(standing(), MoneyUnit.MNKR, any_budget=False) == Headline(Finding.NOTHING, Trend.NONE)
