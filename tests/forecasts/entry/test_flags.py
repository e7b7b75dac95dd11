import pytest

from forecasts.entry.explain import Reason, Thresholds, must_explain, unexplained
from forecasts.entry.flags import Flag, FlagCode, flags
from forecasts.entry.lines import EntryLine

TKR = 1000_00
LIMITS = Thresholds(100 * TKR, 5, 100 * TKR, 5)
BARE = {"budget": None, "budget_to_date": None, "actual_to_date": None, "proposal": None}


def line(code="PER", **amounts):
    """A row in tkr: by default staff with 12 000 tkr of budget of which two thirds are booked as planned."""
    kind = "revenue" if code == "INT" else "cost"
    values = {"budget": 12_000, "budget_to_date": 8_000, "actual_to_date": 8_000, "proposal": 12_000} | amounts
    kept = {name: None if ore is None else ore * TKR for name, ore in values.items()}
    groups = {"PER": 1, "LOK": 2, "INT": 3, "0": 4}
    return EntryLine(groups[code], code, code, kind, staff=code == "PER", **kept)


def revenue(**amounts):
    values = {"budget": -600, "budget_to_date": -400, "actual_to_date": -400, "proposal": -600} | amounts
    return line("INT", **values)


def codes(*lines):
    return [(str(flag.code), flag.group) for flag in flags(lines, LIMITS)]


@pytest.mark.parametrize(
    "lines",
    [
        [line(forecast=12_000), revenue(forecast=-600)],
        [
            line(forecast=12_060, actual_to_date=8_040, proposal=12_040, previous=12_020),
            revenue(forecast=-610, previous=-610),
        ],
        [line(forecast=11_500, actual_to_date=7_700, proposal=11_700, previous=11_550)],
        [line("0", **BARE, forecast=11_400), line(), revenue()],
        [line(**BARE, forecast=0)],
        [line("LOK", budget=10, budget_to_date=7, actual_to_date=9, proposal=12, forecast=99)],
    ],
    ids=["on budget", "a little over", "a surplus", "one amount for the unit", "nothing", "small change"],
)
def test_nothing_is_odd_about_a_sensible_forecast(lines):
    assert flags(lines, LIMITS) == []


def test_on_budget_while_the_actuals_run_over():
    found = flags([line(forecast=12_000, actual_to_date=8_500, proposal=12_500)], LIMITS)

    assert found == [Flag(FlagCode.ON_BUDGET, None, {"to_date": -500 * TKR})]
    assert not found[0].blocking


def test_on_budget_while_the_actuals_run_over_a_little_is_not_odd():
    assert codes(line(forecast=12_000, actual_to_date=8_090)) == []


@pytest.mark.parametrize(("actual", "to_date"), [(8_500, -500), (7_500, 500)])
def test_equal_to_the_budget_while_the_actuals_deviate(actual, to_date):
    other = line("LOK", forecast=12_900, actual_to_date=8_600, proposal=12_600)

    found = flags([line(forecast=12_000, actual_to_date=actual), other], LIMITS)

    assert Flag(FlagCode.EQUAL, 1, {"name": "PER", "to_date": to_date * TKR}) in found


def test_less_than_is_booked_already():
    found = flags([line(forecast=7_900, previous=11_000)], LIMITS)

    assert found[0] == Flag(FlagCode.BELOW_ACTUAL, 1, {"name": "PER", "forecast": 7_900 * TKR, "actual": 8_000 * TKR})
    assert found[0].blocking


def test_less_revenue_than_is_booked_already():
    assert ("below-actual", 3) in codes(line(forecast=12_000), revenue(forecast=-350))


@pytest.mark.parametrize(
    "amounts", [{"forecast": 12_000, "actual_to_date": 12_000, "budget_to_date": 12_000}, {"forecast": 12_001}]
)
def test_as_much_as_is_booked_is_not_less(amounts):
    assert codes(line(**amounts)) == []


def test_a_large_change():
    found = flags([line(forecast=11_980, previous=12_200)], LIMITS)

    assert found == [Flag(FlagCode.LARGE_CHANGE, None, {"change": 220 * TKR})]


def test_a_change_below_the_limit_is_not_large():
    assert codes(line(forecast=12_050, previous=12_140)) == []


def test_staff_over_budget():
    assert codes(line(forecast=12_160)) == [("staff-over-budget", 1)]
    assert codes(line("LOK", forecast=12_160)) == []


@pytest.mark.parametrize(
    ("forecast", "factor"),
    [(120_000, 10), (1_200_000, 100), (12_000_000, 1000), (1_200, -10), (120, -100), (12, -1000), (131_234, 10)],
)
def test_a_slip_of_the_unit_of_money(forecast, factor):
    found = flags([line(forecast=forecast, previous=11_900)], LIMITS)

    values = {"name": "PER", "forecast": forecast * TKR, "factor": factor, "against": 12_000 * TKR, "what": "budget"}
    assert found[0] == Flag(FlagCode.FACTOR, 1, values)
    assert found[0].blocking
    assert ("below-actual", 1) not in codes(line(forecast=forecast, previous=11_900))


