"""Which units and changes a meeting takes up."""

from datetime import date

from forecasts.deviation import Status
from meetings.agenda.facts import Reason
from meetings.agenda.figures import CauseChange, Figures, Since, UnitChange, UnitFigure
from meetings.agenda.picking import total_rows, unit_row, units_that_went_well, units_to_look_at

AUGUST, JULY = date(2026, 8, 1), date(2026, 7, 1)


def unit(pk: int, deviation: int | None, status: Status = Status.BALANCE, **values) -> UnitFigure:
    forecast = None if deviation is None else 1000 - deviation
    values.setdefault("as_of", AUGUST)
    return UnitFigure(pk, f"{pk}", f"Enhet {pk}", "10", "Avdelning", status, 1000, forecast, **values)


def figures(*units: UnitFigure) -> Figures:
    return Figures(2026, AUGUST, AUGUST, units)


def change(pk: int, own: int) -> UnitChange:
    return UnitChange(pk, f"{pk}", f"Enhet {pk}", own=own)


def test_the_largest_deficits_come_first_and_no_more_than_five_of_them():
    units = [unit(number, -number * 10, Status.DEFICIT) for number in range(1, 9)]

    found = units_to_look_at(figures(*units), None, {}, None)

    assert found == {f"{number}": [Reason.DEFICIT] for number in (8, 7, 6, 5, 4)}


def test_a_unit_is_taken_up_once_with_all_its_reasons():
    found = units_to_look_at(figures(unit(1, -50, Status.DEFICIT)), Since((change(1, -20),)), {1: 2}, None)

    assert found == {"1": [Reason.DEFICIT, Reason.CHANGED, Reason.FLAGGED]}


def test_a_unit_that_is_gone_is_not_taken_up():
    assert units_to_look_at(figures(), Since((change(9, -20),)), {}, None) == {}


def test_a_forecast_of_an_earlier_month_is_missing_when_one_is_expected():
    units = [unit(1, 0, as_of=JULY), unit(2, None, as_of=None), unit(3, 0)]

    found = units_to_look_at(figures(*units), None, {}, AUGUST)

    assert found == {"1": [Reason.MISSING], "2": [Reason.MISSING]}


def test_the_total_comes_with_the_causes_that_changed_most():
    changed = Since((change(1, -30),), tuple(CauseChange(f"{n}", f"orsak {n}", -n) for n in range(9, 0, -1)))

    rows = total_rows(figures(unit(1, -30)), changed, JULY)

    assert [row.key for row in rows] == ["total", "cause:9", "cause:8", "cause:7", "cause:6", "cause:5"]


def test_a_unit_that_did_not_change_is_said_to_be_unchanged_and_not_unknown():
    same, unknown = (
        unit_row(unit(1, -5), [], change=None, comparable=comparable, causes={}).facts.change
        for comparable in (True, False)
    )

    assert (same, unknown) == (0, None)


def test_the_largest_causes_of_a_unit_are_named():
    figure = unit(1, -60, causes={"a": -10, "b": -40, "c": 5, "d": -15, "e": 0})

    causes = unit_row(figure, [], change=None, comparable=False, causes={"b": "pris"}).facts.causes

    assert [(each.name, each.amount) for each in causes] == [("pris", -40), ("d", -15), ("a", -10)]


def test_a_unit_that_came_out_of_its_deficit_or_is_clearly_better_went_well():
    before = figures(unit(1, -50, Status.DEFICIT), unit(2, -50, Status.DEFICIT), unit(3, -50, Status.WATCH))
    now = figures(unit(1, 0), unit(2, -20, Status.DEFICIT), unit(3, -45, Status.WATCH))
    changed = Since((change(1, 50), change(2, 30), change(3, 5)))

    assert units_that_went_well(before, now, changed, worth=10) == {
        "1": [Reason.IN_BALANCE, Reason.BETTER],
        "2": [Reason.BETTER],
    }
