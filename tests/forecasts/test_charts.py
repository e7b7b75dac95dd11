"""Figures as plain plotly dictionaries."""

from forecasts import charts

MONTHS = ["jan", "feb", "mar"]


def test_a_deficit_and_a_surplus_have_their_colours_and_are_written_as_shown():
    figure = charts.trajectory(["jan", "mar"], [-1.0, 2.0], ["−1,0", "+2,0"], budget="budget", axis=MONTHS)

    line = figure["data"][0]
    assert (line["marker"]["color"], line["text"]) == (["--deficit", "--surplus"], ["−1,0", "+2,0"])
    assert figure["layout"]["xaxis"]["categoryarray"] == MONTHS


def test_a_long_trajectory_writes_out_only_its_ends():
    texts = ["−10 000"] * 6

    line = charts.trajectory(list("abcdef"), [-1.0] * 6, texts, budget="budget", axis=list("abcdef"))["data"][0]

    assert line["text"] == ["−10 000", "", "", "", "", "−10 000"]
    assert line["hovertext"] == texts


def test_a_preliminary_bar_is_hollow():
    bars = charts.monthly(
        MONTHS, [1, 1, 1], [2, 2, None], [False, True, True], budget_name="budget", actual_name="utfall"
    )["data"][0]

    assert bars["marker"]["color"] == ["--accent", "--paper", "--accent"]
    assert bars["y"] == [2, 2, None]


def test_the_preliminary_end_of_the_accumulated_actual_goes_on_from_the_closed_months():
    lines = charts.accumulated(
        MONTHS, [1, 2, 3], [2, 4, None], [False, True, True], budget_name="budget", actual_name="utfall"
    )["data"]

    assert [line["y"] for line in lines] == [[1, 2, 3], [2, None, None], [2, 4, None]]
    assert lines[2]["line"]["dash"] == "dot"


def test_without_preliminary_months_there_is_no_dotted_line():
    lines = charts.accumulated(MONTHS, [1, 2, 3], [2, None, None], [False] * 3, budget_name="b", actual_name="a")

    assert len(lines["data"]) == 2
