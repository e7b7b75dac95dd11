from datetime import date

import pytest

from forecasts.imports.columns import Known
from forecasts.imports.names import Names
from forecasts.imports.recognise import recognise
from forecasts.imports.shapes import normal, places_with_shapes, shape_at, shape_of
from forecasts.imports.sheet import Sheet, Workbook
from tests.forecasts.imports.tables import GROUPS, UNITS, sheet


def shape(*rows):
    return shape_at(Sheet("Blad1", [list(row) for row in rows]), range(len(rows)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["Enhet", "jan", "feb"], ["Enhet", "jan", "feb", "mar", "apr"]),
        (["Enhet", "202601", "202602"], ["enhet ", 202607.0]),
        (["Ansvar", "Utfall jan 2026"], ["Ansvar", "Utfall februari 2027", "Utfall mars"]),
        (["Enhet", date(2026, 1, 1), date(2026, 2, 1)], ["Enhet", date(2027, 5, 1)]),
        (["Enhet", "Utfall t.o.m. 2026-08"], ["Enhet", "Utfall t.o.m. 2026-09"]),
        (["Enhet", "Budget 2026", "Utfall 202601-202608"], ["Enhet", "Budget 2027", "Utfall 202701-202703"]),
        (["Enhet", "Budget jan", "Utfall jan"], ["Enhet", "Budget jan", "Utfall jan", "Budget feb", "Utfall feb"]),
    ],
)
def test_next_months_file_has_the_same_shape(one, other):
    assert shape(one) == shape(other) != ""


@pytest.mark.parametrize(
    "other",
    [["Enhet", "Utfall"], ["Enhet", "Budget tkr"], ["Enhet", "Budget", "Kommentar"], ["Budget", "Enhet"]],
)
def test_other_headings_are_another_shape(other):
    assert shape(["Enhet", "Budget"]) != shape(other)


def test_headings_in_two_rows_reach_over_blank_cells():
    assert shape(["", "jan", None], ["Enhet", "Budget", "Utfall"]) == shape(
        ["", "jan", None, "feb", None], ["Enhet", "Budget", "Utfall", "Budget", "Utfall"]
    )


@pytest.mark.parametrize("row", [["Enhet"], [], ["jan", "feb"], [2026.0, None]])
def test_too_few_headings_have_no_shape(row):
    assert shape(row) == ""


def test_a_word_that_holds_a_month_is_left_alone():
    assert normal("Marknad och majoritet") == "marknad och majoritet"


def test_a_recognised_table_is_found_again_by_its_shape():
    found = sheet("Titel||\nAnsvar|Konto|Period|Belopp\n4100|5020|'202608|100")
    table = recognise(found, Known(Names(UNITS), Names(GROUPS)))[0]

    places = list(places_with_shapes(Workbook("xlsx", [found])))

    assert [each.rows for each in places if each.shape == shape_of(table)] == [(1,)]
