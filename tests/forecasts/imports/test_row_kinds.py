"""Rows that say their own kind are never added to rows of another."""

from tests.forecasts.imports.tables import problems, read

TABLE = """
kr
Ansvar|Konto|Projekt|Period|{heading}|Belopp
'4100|'5011|P1|202607|Budget|1000000
'4100|'5011|P1|202607|Utfall|1100000.5
'4100|'5011|P1|202607|Avvikelse|-100000.5
'4100|'5021|P1|202607|Budget|50000
'4100|'5021|P1|202607|Utfall|60000.25
'4100|'5021|P1|202607|Avvikelse|-10000.25
"""


def total(understood):
    return {kind: sum(figures.values()) for kind, figures in understood.figures.items()}


def test_which_kind_is_meant_is_asked():
    assert problems(read(TABLE.format(heading="Typ"))) == [("ask-kind", "")]


def test_the_kind_that_was_said_is_read_alone():
    understood = read(TABLE.format(heading="Version"), kind="actual")

    assert (understood.problems, total(understood)) == ([], {"actual": 1_160_000_75})


def test_a_kind_that_no_row_has_is_refused():
    assert [code for code, _ in problems(read(TABLE.format(heading="Typ"), kind="forecast"))] == ["not-that-kind"]


def test_one_kind_beside_its_deviation_needs_no_question():
    rows = [line for line in TABLE.format(heading="").splitlines() if "Budget" not in line]

    assert total(read("\n".join(rows))) == {"actual": 1_160_000_75}
