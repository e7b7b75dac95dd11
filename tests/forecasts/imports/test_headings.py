"""What the words of a heading or a title say."""

import pytest

from forecasts.imports.headings import money_word


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
