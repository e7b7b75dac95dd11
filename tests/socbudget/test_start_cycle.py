"""What of the monthly cycle waits for each person on the start page."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from forecasts.models import Forecast, Round
from forecasts.rounds.services import open_round, plan_year
from socbudget.start import start_page
from tests import factories
from units.models import User
from units.roles import Role

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _ninth_of_october():
    with time_machine.travel(datetime(2026, 10, 9, 8, tzinfo=UTC)):
        yield


@pytest.fixture
def planned(administration) -> Round:
    plan_year(administration, 2026, by=None)
    return administration.rounds.get(as_of=SEPTEMBER)


@pytest.fixture
def september(planned) -> Round:
    return open_round(planned, by=None)


def told(round: Round, user: User) -> list[str]:
    return [task.text for task in start_page(user, round.administration).tasks]


def submitted(round: Round, code: str, state: str = Forecast.State.SUBMITTED) -> None:
    unit = round.administration.units.get(code=code)
    factories.ForecastFactory(unit=unit, as_of=SEPTEMBER, round=round, state=state)


def test_a_unit_head_is_told_to_hand_in(september, person):
    assert told(september, person(Role.UNIT_HEAD)) == ["Lämna prognosen per september senast 12 oktober"]


def test_a_unit_head_who_has_handed_in_is_left_alone(september, person):
    submitted(september, "4100")

    assert told(september, person(Role.UNIT_HEAD)) == []


def test_a_unit_head_is_told_that_it_was_sent_back(september, person):
    submitted(september, "4100", Forecast.State.SENT_BACK)

    assert told(september, person(Role.UNIT_HEAD)) == [
        "Prognosen för Barn och ungdom är återsänd: ändra och lämna in den igen"
    ]


def test_a_department_head_is_told_what_waits_for_approval(september, person):
    submitted(september, "4100", Forecast.State.CHECKED)

    assert told(september, person(Role.DEPARTMENT_HEAD)) == ["En prognos väntar på ditt godkännande"]


def test_a_controller_is_told_what_is_missing_and_what_to_check(september, person):
    submitted(september, "4100")

    assert told(september, person(Role.CONTROLLER)) == [
        "En enhet har inte lämnat in i omgången",
        "En prognos att granska",
    ]


def test_a_controller_is_told_when_the_round_can_be_locked(september, person):
    for code in ("4100", "4200"):
        submitted(september, code, Forecast.State.APPROVED)

    assert told(september, person(Role.CONTROLLER)) == ["Omgången september 2026 kan låsas"]


def test_a_controller_is_told_when_a_round_can_be_opened(planned, person):
    assert told(planned, person(Role.CONTROLLER)) == ["Omgången september 2026 kan öppnas"]


def test_the_management_group_waits_for_nothing(september, person):
    assert told(september, person(Role.MANAGEMENT)) == []


@pytest.mark.parametrize("count", [1, 30])
def test_the_start_page_asks_as_often_for_many_units_as_for_few(
    september, person, count, django_assert_max_num_queries
):
    controller, department = person(Role.CONTROLLER), september.administration.departments.get()
    for _number in range(count):
        unit = factories.UnitFactory(department=department)
        factories.ForecastFactory(unit=unit, as_of=SEPTEMBER, round=september)

    with django_assert_max_num_queries(28):
        start_page(controller, september.administration)
