"""What a file of key figures is understood as."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from forecasts.imports import registers
from forecasts.imports.examined import Options
from forecasts.imports.messages import evidence_sentence, layout_name, sentence
from forecasts.imports.problems import Code, Problem
from indicators.imports.messages import SENTENCES
from indicators.imports.problems import ObservationCode
from indicators.imports.register import OBSERVATIONS
from tests.indicators.files import changes, codes, examined
from tests.indicators.fixtures import LONG, WIDE
from units.roles import Role


def workbook(*rows, title="Blad1"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def said(seen):
    return [evidence_sentence(each) for each in seen.understood.evidence]


def values(seen):
    return [(f"{each.month:%Y-%m}", each.scaled / 10_000) for each in seen.understood.records]


def test_every_code_has_a_sentence():
    assert set(SENTENCES) == set(ObservationCode)


@pytest.mark.parametrize("code", ObservationCode)
def test_a_sentence_asks_only_for_what_a_problem_has(code):
    assert "{" not in sentence(Problem(code, found="x", hint="y"))


def test_no_code_is_one_of_any_file():
    assert {each.value for each in ObservationCode} & {each.value for each in Code} == set()


def test_the_register_is_in_the_pipeline_before_that_of_measures():
    assert registers.of("observation") is OBSERVATIONS
    kinds = [each.kind for each in registers.every()]
    assert kinds.index("observation") < kinds.index("measure")
    assert layout_name("observations") == "värden för nyckeltal"


def test_every_error_is_told_at_its_cell(administration, days):
    content = f"{LONG}\nVårddagar;4100;2026-08;3\nhvb;9999;2026-08;3\nhvb;4100;igår;3\nhvb;4100;2026-08;många"

    seen = examined(administration, content)

    assert codes(seen) == [
        ("unknown-indicator", "A2"), ("unknown-unit", "B3"), ("not-a-month", "C4"), ("not-a-value", "D5"),
    ]  # fmt: skip


def test_an_unknown_key_figure_is_told_with_near_ones(administration, days):
    seen = examined(administration, f"{LONG}\nVårddagar HVB;4100;2026-08;3")

    assert sentence(seen.problems[0]) == (
        "A2: ”Vårddagar HVB” är inget nyckeltal här. Liknande: hvb Vårddygn HVB. Rätta namnet eller koden, eller lägg "
        "först upp det på sidan Nyckeltal."
    )


def test_a_row_without_values_says_nothing(administration, days):
    seen = examined(administration, f"{WIDE}\nOkänt;9999;;\nhvb;4100;;3")

    assert (codes(seen), values(seen)) == ([], [("2026-02", 3)])


def test_percent_of_a_spreadsheet_is_doubted_in_a_key_figure_in_per_cent(administration, occupancy):
    content = workbook(["Nyckeltal", "Enhet", "Månad", "Värde"], ["Beläggning", 4100, "2026-08", 0.94])

    assert codes(examined(administration, content, name="n.xlsx")) == [("doubtful-per-cent", "D2")]


def test_a_small_share_written_with_its_sign_is_what_it_says(administration, occupancy):
    seen = examined(administration, f"{LONG}\nBeläggning;4100;2026-08;0,94 %")

    assert (codes(seen), values(seen)) == ([], [("2026-08", 0.94)])


def test_a_small_share_beside_larger_ones_is_per_cent_when_nothing_is_stored(administration, occupancy):
    seen = examined(administration, f"{LONG}\nBeläggning;4100;2026-07;4,5\nBeläggning;4100;2026-08;0,9")

    assert (codes(seen), values(seen)) == ([], [("2026-07", 4.5), ("2026-08", 0.9)])


def test_a_small_share_is_doubted_when_what_is_stored_is_tens(administration, occupancy, observe):
    observe(occupancy, "4100", "2026-06", 94)

    seen = examined(administration, f"{LONG}\nBeläggning;4100;2026-07;95\nBeläggning;4100;2026-08;0,96")

    assert codes(seen) == [("doubtful-per-cent", "D3")]


def test_small_shares_are_taken_when_what_is_stored_is_small(administration, occupancy, observe):
    observe(occupancy, "4100", "2026-06", 1.5)

    assert codes(examined(administration, f"{LONG}\nBeläggning;4100;2026-08;0,9")) == []


def test_a_price_may_be_below_zero_and_a_count_may_not(administration, price, households):
    content = f"{LONG}\nPris;4100;2026-08;-5\nHushåll;4100;2026-08;-5"

    assert codes(examined(administration, content)) == [("negative-count", "D3")]


def test_dates_of_a_spreadsheet_are_months(administration, days):
    content = workbook(["Nyckeltal", "Enhet", "Månad", "Värde"], ["hvb", "4100", date(2026, 8, 31), 312])

    assert values(examined(administration, content, name="n.xlsx")) == [("2026-08", 312)]


def test_months_as_dates_in_the_headings(administration, days):
    content = workbook(["Nyckeltal", "Enhet", date(2026, 7, 1), date(2026, 8, 1)], ["hvb", 4100, 298, 312])

    assert values(examined(administration, content, name="n.xlsx")) == [("2026-07", 298), ("2026-08", 312)]


def test_a_column_of_years_completes_the_months(administration, days):
    content = "Nyckeltal;Enhet;År;jan;feb\nhvb;4100;2025;3;4\nhvb;4100;2026;5;6"

    assert values(examined(administration, content)) == [
        ("2025-01", 3), ("2025-02", 4), ("2026-01", 5), ("2026-02", 6),
    ]  # fmt: skip


def test_the_year_can_be_the_answer(administration, days):
    content = "Nyckeltal;Enhet;jan;feb\nhvb;4100;3;4"

    assert codes(examined(administration, content)) == [("ask-year", "")]
    assert values(examined(administration, content, options=Options(year=2026))) == [("2026-01", 3), ("2026-02", 4)]


def test_another_year_than_the_one_that_was_said_is_an_error(administration, days):
    seen = examined(administration, f"{WIDE}\nhvb;4100;3;", options=Options(year=2025))

    assert codes(seen) == [("month-outside-year", "C2")]


def test_a_key_figure_can_be_named_by_the_title(administration, days):
    seen = examined(administration, "Vårddygn HVB 2026;;\nEnhet;jan;feb\n4100;3;4\nSumma;3;4")

    assert changes(seen) == [
        ("Vårddygn HVB (dygn)", "new", [("4100 Barn och ungdom", "", "jan 2026: 3 · feb 2026: 4")])
    ]
    assert "nyckeltalet står i rubriken: Vårddygn HVB 2026" in said(seen)
    assert seen.understood.skipped == 1


def test_a_column_without_heading_is_known_by_what_it_names(administration, days):
    assert values(examined(administration, ";Enhet;jan 2026;feb 2026\nVårddygn HVB;4100;3;4")) == [
        ("2026-01", 3), ("2026-02", 4),
    ]  # fmt: skip


def test_figures_in_kronor_are_never_key_figures(administration, days):
    content = "Nyckeltal;Ansvar;Konto;Period;Utfall kr\nVårddygn HVB;4100;5020;202608;100"

    assert examined(administration, content).understood.kind != "observation"


def test_a_table_of_months_without_key_figures_is_of_figures(administration, days):
    seen = examined(administration, "Utfall 2026 tkr;;\nEnhet;jan;feb\n4100;300;400")

    assert seen.understood.kind == "actual"


def test_a_list_of_measures_is_no_file_of_key_figures(administration, days):
    content = "Åtgärd;Enhet;Nyckeltal;Start;Helårseffekt (kr);sep 2026\nFärre dygn;4100;Vårddygn HVB;2026-09;1200;100"

    assert examined(administration, content).understood.kind == "measure"


def test_a_file_said_to_be_of_key_figures_that_is_not_is_told_so(administration, days):
    seen = examined(administration, "Ansvar;Konto;Utfall\n4100;5020;3", options=Options(kind="observation"))

    assert codes(seen) == [("no-observations", "")]


def test_tables_on_two_sheets_are_asked_about(administration, days):
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Två")):
        sheet.append(["Nyckeltal", "Enhet", "Månad", "Värde"])
        sheet.append(["hvb", 4100, "2026-08", 3])
    content = BytesIO()
    book.save(content)

    assert codes(examined(administration, content.getvalue(), name="n.xlsx")) == [("ask-sheet", "")]


def test_who_is_not_in_control_is_told_nothing_of_what_is_stored(administration, days, observe, person):
    observe(days, "4200", "2026-08", 312)

    seen = examined(administration, f"{LONG}\nhvb;4200;2026-08;312", by=person(Role.UNIT_HEAD))

    assert (codes(seen), seen.understood.records, seen.preview.unchanged) == ([("observations-not-yours", "")], [], 0)


def test_columns_that_are_not_read_are_said(administration, days):
    seen = examined(administration, "Nyckeltal;Enhet;Månad;Värde;Källa\nhvb;4100;2026-08;3;Treserva")

    assert said(seen) == ["kolumner som inte läses in: Källa"]


def test_a_unit_has_no_value_before_it_was_there(administration, days):
    administration.units.filter(code="4100").update(valid_from=date(2026, 5, 1))

    assert codes(examined(administration, f"{LONG}\nhvb;4100;2026-04;3")) == [("unit-not-valid", "D2")]


def test_a_value_through_a_month_is_no_value_of_the_month(administration, days):
    content = "Nyckeltal t.o.m. augusti;;\nNyckeltal;Enhet;Värde\nhvb;4100;312"

    assert codes(examined(administration, content, options=Options(month=date(2026, 8, 1)))) == [("values-to-date", "")]


def test_the_month_can_be_the_answer(administration, days):
    seen = examined(administration, "Nyckeltal;Enhet;Värde\nhvb;4100;312", options=Options(month=date(2026, 8, 1)))

    assert values(seen) == [("2026-08", 312)]


def test_an_empty_cell_is_spoken_of_above_the_table_without_meaning_sums_to_date(administration, days):
    seen = examined(administration, f"En tom cell ändrar inget;;;\n{LONG}\nhvb;4100;2026-08;312")

    assert codes(seen) == []


def test_a_title_of_costs_makes_no_table_of_key_figures(administration, days):
    seen = examined(administration, "Vårddygn HVB, kostnad tkr 2026;;\nEnhet;jan;feb\n4100;300;400")

    assert seen.understood.kind != "observation"


def test_kronor_in_the_heading_are_no_days(administration, days, price):
    seen = examined(administration, "Nyckeltal;Enhet;Månad;Värde (kr)\nhvb;4100;2026-08;3\nPris;4100;2026-08;3")

    assert [(each.code, each.found, each.hint) for each in seen.problems] == [
        ("other-scale", "Värde (kr)", "Vårddygn HVB (dygn)")
    ]


def test_the_same_error_in_many_cells_is_told_once_for_all_of_them(administration, days):
    rows = [f"Okänt;4100;2026-08;{number}" for number in range(250)]

    seen = examined(administration, "\n".join([LONG, *rows]))

    assert [(each.code, each.cell, each.times) for each in seen.problems] == [("unknown-indicator", "A2", 250)]


def test_an_unknown_key_figure_whose_name_begins_as_a_total_is_not_read_over(administration, days):
    seen = examined(administration, f"{LONG}\nTotalt antal dygn;4100;2026-08;3\nhvb;Summa;2026-08;3")

    assert codes(seen) == [("unknown-indicator", "A2")]
    assert seen.understood.skipped == 1
