"""What a list of units and an account plan are understood as, and what is taken for neither."""

from datetime import date, datetime

import pytest
from django.utils import translation

from forecasts.imports.examined import Context, Options
from forecasts.imports.pipeline import understand
from forecasts.imports.sheet import Workbook
from forecasts.organisation.account_hold import FIELDS as GROUP_FIELDS
from forecasts.organisation.account_reader import AccountReader
from forecasts.organisation.columns import (
    ACCOUNT_HEADINGS,
    GROUP_KINDS,
    UNIT_HEADINGS,
    UNIT_KINDS,
    kind_in,
    role_of,
)
from forecasts.organisation.unit_hold import FIELDS as UNIT_FIELDS
from forecasts.organisation.unit_reader import UnitReader
from tests.forecasts.imports.tables import GROUPS, RANGES, UNITS, sheet
from units.models import AccountGroup, Unit

READERS = (UnitReader(), AccountReader())


def context(*, readers=READERS, **options):
    return Context(
        "EX", UNITS, GROUPS, RANGES, frozenset(), date(2026, 9, 15), Options(**options), readers=readers
    )  # fmt: skip


def read(*texts, readers=READERS, **options):
    sheets = [sheet(text, f"Blad{number}") for number, text in enumerate(texts, start=1)]
    return understand(Workbook("xlsx", sheets), context(readers=readers, **options))


def said(understood):
    return [(each.code.value, each.cell) for each in understood.problems]


def one(text, **options):
    [record] = read(text, **options).records
    return record


UNIT_LIST = """
    Kod | Namn | Avdelning | Giltig från
    '4500 | Nya enheten | Individ och familj | 2026-09
"""
PLAN = """
    Kontogrupp | Namn | Slag | Konton
    KON | Konsulter | kostnad | 74–75
"""
LEDGER = """
    Ansvar | Konto | Period | Utfall
    4100 | 5011 | 202601 | 100
"""


