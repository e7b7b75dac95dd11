"""Standings filtered, summed and over time."""

from datetime import date

import pytest

from forecasts.deviation import ForecastPoint, Limits, Standing, Status
from forecasts.overview import (
    Choice,
    Subtotal,
    TotalPoint,
    UnitRow,
    largest_changes,
    subtotals,
    total,
    total_trajectory,
    unit_rows,
)

JUNE, JULY, AUGUST = (date(2026, month, 1) for month in (6, 7, 8))
LIMITS = Limits(watch=100, watch_permille=3, deficit=500, deficit_permille=10)


def standing(code, budget, *forecasts, kind="provider", department="10"):
    points = tuple(ForecastPoint(month, amount) for month, amount in forecasts)
    return Standing(
        int(code), code, f"Enhet {code}", kind, department, budget, None, None, points, 0, f"Avdelning {department}"
    )


FUNK = standing("4100", 1000, (JUNE, 1500), (JULY, 2000), department="20")
VUXEN = standing("4200", 1000, (JULY, 1100), (AUGUST, 1200), kind="purchaser")
BARN = standing("4300", 1000)
ALL = [FUNK, VUXEN, BARN]


def test_rows_begin_with_the_largest_deficit():
    assert unit_rows([BARN, VUXEN, FUNK], LIMITS) == [
        UnitRow(FUNK, Status.DEFICIT),
        UnitRow(VUXEN, Status.WATCH),
        UnitRow(BARN, Status.MISSING),
    ]


@pytest.mark.parametrize(
    ("choice", "codes"),
    [
        (Choice(), ["4100", "4200", "4300"]),
        (Choice(text="ENHET 42"), ["4200"]),
        (Choice(text="avdelning 20"), ["4100"]),
        (Choice(status="missing"), ["4300"]),
        (Choice(department="10"), ["4200", "4300"]),
        (Choice(kind="purchaser"), ["4200"]),
        (Choice(kind="purchaser", status="deficit"), []),
    ],
)
def test_a_choice_takes_the_rows_that_match_all_of_it(choice, codes):
    rows = unit_rows(ALL, LIMITS)

    assert [row.standing.code for row in rows if choice.takes(row)] == codes


def test_subtotals_sum_the_units_that_share_a_key():
    assert subtotals(ALL, lambda each: each.department) == [
        Subtotal("10", total([VUXEN, BARN])),
        Subtotal("20", total([FUNK])),
    ]


def test_the_total_of_a_month_counts_each_unit_with_its_latest_forecast():
    assert total_trajectory(ALL) == [
        TotalPoint(JUNE, -600, 1),
        TotalPoint(JULY, -1100, 2),
        TotalPoint(AUGUST, -1200, 2),
    ]


def test_a_month_that_few_units_had_made_a_forecast_by_is_no_total():
    late = [standing(code, 1000, (AUGUST, 1000)) for code in ("4400", "4500")]

    assert total_trajectory([FUNK, *late]) == [TotalPoint(AUGUST, -1000, 3)]


def test_the_largest_changes_are_those_since_a_month():
    assert largest_changes(ALL, JULY, 5) == [FUNK, VUXEN]
    assert largest_changes(ALL, AUGUST, 5) == [VUXEN]
