"""The demo on other days, and in a database that holds something."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from forecasts.models import Round
from forecasts.queries import period
from tests import factories
from units.models import Administration, Unit
from units.months import add_months

EX = Unit.objects.filter(administration__code="EX")


def test_the_demo_is_not_loaded_beside_another_administration(db):
    factories.small_administration("NORR")

    with pytest.raises(CommandError, match="NORR"):
        call_command("load_demo")

    assert list(Administration.objects.values_list("code", flat=True)) == ["NORR"]


def test_before_the_tenth_last_month_is_still_preliminary(db):
    call_command("load_demo", today=date(2026, 11, 5))

    assert period(Administration.objects.get(code="EX")).closed == date(2026, 9, 1)


@pytest.mark.parametrize("today", [date(2027, 1, 15), date(2027, 2, 2), date(2028, 2, 29)])
def test_the_demo_loads_on_any_day(db, today):
    call_command("load_demo", today=today)

    assert EX.count() > 20


@pytest.mark.parametrize(
    "today", [date(2026, 8, 5), date(2026, 11, 5), date(2026, 11, 22), date(2027, 1, 2), date(2027, 2, 16)]
)
def test_one_round_is_open_on_any_day_and_those_before_it_are_locked(db, today):
    call_command("load_demo", today=today)

    rounds = list(Round.objects.filter(administration__code="EX", opened_at__isnull=False))

    assert [each.is_open for each in rounds] == [*[False] * (len(rounds) - 1), True]
    assert all(each.is_locked for each in rounds[:-1])
    assert {each.as_of.year for each in rounds} >= {rounds[-1].year - 1, rounds[-1].year}
    assert rounds[-1].as_of == add_months(today.replace(day=1), -1)
