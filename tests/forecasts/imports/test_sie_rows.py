"""Which rows of a SIE file are read, and that no money counts twice."""

import pytest

from forecasts.imports.problems import Code
from tests.forecasts.imports.sie import HEAD, amounts, said, sie
from tests.forecasts.imports.tables import problems

TWO = HEAD + '#DIM 6 "Projekt"\n'


def balances(*rows, place="#PSALDO 0 202601 5020"):
    """Rows of objects and kronor: `{1 "4100"} 5`."""
    return "".join(f"{place} {row}\n" for row in rows)


def test_balances_are_of_single_months_and_totals_are_not_added():
    rows = balances("{} 300.00", "{1 4100} 100.00", "{1 4200} 200.00")
    understood = sie(rows + rows.replace("202601", "202602"))

    assert amounts(understood) == {("4100", "5020", 1): 100, ("4200", "5020", 1): 200, ("4100", "5020", 2): 100,
                                   ("4200", "5020", 2): 200}  # fmt: skip
    assert (understood.skipped, understood.layout, understood.year) == (2, "sie-actuals", 2026)


def test_costs_are_positive_as_debit_is_and_revenue_negative():
    understood = sie(balances("{1 4100} 100.00") + balances("{1 4100} -30.00", place="#PSALDO 0 202601 3011"))

    assert amounts(understood) == {("4100", "5020", 1): 100, ("4100", "3011", 1): -30}
    assert (understood.sign, understood.money, "sie-standard" in said(understood)) == ("cost-positive", "kr", True)


def test_amounts_against_the_standard_are_asked_about():
    rows = balances("{1 4100} -100.00", "{1 4200} -900.00") + balances("{1 4100} 30.00", place="#PSALDO 0 202601 3011")

    assert problems(sie(rows)) == [("ask-sign", "")]
    assert amounts(sie(rows, sign="cost-negative"))["4200", "5020", 1] == 900


def test_revenue_without_a_minus_is_turned_when_it_is_said_to_have_none():
    rows = balances("{1 4100} 100.00") + balances("{1 4100} 30.00", place="#PSALDO 0 202601 3011")

    assert amounts(sie(rows, sign="unsigned")) == {("4100", "5020", 1): 100, ("4100", "3011", 1): -30}


def test_budget_and_actuals_are_both_read():
    understood = sie(balances("{1 4100} 5.00") + balances("{1 4100} 6.00", place="#PBUDGET 0 202612 5020"))

    assert (amounts(understood), amounts(understood, "budget")) == (
        {("4100", "5020", 1): 5},
        {("4100", "5020", 12): 6},
    )
    assert (understood.kind, "kinds-both" in said(understood)) == ("actual", True)


@pytest.mark.parametrize(("kind", "layout"), [("budget", "sie-budget"), ("actual", "sie-actuals")])
def test_one_kind_is_read_when_it_is_said(kind, layout):
    rows = balances("{1 4100} 5.00") + balances("{1 4100} 6.00", place="#PBUDGET 0 202601 5020")

    understood = sie(rows, kind=kind)

    assert (list(understood.figures), understood.layout) == ([kind], layout)


def test_there_are_no_forecasts_in_a_sie_file():
    assert problems(sie(balances("{1 4100} 5.00"), kind="forecast")) == [("not-that-kind", "")]


def test_balance_accounts_are_not_read_unless_the_account_plan_has_them():
    rows = "".join(
        balances("{1 4100} 5.00", place=f"#PSALDO 0 202601 {each}") for each in ("1930", "2440", "5020", "9100")
    )

    understood = sie(rows)

    assert {account for _unit, account, _month in amounts(understood)} == {"5020", "9100"}
    assert said(understood)["sie-balance-accounts"] == {"rows": "2"}


