"""What makes a table mean something else than it seems is a problem at its cell."""

from tests.forecasts.imports.tables import problems, read

MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug"
TEN = "|".join(["10"] * 8)
TABLE = f"Budget 2026, tkr\nEnhet|{MONTHS}\n4100|{TEN}\n60|{TEN}"


def test_an_amount_in_a_cell_over_several_rows_is_a_problem():
    assert problems(read(TABLE, fields={"merged": ((3, 2, 4, 2),)})) == [("merged-amount", "B3")]


def test_headings_merged_over_several_rows_are_none():
    assert problems(read(TABLE, fields={"merged": ((2, 1, 2, 1), (1, 1, 2, 1))})) == []


def test_hours_below_the_amounts_are_a_problem_where_they_are_named():
    assert problems(read(f"{TABLE}\n.\nBeviljade timmar\n61|{TEN}")) == [("unknown-unit", "A6")]


def test_a_comment_that_speaks_of_hours_right_below_its_row_is_none():
    assert problems(read(f"{TABLE}\nFler timmar än beräknat\n61|{TEN}")) == []


def test_months_that_are_not_understood_are_asked_about_and_their_total_not_spread():
    months = "|".join(f"M{number}" for number in range(1, 9))
    table = TABLE.replace(MONTHS, f"{months}|Totalt").replace(TEN, f"{TEN}|80")

    assert problems(read(table)) == [("ask-columns", "")]


def test_actuals_of_months_after_the_one_in_the_title_are_asked_about():
    table = TABLE.replace("Budget 2026, tkr", "Utfall per 2026-03-31, tkr")

    assert problems(read(table)) == [("ask-year", "")]
    assert problems(read(table, year=2026)) == []
