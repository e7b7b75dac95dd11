"""What a list of measures is understood as."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from forecasts.imports.examined import Context, KnownGroup, KnownUnit, Options
from forecasts.imports.pipeline import understand
from forecasts.imports.sheet import Workbook
from measures.imports.columns import CHOICES, HEADINGS, column_of
from measures.imports.reader import MeasureReader
from measures.imports.template import AFTER, COLUMNS
from measures.imports.values import hundredths, parts_of, probability_of
from measures.imports.words import CHOICES as LABELS
from measures.imports.words import choice_words, field_name
from tests.forecasts.imports.tables import START, sheet
from units.money import MoneyUnit

UNITS = (
    KnownUnit(1, "4100", "Barn och unga", START, None),
    KnownUnit(2, "4200", "Vuxen", START, None),
    KnownUnit(3, "4300", "Stöd; 50 %", START, None),
)
GROUPS = (KnownGroup(7, "KON", "Konsulter", "cost"),)
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


def read(text, **options):
    context = Context(
        "EX", UNITS, GROUPS, (), frozenset(), date(2026, 9, 15), Options(**options), readers=(MeasureReader(),)
    )
    return understand(Workbook("xlsx", [sheet(text)]), context)


def said(understood):
    return [(each.code.value, each.cell) for each in understood.problems]


def one(text, **options):
    [record] = read(text, **options).records
    return record


def test_a_list_of_measures_is_recognised_among_files():
    understood = read("""
        Åtgärd | Enhet | Start | Helårseffekt (tkr)
        Färre konsulter | 4100 | 2026-09 | 300
    """)

    assert (understood.kind, understood.layout, understood.money) == ("measure", "measures", MoneyUnit.TKR)
    [record] = understood.records
    assert record.values == {"title": "Färre konsulter", "start": SEPTEMBER, "full_year_effect": 300_000_00}
    assert record.shares == {1: 10_000}


def test_a_table_of_forecasts_with_measures_beside_is_none():
    understood = read("""
        Enhet | Budget 2026 kr | Prognos 2026 kr | Åtgärd | Ansvarig
        4100 | 100 | 110 | Färre konsulter | NN
    """)

    assert understood.kind != "measure"


def test_columns_may_stand_in_any_order_and_in_english():
    record = one("""
        Full-year effect (kr) | First month | Stage | Units and shares | Measure
        1200 | 2026-09 | decided | 4100 Barn och unga | Fewer consultants
    """)

    assert (record.title, record.stage, record.values["full_year_effect"]) == ("Fewer consultants", "decided", 1200_00)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", [*COLUMNS, *AFTER])
def test_every_heading_that_is_written_is_read(language, name):
    with translation.override(language):
        column = column_of(0, field_name(name))

    assert column is not None
    assert column.role == name.removesuffix("_hundredths")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", LABELS)
def test_every_word_that_is_offered_is_read(language, name):
    with translation.override(language):
        words = choice_words(name)

    known = {form for forms in CHOICES[name].values() for form in forms} | set(CHOICES[name])
    assert [word for word in words if word not in known] == []


def test_no_heading_means_two_things():
    forms = [form for forms in HEADINGS.values() for form in forms]

    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize(
    ("heading", "month", "year", "money"),
    [
        ("jan", 1, None, ""),
        ("Effekt sep 2026 (tkr)", 9, 2026, "tkr"),
        ("2026-09", 9, 2026, ""),
        (date(2026, 9, 1), 9, 2026, ""),
        ("September", 9, None, ""),
    ],
)
def test_a_month_has_a_column(heading, month, year, money):
    column = column_of(3, heading)

    assert (column.role, column.month, column.year, column.money) == ("month", month, year, money)


def test_months_without_a_year_have_that_of_the_title():
    record = one("""
        Åtgärder 2026 i kr | . | . | . | .
        Åtgärd | Enhet | Start | Status | sep
        Konsulter | 4100 | 2026-09 | idé | 100
    """)

    assert record.months == {SEPTEMBER: 100_00}


MONTHS_ONLY = """
    Åtgärd | Enhet | Start | Status | sep{money}
    Konsulter | 4100 | 2026-09 | idé | 100