def test_an_account_that_is_a_balance_account_by_its_kind_is_not_read():
    understood = sie(
        "#KTYP 8990 S\n" + balances("{1 4100} 5.00") + balances("{1 4100} 1.00", place="#PSALDO 0 202601 8990")
    )

    assert (amounts(understood), problems(understood)) == ({("4100", "5020", 1): 5}, [])


def test_the_year_before_is_read_only_when_it_is_said():
    rows = balances("{1 4100} 5.00") + balances("{1 4100} 6.00", place="#PSALDO -1 202503 5020")

    now, before = sie(rows), sie(rows, year=2025)

    assert (amounts(now), now.year, said(now)["sie-other-years"]) == ({("4100", "5020", 1): 5}, 2026, {"rows": "1"})
    assert (amounts(before), before.year) == ({("4100", "5020", 3): 6}, 2025)


def test_a_year_without_dates_is_not_the_one_that_is_read():
    head = '#FLAGGA 0\n#RAR -1 "" ""\n#RAR 0 20260101 20261231\n'
    rows = balances("{1 4100} 5.00") + balances("{1 4100} 6.00", place="#PSALDO -1 202503 5020")

    assert amounts(sie(rows, head=head)) == {("4100", "5020", 1): 5}


def test_a_month_outside_the_year_is_a_problem():
    assert problems(sie(balances("{1 4100} 5.00", place="#PSALDO 0 202512 5020"))) == [("month-outside-year", "D6")]


def test_a_month_that_has_not_been_is_a_problem_unless_nothing_is_in_it():
    assert problems(sie(balances("{1 4100} 5.00", place="#PSALDO 0 202612 5020"))) == [("future-month", "D6")]
    assert problems(sie(balances("{1 4100} 5.00") + balances("{1 4100} 0.00", place="#PSALDO 0 202612 5020"))) == []


def test_balances_of_years_alone_are_refused():
    [problem] = sie("#RES 0 5020 100.00\n#UB 0 1930 5.00\n", head="#FLAGGA 0\n#SIETYP 1\n").problems

    assert (problem.code, problem.found) == (Code.SIE_NO_MONTHS, "1")


def test_balances_without_objects_are_refused():
    assert problems(sie(balances("{} 300.00"))) == [("sie-without-objects", "")]


def test_a_file_of_balance_accounts_alone_has_no_rows():
    assert problems(sie(balances("{1 4100} 5.00", place="#PSALDO 0 202601 1930"))) == [("no-rows", "")]


def test_another_currency_is_refused():
    [problem] = sie("#VALUTA EUR\n" + balances("{1 4100} 5.00")).problems

    assert (problem.code, problem.found) == (Code.SIE_CURRENCY, "EUR")


def test_the_unit_is_the_only_dimension_whose_objects_are_units():
    understood = sie(balances('{1 "A1" 6 4100} 5.00'), head=TWO)

    assert amounts(understood) == {("4100", "5020", 1): 5}
    assert said(understood)["sie-dimension"]["dimension"] == "6 Projekt"


def test_the_dimension_is_asked_for_when_several_can_be_the_unit():
    rows = balances("{1 4100 6 4200} 5.00")
    [problem] = sie(rows, head=TWO).problems

    assert (problem.code, problem.found) == (Code.ASK_DIMENSION, "1 Kostnadsställe, 6 Projekt")
    assert amounts(sie(rows, head=TWO, dimension="6")) == {("4200", "5020", 1): 5}
    assert amounts(sie(rows, head=TWO, dimension="1 Kostnadsställe")) == {("4100", "5020", 1): 5}


def test_the_dimension_is_asked_for_when_none_is_evident_or_there_is_no_such():
    rows = balances("{1 A1 6 B1} 5.00")

    assert problems(sie(rows, head=TWO)) == [("ask-dimension", "")]
    assert problems(sie(rows, head=TWO, dimension="20")) == [("ask-dimension", "")]


def test_the_only_dimension_is_the_unit_and_strange_objects_are_problems():
    assert problems(sie(balances("{1 A1} 5.00"))) == [("unknown-unit", "I6")]


