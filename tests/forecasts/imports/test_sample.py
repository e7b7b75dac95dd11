from datetime import date

from forecasts.imports.examined import Options
from forecasts.imports.names import Names
from forecasts.imports.pipeline import understand
from forecasts.imports.sample import sample_of_sheet
from forecasts.imports.sheet import Sheet, Workbook
from tests.forecasts.imports.tables import UNITS, context, read, sheet

LEDGER = "Huvudbok|||\nAnsvar|Konto|Period|Belopp kr\n" + "4100|5020|'202608|100\n" * 30


def test_a_question_comes_with_the_rows_around_the_headings():
    sample = read(LEDGER).sample

    assert (sample.sheet, sample.first_row, sample.letters, sample.header) == ("Blad1", 1, tuple("ABCD"), (2,))
    assert sample.rows[:3] == (
        ("Huvudbok", "", "", ""),
        ("Ansvar", "Konto", "Period", "Belopp kr"),
        ("4100", "5020", "202608", "100"),
    )
    assert len(sample.rows) == 14
    assert sample.roles == ("unit", "account", "month", "amount")


def test_an_unknown_table_is_shown_with_the_column_of_units_guessed():
    sample = read("Om rapporten\nStälle|Vad|Helt\n4100|Löner|100\n4200|Hyra|20").sample

    assert (sample.header, sample.roles[0]) == ((2,), "unit")


def test_what_a_person_has_said_of_the_columns_is_kept_in_the_sample():
    sample = sample_of_sheet(
        sheet("Ställe|Vad|Helt\nA|Löner|100\nB|Hyra|20"),
        Names(UNITS),
        Options(columns=(("A", "unit"), ("C", "actual")), header=2),
    )

    assert (sample.roles, sample.header) == (("unit", "", "actual"), (2,))


def test_a_wide_and_long_sheet_is_cut_and_numbered_as_the_spreadsheet_does():
    rows = [[f"Text {index}" for index in range(60)] for _ in range(100)]

    sample = sample_of_sheet(Sheet("Blad", rows, first_row=5, first_column=3), Names(UNITS), Options())

    assert (len(sample.letters), sample.letters[0], sample.first_row) == (40, "C", 5)
    assert len(sample.rows) <= 25


def test_headings_far_down_are_within_the_rows_that_are_shown():
    text = "Rad||\n" * 28 + "Ansvar|Konto|Period|Belopp kr\n" + "4100|5020|'202608|100\n" * 20

    sample = read(text).sample

    assert sample.header == (29,)
    assert sample.first_row <= 29 < sample.first_row + len(sample.rows)


def test_texts_are_short_and_without_personal_identity_numbers():
    rows = [["x" * 100, "19800101-1231", date(2026, 8, 31), 1234.5, True]]

    texts = sample_of_sheet(Sheet("19800101-1231", rows), Names(UNITS), Options())

    assert texts.rows == (("x" * 59 + "…", "19******-****", "2026-08-31", "1234,5", "True"),)
    assert texts.sheet == "19******-****"


def test_the_sheets_that_must_be_chosen_between_are_all_shown():
    sheets = [sheet("Ansvar|Konto|Period|Utfall\n4100|5020|'202608|1", name) for name in ("Norr, väst", "Söder")]

    found = understand(Workbook("xlsx", sheets), context())

    assert [each.sheet for each in found.samples] == ["Norr, väst", "Söder"]
    assert found.problems[0].choices == ("Norr, väst", "Söder")


def test_the_texts_that_are_no_units_are_counted_with_the_name_beside_them():
    long = "Enheten för något " + "mycket långt " * 6

    found = read(
        "Ansvar|Ansvar namn|Konto|Period|Utfall\n"
        f"9999|Ny enhet|5020|'202608|1\n9999|Ny enhet|5021|'202608|1\n{long}||5021|'202608|1"
    ).unknown

    assert [(each.text, each.rows, each.name) for each in found] == [
        ("9999", 2, "Ny enhet"),
        (long.strip().lower(), 1, ""),
    ]