def test_a_list_of_units_is_recognised_among_files():
    understood = read(UNIT_LIST)

    assert (understood.kind, understood.layout, understood.problems) == ("unit", "units", [])
    [record] = understood.records
    assert (record.code, record.values["name"], record.values["valid_from"]) == (
        "4500", "Nya enheten", date(2026, 9, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    "headings",
    [
        "Ansvar | Benämning | Avdelning | Gäller fr.o.m.",
        "Enhet | Namn | Avdelning | Från och med",
        "Enhetskod | Enhet | Avdelningskod | Startdatum",
        "Unit code | Unit name | Department | Valid from",
        "Ansvarskod | Ansvarsnamn | Övrigt | Fr.o.m.",
    ],
)
def test_the_headings_of_ledgers_and_of_people_are_known(headings):
    understood = read(f"{headings}\n'4100 | Barn och unga | IFO | 2026-01-01")

    assert understood.kind == "unit"
    assert [(each.code, each.values["name"]) for each in understood.records] == [("4100", "Barn och unga")]


@pytest.mark.parametrize(
    "text",
    [
        LEDGER,
        "Ansvar | Benämning | Avdelning | Budget 2026 kr | Prognos 2026 kr\n4100 | Barn | IFO | 100 | 100",
        "Kod | Namn | Avdelning | jan | feb\n4100 | Barn | IFO | 100 | 100",
        "Ansvar | Namn | Avdelning | 2025 | 2026\n4100 | Barn | IFO | 100 | 100",
        "Kod | Namn | Giltig från | Giltig till\n510 | Äldreomsorg | 2020-01 | .",
        "Kod | Åtgärd | Namn | Avdelning | Giltig från\n1 | Färre konsulter | A | IFO | 2026-01",
        "Kontogrupp | Namn | Konto | Utfall\nKON | Konsulter | 7410 | 100",
        "Kod | Namn | Från | Till\n510 | Äldreomsorg | 2026 | 2027",
        "Kod | Namn | Konto\n510 | Äldreomsorg | 5010",
        "Konto | Kontogrupp | Värde\n7410 | KON | 1234.5",
        "Kod | Namn | Avdelning | .\n4100 | Barn | IFO | 100",
        "Kod | Namn | Avdelning | Övrigt\n4100 | Barn | IFO | -100",
    ],
)
def test_what_is_neither_is_left_to_others(text):
    assert read(text).kind not in ("unit", "account")


def test_a_list_that_does_not_say_what_it_is_of_is_read_when_a_person_says_it():
    text = "Kod | Namn | Giltig från\n510 | Äldreomsorg | 2020-01"

    assert (read(text).kind, read(text, kind="unit").kind) == ("", "unit")


def test_a_workbook_of_figures_with_a_list_of_units_beside_is_of_figures():
    understood = read(LEDGER, UNIT_LIST)

    assert understood.kind == "actual"


def test_the_list_is_read_when_its_sheet_is_chosen():
    assert read(LEDGER, UNIT_LIST, sheet="Blad2").kind == "unit"


def test_a_workbook_with_both_is_asked_about_and_each_can_be_chosen():
    understood = read(UNIT_LIST, PLAN)

    assert [(each.code.value, each.found) for each in understood.problems] == [("ask-sheet", "Blad1, Blad2")]
    assert [read(UNIT_LIST, PLAN, sheet=name).kind for name in ("Blad1", "Blad2")] == ["unit", "account"]


def test_two_lists_of_units_are_asked_about():
    assert said(read(UNIT_LIST, UNIT_LIST)) == [("ask-sheet", "")]


@pytest.mark.parametrize(("kind", "code"), [("unit", "no-units"), ("account", "no-account-plan")])
def test_a_file_that_is_said_to_be_one_and_is_not_says_so(kind, code):
    assert said(read("Enhet | Budget\n4100 | 100", kind=kind)) == [(code, "")]


def test_two_columns_that_say_the_same_are_wrong():
    assert said(read("Kod | Namn | Avdelning | Avd\n4100 | A | B | C")) == [("ambiguous-columns", "")]


def test_columns_that_are_not_known_are_told_of():
    understood = read("Kod | Namn | Avdelning | Telefon\n4100 | A | B | 08")

    assert [each.values for each in understood.evidence if each.code == "columns-ignored"] == [{"columns": "Telefon"}]


def test_units_that_the_file_lacks_are_told_of():
    understood = read(UNIT_LIST)

    assert [each.values["rows"] for each in understood.evidence if each.code == "units-left"] == [str(len(UNITS))]


def test_everything_wrong_with_the_cells_is_said_at_once():
    understood = read(f"""
        Kod | Namn | Avdelning | Slag | Giltig från | Giltig till
        . | Utan kod | IFO | . | 2026-01 | .
        45 00 | Mellanslag | IFO | . | 2026-01 | .
        {"x" * 21} | Lång kod | IFO | . | 2026-01 | .
        '4500 | {"y" * 151} | IFO | något | snart | 2026-02-15
        '4500 | Igen | IFO | . | 2026-13-01 | .
    """)

    assert sorted(said(understood)) == [
        ("code-twice", "A6"),
        ("date-within-month", "F5"),
        ("missing-code", "A2"),
        ("not-a-code", "A3"),
        ("not-a-month", "E5"),
        ("not-a-month", "E6"),
        ("text-too-long", "A4"),
        ("text-too-long", "B5"),
        ("unknown-kind", "D5"),
    ]


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("2026-12-31", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        (datetime(2026, 12, 31), date(2026, 12, 1)),  # noqa: DTZ001 (a cell has no time zone)
        ("202612", date(2026, 12, 1)),
        ("dec 2026", date(2026, 12, 1)),
        ("9999-12-31", None),
        ("209912", None),
        (None, None),
    ],
)
def test_a_last_month_is_read_as_it_is_meant(cell, month):
    text = sheet("Kod | Namn | Avdelning | Giltig till\n'4500 | A | IFO | x")
    text.rows[1][3] = cell

    [record] = understand(Workbook("xlsx", [text]), context()).records
    assert record.values["valid_to"] == month


def test_the_first_day_of_a_month_as_the_last_is_unclear_where_others_write_the_last_day():
    understood = read("""
        Kod | Namn | Avdelning | Giltig till
        '4500 | A | IFO | 2026-12-31
        '4600 | B | IFO | 2027-01-01
    """)

    assert said(understood) == [("unclear-last-month", "D3")]


def test_a_personal_identity_number_stops_the_file():
    assert "personal-identity-number" in [
        code for code, _ in said(read("Kod | Namn | Avdelning\n4500 | 19800101-1231 | IFO"))
    ]


