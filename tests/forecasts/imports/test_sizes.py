"""What looks right by itself is held against what is stored, and against what was chosen."""

import pytest

from tests.forecasts.imports.tables import problems, read

BUDGETS = {(unit, 2026, "budget"): 12_000_000_00 for unit in (1, 5, 6, 7)}
UNITS = (4100, 60, 61, 63)


def actuals(*kronor, month="augusti"):
    rows = (f"{unit}|5010|{amount}" for unit, amount in zip(UNITS, kronor, strict=True))
    return "\n".join([f"Utfall {month} 2026, kr", "Enhet|Konto|Utfall per", *rows])


def test_a_month_that_is_as_large_as_the_year_to_date_is_asked_about():
    text = actuals(8_000_000, 7_900_000, 8_300_000, 7_000_000)

    assert problems(read(text, yearly=BUDGETS)) == [("ask-amounts", "")]
    assert problems(read(text, yearly=BUDGETS, amounts="monthly")) == []
    assert [code for code, _ in problems(read(text, yearly=BUDGETS, amounts="to-date"))] == ["accumulated-amounts"]


def test_two_units_are_too_few_to_tell_a_sum_to_date():
    yearly = {key: ore for key, ore in BUDGETS.items() if key[0] in (1, 5)}

    assert problems(read(actuals(8_000_000, 7_900_000, 5, 5), yearly=yearly)) == []


@pytest.mark.parametrize("amounts", [(1_000_000, 900_000, 1_300_000, 2_000_000), (3_000_000, 900_000, 1_000_000, 500)])
def test_a_month_of_the_size_of_a_month_is_not(amounts):
    assert "ask-amounts" not in {code for code, _ in problems(read(actuals(*amounts), yearly=BUDGETS))}


def test_a_unit_a_hundred_times_from_its_budget_is_named():
    understood = read(actuals(1_000_000, 900_000, 1_300_000, 1_100), yearly=BUDGETS)

    assert [(each.code, each.found) for each in understood.problems] == [("unit-size", "63")]


def test_a_sign_that_was_chosen_against_the_rows_is_said_to_be():
    understood = read(actuals(1, 2, 3, 4), sign="cost-negative")

    assert problems(understood) == [("sign-opposed", "")]


def test_a_unit_of_money_that_was_chosen_against_the_file_is_said_to_be():
    assert problems(read(actuals(1, 2, 3, 4), money="tkr")) == [("money-opposed", "")]


@pytest.mark.parametrize("money", ["ören", "EUR"])
def test_a_unit_of_money_that_is_none_of_ours_is_asked_about(money):
    text = actuals(1_000_000, 900_000, 1_300_000, 2_000_000).replace(", kr", f", belopp i {money}")

    assert problems(read(text, yearly=BUDGETS)) == [("ask-money-unit", "")]


@pytest.mark.parametrize(("row", "cell"), [("4100|5010|123456.5|.|.", "C12"), ("4100|5010|202608|.|98765.5", "E12")])
def test_an_amount_in_another_column_than_its_own_is_found(row, cell):
    rows = "\n".join(f"60|{5010 + at}|202608|1000{at}.5|Text {at}" for at in range(9))

    understood = read(f"Utfall 2026 kr\nEnhet|Konto|Period|Utfall|Kommentar\n{rows}\n{row}")

    assert ("amount-astray", cell) in problems(understood)


def test_a_name_beside_a_code_that_is_another_units_is_told():
    rows = "4100|Vuxen|5010|1000\n60|Stab, nämnd och ledning|5010|5"

    understood = read(f"Utfall 2026-08 kr\nAnsvar|Benämning|Konto|Utfall per\n{rows}")

    assert problems(understood) == [("name-differs", "B3")]


def test_a_list_with_actuals_up_to_a_month_only_is_not_taken_for_a_budget_unasked():
    text = "Period: 202608 kr\nAnsvar|Konto|Utfall ack|Budget ack|Årsbudget\n4100|5010|800000|790000|1200000"

    assert [code for code, _ in problems(read(text))] == ["ask-kind"]
    assert sum(read(text, kind="budget").figures["budget"].values()) == 120_000_000


def test_a_unit_without_a_forecast_needs_no_month_for_it():
    text = "2026 kr\nEnhet|Budget|Prognos|Per\n4100|3000000|3100000|2026-08\n60|9000000||"

    understood = read(text)

    assert (understood.problems, [row.unit for row in understood.forecasts]) == ([], [1])
