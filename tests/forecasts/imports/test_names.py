from datetime import date

import pytest

from forecasts.imports.examined import KnownAlias, KnownUnit
from forecasts.imports.names import Names

START = date(2010, 1, 1)
KNOWN = [
    KnownUnit(pk, code, name, START, None)
    for pk, code, name in [
        (1, "4100", "Hemtjänst Norr"),
        (2, "4200", "Vuxen"),
        (3, "5200", "Vård - omsorg & stöd"),
        (4, "51", "Köket"),
        (5, "51-1", "Kök"),
        (6, "0041", "Nollenheten"),
        (7, "60", "Stab"),
    ]
]


def names(*aliases):
    return Names(KNOWN, [KnownAlias(*each) for each in aliases])


@pytest.mark.parametrize(
    "text",
    [
        "4100",
        "Hemtjänst Norr",
        "4100 Hemtjänst Norr",
        "Hemtjänst norr 4100",
        "Hemtjänst Norr (4100)",
        "4100 - Hemtjänst norr",
        "4100-Hemtjänst Norr",
        "4100/Hemtjänst Norr",
        "Hemtjänst Norr/4100",
        "Hemtjänst Norr, 4100",
        "4100, Hemtjänst Norr",
        "4100 Hemtj. N",
        "4100: Hemtjänst",
        " Hemtjänst  Norr. ",
    ],
)
def test_a_code_and_a_name_are_found_in_either_order(text):
    assert names().find(text) == 1


@pytest.mark.parametrize("text", ["Vård – omsorg och stöd", "vård–omsorg & stöd", "5200 Vård — omsorg  och stöd."])
def test_dashes_and_the_word_for_and_make_no_difference(text):
    assert names().find(text) == 3


@pytest.mark.parametrize("text", ["4100 Vuxen", "Vuxen 4100", "Vuxen (4100)", "4100/Vuxen", "4100 4200", "4100-4200"])
def test_a_code_and_a_name_of_different_units_are_unknown_with_both_near(text):
    assert names().find(text) is None
    assert set(names().near_keys(text)[:2]) == {1, 2}


@pytest.mark.parametrize("text", ["Grupp 60", "4100/12", "4100,50", "Hemtjänst 60"])
def test_a_number_that_happens_to_be_a_code_is_not_taken_for_the_unit(text):
    assert names().find(text) is None


def test_the_longest_code_goes_first():
    assert [names().find(text) for text in ("51-1 Kök", "51 Köket", "51-1")] == [5, 4, 5]


def test_zeros_that_a_spreadsheet_takes_away_make_no_difference():
    assert [names().find(cell) for cell in (41.0, "41 Nollenheten", "41 Annat")] == [6, 6, None]


def test_an_alias_names_its_unit_but_never_instead_of_a_code_or_a_name():
    found = names(("hemtjänsten n", 1), ("4200", 1), ("vuxen", None))

    assert [found.find(text) for text in ("Hemtjänsten N", "4200", "Vuxen")] == [1, 2, 2]
    assert not found.is_left_out("Vuxen")


def test_a_text_that_is_no_unit_is_left_out_and_not_found():
    found = names(("4100 centralt", None))

    assert (found.find("4100 Centralt"), found.is_left_out("4100  Centralt"), found.is_left_out("4100")) == (
        None,
        True,
        False,
    )


def test_an_alias_of_a_unit_that_is_not_there_means_nothing():
    assert names(("gamla enheten", 99)).find("Gamla enheten") is None


@pytest.mark.parametrize(
    ("text", "key"), [("Hemtjänst Nor", 1), ("Hemtjänst Söder", None), ("Stab 60 extra", None), ("9999", None)]
)
def test_only_what_is_almost_the_same_is_very_near(text, key):
    assert names().very_near(text) == key


def test_what_differs_in_a_digit_is_never_very_near():
    known = [KnownUnit(1, "1", "Särskilt boende Solgården 12", START, None)]

    assert Names(known).very_near("Särskilt boende Solgården 13") is None


@pytest.mark.parametrize(
    "text",
    [
        "4100 och 4200 gemensamt", "4100 + 4200", "4100 + stab", "60 år och äldre", "60 % av stab", "exkl (4100)",
        "4100 exkl hemtjänst", "60 Annat", "4100 - Vuxen", "Gemensamt (4100)",
    ],
)  # fmt: skip
def test_a_code_beside_words_of_something_else_is_no_unit(text):
    assert names().find(text) is None


@pytest.mark.parametrize(("text", "key"), [("60 Staben", 7), ("Hemtj. N (4100)", 1), ("4100 Nytt namn", 1)])
def test_a_code_beside_a_shortened_or_new_name_is_its_unit(text, key):
    assert names().find(text) == key