def test_an_amount_that_stood_before_is_no_slip():
    assert "factor" not in dict(codes(line(forecast=1_200, previous=1_150, actual_to_date=800, proposal=4_800)))


def test_the_largest_of_what_is_known_is_held_against():
    row = line(budget=100, previous=12_000, proposal=None, actual_to_date=None, forecast=1_200)

    assert flags([row], LIMITS)[0].values["against"] == 12_000 * TKR


@pytest.mark.parametrize("row", [line(forecast=-12_000), revenue(forecast=600)], ids=["cost", "revenue"])
def test_a_turned_sign(row):
    found = flags([row], LIMITS)

    assert (found[0].code, found[0].blocking) == (FlagCode.SIGN, True)
    assert [flag.code for flag in found].count(FlagCode.BELOW_ACTUAL) == 0


def test_the_sign_is_that_of_the_group_when_nothing_else_is_known():
    assert codes(line(forecast=-500, **BARE)) == [("turned-sign", 1)]
    assert codes(line(forecast=500, **BARE)) == [("staff-over-budget", 1)]
    assert codes(line("INT", forecast=500, **BARE)) == [("turned-sign", 3)]
    assert codes(line("0", forecast=-500, **BARE)) == []


def test_a_unit_that_lives_on_revenue_has_a_negative_whole():
    whole = line("0", **BARE, forecast=-5_000)
    rest = line("INT", budget=-5_100, budget_to_date=-3_400, actual_to_date=-3_450, proposal=-5_150)

    assert codes(whole, rest) == []


def test_one_amount_for_the_unit_is_held_against_all_groups():
    whole = line("0", budget=None, budget_to_date=None, actual_to_date=0, proposal=None, forecast=114)

    assert codes(whole, line(), revenue()) == [("factor", 4)]


def test_large_deviations_that_take_each_other_out():
    over, under = line("LOK", forecast=12_600, proposal=12_500), line(forecast=11_450, proposal=11_500)

    found = flags([over, under], LIMITS)

    values = {"plus": 550 * TKR, "surplus": "PER", "minus": -600 * TKR, "deficit": "LOK"}
    assert found == [Flag(FlagCode.OFFSETTING, None, values)]


def test_a_sum_that_is_to_be_explained_anyway_is_not_offsetting():
    over, under = line("LOK", forecast=12_900, proposal=12_500), line(forecast=11_450, proposal=11_500)

    assert codes(over, under) == []


def test_what_is_not_whole_yet_has_no_change_and_no_sum():
    assert codes(line(forecast=12_000, actual_to_date=8_500, previous=9_000), line("LOK")) == [("equal-to-budget", 1)]


@pytest.mark.parametrize(
    ("deviation", "change", "reasons"),
    [
        (-100, 0, [Reason.DEVIATION]),
        (100, None, [Reason.DEVIATION]),
        (-99, 99, []),
        (0, -100, [Reason.CHANGE]),
        (-200, -200, [Reason.DEVIATION, Reason.CHANGE]),
        (None, None, []),
    ],
)
def test_what_is_large_is_to_be_explained(deviation, change, reasons):
    ore = [None if each is None else each * TKR for each in (deviation, change)]

    assert must_explain(*ore, 12_000 * TKR, LIMITS) == reasons


def test_both_the_amount_and_the_share_must_be_reached():
    assert must_explain(-100 * TKR, None, 20_000 * TKR, LIMITS) == [Reason.DEVIATION]
    assert must_explain(-100 * TKR, None, 20_001 * TKR, LIMITS) == []
    assert must_explain(0, 0, 0, Thresholds(0, 0, 0, 0)) == []


def test_the_rest_is_what_no_cause_explains():
    assert unexplained(-300, [-250, 20]) == -70


@pytest.mark.parametrize(
    ("forecast", "budget", "factor"),
    [(4_901, 217, 23), (9_999, 626, 16), (5_000, 1_000, 5), (1_000, 5_000, -5), (300, 12_000, -40)],
)
def test_an_amount_many_times_off_is_held_against_what_is_known(forecast, budget, factor):
    row = line("LOK", budget=budget, previous=budget, proposal=budget, actual_to_date=None, forecast=forecast)

    found = flags([row], LIMITS)[0]

    assert (found.code, found.blocking, found.values["factor"]) == (FlagCode.FACTOR, True, factor)


@pytest.mark.parametrize(("forecast", "budget"), [(4_900, 1_000), (1_010, 5_000), (600, 40), (40, 600)])
def test_less_than_five_times_and_small_amounts_are_no_slip(forecast, budget):
    row = line("LOK", budget=budget, previous=None, proposal=None, actual_to_date=None, forecast=forecast)

    assert "factor" not in dict(codes(row))
