"""What a SIE file says of its own sums, and its vouchers."""

import pytest

from forecasts.imports.problems import Code, Severity
from tests.forecasts.imports.sie import HEAD, amounts, said, sie
from tests.forecasts.imports.tables import problems

MONTHS = (
    "#OMFATTN 20260228\n"
    "#PSALDO 0 202601 5020 {} 300.00\n"
    '#PSALDO 0 202601 5020 {1 "4100"} 100.00\n'
    '#PSALDO 0 202601 5020 {1 "4200"} 200.00\n'
    '#PSALDO 0 202602 5020 {1 "4200"} 50.50\n'
)


def voucher(*lines, day="20260115"):
    return f'#VER A 1 {day} "Text"\n{{\n' + "".join(f"{line}\n" for line in lines) + "}\n"


def reconciled(understood):
    return [(each.cell, each.label, each.printed, each.computed) for each in understood.reconciled]


def test_a_total_is_held_against_the_rows_of_its_objects():
    understood = sie(MONTHS)

    assert reconciled(understood) == [("F7", "5020 202601", 300_00, 300_00)]
    assert (said(understood)["sie-sums"], understood.problems) == ({"rows": "1", "agree": "1"}, [])


def test_a_total_that_differs_is_a_warning_at_its_line():
    [problem] = sie(MONTHS.replace("300.00", "300.01")).problems

    assert (problem.code, problem.cell, problem.severity) == (Code.TOTAL_DIFFERS, "F7", Severity.WARNING)
    assert (problem.found.replace("\xa0", " "), problem.hint.replace("\xa0", " ")) == ("300,01 kr", "300,00 kr")


def test_an_account_with_a_total_and_no_objects_is_a_gap():
    assert ("total-differs", "F11") in problems(sie(MONTHS + "#PSALDO 0 202602 5010 {} 7.00\n"))


def test_many_gaps_are_one_warning_with_a_count():
    totals = "".join(f"#PSALDO 0 202601 {account} {{}} 1.00\n" for account in range(5100, 5350))

    [problem] = sie(MONTHS + totals).problems

    assert (problem.code, problem.times) == (Code.TOTAL_DIFFERS, 250)


def test_the_result_of_the_year_is_held_against_its_months():
    assert ("H11", "5020 #RES", 350_50, 350_50) in reconciled(sie(MONTHS + "#RES 0 5020 350.50\n"))


def test_a_result_that_differs_is_a_warning_at_its_line():
    assert problems(sie(MONTHS + "#RES 0 5020 350.51\n#RES -1 5020 9.00\n#RES 0 1930 9.00\n")) == [
        ("total-differs", "H11")
    ]


@pytest.mark.parametrize("until", ["20260331", "20260131"])
def test_a_result_that_reaches_another_month_is_not_compared(until):
    assert problems(sie(MONTHS.replace("20260228", until) + "#RES 0 5020 999.00\n")) == []


def test_balances_that_hold_the_months_before_are_refused():
    rows = "".join(
        f'#PSALDO 0 2026{month:02} {account} {{1 "4100"}} {100 * month}.00\n'
        for month in (1, 2)
        for account in (5020, 5010)
    )
    understood = sie(rows + "#RES 0 5020 200.00\n#RES 0 5010 200.00\n")

    assert [each.code for each in understood.errors] == [Code.ACCUMULATED]
    assert [each.code for each in sie(rows, amounts="to-date").errors] == [Code.ACCUMULATED]
    assert sie(rows).errors == []


def test_a_result_is_not_compared_with_a_part_of_the_year():
    part = '#PSALDO 0 202602 5020 {1 "4100"} 100.00\n#RES 0 5020 999.00\n'

    assert problems(sie(part)) == []


