"""The changes of a preview, a page of them at a time."""

from datetime import date

from forecasts.imports.amounts import FigureKey, Figures
from forecasts.imports.examined import ChangedAmount, Preview
from forecasts.uploads.rows import Largest, sort_of

MONTH = date(2026, 8, 1)


def figures(*rows):
    return Figures({FigureKey(unit, MONTH, 1, account, ""): amount for unit, account, amount in rows})


def changed(unit, before, after):
    return ChangedAmount("actual", unit, MONTH, 1, "", "", before, after)


PREVIEW = Preview(
    added={"budget": figures((1, "5010", 300), (2, "5010", -900), (1, "5020", 300))},
    listed=[changed(1, 100, 500), changed(2, 100, None), changed(1, None, 1)],
)


def expected(wanted, sort=""):
    kept = [each for each in PREVIEW.changes if each.unit in wanted and sort in ("", sort_of(each))]
    return sorted(kept, key=lambda each: -abs((each.after or 0) - (each.before or 0)))


def test_the_largest_differences_come_first_and_equal_ones_in_their_order():
    found = Largest(PREVIEW, {1, 2}.__contains__, "")

    assert (len(found), found[:]) == (6, expected({1, 2}))


def test_a_page_is_a_part_of_the_whole():
    found = Largest(PREVIEW, {1, 2}.__contains__, "")

    assert found[2:4] == expected({1, 2})[2:4]
    assert found[5] == expected({1, 2})[5]


def test_only_the_wanted_units_and_sorts_are_there():
    assert Largest(PREVIEW, {1}.__contains__, "")[:] == expected({1})
    for sort in ("new", "changed", "removed"):
        assert Largest(PREVIEW, {1, 2}.__contains__, sort)[:] == expected({1, 2}, sort)