"""


def test_what_year_the_months_are_of_is_asked():
    assert said(read(MONTHS_ONLY.format(money=" (kr)"))) == [("ask-year", "")]
    assert one(MONTHS_ONLY.format(money=" (kr)"), year=2026).months == {SEPTEMBER: 100_00}


def test_what_the_amounts_are_in_is_asked():
    assert said(read(MONTHS_ONLY.format(money=""), year=2026)) == [("ask-money-unit", "")]
    assert one(MONTHS_ONLY.format(money=""), year=2026, money=MoneyUnit.TKR).months == {SEPTEMBER: 100_000_00}


def test_each_column_is_in_its_own_money():
    record = one("""
        Åtgärd | Enhet | Start | Helårseffekt (tkr) | Engångskostnad (kr)
        Konsulter | 4100 | 2026-09 | 300 | 500
    """)

    assert (record.values["full_year_effect"], record.values["one_time_cost"]) == (300_000_00, 500_00)


def test_a_column_that_says_no_money_is_asked_about_where_the_others_differ():
    understood = read("""
        Åtgärd | Enhet | Start | Helårseffekt (tkr) | Engångskostnad (kr) | Återinvestering
        Konsulter | 4100 | 2026-09 | 300 | 500 | 7
    """)

    assert said(understood) == [("ask-money-unit", "")]


def test_a_measure_of_several_units_may_stand_in_one_cell():
    record = one("""
        Åtgärd | Enhet | Start | Status
        Konsulter | 4100 33,3 %; Vuxen (66,7 %) | 2026-09 | idé
    """)

    assert record.shares == {1: 3_330, 2: 6_670}


def test_the_shares_may_stand_in_a_column_of_their_own():
    record = one("""
        Åtgärd | Enhet | Andel | Start | Status
        Konsulter | 4100; 4200 | 25; 75 | 2026-09 | idé
    """)

    assert record.shares == {1: 2_500, 2: 7_500}


def test_a_measure_of_several_units_may_have_a_row_for_each():
    understood = read("""
        Nr | Åtgärd | Enhet | Andel | Start | Helårseffekt (kr)
        4 | Konsulter | 4100 | 0.25 | 2026-09 | 100
        4 | Konsulter | 4200 | 0.75 | . | 100
    """)

    [record] = understood.records
    assert (record.number, record.shares, record.values["full_year_effect"]) == (4, {1: 2_500, 2: 7_500}, 100_00)


def test_rows_with_one_title_are_joined_when_each_is_a_part():
    understood = read("""
        Åtgärd | Enhet | Andel | Start | Status
        Konsulter | 4100 | 40 | 2026-09 | idé
        Konsulter | 4200 | 60 | 2026-09 | idé
    """)

    assert [record.shares for record in understood.records] == [{1: 4_000, 2: 6_000}]


def test_rows_with_one_title_and_whole_units_are_two_measures():
    understood = read("""
        Åtgärd | Enhet | Start | Status
        Konsulter | 4100 | 2026-09 | idé
        Konsulter | 4200 | 2026-09 | idé
    """)

    assert [record.shares for record in understood.records] == [{1: 10_000}, {2: 10_000}]


def test_rows_of_one_measure_that_say_different_things_are_wrong():
    understood = read("""
        Nr | Åtgärd | Enhet | Andel | Start | Helårseffekt (kr)
        4 | Konsulter | 4100 | 50 | 2026-09 | 100
        4 | Konsulter | 4200 | 50 | 2026-09 | 200
    """)

    [problem] = understood.problems
    assert (problem.code.value, problem.cell, problem.found, problem.hint) == ("rows-differ", "F3", "200", "F2")


@pytest.mark.parametrize(
    ("unit", "share", "code"),
    [
        ("4100", "90", "shares-not-whole"),
        ("4100 50 %; 4200 40 %", ".", "shares-not-whole"),
        ("4100; 4200", ".", "shares-not-whole"),
        ("4100; 4200", "50", "not-a-share"),
        ("4100", "halva", "not-a-share"),
        ("4100 50 %; 4100 50 %", ".", "duplicate-row"),
        ("9999", ".", "unknown-unit"),
        ("4100 50 %; 9999 50 %", ".", "unknown-unit"),
    ],
)
def test_units_and_shares_that_cannot_be_are_wrong(unit, share, code):
    understood = read(f"""
        Åtgärd | Enhet | Andel | Start | Status
        Konsulter | {unit} | {share} | 2026-09 | idé
    """)

    assert [each.code.value for each in understood.problems] == [code]
    assert understood.records == []


def test_everything_wrong_is_said_at_once_with_its_cell():
    understood = read("""
        Nr | Åtgärd | Enhet | Start | Helårseffekt (kr) | Status | Slag | Kontogrupp | Beslutsdatum | Sannolikhet
        x | . | 9999 | snart | mycket | sedan | något | XYZ | igår | 1
    """)

    assert sorted(said(understood)) == [
        ("missing-title", "B2"),
        ("not-a-day", "I2"),
        ("not-a-measure-number", "A2"),
        ("not-a-month", "D2"),
        ("not-a-probability", "J2"),
        ("not-an-amount", "E2"),
        ("unknown-account-group", "H2"),
        ("unknown-choice", "G2"),
        ("unknown-stage", "F2"),
        ("unknown-unit", "C2"),
    ]


def test_a_text_that_is_too_long_is_wrong():
    assert said(
        read(f"""
        Åtgärd | Enhet | Start | Status
        {"x" * 201} | 4100 | 2026-09 | idé
    """)
    ) == [("text-too-long", "A2")]


def test_two_columns_that_say_the_same_are_wrong():
    understood = read("""
        Åtgärd | Enhet | Start | Status | Skede
        Konsulter | 4100 | 2026-09 | idé | idé
    """)

    assert said(understood) == [("ambiguous-columns", "")]


def test_a_row_of_sums_is_read_over():
    understood = read("""
        Åtgärd | Enhet | Start | Helårseffekt (kr)
        Totalt översedd bemanning | 4100 | 2026-09 | 100
        Summa | . | . | 100
    """)

    assert ([record.title for record in understood.records], understood.skipped) == (["Totalt översedd bemanning"], 1)


def test_columns_that_are_not_known_are_told_of():
    understood = read("""
        Åtgärd | Enhet | Start | Status | Min egen kolumn
        Konsulter | 4100 | 2026-09 | idé | x
    """)

    assert [each.values for each in understood.evidence if each.code == "columns-ignored"] == [
        {"columns": "Min egen kolumn"}
    ]


def test_a_file_that_is_said_to_be_of_measures_and_is_not_says_so():
    assert said(read("Enhet | Budget\n4100 | 100", kind="measure")) == [("no-measures", "")]


def test_a_personal_identity_number_stops_the_file():
    understood = read("""
        Åtgärd | Enhet | Start | Status
        Hemtagning 19800101-1231 | 4100 | 2026-09 | idé
    """)

    assert "personal-identity-number" in [each.code.value for each in understood.problems]


def test_who_may_write_for_some_units_is_told_of_the_others():
    context = Context(
        "EX", UNITS, GROUPS, (), frozenset(), date(2026, 9, 15),
        readers=(MeasureReader(writable=frozenset({1}), decidable=frozenset(), controls=False),),
    )  # fmt: skip
    rows = "Åtgärd | Enhet | Start | Status\nA | 4100 | 2026-09 | idé\nB | 4200 | 2026-09 | idé"

    understood = understand(Workbook("xlsx", [sheet(rows)]), context)

    assert (said(understood), [each.title for each in understood.records]) == ([("unit-not-yours", "B3")], ["A"])


@pytest.mark.parametrize(("cell", "value"), [(80.0, 80), ("80 %", 80), (0.8, 80), ("1 %", 1), (0.0, 0), (100.0, 100)])
def test_a_probability_is_read_as_it_is_meant(cell, value):
    assert probability_of(cell) == value


def test_shares_are_parts_of_a_hundred_or_of_one():
    assert hundredths([Decimal("33.34"), Decimal("66.66")]) == [3_334, 6_666]
    assert hundredths([Decimal("0.5"), Decimal("0.5")]) == [5_000, 5_000]
    assert hundredths([Decimal(50), Decimal(40)]) is None


def test_a_unit_with_odd_signs_in_its_name_is_named_by_its_code():
    assert parts_of("4300") == [("4300", None)]
