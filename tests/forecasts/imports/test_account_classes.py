"""A row of a class of accounts is the sum of its accounts, and never added to them."""

import pytest

from tests.forecasts.imports.tables import problems, read

TABLE = """
Utfall juli 2026, kr
Ansvar|Konto|Utfall period
'4100|'50|{whole}
'4100|'5011|1000000.25
'4100|'5021|50000.5
'4100|'60|70000
'4100|'6011|70000
"""


def test_a_class_is_a_total_of_its_accounts():
    understood = read(TABLE.format(whole=1_050_000.75))

    assert (understood.problems, sum(understood.figures["actual"].values())) == ([], 1_120_000_75)
    assert [(each.label, each.agrees) for each in understood.reconciled] == [("50", True), ("60", True)]


def test_a_class_that_is_not_the_sum_of_its_accounts_is_a_warning():
    understood = read(TABLE.format(whole=1_060_000.75))

    assert (problems(understood), understood.errors) == ([("total-differs", "C3")], [])


def test_a_short_account_of_a_unit_without_longer_ones_is_a_figure():
    understood = read("Utfall juli 2026, kr\nAnsvar|Konto|Utfall period\n'4100|'50|1000000\n'60|'5011|2000000.5")

    assert sum(understood.figures["actual"].values()) == 3_000_000_50


@pytest.mark.parametrize(
    "rows",
    [
        "4100|202601|5010|1000000.5\n4100|202601|50101|500\n4100|202601|6010|7",
        "4100|202601|501|1000000.5\n4100|202602|5010|500\n4100|202602|6010|7",
    ],
    ids=["other-sum", "other-month"],
)
def test_an_account_that_is_no_sum_of_the_longer_ones_is_its_own(rows):
    understood = read(f"Utfall 2026, kr\nAnsvar|Period|Konto|Utfall\n{rows}")

    assert (understood.problems, sum(understood.figures["actual"].values())) == ([], 1_000_507_50)


def test_an_account_of_four_digits_that_sums_the_longer_ones_everywhere_is_a_class():
    rows = "4100|5010|1000000.5\n4100|50101|1000000\n4100|50102|.5\n60|5010|7\n60|50101|7"

    understood = read(f"Utfall juli 2026, kr\nAnsvar|Konto|Utfall period\n{rows}")

    assert (understood.problems, sum(understood.figures["actual"].values())) == ([], 1_000_007_50)