def test_objects_of_a_lower_dimension_belong_to_the_one_above():
    head = HEAD + '#UNDERDIM 21 "Grupp" 1\n'
    rows = balances("{21 4210} 5.00") + balances("{1 4200} 7.00", place="#PSALDO 0 202602 5020")

    assert amounts(sie(rows, head=head)) == {("4210", "5020", 1): 5, ("4200", "5020", 2): 7}


@pytest.mark.parametrize(("total", "code"), [("{} 12.00", []), ("{} 7.00", [Code.SIE_PARTS]), ("", [Code.SIE_PARTS])])
def test_an_object_of_a_lower_dimension_may_be_a_part_of_one_above_unless_the_total_says_not(total, code):
    rows = balances(*filter(None, [total, "{21 4210} 5.00", "{1 4200} 7.00"]))

    understood = sie(rows, head=HEAD + '#UNDERDIM 21 "Grupp" 1\n')

    assert [each.code for each in understood.problems] == code
    assert amounts(understood) == ({} if code else {("4210", "5020", 1): 5, ("4200", "5020", 1): 7})


def test_a_kind_with_totals_only_is_not_read_and_said_not_to_be():
    understood = sie(balances("{1 4100} 5.00") + balances("{} 6.00", place="#PBUDGET 0 202601 5020"))

    assert (list(understood.figures), understood.problems) == (["actual"], [])
    assert said(understood)["sie-without-units"] == {"kind": "budget"}


def test_hundreds_of_balances_without_a_unit_are_one_problem():
    rows = "".join(balances("{6 P1} 7.00", place=f"#PSALDO 0 202601 {account}") for account in range(5100, 5350))

    [problem] = sie(balances("{1 4100} 5.00") + rows, head=TWO).problems

    assert (problem.code, problem.times) == (Code.MISSING_UNIT, 250)


def test_a_dimension_of_activities_is_kept():
    understood = sie(balances("{1 4100 20 510} 5.00", "{1 4100 20 520} 6.00"), head=HEAD + '#DIM 20 "Verksamhet"\n')

    assert sorted((key.activity, ore) for key, ore in understood.figures["actual"].items()) == [
        ("510", 500),
        ("520", 600),
    ]


def test_balances_divided_by_another_dimension_are_added():
    understood = sie(balances("{1 4100 6 P1} 5.00", "{1 4100 6 P2} 6.00"), head=TWO)

    assert amounts(understood) == {("4100", "5020", 1): 11}
    assert said(understood)["detail-summed"]["column"] == "6 Projekt"


def test_balances_that_sum_to_the_units_own_are_parts_of_it():
    rows = balances("{1 4100} 11.00", "{1 4100 6 P1} 5.00", "{1 4100 6 P2} 6.00", "{6 P1} 5.00", "{6 P2} 6.00")

    understood = sie(rows, head=TWO)

    assert amounts(understood) == {("4100", "5020", 1): 11}
    assert (said(understood)["sie-parts"]["rows"], said(understood)["sie-other-dimensions"]["rows"]) == ("2", "2")


@pytest.mark.parametrize(("total", "amount"), [("{} 100.00", 100), ("{} 160.00", 160)])
def test_the_total_tells_whether_balances_are_parts_or_come_in_addition(total, amount):
    rows = balances(total, "{1 4100} 100.00", "{1 4100 6 P1} 60.00")

    assert amounts(sie(rows, head=TWO)) == {("4100", "5020", 1): amount}


@pytest.mark.parametrize("total", ["", "{} 130.00"])
def test_balances_that_may_count_twice_are_a_problem(total):
    rows = balances(*filter(None, [total, "{1 4100} 100.00", "{1 4100 6 P1} 60.00"]))
    understood = sie(rows, head=TWO)

    assert [each.code for each in understood.errors] == [Code.SIE_PARTS]
    assert (understood.errors[0].found, understood.errors[0].hint, understood.figures) == (
        "6 Projekt",
        "1 Kostnadsställe",
        {},
    )


