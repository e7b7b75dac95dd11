from dataclasses import replace
from datetime import date

import pytest

from forecasts.imports.amounts import FigureKey, Figures
from forecasts.imports.examined import ChangedAmount, ForecastRow, Understood
from forecasts.imports.preview import Stored, WholeForecast, preview
from forecasts.imports.problems import Code, Problem, Severity

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
STAFF, PREMISES = 11, 12


def key(unit=1, month=AUGUST, group=STAFF, account="5020"):
    return FigureKey(unit, month, group, account, "")


def file(figures, kind="actual"):
    return Understood(kind=kind, sheet="Blad1", figures={kind: Figures(figures)})


def counts(result):
    return {
        "new": result.new,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "removed": result.removed,
        "zeros": result.zeros,
    }


def test_amounts_are_counted_as_new_changed_unchanged_and_removed():
    stored = Stored({"actual": {key(account="5020"): 1, key(account="5030"): 2, key(account="5040"): 3}})

    result = preview(file({key(account="5020"): 1, key(account="5030"): 5, key(account="5050"): 7}), stored)

    assert counts(result) == {"new": 1, "changed": 1, "unchanged": 1, "removed": 1, "zeros": 0}
    assert result.effect == {"actual": 3 + 7 - 3}
    assert result.changes == [
        ChangedAmount("actual", 1, AUGUST, STAFF, "5030", "", 2, 5),
        ChangedAmount("actual", 1, AUGUST, STAFF, "5050", "", None, 7),
        ChangedAmount("actual", 1, AUGUST, STAFF, "5040", "", 3, None),
    ]


def test_a_month_or_a_unit_that_the_file_lacks_is_left_alone():
    stored = Stored({"actual": {key(month=JULY): 1, key(unit=2): 2}}, codes={1: "4100", 2: "4200"})

    result = preview(file({key(): 5}), stored)

    assert counts(result) == {"new": 1, "changed": 0, "unchanged": 0, "removed": 0, "zeros": 0}


def test_units_with_figures_that_the_file_lacks_are_named():
    stored = Stored({"actual": {key(unit=2): 2}}, codes={1: "4100", 2: "4200"})

    result = preview(file({key(): 5}), stored)

    assert result.problems == [Problem(Code.UNITS_MISSING, "Blad1", "", "4200", severity=Severity.WARNING)]


def test_account_groups_in_place_of_accounts_are_warned_of():
    stored = Stored({"actual": {key(account="5020"): 2}}, codes={1: "4100"})

    result = preview(file({key(account=""): 2}), stored)

    assert result.problems == [Problem(Code.COARSER_THAN_STORED, "Blad1", "", "4100", severity=Severity.WARNING)]


def test_a_zero_that_is_not_stored_changes_nothing():
    result = preview(file({key(): 0}), Stored())

    assert counts(result) == {"new": 0, "changed": 0, "unchanged": 0, "removed": 0, "zeros": 1}
    assert result.changes == []


def test_a_zero_in_the_place_of_an_amount_removes_it():
    result = preview(file({key(): 0}), Stored({"actual": {key(): 4}}))

    assert result.changes == [ChangedAmount("actual", 1, AUGUST, STAFF, "5020", "", 4, None)]
    assert result.removed == 1


def test_a_change_of_a_closed_month_is_an_error():
    result = preview(file({key(): 5}), Stored(closed=frozenset({AUGUST})))

    assert result.problems == [Problem(Code.MONTH_CLOSED, "Blad1", "", "2026-08")]


def test_the_figures_of_a_closed_month_may_be_handed_in_again():
    result = preview(file({key(): 5}), Stored({"actual": {key(): 5}}, closed=frozenset({AUGUST})))

    assert result.problems == []


def test_the_budget_of_a_closed_month_may_change():
    result = preview(file({key(): 5}, "budget"), Stored(closed=frozenset({AUGUST})))

    assert result.problems == []


@pytest.mark.parametrize(
    "stored",
    [
        Stored({"actual": {key(): 4}}),
        Stored({"actual": {key(account="5030"): 5}}),
        Stored({"actual": {key(): 5}}),
    ],
    ids=["another amount", "another account", "already stored"],
)
def test_the_fingerprint_tells_that_something_else_is_stored(stored):
    seen = preview(file({key(): 5}), Stored())

    assert preview(file({key(): 5}), stored).fingerprint != seen.fingerprint


def test_the_fingerprint_is_the_same_when_nothing_happened():
    stored = Stored({"actual": {key(): 4, key(account="5030"): 5}})

    assert preview(file({key(): 5}), stored).fingerprint == preview(file({key(): 5}), stored).fingerprint


def forecast(*rows, comments=None, columns=None):
    return Understood(
        kind="forecast",
        year=2026,
        as_of=AUGUST,
        forecasts=list(rows),
        comments=comments or {},
        columns=columns or {},
    )


def test_a_forecast_replaces_the_units_forecast_as_a_whole():
    held = WholeForecast("", {STAFF: ForecastRow(1, STAFF, 5), PREMISES: ForecastRow(1, PREMISES, 2)})

    result = preview(forecast(ForecastRow(1, STAFF, 9)), Stored(forecasts={1: held}))

    assert counts(result) == {"new": 0, "changed": 1, "unchanged": 0, "removed": 1, "zeros": 0}
    assert result.effect == {"forecast": 2}


def test_a_file_without_causes_keeps_them():
    row = ForecastRow(1, STAFF, 5, "volume", "Fler placerade")

    result = preview(forecast(ForecastRow(1, STAFF, 5)), Stored(forecasts={1: WholeForecast("Kort", {STAFF: row})}))

    assert counts(result) == {"new": 0, "changed": 0, "unchanged": 1, "removed": 0, "zeros": 0}


def test_a_new_cause_is_a_change_without_effect():
    row = ForecastRow(1, STAFF, 5, "volume")

    result = preview(forecast(replace(row, cause="price")), Stored(forecasts={1: WholeForecast("", {STAFF: row})}))

    assert (result.changed, result.effect) == (1, {"forecast": 0})


def test_a_new_comment_of_the_unit_is_a_change():
    row = ForecastRow(1, STAFF, 5)
    held = WholeForecast("Som i juli", {STAFF: row})

    result = preview(forecast(row, comments={1: "Sämre"}), Stored(forecasts={1: held}))

    assert result.changes == [ChangedAmount("forecast", 1, AUGUST, 0, "", "", None, None)]
