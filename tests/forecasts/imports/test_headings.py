"""What the words of a heading or a title say."""

import pytest

from forecasts.imports.headings import heading_of, money_word


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("Belopp i mnkr", "mnkr"),
        ("Utfall (tkr)", "tkr"),
        ("Utfall 2026-08, tkr", "tkr"),
        ("Prognos per 2026-08-31 mnkr", "mnkr"),
        ("Per 31/8 tkr", "tkr"),
        ("Över 500 tkr", ""),
        ("Över 08 tkr", ""),
    ],
)
def test_a_date_before_the_unit_of_money_is_not_an_amount_of_it(text, money):
    assert money_word(text) == money


def test_a_date_long_before_any_figures_in_a_heading_is_no_month():
    assert (heading_of("1989-01").year, heading_of("1989-01").month) == (None, None)


@pytest.mark.parametrize(
    "text", ["Utfall 202601-202611", "Utfall 2026-01 – 2026-11", "Utfall 11 mån", "Budget 8 månader"]
)
def test_a_heading_of_several_months_is_of_none_of_them(text):
    heading = heading_of(text)

    assert (heading.scope, heading.month) == ("to-date", None)