def test_totals_that_contradict_each_other_about_parts_are_a_problem():
    rows = balances("{} 100.00", "{1 4100} 100.00", "{1 4100 6 P1} 60.00")
    other = balances("{} 160.00", "{1 4100} 100.00", "{1 4100 6 P1} 60.00", place="#PSALDO 0 202602 5020")

    assert [each.code for each in sie(rows + other, head=TWO).errors] == [Code.SIE_PARTS]


def test_parts_of_two_other_dimensions_are_a_problem_when_no_total_tells():
    assert [each.code for each in sie(balances("{1 4100 6 P1} 5.00", "{1 4100 2 K1} 6.00"), head=TWO).errors] == [
        Code.SIE_PARTS
    ]


def test_parts_of_two_dimensions_without_a_balance_of_their_own_are_a_problem_beside_parts_that_are_known():
    known = balances("{1 4100} 11.00", "{1 4100 6 P1} 11.00")
    cancelled = balances("{} 0.00", "{1 4200 6 P1} 5.00", "{1 4200 2 K1} 6.00", place="#PSALDO 0 202602 5020")

    [problem] = sie(known + cancelled, head=TWO).errors

    assert (problem.code, problem.cell) == (Code.SIE_PARTS, "K10")


def test_parts_that_cancel_out_over_units_do_not_hide_that_they_matter():
    rows = balances("{} 30.00", "{1 4100} 10.00", "{1 4100 6 P1} 4.00", "{1 4200} 20.00", "{1 4200 6 P1} -4.00")

    assert [each.code for each in sie(rows, head=TWO).errors] == [Code.SIE_PARTS]


def test_the_same_balance_twice_is_a_problem_at_the_second_line():
    understood = sie(balances("{1 4100} 5.00", "{1 4100} 5.00"))

    assert [(each.code, each.cell, each.found, each.hint) for each in understood.problems] == [
        (Code.DUPLICATE_ROW, "F7", "4100 5020 202601", "F6")
    ]


def test_parts_of_a_budget_beside_vouchers_are_no_more_added_than_elsewhere():
    voucher = "#VER A 1 20260115\n{\n#TRANS 5020 {1 4100} 5.00\n#TRANS 2440 {} -5.00\n}\n"
    budget = balances("{1 4100} 11.50", "{1 4100 6 P1} 11.50", place="#PBUDGET 0 202601 5020")

    understood = sie(budget + voucher, head=TWO)

    assert (amounts(understood), amounts(understood, "budget")) == (
        {("4100", "5020", 1): 5},
        {("4100", "5020", 1): 11.5},
    )


def test_a_balance_of_no_unit_is_a_warning_where_no_total_shows_it():
    understood = sie(balances("{1 4100} 5.00") + balances("{6 P1} 7.00", place="#PSALDO 0 202601 5010"), head=TWO)

    assert [(each.code, each.cell, each.found) for each in understood.problems] == [(Code.MISSING_UNIT, "F8", "7.00")]
    assert understood.errors == []


def test_the_shape_is_that_of_the_dimensions():
    one, same = sie(balances("{1 4100} 5.00")), sie(balances("{1 4200} 9.00", "{1 4100} 1.00"))

    assert one.shape == same.shape != sie(balances("{1 4100} 5.00"), head=TWO).shape
    assert len(one.shape) == 64


def test_a_file_without_a_year_takes_it_from_its_months():
    understood = sie(balances("{1 4100} 5.00"), head="#FLAGGA 0\n")

    assert (understood.year, understood.problems) == (2026, [])


def test_round_amounts_that_happen_to_be_alike_do_not_tell_that_they_are_parts():
    rows = balances("{1 4100} 10000", "{1 4100 6 P1} 10000", place="#PBUDGET 0 202601 5020")

    assert [each.code for each in sie(rows, head=TWO).errors] == [Code.SIE_PARTS]
