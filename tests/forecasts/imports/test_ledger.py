"""Ledger lists are understood rightly, asked about or refused at the cell."""

from datetime import date, datetime

import pytest

from forecasts.imports.amounts import FigureKey
from forecasts.imports.pipeline import understand
from forecasts.imports.sheet import Workbook
from tests.forecasts.imports.tables import GROUP, context, problems, read, sheet

AUGUST = date(2026, 8, 1)
LEDGER = """
Utfall 2026
Ansvar|Benämning|Konto|Ben|Period|Belopp
4100|Barn och unga|5011|Löner|202608|1250000.5
4100|Barn och unga|3011|Avgifter|202608|-12000
60|Stab|5011|Löner|202608|45000
"""
FIGURES = {
    FigureKey(1, AUGUST, GROUP["PER"], "5011", ""): 125000050,
    FigureKey(1, AUGUST, GROUP["INT"], "3011", ""): -1200000,
    FigureKey(5, AUGUST, GROUP["PER"], "5011", ""): 4500000,
}


def test_a_ledger_list_becomes_figures():
    understood = read(LEDGER)

    assert (understood.layout, understood.kind, understood.money, understood.sign, understood.problems) == (
        "ledger-actuals",
        "actual",
        "kr",
        "cost-positive",
        [],
    )
    assert understood.figures == {"actual": FIGURES}


def test_a_ledger_with_credit_positive_is_turned_once():
    turned = (
        LEDGER.replace("|12", "|-12").replace("|-12000", "|12000").replace("|--12000", "|12000").replace("|45", "|-45")
    )

    understood = read(turned)

    assert (understood.sign, understood.figures) == ("cost-negative", {"actual": FIGURES})


def test_totals_and_memo_rows_are_not_added_but_reconciled():
    understood = read(LEDGER + "Summa|||||1283000.5\nvarav|||||5\n\nNot: preliminärt\n")

    assert understood.figures == {"actual": FIGURES}
    assert (understood.skipped, [(each.cell, each.agrees) for each in understood.reconciled]) == (2, [("F6", True)])


def test_a_total_that_differs_is_a_warning_at_its_cell():
    understood = read(LEDGER + "Summa|||||1383000.5\n")

    assert (problems(understood), understood.errors) == ([("total-differs", "F6")], [])


def test_subtotals_per_unit_and_a_grand_total_reconcile():
    understood = read("""
Utfall 2026 kr
Ansvar|Konto|Period|Belopp
4100|5011|202608|100
4100|5021|202608|50
S:a 4100|||150
60|5011|202608|40
S:a 60|||40
Totalt|||190
""")

    assert [(each.label, each.agrees) for each in understood.reconciled] == [
        ("S:a 4100", True),
        ("S:a 60", True),
        ("Totalt", True),
    ]
    assert understood.problems == []


def test_every_problem_is_said_at_its_cell():
    understood = read("""
Utfall 2026 kr
Ansvar|Konto|Period|Belopp
9999|5011|202608|100
4100|8011|202608|100
4100|5011|202613|100
4100|5011|202508|100
4100|5011|202608|12 00O
|5011|202608|100
4300|5011|202608|100
4400|5011|202608|100
4100|5011|202612|100
4100|5021|202607|100
4100|5021|202607|100
4100||202607|100
""")

    assert set(problems(understood)) == {
        ("unknown-unit", "A3"),
        ("unknown-account", "B4"),
        ("not-a-month", "C5"),
        ("month-outside-year", "C6"),
        ("not-an-amount", "D7"),
        ("missing-unit", "A8"),
        ("unit-not-valid", "A9"),
        ("unit-not-yours", "A10"),
        ("future-month", "C11"),
        ("duplicate-row", "D13"),
        ("missing-account", "B14"),
    }


def test_an_unknown_unit_has_near_names_as_a_hint():
    understood = read("Utfall 2026 kr\nEnhet|Konto|Period|Belopp\nBarn o unga|5011|202608|100\n")

    assert [(each.found, each.hint) for each in understood.problems] == [("Barn o unga", "4100 Barn och unga")]


def test_the_same_problem_in_hundreds_of_cells_is_said_once():
    rows = "\n".join(f"9999|{5001 + number}|202608|100" for number in range(300))

    understood = read(f"Utfall 2026 kr\nEnhet|Konto|Period|Belopp\n{rows}\n4100|5011|202608|5")

    assert [(each.cell, each.times) for each in understood.problems] == [("A3", 300)]


