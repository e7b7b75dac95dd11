"""Units that stand in titles are those of the rows below, and of no others."""

import pytest

from tests.forecasts.imports.tables import read
from tests.forecasts.imports.test_outline import kronor


def test_units_that_stand_above_their_rows():
    understood = read("""
Utfall augusti 2026 kr
Ansvar: 4100 Barn och unga
Konto|Benämning|Utfall per
5010|Löner|1000000
6010|Hyra|50000
Summa||1050000
.
Ansvar: 63 Socialt stöd
Konto|Benämning|Utfall per
5010|Löner|2000000
""")

    assert kronor(understood) == [(1, "5010", 1_000_000), (1, "6010", 50_000), (7, "5010", 2_000_000)]


@pytest.mark.parametrize(
    ("title", "errors"),
    [("61 Mottagning", []), ("Ansvar: 61", []), ("62 Ny enhet", ["unknown-unit"]), ("Enhet: Nya", ["unknown-unit"])],
)
def test_a_unit_within_the_table_begins_rows_of_its_own(title, errors):
    rows = f"60 Stab\nKonto|Utfall per\n5010|100\n6010|200\n{title}|.\n5011|3\n6011|4"

    understood = read(f"Utfall 2026-08 tkr\n{rows}")

    assert sorted({each.code for each in understood.errors}) == errors
    assert [(unit, account) for unit, account, _ in kronor(understood)] == [
        (5, "5010"),
        (5, "6010"),
        *([] if errors else [(6, "5011"), (6, "6011")]),
    ]


def test_an_accounts_section_within_the_table_begins_no_unit():
    understood = read("Utfall 2026-08 tkr\n60 Stab\nKonto|Utfall per\n50 Löner|.\n5010|100\n63 Hyror|.\n6310|200")

    assert (understood.problems, [unit for unit, *_ in kronor(understood)]) == ([], [5, 5])


def test_the_unit_of_a_title_is_said():
    understood = read("Utfall 2026-08 tkr\nKonto|Utfall per\n5010|100", name="Vuxen")

    assert [each.values for each in understood.evidence if each.code == "unit-title"] == [{"units": "Vuxen"}]


@pytest.mark.parametrize("title", ["60 dagar sedan 2026", "60 Annat 2026-08"])
def test_a_number_in_a_title_is_no_unit(title):
    assert read(f"Utfall 2026-08 tkr\n{title}\nKonto|Utfall per\n5010|100\n6010|200").errors != []


def test_a_title_with_the_whole_name_of_a_unit_and_its_time_names_the_unit():
    understood = read("4100 Barn och unga augusti 2026, tkr\nKonto|Utfall per\n5010|100\n6010|200")

    assert (understood.problems, {unit for unit, *_ in kronor(understood)}) == ([], {1})
