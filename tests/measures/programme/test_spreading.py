"""How a requirement is parted."""

from hypothesis import given
from hypothesis import strategies as st

from measures.programme.spreading import DepartmentSpread, Given, in_kronor, of_budget

AMOUNTS = st.integers(min_value=-(10**13), max_value=10**13)
WEIGHTS = st.dictionaries(st.integers(), st.integers(min_value=-(10**6), max_value=10**12), min_size=1, max_size=40)


@given(AMOUNTS, WEIGHTS)
def test_parts_sum_to_their_whole(amount, weights):
    assert sum(in_kronor(amount, weights).values()) == amount


@given(st.integers(min_value=0, max_value=10**13), WEIGHTS)
def test_no_part_of_something_to_save_is_negative(amount, budgets):
    parts = in_kronor(amount, budgets)

    assert (sum(parts.values()), min(parts.values()) >= 0) == (amount, True)


def test_parts_are_whole_kronor_and_the_last_has_the_rest():
    assert in_kronor(100_01, {"a": 1, "b": 1, "c": 1}) == {"a": 33_00, "b": 33_00, "c": 34_01}


def test_a_budget_below_zero_takes_no_part():
    assert in_kronor(100_00, {"a": -500, "b": 300, "c": 100}) == {"a": 0, "b": 75_00, "c": 25_00}


def test_without_any_budget_all_take_part_alike():
    assert in_kronor(100_00, {"a": 0, "b": 0}) == {"a": 50_00, "b": 50_00}


def test_per_cent_of_a_budget_is_whole_kronor():
    assert of_budget(1_234_567_00, 150) == 18_519_00


def test_what_is_given_in_kronor_does_not_follow_the_budget():
    assert (Given(amount=500_00).come_to(9_000_00), Given(hundredths=100).come_to(9_000_00)) == (500_00, 90_00)


def test_a_department_without_a_share_has_the_sum_of_its_units():
    assert (DepartmentSpread(None, 300).needed, DepartmentSpread(None, 300).rest) == (300, 0)


def test_a_department_with_a_share_has_a_rest_beside_its_units():
    assert (DepartmentSpread(500, 300).needed, DepartmentSpread(500, 300).rest) == (500, 200)