@pytest.mark.parametrize(
    "month", ["202608", "'2026-08", "'aug 2026", "'augusti 2026", "8", "'aug", "'2026-08-31", "'Augusti"]
)
def test_a_month_may_be_written_in_many_ways(month):
    understood = read(f"Utfall 2026 kr\nEnhet|Konto|Period|Belopp\n4100|5011|{month}|100")

    assert understood.months == [AUGUST]


def test_a_month_and_a_year_may_stand_in_two_columns():
    understood = read("Utfall kr\nEnhet|Konto|År|Månad|Belopp\n4100|5011|2026|8|100")

    assert understood.months == [AUGUST]


def test_a_date_in_the_month_column_is_its_month_and_that_is_said():
    table = sheet("Utfall kr\nEnhet|Konto|Period|Belopp\n4100|5011|.|100")
    table.rows[2][2] = datetime(2026, 8, 31)  # noqa: DTZ001

    understood = understand(Workbook("xlsx", [table]), context())

    assert (understood.months, "dates-as-months" in {each.code for each in understood.evidence}) == ([AUGUST], True)


def test_a_month_without_a_year_is_asked_about():
    assert ("ask-year", "") in problems(read("Utfall kr\nEnhet|Konto|Månad|Belopp\n4100|5011|aug|100"))


@pytest.mark.parametrize(
    "unit", ["4100", "'4100", "'4100 Barn och unga", "' 4100 ", "'barn och unga", "'Barn och unga (4100)"]
)
def test_a_unit_may_be_written_in_many_ways(unit):
    understood = read(f"Utfall 2026 kr\nEnhet|Konto|Period|Belopp\n{unit}|5011 Löner|202608|100")

    assert set(understood.figures["actual"]) == {FigureKey(1, AUGUST, GROUP["PER"], "5011", "")}


@pytest.mark.parametrize("unit", ["'0041", "41"])
def test_leading_zeros_may_be_lost(unit):
    understood = read(f"Utfall 2026 kr\nEnhet|Konto|Period|Belopp\n{unit}|5011|202608|100")

    assert {key.unit for key in understood.figures["actual"]} == {9}


def test_budget_and_actuals_in_one_file_are_both_stored():
    understood = read("2026 kr\nEnhet|Konto|Period|Budget|Utfall|Avvikelse\n4100|5011|202608|100|90|10")

    assert {kind: sum(figures.values()) for kind, figures in understood.figures.items()} == {
        "budget": 10000,
        "actual": 9000,
    }


def test_debit_and_credit_are_one_amount():
    understood = read("Utfall 2026 kr\nEnhet|Konto|Period|Debet|Kredit\n4100|5011|202608|100|.\n4100|3011|202608|.|40")

    assert sorted(understood.figures["actual"].values()) == [-4000, 10000]


def test_the_activity_code_is_kept():
    understood = read("Utfall 2026 kr\nEnhet|Konto|Verksamhet|Period|Belopp\n4100|5011|5540|202608|100")

    assert {key.activity for key in understood.figures["actual"]} == {"5540"}


def test_rows_divided_by_a_finer_column_are_added_and_that_is_said():
    understood = read(
        "Utfall 2026 kr\nEnhet|Konto|Projekt|Period|Belopp\n4100|5011|A|202608|100\n4100|5011|B|202608|50"
    )

    assert list(understood.figures["actual"].values()) == [15000]
    assert "detail-summed" in {each.code for each in understood.evidence}


def test_a_unit_printed_once_is_filled_down_and_that_is_said():
    understood = read(
        "Utfall 2026 kr\nEnhet|Konto|Period|Belopp\n4100|5011|202608|100\n|5021|202608|50\n"
        "60|5011|202608|10\n|5021|202608|5"
    )

    assert sorted((key.unit, amount) for key, amount in understood.figures["actual"].items()) == [
        (1, 5000),
        (1, 10000),
        (5, 500),
        (5, 1000),
    ]


def test_a_blank_unit_where_units_are_repeated_is_a_problem():
    understood = read(
        "Utfall 2026 kr\nEnhet|Konto|Period|Belopp\n4100|5011|202608|100\n4100|5021|202608|50\n|5011|202608|10"
    )

    assert problems(understood) == [("missing-unit", "A5")]


