"""Lists whose rows lean on those above them are understood rightly."""

from dataclasses import replace

import pytest

from forecasts.imports.examined import KnownAlias
from forecasts.imports.pipeline import understand
from forecasts.imports.sheet import Workbook
from tests.forecasts.imports.tables import GROUP, context, problems, read, sheet

GROUP_CODE = {key: code for code, key in GROUP.items()}
TREE = """
Affärsenhet 101,102 Period 2026-08 kr
Utskriven 2026-09-02 :07:41
Benämning|Utfall period
4100 Barn och unga|1500000
   5010 Löner|1000000
   6010 Lokaler|500000
63 Socialt stöd|250000
   5010 Löner|200000
   6010 Lokaler|50000
Totalt|1750000
"""


def kronor(understood, kind="actual"):
    """Unit, account or group, and kronor."""
    return [
        (key.unit, key.account or GROUP_CODE[key.group], ore // 100) for key, ore in understood.figures[kind].items()
    ]


RIGHT = [(1, "5010", 1_000_000), (1, "6010", 500_000), (7, "5010", 200_000), (7, "6010", 50_000)]


def test_accounts_under_their_unit_in_one_column():
    understood = read(TREE, kind="actual")

    assert (understood.problems, kronor(understood)) == ([], RIGHT)
    assert [(each.cell, each.agrees) for each in understood.reconciled] == [("B4", True), ("B7", True), ("B10", True)]


def test_account_groups_under_their_unit_in_one_column():
    understood = read(TREE.replace("5010 Löner", "Personalkostnader").replace("6010 Lokaler", "Lokalkostnader"))

    assert [(unit, amount) for unit, _, amount in kronor(understood)] == [(unit, amount) for unit, _, amount in RIGHT]


def test_a_units_sum_that_its_accounts_do_not_reach_is_a_warning():
    understood = read(TREE.replace("|1500000", "|1600000").replace("|1750000", "|1850000"), kind="actual")

    assert problems(understood) == [("total-differs", "B4"), ("total-differs", "B10")]


def test_what_stands_under_an_unknown_unit_is_never_counted_to_the_unit_above():
    understood = read(TREE.replace("63 Socialt stöd", "4999 Ny enhet"), kind="actual")

    assert [(each.code, each.cell) for each in understood.errors] == [("unknown-unit", f"A{row}") for row in (7, 8, 9)]


def test_labels_printed_once_in_a_pivot_are_filled_down():
    understood = read("""
Hypergene 2026 Utfall kr
Avdelning|Enhet|Kontogrupp|jan|feb|Totalt
IFO|4100 Barn och unga|Personalkostnader|10000000|12000000|22000000
.|.|Lokalkostnader|50000|50000|100000
.|.|Summa|10050000|12050000|22100000
.|63 Socialt stöd|Personalkostnader|7000000|7000000|14000000
.|.|Lokalkostnader|1|2|3
Totalt|.|.|17050001|19050002|36100003
Filter: År = 2026
""")

    assert understood.problems == []
    assert sum(ore for ore in understood.figures["actual"].values()) == 36_100_003_00


def test_merged_cells_stand_for_every_row_they_cover():
    made = sheet("Utfall 2026-08 kr\nEnhet|Konto|Utfall per\n4100|5010|1000000\n.|6010|2\n4100|7010|3\n60|5010|4")
    merged = replace(made, merged=((3, 1, 4, 1),))

    assert problems(understand(Workbook("xlsx", [made]), context())) == [("missing-unit", "A4")]
    assert understand(Workbook("xlsx", [merged]), context()).problems == []


def test_levels_in_columns_of_their_own():
    understood = read("""
Utfall 2026-08 kr
Avdelning|Enhet|Konto|Utfall per
IFO|.|.|1060000
.|4100 Barn och unga|.|1010000
.|.|5010|1000000
.|.|6010|10000
.|60|.|50000
.|.|5010|50000
""")

    assert (understood.problems, kronor(understood)) == (
        [],
        [(1, "5010", 1_000_000), (1, "6010", 10_000), (5, "5010", 50_000)],
    )


def test_an_account_printed_once_over_its_units():
    rows = ["5010|4100|1000000", ".|60|500000", "Summa 5010||1500000", "6010|4100|2", ".|60|5"]

    understood = read("\n".join(["Utfall 2026-08 kr", "Konto|Ansvar|Utfall per", *rows]))

    assert kronor(understood) == [(1, "5010", 1_000_000), (1, "6010", 2), (5, "5010", 500_000), (5, "6010", 5)]


def test_a_row_of_a_unit_without_account_that_sums_its_accounts_is_a_total():
    text = "Utfall 2026-08 kr\nEnhet|Konto|Utfall per\n4100|5010|1000000\n4100|6010|200\n4100|.|{total}\n60|5010|5"

    assert kronor(read(text.format(total=1_000_200))) == [(1, "5010", 1_000_000), (1, "6010", 200), (5, "5010", 5)]
    assert problems(read(text.format(total=1_000_900))) == [("missing-account", "B5")]


@pytest.mark.parametrize("above", [True, False])
def test_sums_that_no_word_tells_may_stand_above_or_below_their_parts(above):
    blocks = [["IFO|300", "4100|100", "60|200"], ["Äldre|700", "63|300", "64|400"]]
    rows = [row for block in blocks for row in (block if above else [*block[1:], block[0]])]

    understood = read("\n".join(["Budget 2026 tkr", "Område|Budget helår", *rows, "Socialnämnd|1000"]))

    assert (understood.problems, sum(understood.figures["budget"].values())) == ([], 1000 * 100_000)


def test_a_department_is_a_sum_and_a_gap_in_it_is_told():
    made = sheet("Budget 2026 tkr\nEnhet|Budget helår\nIFO|350\n4100|100\n60|200")
    known = replace(context(), departments=(("10", "IFO"),))

    assert problems(understand(Workbook("xlsx", [made]), context())) == [("unknown-unit", "A3")]
    assert problems(understand(Workbook("xlsx", [made]), known)) == [("total-differs", "B3")]


def test_a_department_with_an_account_is_no_sum():
    made = sheet("Utfall 2026-08 kr\nEnhet|Konto|Utfall per\n10|5010|350000\n4100|5010|350000")
    known = replace(context(), departments=(("10", "IFO"),))

    assert problems(understand(Workbook("xlsx", [made]), known)) == [("unknown-unit", "A3")]


def test_a_month_alone_is_never_a_sum():
    text = "2026 Utfall tkr\nAnsvar|Månad|Belopp\n4100|jan|10\n60|jan|10\n.|feb|20\n4100|mar|5"

    assert problems(read(text)) == [("missing-unit", "A5")]


TWO = "Budget 2026 tkr\nEnhet|jan|feb\n4100|10|10\n60|20|20\n.\nUtfall 2026 tkr\nEnhet|jan|feb\n4100|11|10\n60|21|20"


def test_several_tables_on_a_sheet_are_asked_about():
    assert [(each.code, each.found) for each in read(TWO).problems] == [("ask-sheet", "Blad1!A2, Blad1!A7")]


@pytest.mark.parametrize(("place", "kind", "tkr"), [("A2", "budget", 60), ("A7", "actual", 62)])
def test_the_place_of_a_table_chooses_it(place, kind, tkr):
    understood = read(TWO, sheet=f"Blad1!{place}")

    assert (understood.problems, sum(understood.figures[kind].values())) == ([], tkr * 100_000)


def test_tables_side_by_side_are_asked_about():
    understood = read("2026 tkr\nEnhet|Budget helår|.|Enhet|Utfall jan\n4100|1000|.|4100|80\n60|2000|.|60|90")

    assert [(each.code, each.found) for each in understood.problems] == [("ask-sheet", "Blad1!A2, Blad1!D2")]


def test_headings_that_stand_again_on_each_page_are_no_rows():
    understood = read("Utfall 2026-08 kr\nEnhet|Konto|Utfall per\n4100|5010|1000000\nEnhet|Konto|Utfall per\n60|5010|5")

    assert kronor(understood) == [(1, "5010", 1_000_000), (5, "5010", 5)]


def test_columns_that_say_nothing_are_asked_about_and_may_be_said():
    text = "2026 kr\nx|y|z\n4100 Barn och unga|hej|1000000\nStab, nämnd och ledning|hå|2000000"

    assert problems(read(text.replace("4100 Barn och unga", "abc"), kind="budget"))[0][0] == "ask-columns"
    understood = read(text, columns=(("A", "unit"), ("C", "budget")), header=2)
    assert (understood.problems, sum(understood.figures["budget"].values())) == ([], 300_000_000)


def test_a_column_of_responsible_people_is_no_unit_when_another_names_the_units():
    rows = "Anna Ek|Barn och unga|1000000\nBo Ek|Stab, nämnd och ledning|5"

    understood = read(f"Utfall augusti 2026 kr\nAnsvar|Enhet|Utfall per\n{rows}")

    assert [key.unit for key in understood.figures["actual"]] == [1, 5]


def test_revenues_without_minus_are_asked_about_and_turned_when_said():
    text = (
        "Utfall 2026-08 tkr\nEnhet|Kontogrupp|Utfall period\n4100|Intäkter|100\n4100|Personalkostnader|500\n"
        "4100|Netto|400\n60|Intäkter|10\n60|Personalkostnader|50"
    )

    assert [each.code for each in read(text).errors] == ["ask-sign"]
    understood = read(text, sign="unsigned")
    assert (sum(understood.figures["actual"].values()), [each.agrees for each in understood.reconciled]) == (
        440 * 100_000,
        [True],
    )


def test_a_deviation_in_a_ledger_list_is_checked():
    understood = read("""
Utfall augusti 2026
Ansvar|Konto|Utfall|Budget|Avvikelse
4100|5010|1100000|1000000|-100000
4100|6010|110000|100000|-10000
60|5010|1100000|1200000|100000
60|6010|1100|1200|500
""")

    assert problems(understood) == [("deviation-differs", "E6")]


def test_actuals_and_the_forecast_of_the_rest_are_a_forecast_of_the_year():
    months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    headings = "|".join(f"{'Utfall' if at < 8 else 'Prognos'} {month}" for at, month in enumerate(months))
    text = f"2026 tkr\nEnhet|{headings}|Totalt\n4100|{'|'.join(['10'] * 12)}|120"

    assert problems(read(text)) == [("ask-kind", "")]
    understood = read(text, kind="forecast")
    assert [(row.unit, row.amount, f"{understood.as_of:%Y-%m}") for row in understood.forecasts] == [
        (1, 120 * 100_000, "2026-08")
    ]


def test_one_blank_alone_is_not_filled_from_the_unit_above():
    text = "Utfall 2026-08 kr\nEnhet|Konto|Utfall per\n4100|5010|1000000\n60|6010|2\n.|7010|500000"

    assert problems(read(text)) == [("missing-unit", "A5")]


@pytest.mark.parametrize(
    "rows", ["4100|12\n60|15\n4999 Ny enhet|28", "4100|12\n60|15\nNy enhet|28"], ids=["code", "rounding"]
)
def test_an_unknown_unit_is_no_sum_of_two_by_chance(rows):
    assert problems(read(f"Budget 2026 mnkr\nEnhet|Budget helår\n{rows}")) == [("unknown-unit", "A5")]


def test_an_unknown_unit_with_an_account_is_no_sum():
    text = "Utfall 2026-08 kr\nEnhet|Konto|Utfall per\n4100|5010|100000\n60|5010|200000\nNy enhet|5010|300000"

    assert problems(read(text)) == [("unknown-unit", "A5")]


@pytest.mark.parametrize("heading", ["Text", "Benämning"])
@pytest.mark.parametrize("word", ["Hela året", "Hela kommunens stab", "Totalförsvar", "Resultat i balans"])
def test_a_word_for_a_total_beside_a_known_unit_makes_no_total(heading, word):
    text = f"Budget 2026 tkr\nEnhet|{heading}|Budget helår\n4100|Barn|100\n60|{word}|200\n63|Socialt|700"

    understood = read(text)

    assert (understood.problems, sum(understood.figures["budget"].values())) == ([], 1000 * 100_000)


def test_a_word_for_a_total_beside_the_unit_it_sums_is_a_total():
    rows = "4100|Barn|5010|100\n4100|Barn|6010|200\n4100|Summa Barn|.|300\n60|Stab|5010|7"

    understood = read(f"Utfall 2026-08 tkr\nEnhet|Benämning|Konto|Utfall per\n{rows}")

    assert (understood.problems, sum(understood.figures["actual"].values())) == ([], 307 * 100_000)


def test_an_account_whose_number_is_a_unit_stays_under_its_unit():
    rows = "60 Stab|10\n4100 Köp av tjänst|1\n4110 Köp av plats|2\n4120 Köp av vård|3\n5010 Löner|4"

    understood = read(f"Utfall augusti 2026 tkr\nBenämning|Utfall period\n{rows}")

    assert ({unit for unit, *_ in kronor(understood)}, understood.errors) == ({5}, [])


def test_a_bare_code_that_is_both_a_unit_and_an_account_is_an_error():
    rows = "60 Stab|10\n4100|1\n4110|2\n4120|3\n5010|4"

    understood = read(f"Utfall augusti 2026 tkr\nBenämning|Utfall period\n{rows}")

    assert ("unknown-unit", "A4") in problems(understood)


@pytest.mark.parametrize("codes", [("4999", "4100", "61"), ("8100", "8200", "8300")], ids=["some-known", "all-new"])
def test_a_column_headed_unit_stays_the_unit_when_an_activity_seems_to_be(codes):
    rows = [(codes[0], "60")] * 65 + [(codes[1], "61"), (codes[2], "63")]
    lines = [f"{unit}|{activity}|{5001 + at}|10" for at, (unit, activity) in enumerate(rows)]

    understood = read("\n".join(["Utfall 2026-08 kr", "Enhet|Verksamhet|Konto|Utfall", *lines]))

    assert {each.code for each in understood.errors} == {"unknown-unit"}


def test_a_unit_read_from_another_column_than_its_heading_says_is_told():
    rows = "Anna Ek|Barn och unga|1000000\nBo Ek|Stab, nämnd och ledning|5"

    understood = read(f"Utfall augusti 2026 kr\nAnsvar|Avdelning|Utfall per\n{rows}")

    moved = [each.values for each in understood.evidence if each.code == "unit-column-moved"]
    assert moved == [{"column": "Avdelning", "other": "Ansvar"}]


def test_what_rows_of_no_unit_sum_to_is_said():
    made = sheet("Budget 2026 tkr\nEnhet|Budget helår\n4100|10\nGemensamt|1200\n60|20\nGemensamt|34.5")
    known = replace(context(), aliases=(KnownAlias("gemensamt", None),))

    understood = understand(Workbook("xlsx", [made]), known)

    said = [each.values for each in understood.evidence if each.code == "left-out-sum"]
    assert (understood.errors, said) == ([], [{"rows": "2", "amounts": "1\N{NO-BREAK SPACE}234,50"}])


def test_a_heading_without_amounts_is_its_unit_whatever_it_is_called():
    rows = "60 Stab|.\n5010 Löner|10\n6010 Hyra|5\n4100 Nytt namn|.\n5010 Löner|4\n6110 El|3"

    understood = read(f"Utfall augusti 2026 tkr\nBenämning|Utfall period\n{rows}")

    assert [(unit, account) for unit, account, _ in kronor(understood)] == [
        (1, "5010"),
        (1, "6110"),
        (5, "5010"),
        (5, "6010"),
    ]


def test_a_renamed_unit_whose_amount_is_the_sum_of_the_accounts_under_it_is_no_account():
    rows = "60 Stab|10\n5010 Löner|10\n4100 Nytt namn|7\n5020 Löner|5\n6010 Hyra|2"

    understood = read(f"Utfall augusti 2026 tkr\nBenämning|Utfall period\n{rows}")

    assert (understood.problems, [(unit, account) for unit, account, _ in kronor(understood)]) == (
        [],
        [(1, "5020"), (1, "6010"), (5, "5010")],
    )


def test_bare_units_over_bare_accounts_are_told_by_what_they_sum():
    rows = "4100|10\n5010|8\n6010|2\n4200|5\n5010|5"

    understood = read(f"Utfall augusti 2026 tkr\nBenämning|Utfall period\n{rows}")

    assert (understood.problems, [(unit, account) for unit, account, _ in kronor(understood)]) == (
        [],
        [(1, "5010"), (1, "6010"), (2, "5010")],
    )


@pytest.mark.parametrize(("rows", "tkr"), [("60|Stab|200\n61|Totalt|100", 300), ("60|Stab|200\n60|Totalt|200", 200)])
def test_a_word_for_a_total_as_the_activity_is_a_total_only_beside_others_of_the_unit(rows, tkr):
    understood = read(f"Budget 2026 tkr\nEnhet|Verksamhet|Budget helår\n{rows}")

    assert (understood.problems, sum(understood.figures["budget"].values())) == ([], tkr * 100_000)