def test_balances_of_objects_are_held_against_the_months_of_their_unit():
    sums = '#OIB 0 5020 {1 "4200"} 10.00\n#OUB 0 5020 {1 "4200"} 260.50\n#OUB 0 5020 {1 "4100"} 99.00\n'

    understood = sie(MONTHS + sums)

    assert ("H12", "5020 4200 #OUB", 250_50, 250_50) in reconciled(understood)
    assert problems(understood) == [("total-differs", "H13")]


def test_a_line_that_only_checks_is_no_error_when_it_cannot_be_read():
    understood = sie(MONTHS + "#RES 0 5020\n")

    assert (problems(understood), understood.errors) == ([("sie-line", "H11")], [])


def test_sums_are_turned_with_the_amounts():
    understood = sie(MONTHS, sign="cost-negative")

    assert reconciled(understood) == [("F7", "5020 202601", -300_00, -300_00)]
    assert amounts(understood)["4200", "5020", 2] == -50.5


def test_transactions_are_added_by_month_where_there_are_no_balances():
    rows = voucher('#TRANS 5020 {1 "4100"} 100.00', '#TRANS 5020 {1 "4100"} 20.50', "#TRANS 2440 {} -120.50")
    understood = sie(rows + rows.replace("20260115", "20260228"))

    assert amounts(understood) == {("4100", "5020", 1): 120.5, ("4100", "5020", 2): 120.5}
    assert (understood.problems, said(understood)["sie-vouchers"]) == ([], {"rows": "4"})


def test_balances_are_read_and_vouchers_only_checked_where_both_are():
    understood = sie(MONTHS + voucher('#TRANS 5020 {1 "4100"} 900.00', "#TRANS 2440 {} -899.99"))

    assert amounts(understood)["4100", "5020", 1] == 100
    assert [(each.code, each.cell, each.severity) for each in understood.problems] == [
        (Code.SIE_VOUCHER, "A11", Severity.WARNING)
    ]


def test_vouchers_are_read_where_balances_have_no_units_and_the_balances_check_them():
    totals = "#PSALDO 0 202601 5020 {} 50.00\n#PSALDO 0 202602 5020 {} 9.00\n"
    understood = sie(totals + voucher('#TRANS 5020 {1 "4100"} 50.00', "#TRANS 2440 {} -50.00"))

    assert amounts(understood) == {("4100", "5020", 1): 50}
    assert reconciled(understood) == [("F7", "5020 202602", 9_00, 0), ("F6", "5020 202601", 50_00, 50_00)]
    assert problems(understood) == [("total-differs", "F7")]


def test_a_voucher_that_does_not_sum_to_zero_is_an_error_where_vouchers_are_read():
    [problem] = sie(voucher('#TRANS 5020 {1 "4100"} 900.00', "#TRANS 2440 {} -899.99")).problems

    assert (problem.code, problem.cell, problem.found, problem.severity) == (
        Code.SIE_VOUCHER, "A6", "0,01\N{NO-BREAK SPACE}kr".replace("\N{NO-BREAK SPACE}", " "), Severity.ERROR,
    )  # fmt: skip


def test_many_vouchers_that_do_not_sum_to_zero_are_one_problem():
    [problem] = sie(MONTHS + 250 * voucher('#TRANS 5020 {1 "4100"} 900.00')).problems

    assert (problem.code, problem.times) == (Code.SIE_VOUCHER, 250)


def test_a_voucher_that_another_begins_in_is_cut_off():
    rows = voucher('#TRANS 5020 {1 "4100"} 50.00', "#TRANS 2440 {} -50.00")

    assert ("sie-cut-off", "A6") in problems(sie(rows.replace("}\n", "") + rows))


def test_an_added_transaction_and_the_same_one_after_it_count_once():
    rows = voucher('#RTRANS 5020 {1 "4100"} 50.00', '#TRANS 5020 {1 "4100"} 50.00', "#TRANS 2440 {} -50.00")

    assert (amounts(sie(rows)), sie(rows).problems) == ({("4100", "5020", 1): 50}, [])


