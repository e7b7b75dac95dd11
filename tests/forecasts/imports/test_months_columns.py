"""Tables with months as columns are understood rightly, asked about or refused."""

from datetime import datetime

import pytest

from forecasts.imports.pipeline import understand
from forecasts.imports.sheet import Workbook
from tests.forecasts.imports.tables import context, problems, read, sheet

MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
TEN = "|".join(["10"] * 12)


def table(months=MONTHS, title="Budget 2026 tkr", total="120"):
    return f"{title}\nEnhet|{months}|Totalt\n4100|{TEN}|{total}\n60|{TEN}|120\n"


def totals(understood):
    return {kind: (len(figures), sum(figures.values())) for kind, figures in understood.figures.items()}


@pytest.mark.parametrize(
    "months",
    [
        MONTHS,
        "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
        "|".join(map(str, range(1, 13))),
        "|".join(str(202601 + number) for number in range(12)),
        "|".join(f"'2026-{number:02}" for number in range(1, 13)),
        "|".join(f"Budget {month}" for month in MONTHS.split("|")),
        "|".join(f"{month} 2026" for month in MONTHS.split("|")),
        "|".join(f"{month}-26" for month in MONTHS.split("|")),
    ],
)
def test_months_may_be_written_in_many_ways(months):
    understood = read(table(months))

    assert (understood.layout, understood.problems, totals(understood)) == (
        "months-budget",
        [],
        {"budget": (24, 240_000_00)},
    )


def test_dates_may_be_headings():
    made = sheet(table())
    made.rows[1][1:13] = [datetime(2026, number, 1) for number in range(1, 13)]  # noqa: DTZ001

    assert totals(understand(Workbook("xlsx", [made]), context())) == {"budget": (24, 240_000_00)}


def test_months_under_a_merged_heading_are_of_its_kind():
    text = f"2026 tkr\nEnhet|Budget{'|.' * 11}\n.|{MONTHS}\n4100|{TEN}"

    assert totals(read(text)) == {"budget": (12, 120_000_00)}


def test_a_row_that_is_not_its_total_is_a_warning():
    understood = read(table(total="140"))

    assert (problems(understood), understood.errors) == ([("total-differs", "N3")], [])


def test_months_of_actuals_that_have_not_been_may_be_empty_or_zero():
    understood = read(f"Utfall 2026 tkr\nEnhet|{MONTHS}\n4100|10|12|9|10|11|10|10|10|0|0|.|.")

    assert (understood.problems, totals(understood)) == ([], {"actual": (9, 82_000_00)})


def test_a_parent_printed_with_its_parts_is_not_added():
    understood = read(f"Budget 2026 tkr\nEnhet|{MONTHS}\n4200|{TEN.replace('10', '20')}\n4210|{TEN}\n4220|{TEN}")

    assert (understood.problems, totals(understood)) == ([], {"budget": (24, 240_000_00)})


def test_a_parent_that_is_not_the_sum_of_its_parts_is_a_problem():
    understood = read(f"Budget 2026 tkr\nEnhet|{MONTHS}\n4200|{TEN.replace('10', '50')}\n4210|{TEN}\n4220|{TEN}")

    assert problems(understood) == [("parts-differ", "B3")]


def test_a_year_that_does_not_show_is_asked_about():
    assert problems(read(table(title="Budget tkr"))) == [("ask-year", "")]
