from dataclasses import replace
from datetime import date

import pytest

from forecasts.imports.examined import KnownLayout
from forecasts.imports.pipeline import understand
from forecasts.imports.problems import Code
from forecasts.imports.recall import recall, recall_shape
from forecasts.imports.shapes import shape_at
from forecasts.imports.sheet import Workbook
from tests.forecasts.imports.tables import context, sheet

AUGUST = date(2026, 8, 1)
ASKS_KIND = "Ansvar|Konto|Period|Belopp kr\n4100|5020|'{month}|100\n4200|5020|'{month}|200"
ASKS_MONEY = "Enhet|Budget 2026|Prognos 2026\n4100|100|90\n4200|200|210"


def workbook(text, name="Blad1"):
    return Workbook("xlsx", [sheet(text, name)])


def shape_in(book):
    return understand(book, context()).shape


def layout(book, **answers):
    return KnownLayout(7, "Agresso", shape_in(book), tuple(sorted(answers.items())))


def read_with(book, *layouts, **options):
    return understand(book, replace(context(**options), layouts=layouts))


def codes(understood):
    return [each.code for each in understood.problems]


def test_next_months_file_of_a_shape_is_not_asked_about():
    known = layout(workbook(ASKS_KIND.format(month="202607")), kind="actual")

    found = read_with(workbook("Rapport\n" + ASKS_KIND.format(month="202608")), known)

    assert (codes(found), found.kind, found.remembered) == ([], "actual", 7)
    assert found.evidence[0].values == {"name": "Agresso", "answers": '{"kind": "actual"}'}


def test_a_file_of_another_shape_is_asked_about():
    known = layout(workbook(ASKS_KIND.format(month="202607")), kind="actual")

    found = read_with(workbook("Ansvar|Konto|Period|Saldo kr\n4100|5020|'202608|100"), known)

    assert (codes(found), found.remembered) == ([Code.ASK_KIND], None)


def test_what_the_person_says_about_this_file_goes_before():
    known = layout(workbook(ASKS_KIND.format(month="202607")), kind="actual")

    found = read_with(workbook(ASKS_KIND.format(month="202608")), known, kind="budget")

    assert (found.kind, [each.code for each in found.evidence if each.code == "remembered"]) == ("budget", [])


def test_a_title_that_says_another_kind_is_asked_about():
    known = layout(workbook(ASKS_KIND.format(month="202607")), kind="actual")

    found = read_with(workbook("Budget 2026|||\n" + ASKS_KIND.format(month="202608")), known)

    assert codes(found) == [Code.ASK_KIND]
    assert found.problems[0].hint == "Agresso"


@pytest.mark.parametrize(("amount", "asked"), [("-100", [Code.ASK_SIGN]), ("100", [])])
def test_a_sign_that_the_accounts_contradict_is_asked_about_again(amount, asked):
    text = f"Ansvar|Konto|Period|Utfall kr\n4100|5020|'202608|{amount}\n4200|5021|'202608|{amount}"
    known = layout(workbook(text), sign="cost-positive")

    assert codes(read_with(workbook(text), known)) == asked


def test_a_unit_of_money_that_the_title_contradicts_is_asked_about_again():
    known = layout(workbook(ASKS_MONEY), money="tkr")

    found = read_with(workbook("Belopp i mnkr||\n" + ASKS_MONEY), known, month=AUGUST)

    assert Code.ASK_MONEY in codes(found)


def test_a_unit_of_money_that_is_none_of_those_in_doubt_stays_a_question():
    text = "Belopp i mnkr||\nTabell i kr||\n" + ASKS_MONEY
    known = layout(workbook(ASKS_MONEY), money="tkr")

    found = read_with(workbook(text), known, month=AUGUST)

    assert Code.ASK_MONEY in codes(found)


