"""One unit's two years by group, part and month."""

from datetime import UTC, date, datetime

from forecasts.unit_figures import (
    ACTUAL,
    BUDGET,
    Book,
    Key,
    Line,
    MonthPoint,
    Row,
    Submitted,
    Sum,
    group_rows,
    month_points,
    total_row,
    unit_rows,
)

UNIT, PART = Key(1, "1400", "Vuxen"), Key(2, "1410", "Missbruk")
STAFF, CARE, UNSPLIT = Key(11, "PER", "Personal"), Key(12, "KOP", "Köp"), Key(13, "0", "Ofördelat")
JANUARY, FEBRUARY, MARCH = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
NOON = datetime(2026, 3, 8, 12, tzinfo=UTC)


def handed_in(pk=1, unit=UNIT, as_of=FEBRUARY, version=1, lines=(), comment=""):
    return Submitted(pk, unit.pk, as_of, version, comment, NOON, "", unit.name, tuple(lines))


def book(*sums, forecasts=(), closed=JANUARY, month=FEBRUARY):
    return Book(2026, month, closed, sums, forecasts)


def figures():
    """100 a month budgeted on staff, 110 spent in January and 120 in February; last year 90 budgeted, 95 spent."""
    return [
        Sum(1, 11, date(2025, 1, 1), BUDGET, 90),
        Sum(1, 11, date(2025, 1, 1), ACTUAL, 95),
        *(Sum(1, 11, date(2026, month, 1), BUDGET, 100) for month in range(1, 13)),
        Sum(1, 11, JANUARY, ACTUAL, 110),
        Sum(1, 11, FEBRUARY, ACTUAL, 120),
    ]


def test_a_group_has_last_year_the_closed_months_and_the_forecast():
    forecast = handed_in(lines=[Line(11, 1300, "staffing", "Två vikarier")])

    rows = group_rows(book(*figures(), forecasts=[forecast]), [STAFF, CARE])

    assert rows == [
        Row(STAFF, 90, 95, 1200, 100, 110, 1300, causes=("staffing",), comments=("Två vikarier",)),
    ]
    assert (rows[0].last_deviation, rows[0].deviation_to_date, rows[0].deviation) == (-5, -10, -100)


def test_no_closed_month_means_no_deviation_to_date():
    row = total_row(book(*figures(), closed=None), UNIT)

    assert (row.budget_to_date, row.actual_to_date, row.deviation_to_date) == (None, None, None)


def test_a_forecast_of_the_whole_is_not_held_against_any_group():
    rows = group_rows(book(*figures(), forecasts=[handed_in(lines=[Line(13, 1300)])]), [STAFF, UNSPLIT])

    assert [(row.key.code, row.forecast, row.deviation) for row in rows] == [("PER", None, None), ("0", 1300, None)]


def test_parts_and_the_units_own_figures_sum_to_the_unit():
    sums = [*figures(), Sum(2, 11, JANUARY, BUDGET, 40), Sum(2, 11, JANUARY, ACTUAL, 43)]
    forecasts = [handed_in(1, UNIT, lines=[Line(11, 1250)]), handed_in(2, PART, lines=[Line(11, 45)])]
    both = book(*sums, forecasts=forecasts)

    rows, total = unit_rows(both, [PART, UNIT]), total_row(both, UNIT)

    assert [row.deviation for row in rows] == [-5, -50]
    assert (total.budget, total.forecast, total.deviation) == (1240, 1295, -55)


def test_the_highest_version_of_the_latest_month_counts():
    forecasts = [
        handed_in(1, as_of=JANUARY, lines=[Line(11, 1)]),
        handed_in(3, version=2, lines=[Line(11, 3)]),
        handed_in(2, version=1, lines=[Line(11, 2)]),
    ]

    assert [each.pk for each in book(forecasts=forecasts).current] == [3]


def test_months_accumulate_and_those_after_the_last_closed_one_are_preliminary():
    points = month_points(book(*figures()))

    assert points[:3] == [
        MonthPoint(JANUARY, 100, 110, 100, 110, preliminary=False),
        MonthPoint(FEBRUARY, 100, 120, 200, 230, preliminary=True),
        MonthPoint(MARCH, 100, None, 300, None, preliminary=True),
    ]
    assert [(each.deviation, each.deviation_so_far) for each in points[:2]] == [(-10, -10), (None, None)]


def test_months_after_the_one_looked_at_have_no_actuals():
    assert month_points(book(*figures(), month=JANUARY))[1].actual is None
