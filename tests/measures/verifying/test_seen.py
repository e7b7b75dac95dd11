"""What the ledger says of a measure, on made-up costs with a season, a growth and noise."""

from dataclasses import replace
from datetime import date
from math import cos, exp, pi
from random import Random

import pytest

from measures.verifying.seen import Ledger, Reason, Verdict, judge
from units.months import add_months, months_between

START, HALF_A_YEAR = date(2026, 3, 1), 6
MONTHLY = 1_000_000_00


def costs(random, *, years=5, noise=0.03, drop=0.0, after=HALF_A_YEAR, growth=0.02):
    """Monthly costs from `years` before the start to `after` months after it, lowered by `drop` from the start on."""
    level = MONTHLY * random.uniform(0.4, 2.5)
    made = {}
    for month in months_between(add_months(START, -12 * years), add_months(START, after - 1)):
        season = 1 + 0.1 * cos(2 * pi * month.month / 12)
        trend = (1 + growth) ** ((month.year - 2020) + month.month / 12)
        left = 1 - drop if month >= START else 1
        made[month] = round(level * season * trend * left * exp(random.gauss(0, noise)))
    return made


def ledger(seed, *, siblings=12, years=5, drop=0.0, planned=0.2, after=HALF_A_YEAR, **given):
    random = Random(seed)
    own = costs(random, years=years, drop=drop, after=after)
    before = sum(own[add_months(START, -back)] for back in range(1, 13)) // 12
    months = months_between(START, add_months(START, after - 1))
    usual = {
        "start": START,
        "end": None,
        "closed": months[-1],
        "own": own,
        "siblings": {place: costs(random, years=years, after=after) for place in range(siblings)},
        "planned": dict.fromkeys(months, round(before * planned)),
        "budget": {},
    }
    return Ledger(**usual | given)


def verdicts(count, **given):
    return [judge(ledger(seed, **given)).verdict for seed in range(count)]


def test_a_cost_lowered_by_a_fifth_is_seen():
    assert verdicts(20, drop=0.2) == [Verdict.SEEN] * 20


def test_without_any_effect_it_is_seldom_seen():
    assert verdicts(60).count(Verdict.SEEN) <= 6


def test_without_any_effect_a_large_plan_is_not_seen():
    assert verdicts(20, planned=0.3).count(Verdict.NOT_SEEN) >= 18


def test_what_is_saved_is_near_what_was_taken_away():
    given = ledger(1, drop=0.2)
    taken = sum(given.own[month] for month in given.months) * 0.25

    saved = judge(given).saved

    assert saved.low < taken < saved.high
    assert saved.estimate == pytest.approx(taken, rel=0.2)


def test_the_months_say_the_same_as_the_whole():
    told = judge(ledger(2, drop=0.2))

    assert sum(each.saved for each in told.months) == told.saved.estimate
    assert [each.plan for each in told.months] == [each.without - each.planned for each in told.months]
    assert told.through == date(2026, 8, 1)


def dearer(line):
    """The same costs, 30 % higher from the start on."""
    return {month: round(cost * 1.3) if month >= START else cost for month, cost in line.items()}


def test_a_rise_that_the_siblings_share_is_no_effect():
    given = ledger(3, planned=0.3)
    siblings = {key: dearer(line) for key, line in given.siblings.items()}

    told = judge(replace(given, own=dearer(given.own), siblings=siblings))

    assert told.verdict == Verdict.NOT_SEEN
    assert abs(told.saved.estimate) < 0.05 * sum(each.actual for each in told.months)


def test_a_small_effect_of_a_large_plan_is_seen_but_less():
    told = judge(ledger(4, drop=0.2, planned=0.6))

    assert (told.verdict, told.reason) == (Verdict.SEEN, Reason.LOWER_BUT_LESS)


def test_a_range_that_holds_nothing_and_the_plan_cannot_be_judged():
    told = judge(ledger(5, planned=0.01))

    assert (told.verdict, told.reason) == (Verdict.UNDECIDABLE, Reason.WIDE)
    assert told.saved.low < 0 < told.saved.high


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"years": 2}, Reason.SHORT_HISTORY),
        ({"siblings": 9}, Reason.FEW_SIBLINGS),
        ({"closed": None}, Reason.NOT_CLOSED),
        ({"grouped": False}, Reason.NO_GROUP),
        ({"planned": 0}, Reason.NOTHING_PLANNED),
    ],
)
def test_what_cannot_be_judged_says_why(given, reason):
    told = judge(ledger(6, drop=0.2, **given))

    assert (told.verdict, told.reason, told.saved) == (Verdict.UNDECIDABLE, reason, None)


def test_three_years_before_the_start_are_enough():
    assert judge(ledger(7, years=3, drop=0.2)).verdict == Verdict.SEEN


@pytest.mark.parametrize("month", [date(2024, 5, 1), date(2026, 4, 1)])
@pytest.mark.parametrize("amount", [0, -1_00])
def test_a_month_whose_cost_is_not_positive_is_named(month, amount):
    given = ledger(8, drop=0.2)

    told = judge(ledger(8, drop=0.2, own=given.own | {month: amount}))

    assert (told.reason, told.at) == (Reason.NOT_POSITIVE, month)


def test_a_sibling_with_a_month_of_revenue_is_left_out():
    given = ledger(9)
    siblings = given.siblings | {0: given.siblings[0] | {date(2025, 1, 1): -1_00}}

    assert judge(replace(given, siblings=siblings)).siblings == 11


def test_months_after_the_end_of_the_measure_are_not_judged():
    told = judge(ledger(10, drop=0.2, end=date(2026, 4, 1)))

    assert [each.month for each in told.months] == [date(2026, 3, 1), date(2026, 4, 1)]


def test_a_measure_that_is_older_than_a_year_is_judged_against_the_months_before_it():
    assert judge(ledger(11, drop=0.2, after=14)).verdict == Verdict.SEEN