def test_who_may_not_change_the_organisation_is_told_so_and_nothing_else():
    readers = (UnitReader(allowed=False), AccountReader(allowed=False))

    for text in (UNIT_LIST, PLAN):
        understood = read(text, readers=readers)
        assert (said(understood), understood.records) == ([("organisation-not-yours", "")], [])


@pytest.mark.parametrize(
    "text",
    [
        PLAN,
        "Kod | Kontogrupp | Slag | Konton\nKON | Konsulter | kostnad | 74–75",
        "Kontogrupp | Namn | Från konto | Till konto\nKON | Konsulter | 74 | 75",
        "Kontogrupp | Benämning | Slag | Kontointervall\nKON | Konsulter | K | 74-75",
        "Account group | Name | Kind | Accounts\nKON | Consultants | cost | 74-75",
    ],
)
def test_an_account_plan_is_recognised_by_its_ranges(text):
    understood = read(text)

    assert (understood.kind, understood.layout, understood.problems) == ("account", "account-plan", [])
    [record] = understood.records
    assert (record.code, record.ranges) == ("KON", (("74", "75"),))


def test_a_group_may_have_a_row_for_each_range():
    record = one("""
        Kod | Kontogrupp | Slag | Från konto | Till konto
        OVR | Övriga kostnader | kostnad | 40 | 44
        OVR | . | . | 63 | 73
        . | . | . | 76 | .
    """)

    assert record.ranges == (("40", "44"), ("63", "73"), ("76", "76"))
    assert [record.cells[each] for each in ("40–44", "63–73", "76")] == ["D2", "D3", "D4"]


def test_a_list_of_accounts_with_their_group_is_an_account_plan():
    understood = read("""
        Konto | Benämning | Kontogrupp
        7410 | Konsulter IT | KON
        7411 Konsulter vård | . | Konsulter och bemanning
        1510 | Kundfordringar | .
    """)

    assert [(each.group, each.accounts) for each in understood.records] == [("KON", ("7410", "7411"))]
    assert understood.skipped == 1


def test_the_group_of_an_account_may_have_its_code_and_its_name_in_a_column_each():
    understood = read("""
        Konto | Benämning | Kontogruppskod | Kontogrupp | Slag
        7110 | Leasing | BIL | Bilar | kostnad
        7111 | Drivmedel | BIL | Bilar | .
    """)

    [record] = understood.records
    assert (record.code, record.name, record.kind, record.accounts) == ("BIL", "Bilar", "cost", ("7110", "7111"))


def test_everything_wrong_with_an_account_plan_is_said_at_once():
    understood = read(f"""
        Kod | Kontogrupp | Slag | Konton
        KON | Konsulter | utgift | 74-7
        K N | Mellanslag | kostnad | 74
        . | Utan kod | kostnad | 99
        KON | Annat namn | . | 75
        LÅNG | {"x" * 151} | kostnad | 99
    """)

    assert sorted(said(understood)) == [
        ("missing-account-group", "A4"),
        ("not-a-code", "A3"),
        ("not-an-account-range", "D2"),
        ("rows-of-group-differ", "B5"),
        ("text-too-long", "B6"),
        ("unknown-kind", "C2"),
    ]


def test_an_account_stands_with_one_group_only():
    understood = read("""
        Konto | Kontogrupp
        7410 | KON
        7410 | PER
        abc | PER
    """)

    assert sorted(said(understood)) == [("account-in-two-groups", "A3"), ("not-an-account", "A4")]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_heading_and_word_that_is_written_is_read(language):
    with translation.override(language):
        assert [name for name, text in UNIT_FIELDS.items() if role_of(str(text), UNIT_HEADINGS) != name] == []
        assert role_of(str(GROUP_FIELDS["name"]), ACCOUNT_HEADINGS) == "group"
        assert role_of(str(GROUP_FIELDS["ranges"]), ACCOUNT_HEADINGS) == "ranges"
        assert [kind_in(str(each.label), UNIT_KINDS) for each in Unit.Kind] == list(Unit.Kind)
        assert [kind_in(str(each.label), GROUP_KINDS) for each in AccountGroup.Kind] == list(AccountGroup.Kind)


@pytest.mark.parametrize("headings", [UNIT_HEADINGS, ACCOUNT_HEADINGS])
def test_no_heading_means_two_things(headings):
    forms = [form for each in headings.values() for form in each]

    assert sorted(forms) == sorted(set(forms))
