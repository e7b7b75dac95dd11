"""Rows kept as columns are the same rows."""

from hypothesis import given
from hypothesis import strategies as st

from forecasts.imports.grid import FIRST_LOOK, Grid, in_columns

ROWS = st.lists(st.lists(st.sampled_from(["", "a", "b", "1"]), max_size=4), max_size=8)


def with_none(rows):
    return [[cell or None for cell in row] for row in rows]


@given(ROWS, ROWS, st.booleans())
def test_rows_come_back_as_they_went_in_but_for_empty_texts(first, second, alike):
    grid = Grid(alike=alike)
    grid.add(first)
    grid.add(second)

    rows = with_none([*first, *second])
    assert list(grid) == rows
    assert [grid[at] for at in range(len(grid))] == rows
    assert grid[1:-1] == rows[1:-1]


@given(ROWS)
def test_every_column_is_as_long_as_there_are_rows(rows):
    grid = Grid()
    grid.add(rows)

    assert {len(column) for column in grid.columns} <= {len(rows)}
    assert grid.cells == sum(map(len, rows))


@given(ROWS)
def test_blank_rows_at_the_end_are_dropped(rows):
    grid = Grid(alike=True)
    grid.add(rows)
    grid.drop_blank_end()

    kept = with_none(rows)
    while kept and not any(kept[-1]):
        kept.pop()
    assert list(grid) == kept


def test_equal_texts_of_a_column_are_one_object():
    grid = Grid(alike=True)
    grid.add([[f"{'4100'}", "x"] for _ in range(3)])
    grid.add([["41" + str(0) * 2, "y"]])

    assert len({id(cell) for cell in grid.columns[0]}) == 1


def test_a_column_of_different_texts_keeps_them_all():
    grid = Grid(alike=True)
    for begin in range(0, 3 * FIRST_LOOK, FIRST_LOOK):
        grid.add([[str(number), ""] for number in range(begin, begin + FIRST_LOOK)])

    assert grid.columns == [[str(number) for number in range(3 * FIRST_LOOK)], [None] * 3 * FIRST_LOOK]


def test_numbers_and_marks_stay_what_they_are():
    assert list(in_columns(iter([[1.0, True, ""], [1, False, "x"]]))) == [[1.0, True, None], [1, False, "x"]]
    assert [type(cell) for cell in in_columns(iter([[True, 1.0]]))[0]] == [bool, float]
