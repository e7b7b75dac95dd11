"""Which rounds are to come by the rules."""

from datetime import date

import pytest
import time_machine

from forecasts.models import CycleRules
from forecasts.rounds.preview import coming
from forecasts.rounds.queries import rules_of
from forecasts.rounds.services import change_deadlines, lock_round, open_round, plan_year

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def _october():
    with time_machine.travel(TODAY):
        yield


def days(administration, rules: CycleRules | None = None) -> list[tuple[date, date]]:
    """Month and unit heads' day of the first three rounds to come."""
    found = coming(administration, rules or rules_of(administration), TODAY)
    return [(each.as_of, each.deadlines.unit_head_due) for each in found[:3]]


def test_rounds_that_are_locked_are_not_to_come(administration):
    plan_year(administration, 2026, by=None)
    lock_round(open_round(administration.rounds.get(as_of=date(2026, 9, 1)), by=None), by=None)

    assert days(administration) == [
        (date(2026, 10, 1), date(2026, 11, 11)),
        (date(2026, 11, 1), date(2026, 12, 10)),
        (date(2026, 12, 1), date(2027, 1, 14)),
    ]


def test_a_round_keeps_its_own_days_and_the_others_follow_the_rules(administration):
    plan_year(administration, 2026, by=None)
    september = administration.rounds.get(as_of=date(2026, 9, 1))
    change_deadlines(september, {"unit_head_due": date(2026, 10, 13)}, by=None)

    assert days(administration, CycleRules(administration=administration, unit_head_days=9)) == [
        (date(2026, 9, 1), date(2026, 10, 13)),
        (date(2026, 10, 1), date(2026, 11, 12)),
        (date(2026, 11, 1), date(2026, 12, 11)),
    ]


def test_without_rounds_the_rules_say_what_is_to_come(administration):
    assert days(administration)[0] == (date(2026, 9, 1), date(2026, 10, 12))
