"""The figures a meeting is held over, and what changed from one to the next."""

from datetime import date

from forecasts.deviation import Status
from meetings.agenda.codec import decode, encode
from meetings.agenda.figures import (
    CauseChange,
    Drift,
    Figures,
    GapFigure,
    TotalFigure,
    UnitChange,
    UnitFigure,
    drift,
    since,
)

AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)


def unit(pk: int, budget: int, forecast: int | None, **values) -> UnitFigure:
    code = f"{pk}"
    return UnitFigure(pk, code, f"Enhet {code}", "10", "Avdelning", Status.BALANCE, budget, forecast, **values)


def figures(*units: UnitFigure, year: int = 2026, **values) -> Figures:
    return Figures(year, date(year, 9, 1), date(year, 9, 1), units, {"price": "pris", "volume": "volym"}, **values)


def test_the_figures_come_back_from_json_as_they_were():
    kept = figures(
        unit(1, 100, 110, as_of=AUGUST, causes={"price": -10}, budget_to_date=60, actual_to_date=70, effect=3),
        unit(2, 50, None),
        gap=GapFigure(10, 8, 6, 4, 2),
    )

    assert decode(Figures, encode(kept)) == kept


def test_a_unit_without_a_forecast_counts_as_on_budget_in_the_total():
    found = figures(unit(1, 100, 130, as_of=AUGUST, effect=5, weighted=4), unit(2, 50, None)).total

    assert found == TotalFigure(2, 1, (AUGUST,), 150, -30, 5, 4)
    assert (found.forecast, found.after, found.after_weighted) == (180, -25, -26)


def test_what_changed_is_told_by_unit_and_sums_to_the_change_of_the_total():
    before = figures(unit(1, 100, 110), unit(2, 50, 50, effect=5), unit(3, 10, 10))
    now = figures(unit(1, 100, 125), unit(2, 60, 58, effect=1), unit(3, 10, 10))

    found = since(before, now)

    assert found.units == (
        UnitChange(1, "1", "Enhet 1", own=-15),
        UnitChange(2, "2", "Enhet 2", given=10, own=-8, effect=-4),
    )
    assert (found.deviation, found.given, found.effect, found.after) == (-13, 10, -4, -17)
    assert found.deviation == now.total.deviation - before.total.deviation
    assert found.after == now.total.after - before.total.after


def test_a_first_forecast_is_a_change_of_the_unit_whatever_its_budget_did():
    found = since(figures(unit(1, 100, None)), figures(unit(1, 120, 150)))

    assert found.units == (UnitChange(1, "1", "Enhet 1", own=-30),)


def test_a_unit_that_came_or_went_is_in_the_change():
    found = since(figures(unit(1, 100, 120)), figures(unit(2, 50, 55)))

    assert [(each.code, each.deviation, each.came, each.went) for each in found.units] == [
        ("1", 20, False, True),
        ("2", -5, True, False),
    ]


def test_causes_and_budgets_and_what_is_not_explained_sum_to_the_change():
    before = figures(unit(1, 100, 110, causes={"price": -10}))
    now = figures(unit(1, 105, 130, causes={"price": -14, "volume": -8}))

    found = since(before, now)

    assert found.causes == (
        CauseChange("volume", "volym", -8),
        CauseChange("price", "pris", -4),
        CauseChange("", "", -8),
    )
    assert found.given + sum(each.amount for each in found.causes) == found.deviation == -15


def test_a_unit_that_gave_no_cause_before_explains_nothing_now():
    found = since(figures(unit(1, 100, 110)), figures(unit(1, 100, 115, causes={"price": -15})))

    assert found.causes == (CauseChange("", "", -5),)


def test_meetings_over_different_years_are_not_compared():
    assert since(figures(unit(1, 100, 110), year=2025), figures(unit(1, 100, 115))) is None


def test_nothing_is_compared_without_a_meeting_before():
    assert since(None, figures(unit(1, 100, 115))) is None


def test_what_was_changed_afterwards_is_told_by_unit_and_month():
    then = figures(unit(1, 100, 110, actual_to_date=70, budget_to_date=60), unit(2, 50, 50))
    later = figures(unit(1, 100, 111, actual_to_date=71, budget_to_date=60), unit(2, 51, 50))

    closed = [date(2026, month, 1) for month in range(1, 9)]

    assert drift(then, later, closed) == Drift((SEPTEMBER,), ("1",), ("2",), ("1",))


def test_nothing_has_drifted_when_all_stands():
    then = figures(unit(1, 100, 110))

    assert not drift(then, then, [date(2026, month, 1) for month in range(1, 10)])
