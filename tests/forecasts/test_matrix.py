"""Accounts × months."""

from datetime import date

from forecasts.matrix import Cell, Level, Show, Shown, matrix
from forecasts.unit_figures import ACTUAL, BUDGET, Key

GROUPS = [Key(11, "PER", "Personal"), Key(12, "KOP", "Köp"), Key(13, "LOK", "Lokaler")]
JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
CELLS = [
    Cell(11, "5010", "510", JANUARY, BUDGET, 100, 1),
    Cell(11, "5010", "510", JANUARY, ACTUAL, 90, 2),
    Cell(11, "5010", "520", JANUARY, ACTUAL, 20, 3),
    Cell(11, "5110", "", FEBRUARY, ACTUAL, 5, 3),
    Cell(12, "4600", "", JANUARY, BUDGET, 50, 1),
]


def rows(show=Show.ACTUAL, opened=()):
    found = matrix(CELLS, GROUPS, year=2026, show=show, opened=set(opened), closed=JANUARY, total="Summa")
    return [(row.level, row.code, row.months[0], row.total) for row in found]


def test_closed_groups_hold_the_sum_of_their_accounts():
    assert rows() == [
        (Level.GROUP, "PER", Shown(110), 115),
        (Level.GROUP, "KOP", Shown(None), None),
        (Level.TOTAL, "", Shown(110), 115),
    ]


def test_an_opened_group_goes_down_to_account_and_activity_code():
    assert rows(opened=["PER"])[1:5] == [
        (Level.ACCOUNT, "5010", Shown(110), 110),
        (Level.ACTIVITY, "510", Shown(90, 2), 90),
        (Level.ACTIVITY, "520", Shown(20, 3), 20),
        (Level.ACCOUNT, "5110", Shown(None), 5),
    ]


def test_an_amount_from_one_upload_says_which():
    assert rows(Show.BUDGET)[0] == (Level.GROUP, "PER", Shown(100, 1), 100)


def test_differences_of_the_closed_months_add_up():
    assert [(code, shown.amount, total) for _level, code, shown, total in rows(Show.DIFFERENCE)] == [
        ("PER", -10, -10),
        ("KOP", 50, 50),
        ("", 40, 40),
    ]
