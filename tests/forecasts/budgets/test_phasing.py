from datetime import date

import pytest

from forecasts.budgets.phasing import by_weight, evenly

AUTUMN = [date(2026, month, 1) for month in (10, 11, 12)]


@pytest.mark.parametrize(
    ("amount", "shares"),
    [(300, [100, 100, 100]), (100, [33, 33, 34]), (-100, [-33, -33, -34]), (2, [2]), (0, [])],
)
def test_what_cannot_be_shared_evenly_is_in_the_last_month(amount, shares):
    found = evenly(amount, AUTUMN)

    assert list(found.values()) == shares
    assert sum(found.values()) == amount


def test_a_share_follows_its_weight_to_the_ore():
    assert by_weight(1000, dict(zip(AUTUMN, (100, 200, 0), strict=True))) == {AUTUMN[0]: 333, AUTUMN[1]: 667}


def test_revenue_weighs_by_its_size():
    assert by_weight(300, dict(zip(AUTUMN, (-100, -200, 0), strict=True))) == {AUTUMN[0]: 100, AUTUMN[1]: 200}


def test_without_weights_the_months_share_evenly():
    assert by_weight(300, dict.fromkeys(AUTUMN, 0)) == dict.fromkeys(AUTUMN, 100)


def test_without_months_there_is_nothing():
    assert evenly(100, []) == {}