def test_a_kind_that_does_not_show_is_asked_about():
    assert problems(read("2026 kr\nEnhet|Konto|Period|Belopp\n4100|5011|202608|100")) == [("ask-kind", "")]


def test_an_answer_settles_the_kind():
    understood = read("2026 kr\nEnhet|Konto|Period|Belopp\n4100|5011|202608|100", kind="budget")

    assert list(understood.figures) == ["budget"]


def test_small_amounts_without_a_unit_of_money_are_asked_about():
    assert problems(read("Utfall 2026\nEnhet|Konto|Period|Belopp\n4100|5011|202608|100")) == [("ask-money-unit", "")]


@pytest.mark.parametrize(
    ("amount", "money"), [("10000.25", "kr"), ("40000", "kr"), ("9000.25", None), ("12.35", None), ("3000", None)]
)
def test_only_amounts_that_can_be_nothing_else_are_kronor(amount, money):
    understood = read(f"Utfall 2026\nEnhet|Konto|Period|Belopp\n4100|5011|202608|{amount}\n4100|5012|202608|50")

    assert understood.money == money


def test_stored_figures_decide_the_unit_of_money():
    understood = read(
        "Utfall 2026\nEnhet|Konto|Period|Belopp\n4100|5011|202608|100", yearly={(1, 2026, "budget"): 1_300_000_00}
    )

    assert understood.money == "tkr"


def test_a_unit_of_money_that_stored_figures_contradict_is_asked_about():
    understood = read(
        "Utfall 2026 kr\nEnhet|Konto|Period|Belopp\n4100|5011|202608|100", yearly={(1, 2026, "budget"): 1_300_000_00}
    )

    assert problems(understood) == [("ask-money-unit", "")]


def test_billions_are_refused():
    assert problems(read("Utfall 2026 mdkr\nEnhet|Konto|Period|Belopp\n4100|5011|202608|1.5")) == [
        ("ask-money-unit", "")
    ]


def test_costs_of_both_signs_are_asked_about():
    understood = read("Utfall 2026 kr\nEnhet|Konto|Period|Belopp\n4100|5011|202608|100\n4100|5021|202608|-90")

    assert problems(understood) == [("ask-sign", "")]


def test_revenue_with_the_sign_of_costs_is_asked_about():
    understood = read("Utfall 2026 kr\nEnhet|Konto|Period|Belopp\n4100|5011|202608|100\n4100|3011|202608|90")

    assert problems(understood) == [("ask-sign", "")]


def test_accumulated_amounts_are_refused():
    understood = read("2026 kr\nEnhet|Konto|Period|Utfall ack\n4100|5011|202608|100")

    assert problems(understood) == [("accumulated-amounts", "D2")]


def test_a_list_of_one_month_takes_the_month_of_its_title():
    understood = read("""
Period: 202608  kr
Ansvar|Ben|Konto|Ben|Utfall per|Utfall ack|Budget ack|Avvik|Årsbudget
4100|Barn|5011|Löner|100|800|900|100|1200
""")

    assert (understood.figures, understood.months) == (
        {"actual": {FigureKey(1, AUGUST, GROUP["PER"], "5011", ""): 10000}},
        [AUGUST],
    )


@pytest.mark.parametrize(
    ("texts", "ore"), [(("1.234", "5,50"), 123400), (("1,234", "5,50"), 123), (("1.234", "5.50"), 123)]
)
def test_a_lone_point_or_comma_is_settled_by_the_other_cells(texts, ore):
    rows = f"4100|5011|202608|'{texts[0]}\n4100|5021|202608|'{texts[1]}"

    understood = read(f"Utfall 2026 kr\nEnhet|Konto|Period|Belopp\n{rows}")

    assert understood.figures["actual"][FigureKey(1, AUGUST, GROUP["PER"], "5011", "")] == ore


def test_a_lone_point_that_nothing_settles_is_a_problem():
    understood = read("Utfall 2026 kr\nEnhet|Konto|Period|Belopp\n4100|5011|202608|'1.234")

    assert problems(understood) == [("ambiguous-amount", "D3")]


def test_the_same_table_on_two_sheets_is_asked_about():
    sheets = [sheet(LEDGER, "A"), sheet(LEDGER, "B")]

    assert problems(understand(Workbook("xlsx", sheets), context())) == [("ask-sheet", "")]
    assert understand(Workbook("xlsx", sheets), context(sheet="B")).figures == {"actual": FIGURES}


