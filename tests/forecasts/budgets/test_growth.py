"""The growth of the budget split from the improvement of the result, by hand on published figures."""

import pytest

from forecasts.budgets.growth import Growth, summed
from forecasts.budgets.growth_words import against_index, sentence
from units.display import Display
from units.money import MoneyUnit, parse_ore

DISPLAY = Display(MoneyUnit.MNKR)


def mnkr(text):
    return parse_ore(text, MoneyUnit.MNKR)


def row(last_budget, last_deviation, budget, deviation, index=None):
    return Growth("", "", mnkr(last_budget), mnkr(last_deviation), mnkr(budget), mnkr(deviation), index=index)


PUBLISHED = {
    "Funktionsnedsättning": row("270,6", "-21,4", "266,9", "-29,8"),
    "Försörjningsstöd": row("116,9", "-22,6", "117,0", "-15,4"),
    "Mottagning/service": row("1,1", "0,3", "9,3", "-0,9"),
    "Vuxen": row("66,3", "-8,5", "67,8", "-6,7"),
    "Barn och ungdom": row("70,6", "0,6", "71,1", "-3,5"),
    "Äldreomsorg, beställare": row("514,2", "-17,3", "525,9", "-11,8"),
}


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (
            "Funktionsnedsättning",
            "Underskottet ökade med 8,4 mnkr, budgeten minskade med 3,7 mnkr: verklig försämring 4,7 mnkr",
        ),
        (
            "Försörjningsstöd",
            "Underskottet minskade med 7,2 mnkr, budgeten ökade med 0,1 mnkr: verklig förbättring 7,1 mnkr",
        ),
        (
            "Mottagning/service",
            (
                "Överskottet på 0,3 mnkr blev ett underskott på 0,9 mnkr, budgeten ökade med 8,2 mnkr: "
                "verklig försämring 9,4 mnkr"
            ),
        ),
        ("Vuxen", "Underskottet minskade med 1,8 mnkr, budgeten ökade med 1,5 mnkr: verklig förbättring 0,3 mnkr"),
        (
            "Äldreomsorg, beställare",
            "Underskottet minskade med 5,5 mnkr, budgeten ökade med 11,7 mnkr: verklig försämring 6,2 mnkr",
        ),
    ],
)
def test_the_published_units_say_how_much_is_real(unit, said):
    assert sentence(PUBLISHED[unit], DISPLAY).replace("\xa0", " ") == said


def test_the_published_total_improved_by_less_than_its_budget_grew():
    total = summed(PUBLISHED.values(), "", "")

    assert (total.last_deviation, total.deviation) == (mnkr("-68,9"), mnkr("-68,1"))
    assert (total.budget_growth, total.improvement, total.real_improvement) == (
        mnkr("18,3"), mnkr("0,8"), mnkr("-17,5"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (
            ("10", "1", "10", "2"),
            "Överskottet ökade med 1,0 mnkr, budgeten är oförändrad: verklig förbättring 1,0 mnkr",
        ),
        (
            ("10", "2", "9", "1"),
            "Överskottet minskade med 1,0 mnkr, budgeten minskade med 1,0 mnkr: ingen verklig förändring",
        ),
        (
            ("10", "-1", "10", "1"),
            (
                "Underskottet på 1,0 mnkr blev ett överskott på 1,0 mnkr, budgeten är oförändrad: "
                "verklig förbättring 2,0 mnkr"
            ),
        ),
        (
            ("10", "-1", "11", "-1"),
            "Avvikelsen är oförändrad, budgeten ökade med 1,0 mnkr: verklig försämring 1,0 mnkr",
        ),
        (
            ("10", "-1", "10", "0"),
            "Underskottet minskade med 1,0 mnkr, budgeten är oförändrad: verklig förbättring 1,0 mnkr",
        ),
        (
            ("10", "0", "10", "-1"),
            "Underskottet ökade med 1,0 mnkr, budgeten är oförändrad: verklig försämring 1,0 mnkr",
        ),
        (
            ("10", "-1", "10,01", "-1,01"),
            "Avvikelsen är oförändrad, budgeten är oförändrad: ingen verklig förändring",
        ),
        (
            ("10", "-0,01", "10", "1"),
            "Överskottet ökade med 1,0 mnkr, budgeten är oförändrad: verklig förbättring 1,0 mnkr",
        ),
        (
            ("10", "0", "10", "1"),
            "Överskottet ökade med 1,0 mnkr, budgeten är oförändrad: verklig förbättring 1,0 mnkr",
        ),
    ],
)
def test_each_course_of_the_result_has_its_words(figures, said):
    assert sentence(row(*figures), DISPLAY).replace("\xa0", " ") == said


@pytest.mark.parametrize(
    ("budget", "index", "said"),
    [
        ("489,7", 340, "Budgeten växte 2,1 %, priser och löner 3,4 %: urholkad med 1,3 % (−6,2 mnkr)"),
        ("500", 340, "Budgeten växte 4,3 %, priser och löner 3,4 %: verklig tillväxt 0,9 % (+4,1 mnkr)"),
        ("479,6", 0, "Budgeten växte 0,0 %, priser och löner 0,0 %: den höll precis jämna steg"),
        ("470", -50, "Budgeten krympte 2,0 %, priser och löner sjönk 0,5 %: urholkad med 1,5 % (−7,2 mnkr)"),
    ],
)
def test_the_growth_is_held_against_prices_and_wages(budget, index, said):
    shown = against_index(row("479,6", "0", budget, "0", index), DISPLAY)

    assert shown.replace("\xa0", " ") == said


def test_nothing_is_said_without_two_years_or_an_index():
    new = Growth("", "", 0, None, 100, -5)

    assert (sentence(new, DISPLAY), against_index(new, DISPLAY), new.erosion) == ("", "", None)


def test_a_revenue_budget_that_grows_shrinks_the_net_budget():
    assert row("-100", "0", "-110", "0").growth_hundredths == -1_000
