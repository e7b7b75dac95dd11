"""What is said before a round is locked, and what the board of a locked round keeps."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from forecasts.entry import drafts, steps
from forecasts.models import Figure, Forecast, Round
from forecasts.rounds.board import tally
from forecasts.rounds.board_queries import board_rows
from forecasts.rounds.board_table import BoardTable
from forecasts.rounds.queries import round_lines
from forecasts.rounds.services import lock_round, open_round, plan_year
from tests import factories
from units.roles import Role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 9)


@pytest.fixture(autouse=True)
def _ninth_of_october():
    with time_machine.travel(datetime(2026, 10, 9, 8, tzinfo=UTC)):
        yield


@pytest.fixture
def september(administration) -> Round:
    """The open round as of September 2026; both units have a budget of 1 000 kronor."""
    plan_year(administration, 2026, by=None)
    group = factories.group(administration)
    for unit in administration.units.all():
        factories.FigureFactory(unit=unit, kind=Figure.Kind.BUDGET, amount=1_000_00, group=group)
    return open_round(administration.rounds.get(as_of=date(2026, 9, 1)), by=None)


def submit(round: Round, code: str) -> Forecast:
    unit = round.administration.units.get(code=code)
    drafts.write_amount(unit, round, factories.group(unit.administration), amount=1_000_00, seen=None, by=None)
    return steps.submit(unit, round, by=None)


def lock_page(client: Client, round: Round) -> str:
    answer = client.get(reverse("forecasts:round-lock", args=["EX", round.pk]))
    return " ".join(answer.content.decode().split())


def test_what_is_sent_back_counts_after_the_lock_and_is_listed_apart(september, client_of):
    steps.send_back(submit(september, "4100"), word="Förklara.", by=None)

    page = lock_page(client_of(Role.CONTROLLER), september)

    assert "En enhet har inte lämnat in." in page
    assert "En är återsänd; dess senast lämnade version räknas:" in page


def test_a_draft_after_what_is_submitted_is_listed_apart(september, client_of):
    unit = submit(september, "4100").unit
    drafts.write_comment(unit, september, text="Bättre.", seen="", by=None)

    page = lock_page(client_of(Role.CONTROLLER), september)

    assert "En har ett utkast efter det inlämnade; det inlämnade räknas, inte utkastet:" in page


def test_a_locked_board_counts_what_was_reached_as_the_list_of_rounds_does(september):
    steps.approve(steps.check(submit(september, "4100"), by=None), by=None)
    steps.send_back(submit(september, "4200"), word="Förklara.", by=None)

    locked = lock_round(september, by=None)

    counts = tally(board_rows(locked, TODAY))
    line = next(line for line in round_lines(locked.administration, 2026) if line.round == locked)
    assert (counts.submitted, counts.checked, counts.approved) == (2, 1, 1)
    assert (line.submitted, line.approved) == (2, 1)


def test_a_locked_row_says_what_the_forecast_had_reached(september):
    steps.approve(steps.check(submit(september, "4100"), by=None), by=None)
    locked = lock_round(september, by=None)

    table = BoardTable([row for row in board_rows(locked, TODAY) if row.code == "4100"])

    assert table.rows[0].get_cell_value("state") == "låst, godkänd"
