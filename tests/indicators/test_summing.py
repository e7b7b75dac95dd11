from datetime import date

from indicators.summing import Cell, of_year, over_units, summed

JANUARY, FEBRUARY = MONTHS = [date(2026, 1, 1), date(2026, 2, 1)]


def scaled(values):
    return {place: value * 10_000 for place, value in values.items()}


def few(line):
    return [cell.few for cell in (*line.months, line.year)]


def test_days_are_summed_over_units_and_months():
    found = summed("sum", {(1, JANUARY): 3, (1, FEBRUARY): 4, (2, JANUARY): 5}, [1, 2], MONTHS)

    assert [cell.scaled for cell in (*found.total.months, found.total.year)] == [8, 4, 12]
    assert found.lines[1].months[1] == Cell(None)


def test_a_mean_weighs_units_and_months_the_same():
    found = summed("mean", {(1, JANUARY): 90, (2, JANUARY): 80, (1, FEBRUARY): 95}, [1, 2], MONTHS)

    assert [cell.scaled for cell in (*found.total.months, found.total.year)] == [85, 95, 90]


def test_the_last_month_holds_for_the_year_and_units_are_added():
    found = summed("last", {(1, JANUARY): 90, (1, FEBRUARY): 95, (2, JANUARY): 5}, [1, 2], MONTHS)

    assert (found.lines[0].year.scaled, found.total.year.scaled) == (95, 95)


def test_nothing_has_no_total():
    assert (over_units("sum", []), of_year("last", [])) == (None, None)


def test_a_suppressed_count_takes_the_totals_that_give_it_away_with_it():
    values = scaled({(1, JANUARY): 3, (2, JANUARY): 50, (1, FEBRUARY): 10, (2, FEBRUARY): 60})

    found = summed("sum", values, [1, 2], MONTHS, suppress=True)

    assert [few(line) for line in found.lines] == [[True, False, True], [False, False, False]]
    assert few(found.total) == [True, False, True]


def test_totals_alone_are_suppressed_only_where_they_are_few_themselves():
    values = scaled({(1, JANUARY): 3, (2, JANUARY): 50, (1, FEBRUARY): 1})

    found = summed("last", values, [1, 2], MONTHS, suppress=True, only_total=True)

    assert (found.lines, few(found.total)) == ((), [False, True, True])
