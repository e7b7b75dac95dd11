"""Findings that were made before."""

from datetime import date

import pytest

from measures.registers.repeats import Known, earlier, later, near

TODAY = date(2026, 10, 15)
CHAIN = {
    1: Known(1, "Avtal följs inte upp", "Ramböll", date(2011, 10, 1)),
    2: Known(2, "Avtal följs inte upp", "Revisionen", date(2012, 10, 1), repeats=1),
    3: Known(3, "Avtalen följs inte upp", "Revisionen", date(2020, 1, 1), repeats=2),
    4: Known(4, "Annat", "PwC", date(2020, 1, 1)),
}


def test_the_chain_backwards_has_the_latest_first():
    assert [each.pk for each in earlier(3, CHAIN)] == [2, 1]


def test_the_chain_forwards_has_the_earliest_first():
    assert [each.pk for each in later(1, CHAIN.values())] == [2, 3]


def test_a_chain_ends_at_a_finding_that_is_not_known():
    assert [each.pk for each in earlier(3, {3: CHAIN[3], 1: CHAIN[1]})] == []


def test_a_finding_outside_the_chain_has_none():
    assert (earlier(4, CHAIN), later(4, CHAIN.values())) == ([], [])


@pytest.mark.parametrize(
    ("title", "old"),
    [
        (
            "Det saknas enhetliga rutiner i den ekonomiska rapporteringen",
            "Enhetliga rutiner för ekonomisk rapportering saknas",
        ),
        ("Kontroll av fakturor mot beslut görs inte", "Fakturor kontrolleras inte mot beslut"),
        ("Uppföljning av beslutade insatser görs inte i tid", "Beslut om insatser följs inte upp i tid"),
    ],
)
def test_a_reworded_finding_is_near(title, old):
    assert [each.pk for each in near(title, "", [Known(1, old, "R", date(2020, 1, 1))], before=TODAY)] == [1]


@pytest.mark.parametrize("old", ["Delegationsordningen är inte uppdaterad", "Åtgärder saknar ansvarig"])
def test_another_finding_is_not_near(old):
    known = [Known(1, old, "R", date(2020, 1, 1))]

    assert near("Fakturor kontrolleras inte mot beslut", "", known, before=TODAY) == []


def test_only_findings_made_before_are_near():
    assert near("Avtal följs inte upp", "", [Known(1, "Avtal följs inte upp", "R", TODAY)], before=TODAY) == []


def test_the_same_long_text_under_another_title_is_near():
    text = "Fem av tolv granskade avtal saknade uppföljning av pris och innehåll."
    known = [Known(1, "Köpt vård", "R", date(2020, 1, 1), text=text)]

    assert [each.pk for each in near("Brister i avtalsvården", text, known, before=TODAY)] == [1]


def test_at_most_five_are_near_the_nearest_first():
    known = [Known(n, "Avtal följs inte upp i tid", "R", date(2020, 1, 1)) for n in range(1, 8)]
    known.append(Known(9, "Avtal följs inte upp", "R", date(2010, 1, 1)))

    assert [each.pk for each in near("Avtal följs inte upp", "", known, before=TODAY)] == [9, 7, 6, 5, 4]
