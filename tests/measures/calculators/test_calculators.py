"""What savings come to, to the öre, with published figures where there are any."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from measures.calculators.calculators import (
    Consultants,
    HiringFreeze,
    Premises,
    PriceVolume,
    Staffing,
    Vacancy,
    paid_back_after,
    to_whole,
)

MNKR = 1_000_000_00
RAMBOLL = Staffing(
    case_officers=Decimal(114),
    leaders=Decimal(12),
    per_leader=Decimal(15),
    leader_cost=MNKR // 2,
    administrators=Decimal(12),
    fewer_percent=Decimal(50),
    administrator_cost=450_000_00,
)


def premises(**values):
    usual = {"rent": 1_200_000_00, "notice_from": date(2026, 1, 1), "notice_months": 9, "once": 0, "new_rent": 0}
    return Premises(**(usual | values))


def test_the_published_calculation_comes_to_4_9_mnkr():
    assert RAMBOLL.needed == Fraction("7.6")
    assert RAMBOLL.leaders_saving(RAMBOLL.needed) == 2_200_000_00
    assert RAMBOLL.administrators_saving == 2_700_000_00
    assert RAMBOLL.saving == 4_900_000_00


def test_whole_team_leaders_make_the_published_calculation_4_7_or_5_2_mnkr():
    assert (RAMBOLL.saving_up, RAMBOLL.saving_down) == (4_700_000_00, 5_200_000_00)


def test_more_team_leaders_than_today_cost():
    given = Staffing(Decimal(300), Decimal(12), Decimal(15), MNKR, Decimal(0), Decimal(0), 0)

    assert given.saving == -8 * MNKR


def test_team_leaders_that_are_no_whole_decimal_are_exact():
    given = Staffing(Decimal(100), Decimal(12), Decimal(15), 3 * MNKR, Decimal(0), Decimal(0), 0)

    assert given.saving == 16 * MNKR


@pytest.mark.parametrize(
    ("first", "months", "this_year", "later"),
    [
        (date(2026, 9, 1), 4, 2 * 42_600_00 * 4, 0),
        (date(2026, 9, 1), 6, 2 * 42_600_00 * 4, 2 * 42_600_00 * 2),
        (date(2026, 1, 1), 12, 2 * 42_600_00 * 12, 0),
        (date(2026, 12, 1), 1, 2 * 42_600_00, 0),
    ],
)
def test_a_vacancy_saves_in_the_months_of_each_year(first, months, this_year, later):
    given = Vacancy(Decimal(2), 30_000_00, Decimal(42), first, months, Decimal(0))

    assert (given.saving_first_year, given.saving_later) == (this_year, later)
    assert given.saving == 2 * 42_600_00 * 12


def test_what_others_do_for_pay_is_not_saved():
    given = Vacancy(Decimal(1), 30_000_00, Decimal(42), date(2026, 1, 1), 12, Decimal(25))

    assert given.saving == 42_600_00 * 9


def test_a_vacancy_of_odd_ore_sums_to_the_whole():
    given = Vacancy(Decimal("0.5"), 33_333_33, Decimal("31.42"), date(2026, 11, 1), 3, Decimal(10))

    assert given.saving_first_year + given.saving_later == to_whole(given.monthly * 3)


def test_a_hiring_freeze_expects_leavers_by_turnover_and_months():
    given = HiringFreeze(Decimal(120), Decimal(10), 6, 35_000_00, Decimal(42), Decimal(0))

    assert (given.leavers, given.vacant_months) == (6, 18)
    assert given.saving_during == 18 * 49_700_00
    assert given.saving == 6 * 12 * 49_700_00


def test_a_consultant_is_held_against_an_employee():
    given = Consultants(
        number=Decimal(3),
        hourly=900_00,
        hours=Decimal(160),
        salary=40_000_00,
        charges=Decimal(42),
        overhead=5_000_00,
        recruiting=100_000_00,
    )

    assert (given.consultant, given.employee) == (144_000_00, 61_800_00)
    assert (given.monthly, given.saving) == (246_600_00, 2_959_200_00)
    assert (given.once, given.saving_first_year, given.months_to_even) == (300_000_00, 2_659_200_00, 2)


@pytest.mark.parametrize(
    ("once", "monthly", "months"),
    [(0, 1, 0), (100, 100, 1), (101, 100, 2), (100, 0, None), (100, -1, None), (0, -1, 0)],
)
def test_what_was_paid_once_is_paid_back_after_whole_months(once, monthly, months):
    assert paid_back_after(once, Fraction(monthly)) == months


@pytest.mark.parametrize(
    ("before", "after", "volume", "price"),
    [
        # Helsingborg, days in institution for abuse, kr: 2014 to 2015 and 2015 to 2016
        (("12275", 2_042), ("10796", 1_875), -3_020_118, -1_802_932),
        (("10796", 1_875), ("9798", 2_263), -1_871_250, 3_801_624),
        # Stockholm, households with economic assistance and the mean a year, kr: 2016 to 2017
        (("14008", 63_873), ("14572", 63_682), 36_024_372, -2_783_252),
    ],
)
def test_published_changes_are_parted_into_volume_and_price(before, after, volume, price):
    given = PriceVolume(Decimal(before[0]), before[1] * 100, Decimal(after[0]), after[1] * 100)

    assert (given.volume_effect, given.price_effect) == (volume * 100, price * 100)
    assert given.saving == -(volume + price) * 100


@pytest.mark.parametrize("volumes", [("0.333", "0.667"), ("10.05", "9.95"), ("0", "1.5")])
def test_volume_and_price_sum_to_the_change_to_the_ore(volumes):
    given = PriceVolume(Decimal(volumes[0]), 99_99, Decimal(volumes[1]), 100_01)

    assert given.volume_effect + given.price_effect == given.after - given.before


def test_premises_save_from_the_month_after_the_notice():
    given = premises(once=300_000_00, new_rent=480_000_00)

    assert given.first == date(2026, 10, 1)
    assert [given.saving_in(year) for year in given.years] == [-120_000_00, 720_000_00, 720_000_00]


@pytest.mark.parametrize(
    ("values", "month"),
    [
        ({}, date(2026, 10, 1)),
        ({"once": 100_000_00}, date(2026, 10, 1)),
        ({"once": 300_000_01}, date(2027, 1, 1)),
        ({"once": 1, "new_rent": 1_200_000_00}, None),
    ],
)
def test_premises_are_even_at_the_end_of_a_month(values, month):
    assert premises(**values).even_in == month


def test_a_notice_longer_than_a_year_saves_from_its_end():
    given = premises(notice_months=30)

    assert (given.first, given.years) == (date(2028, 7, 1), [2028, 2029, 2030])
    assert given.saving_in(2028) == 600_000_00


@pytest.mark.parametrize(("value", "whole"), [("0.5", 1), ("-0.5", -1), ("1.49", 1), ("-1.51", -2), ("0", 0)])
def test_halves_are_rounded_away_from_zero(value, whole):
    assert to_whole(Fraction(value)) == whole