def of_month(title, headings, row="4100|5011|100|90", **said):
    return read(f"{title} kr\nEnhet|Konto|{headings}\n{row}", **said)


def by_kind_and_month(understood):
    return {(kind, key.month.month): ore for kind, own in understood.figures.items() for key, ore in own.items()}


def test_a_heading_says_the_month_of_a_list():
    understood = of_month("Uppföljning 2026", "Utfall aug", "4100|5011|100")

    assert (understood.problems, by_kind_and_month(understood)) == ([], {("actual", 8): 10000})


def test_a_budget_of_a_month_is_not_spread_over_the_year():
    assert by_kind_and_month(of_month("2026", "Budget aug", "4100|5011|100")) == {("budget", 8): 10000}


@pytest.mark.parametrize(
    ("title", "headings", "question"),
    [
        ("Utfall 2026-08", "Utfall jul", "ask-month"),
        ("Utfall augusti 2026", "Utfall jul", "ask-month"),
        ("Utfall", "Utfall jul", "ask-year"),
        ("Budget 2025", "Budget 2026", "ask-year"),
        ("Utfall 2025", "Utfall 2026-08", "ask-year"),
        ("Utfall t.o.m. augusti 2026", "Utfall aug", "ask-amounts"),
        ("Uppföljning augusti 2026", "Budget|Utfall", "ask-amounts"),
    ],
)
def test_headings_and_titles_that_speak_of_different_times_are_asked_about(title, headings, question):
    row = "|".join(["4100", "5011", "100", "90"][: 3 + headings.count("|")])

    assert [code for code, _ in problems(of_month(title, headings, row))] == [question]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Utfall januari-augusti 2026", {"month": AUGUST}),
        ("Ackumulerat utfall 2026-08", {"month": AUGUST}),
        ("Utfall augusti 2026", {"amounts": "to-date"}),
    ],
)
def test_a_list_of_all_that_has_been_up_to_a_month_is_not_stored_as_the_month(title, said):
    assert problems(of_month(title, "Utfall", "4100|5011|100", **said)) == [("accumulated-amounts", "C2")]


def test_a_month_that_is_said_goes_before_a_heading():
    understood = of_month("Utfall 2026-08", "Utfall jul", "4100|5011|100", month=AUGUST)

    assert by_kind_and_month(understood) == {("actual", 8): 10000}


def test_budget_and_actuals_of_the_period_are_of_the_month_in_the_title():
    understood = of_month("Uppföljning augusti 2026", "Budget period|Utfall period")

    assert by_kind_and_month(understood) == {("budget", 8): 10000, ("actual", 8): 9000}


def test_budget_beside_actuals_that_the_title_says_are_of_a_month_is_of_that_month():
    assert set(by_kind_and_month(of_month("Utfall augusti 2026", "Budget|Utfall"))) == {("budget", 8), ("actual", 8)}


@pytest.mark.parametrize(("said", "found"), [("monthly", []), ("to-date", ["accumulated-amounts"])])
def test_an_answer_settles_budget_beside_actuals_that_say_no_time(said, found):
    understood = of_month("Uppföljning augusti 2026", "Budget|Utfall", amounts=said)

    assert [code for code, _ in problems(understood)] == found


@pytest.mark.parametrize(
    "title", ["Budget januari-augusti 2026", "Ackumulerad budget 2026-08", "Budget t.o.m. aug 2026"]
)
def test_a_budget_of_a_part_of_the_year_is_not_spread_over_it(title):
    assert problems(of_month(title, "Belopp", "4100|5011|100")) == [("accumulated-amounts", "C2")]


@pytest.mark.parametrize(
    ("title", "said", "found"),
    [
        ("Budget 2026, fastställd den 1 januari 2026", {}, 12),
        ("Budget 2026, beslutad i november 2025", {"year": 2026}, 12),
        ("Budget 2026, beslutad i november 2025", {}, "ask-year"),
        ("Budget 2026, reviderad mars 2026", {}, "ask-month"),
    ],
)
def test_the_month_when_a_budget_was_decided_is_not_the_month_it_is_of(title, said, found):
    understood = of_month(title, "Budget", "4100|5011|1200", **said)

    assert [code for code, _ in problems(understood)] == ([found] if isinstance(found, str) else [])
    assert len(by_kind_and_month(understood)) == (0 if isinstance(found, str) else found)