def test_a_unit_of_money_that_nothing_contradicts_is_used():
    known = layout(workbook(ASKS_MONEY), money="tkr")

    found = read_with(workbook(ASKS_MONEY), known, month=AUGUST)

    assert (found.money, Code.ASK_MONEY in codes(found)) == ("tkr", False)


def test_year_and_month_are_never_remembered():
    known = layout(workbook(ASKS_MONEY.replace(" 2026", "")), money="tkr", year=2019, month="2019-03")

    found = read_with(workbook(ASKS_MONEY.replace(" 2026", "")), known)

    assert (found.year, Code.ASK_MONTH in codes(found) or Code.ASK_YEAR in codes(found)) == (None, True)


def two_sheets(*names):
    rows = "Ansvar|Konto|Period|Utfall kr\n4100|5020|'202608|100.5"
    return Workbook("xlsx", [sheet(rows, name) for name in names])


def test_the_sheet_is_remembered_where_the_file_has_it():
    known = layout(two_sheets("Söder"), sheet="Söder, alla")

    there = read_with(two_sheets("Norr", "Söder, alla"), known)
    elsewhere = read_with(two_sheets("Blad1"), known)

    assert (there.sheet, codes(there)) == ("Söder, alla", [])
    assert (elsewhere.sheet, codes(elsewhere)) == ("Blad1", [])


def headed(letters):
    return [[letter, text] for letter, text in letters]


def recalled_columns(text, **answers):
    known = KnownLayout(7, "Egen", _shape_of_row(text), tuple(answers.items()))
    return recall(workbook(text), replace(context(), layouts=(known,))).answers.get("columns")


def _shape_of_row(text):
    return shape_at(sheet(text), (0,))


def test_columns_follow_their_headings_when_more_months_have_come_before_them():
    found = recalled_columns(
        "Ställe|jan|feb|mar|Helt",
        columns=[["A", "unit"], ["D", "total"]],
        headings=headed([("A", "ställe"), ("B", "#"), ("C", "#"), ("D", "helt")]),
    )

    assert found == (("A", "unit"), ("E", "total"))


def test_columns_that_cannot_be_found_again_are_asked_about():
    found = recalled_columns(
        "Ställe|jan|feb|mar", columns=[["B", "actual"]], headings=headed([("A", "ställe"), ("B", "#")])
    )

    assert found is None


def test_the_row_of_headings_is_where_they_stand_in_this_file():
    known = KnownLayout(7, "Egen", _shape_of_row("Ställe|Helt"), (("header", 1),))
    book = workbook("Titel|\n|\nStälle|Helt\n4100|1")

    assert recall(book, replace(context(), layouts=(known,))).answers == {"header": 3}


def test_a_file_without_headings_is_recalled_by_the_shape_that_its_reader_gives():
    known = KnownLayout(7, "Raindance", "sie 1 6", (("dimension", "6"),))

    found = recall_shape("sie 1 6", replace(context(), layouts=(known,)))

    assert (found.layout.pk, found.answers) == (7, {"dimension": "6"})
    assert recall_shape("", replace(context(), layouts=(known,))) is None


def test_a_remembered_sign_that_every_row_opposes_is_asked_about_again():
    text = "Ansvar|Konto|Period|Utfall kr\n" + "\n".join(
        [*(f"4100|{account}|'202608|-{account}00" for account in range(5010, 5015)), "4100|3010|'202608|-1000"]
    )
    known = layout(workbook(text), sign="cost-positive")

    assert Code.ASK_SIGN in codes(read_with(workbook(text), known))


def test_a_sheet_that_is_called_after_a_month_is_not_remembered_for_the_next():
    rows = "Ansvar|Konto|Period|Utfall kr\n4100|5020|'202607|90000.5"
    both = Workbook("xlsx", [sheet(rows, "Juli"), sheet(rows.replace("07", "08"), "Augusti")])
    known = layout(workbook(rows), sheet="Juli")

    assert codes(read_with(both, known)) == [Code.ASK_SHEET]
