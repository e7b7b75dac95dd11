"""What a measure begins with when it comes out of a calculation."""

from datetime import date
from decimal import Decimal

from measures.calculators.beginning import begin_with
from measures.calculators.calculators import Consultants, HiringFreeze, Premises, PriceVolume, Staffing, Vacancy

NOVEMBER = date(2026, 11, 1)


def test_posts_kept_vacant_save_until_their_last_month():
    vacancy = Vacancy(Decimal(2), 10_000_00, Decimal(0), date(2026, 12, 1), 6, Decimal(0))

    begun = begin_with(vacancy, NOVEMBER)

    assert (begun["start"], begun["end"]) == (date(2026, 12, 1), date(2027, 5, 1))
    assert (begun["full_year_effect"], begun["fte_hundredths"]) == (240_000_00, 200)


def test_a_hiring_freeze_grows_by_the_month_to_all_that_is_saved_during_it():
    freeze = HiringFreeze(Decimal(120), Decimal(10), 4, 10_000_00, Decimal(0), Decimal(0))

    begun = begin_with(freeze, NOVEMBER)

    assert (begun["effect_by"], begun["end"]) == ("months", date(2027, 2, 1))
    assert 0 < begun["month_11"] < begun["month_12"] < begun["year_1"]
    assert begun["month_11"] + begun["month_12"] + begun["year_1"] == freeze.saving_during


def test_recruiting_instead_of_consultants_is_a_one_time_cost():
    consultants = Consultants(Decimal(3), 850_00, Decimal(160), 42_000_00, Decimal(42), 6_000_00, 80_000_00)

    begun = begin_with(consultants, NOVEMBER)

    assert (begun["one_time_cost"], begun["full_year_effect"]) == (240_000_00, consultants.saving)


def test_premises_save_from_the_month_after_their_notice():
    begun = begin_with(Premises(1_200_000_00, NOVEMBER, 9, 300_000_00, 480_000_00), NOVEMBER)

    assert (begun["start"], begun["one_time_cost"]) == (date(2027, 8, 1), 300_000_00)


def test_fewer_leaders_and_administrators_are_fewer_full_time_equivalents():
    staffing = Staffing(Decimal(114), Decimal(12), Decimal(15), 500_000_00, Decimal(12), Decimal(50), 450_000_00)

    assert begin_with(staffing, NOVEMBER)["fte_hundredths"] == 1040


def test_what_saves_nothing_begins_without_an_effect():
    dearer = PriceVolume(Decimal(10), 100, Decimal(10), 200)

    assert begin_with(dearer, NOVEMBER) == {"full_year_effect": None}
