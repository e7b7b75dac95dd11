"""Lines of costs with their names where they end."""

from itertools import pairwise

from measures.verifying.chart import APART, HEIGHT, Line, compared


def drawn(*lines):
    return compared(["mar", "apr"], [Line(name, values, "--ink") for name, values in lines])["layout"]


def heights(layout):
    low, high = layout["yaxis"]["range"]
    return [(each["y"] - low) * HEIGHT / (high - low) + each["yshift"] for each in layout["annotations"]]


def test_names_of_lines_that_end_together_stand_apart():
    places = sorted(heights(drawn(("plan", [10, 20]), ("actual", [30, 20]), ("budget", [5, 20]))))

    assert all(round(above - below) >= APART for below, above in pairwise(places))


def test_a_name_stands_where_its_line_ends():
    [name] = drawn(("actual", [10, None]))["annotations"]

    assert (name["x"], name["y"], name["yshift"]) == ("mar", 10, 0)


def test_a_line_without_values_has_no_name():
    assert [each["text"] for each in drawn(("actual", [1, 2]), ("budget", [None, None]))["annotations"]] == ["actual"]
