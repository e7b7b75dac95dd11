"""Where a key figure lies beside its band."""

from meetings.showing.band import band_line


def test_a_value_above_the_band_lies_to_the_right_of_it():
    line = band_line(30, 10, 20)

    assert line.value > line.low + line.width


def test_a_value_below_the_band_lies_to_the_left_of_it():
    line = band_line(5, 10, 20)

    assert line.value < line.low


def test_a_band_without_a_lower_end_begins_where_the_line_does():
    line = band_line(30, None, 20)

    assert (line.low, line.value > line.width) == (0.0, True)


def test_a_band_without_an_upper_end_goes_on_to_the_end_of_the_line():
    line = band_line(5, 10, None)

    assert line.low + line.width == 100


def test_a_value_on_a_band_of_one_value_is_drawn_all_the_same():
    assert band_line(10, 10, 10).width == 0
