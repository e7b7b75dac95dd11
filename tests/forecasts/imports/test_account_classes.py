"""A row of a class of accounts is the sum of its accounts, and never added to them."""

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