def test_an_added_transaction_without_the_same_one_after_it_counts():
    rows = voucher('#RTRANS 5020 {1 "4100"} 50.00', '#TRANS 5020 {1 "4200"} 50.00', "#TRANS 2440 {} -100.00")

    assert amounts(sie(rows)) == {("4100", "5020", 1): 50, ("4200", "5020", 1): 50}


def test_a_transaction_that_was_taken_away_does_not_count():
    rows = voucher('#TRANS 5020 {1 "4100"} 50.00', '#BTRANS 5020 {1 "4100"} 70.00', "#TRANS 2440 {} -50.00")

    assert (amounts(sie(rows)), sie(rows).problems) == ({("4100", "5020", 1): 50}, [])


def test_the_same_amount_twice_in_a_voucher_counts_twice():
    rows = voucher('#TRANS 5020 {1 "4100"} 50.00', '#TRANS 5020 {1 "4100"} 50.00', "#TRANS 2440 {} -100.00")

    assert amounts(sie(rows)) == {("4100", "5020", 1): 100}


def test_the_month_is_that_of_the_voucher():
    understood = sie(voucher('#TRANS 5020 {1 "4100"} 50.00 20260315 "Text"', "#TRANS 2440 {} -50.00 20260115"))

    assert (amounts(understood), said(understood)["sie-dates"]) == ({("4100", "5020", 1): 50}, {"rows": "1"})


def test_vouchers_of_the_year_before_are_not_read():
    rows = voucher('#TRANS 5020 {1 "4100"} 50.00', "#TRANS 2440 {} -50.00")
    understood = sie(rows + rows.replace("20260115", "20250115"))

    assert (amounts(understood), said(understood)["sie-other-years"]) == ({("4100", "5020", 1): 50}, {"rows": "2"})


def test_a_transaction_without_a_unit_is_an_error():
    understood = sie(voucher('#TRANS 5020 {1 "4100"} 50.00', "#TRANS 5020 {} 20.00", "#TRANS 2440 {} -70.00"))

    assert [(each.code, each.cell, each.found) for each in understood.errors] == [(Code.MISSING_UNIT, "G9", "20.00")]


@pytest.mark.parametrize(
    "rows",
    [
        '#TRANS 5020 {1 "4100"} 50.00\n',
        '#VER A 1 "utan dag"\n{\n#TRANS 5020 {1 "4100"} 50.00\n}\n',
        '#VER A 1 20260115\n#TRANS 5020 {1 "4100"} 50.00\n',
        '#VER A 1 20260115\n{\n#TRANS 5020 {1 "4100"}\n}\n',
    ],
)
def test_a_transaction_outside_a_voucher_with_a_date_or_without_its_amount_is_a_problem(rows):
    assert "sie-line" in [code for code, _cell in problems(sie(rows))]


def test_a_brace_may_stand_after_the_voucher():
    rows = '#VER "" "" 20260115 "Text" {\n#TRANS 5020 {1 "4100"} 50.00\n#TRANS 2440 {} -50.00\n}\n'

    assert (amounts(sie(rows)), sie(rows).problems) == ({("4100", "5020", 1): 50}, [])


def test_a_text_that_goes_on_over_lines_hides_no_transaction():
    rows = voucher('#TRANS 5020 {1 "4100"} 50.00 "" "två', 'rader"', "#TRANS 2440 {} -50.00")

    assert (amounts(sie(rows)), sie(rows).problems) == ({("4100", "5020", 1): 50}, [])


def test_a_budget_is_read_beside_vouchers():
    rows = voucher('#TRANS 5020 {1 "4100"} 50.00', "#TRANS 2440 {} -50.00")
    understood = sie('#PBUDGET 0 202601 5020 {1 "4100"} 45.00\n' + rows, head=HEAD)

    assert (amounts(understood), amounts(understood, "budget")) == (
        {("4100", "5020", 1): 50},
        {("4100", "5020", 1): 45},
    )
