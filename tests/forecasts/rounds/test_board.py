"""The board of a round."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from forecasts.effects import remaining_effects
from forecasts.entry import drafts, steps
from forecasts.models import ClosedMonth, Figure, Forecast, Round
from forecasts.queries import Period, standings
from forecasts.rounds.board import BoardChoice, BoardRow, tally
from forecasts.rounds.board_queries import board_rows, fill, month_notice
from forecasts.rounds.board_words import count_word, headline, lead, progress
from forecasts.rounds.services import lock_round, open_round, plan_year
from tests import factories
from units.models import Change, Unit
from units.roles import Role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 9)


@pytest.fixture(autouse=True)
def _ninth_of_october():
    with time_machine.travel(datetime(2026, 10, 9, 8, tzinfo=UTC)):
        yield


@pytest.fixture
def september(administration) -> Round:
    """The open round as of September 2026; every unit has a budget of 1 000 kronor."""
    plan_year(administration, 2026, by=None)
    for unit in administration.units.all():
        give_budget(unit)
    return open_round(administration.rounds.get(as_of=date(2026, 9, 1)), by=None)


def give_budget(unit: Unit) -> None:
    group = factories.group(unit.administration)
    factories.FigureFactory(unit=unit, kind=Figure.Kind.BUDGET, amount=1_000_00, group=group)


def write(round: Round, code: str, amount: int = 1_000_00) -> Unit:
    unit = round.administration.units.get(code=code)
    drafts.write_amount(unit, round, factories.group(unit.administration), amount=amount, seen=None, by=None)
    return unit


def submit(round: Round, code: str, amount: int = 1_000_00) -> Forecast:
    return steps.submit(write(round, code, amount), round, by=None)


def row_of(round: Round, code: str) -> BoardRow:
    rows = board_rows(round, TODAY)
    fill(rows, round)
    return next(row for row in rows if row.code == code)


def test_a_unit_that_has_not_begun_is_with_its_head(administration, september, person):
    head = person(Role.UNIT_HEAD)

    row = row_of(september, "4100")

    assert (row.state, row.holder, row.due) == ("not-started", str(head), date(2026, 10, 12))


def test_a_unit_without_a_head_is_with_nobody(september):
    assert row_of(september, "4100").holder == "ingen: enheten saknar chef"


def test_a_draft_has_no_deviation_before_it_is_whole(september):
    other = factories.group(september.administration, "LOK")
    unit = september.administration.units.get(code="4100")
    factories.FigureFactory(unit=unit, kind=Figure.Kind.BUDGET, amount=500_00, group=other)
    write(september, "4100")

    row = row_of(september, "4100")

    assert (row.state, row.deviation) == ("draft", None)


def test_a_submitted_forecast_is_with_the_controller(september, person):
    controller = person(Role.CONTROLLER)
    submit(september, "4100", 1_100_00)

    row = row_of(september, "4100")

    assert (row.state, row.holder, row.due, row.deviation) == (
        "submitted",
        str(controller),
        date(2026, 10, 14),
        -100_00,
    )


def test_a_checked_forecast_is_with_the_department_head(september, person):
    head = person(Role.DEPARTMENT_HEAD)
    steps.check(submit(september, "4100"), by=None)

    row = row_of(september, "4100")

    assert (row.state, row.holder, row.due) == ("checked", str(head), date(2026, 10, 16))


def test_an_approved_forecast_is_with_nobody(september):
    steps.approve(steps.check(submit(september, "4100"), by=None), by=None)

    row = row_of(september, "4100")

    assert (row.state, row.holder, row.due) == ("approved", "", None)


def test_a_forecast_that_was_sent_back_is_missing_again(september):
    steps.send_back(submit(september, "4100"), word="Förklara.", by=None)

    row = row_of(september, "4100")

    assert (row.state, row.outstanding) == ("sent-back", True)


def test_a_draft_of_what_was_sent_back_says_so(september):
    steps.send_back(submit(september, "4100"), word="Förklara.", by=None)
    unit = september.administration.units.get(code="4100")
    drafts.write_comment(unit, september, text="Bättre.", seen="", by=None)

    row = row_of(september, "4100")

    assert (row.state, row.sent_back) == ("draft", True)


def test_the_last_change_says_who(september):
    by = factories.UserFactory(name="Enhetschef Barn")
    unit = september.administration.units.get(code="4100")
    drafts.write_amount(unit, september, factories.group(september.administration), amount=1_000_00, seen=None, by=by)

    assert row_of(september, "4100").changed_by == "Enhetschef Barn"


def test_a_deadline_that_has_passed_is_overdue(september):
    assert [row.overdue for row in board_rows(september, date(2026, 10, 13))] == [True, True]


def test_a_locked_round_has_locked_and_missing_units(september):
    submit(september, "4100")

    locked = lock_round(september, by=None)

    assert [(row.code, row.state) for row in board_rows(locked, TODAY)] == [("4200", "missing"), ("4100", "locked")]


def test_the_counts_hold_what_came_before(september):
    submit(september, "4100")
    steps.approve(steps.check(submit(september, "4200"), by=None), by=None)

    counts = tally(board_rows(september, TODAY))

    assert (counts.units, counts.submitted, counts.checked, counts.approved) == (2, 2, 1, 1)


def test_the_headline_says_how_many_are_missing(september):
    rows = board_rows(september, TODAY)

    assert headline(september, rows, tally(rows)) == "Prognosen saknas för två enheter"


def test_the_headline_names_the_only_one_that_is_missing(september):
    submit(september, "4100")
    rows = board_rows(september, TODAY)

    assert headline(september, rows, tally(rows)) == "Prognosen saknas för Vuxen"


def test_the_headline_says_that_all_are_approved(september):
    for code in ("4100", "4200"):
        steps.approve(steps.check(submit(september, code), by=None), by=None)
    rows = board_rows(september, TODAY)

    assert headline(september, rows, tally(rows)) == "Alla två prognoser är godkända"


def test_the_lead_says_the_deadline_that_is_now(september):
    counts = tally(board_rows(september, TODAY))

    assert lead(september, counts, TODAY) == "Sista dagen att lämna in är den 12 oktober, om 3 dagar."


def test_progress_is_said_in_figures(september):
    submit(september, "4100")

    assert progress(tally(board_rows(september, TODAY))) == "1 av 2 inlämnade, 0 granskade, 0 godkända"


@pytest.mark.parametrize(("number", "word"), [(1, "1"), (2, "två"), (12, "tolv"), (13, "13")])
def test_small_numbers_are_words(number, word):
    assert count_word(number) == word


def test_a_filter_takes_all_that_is_not_submitted(september):
    submit(september, "4100")

    kept = [row.code for row in board_rows(september, TODAY) if BoardChoice(state="outstanding").takes(row)]

    assert kept == ["4200"]


def test_a_month_that_was_opened_again_is_said(september):
    Change.objects.create(administration="EX", action="month-reopened", subject="2026-09", by="controller")

    assert month_notice(september) == "reopened"


def test_a_closed_month_needs_no_word(september):
    ClosedMonth.objects.create(administration=september.administration, month=date(2026, 9, 1))

    assert month_notice(september) == ""


@pytest.mark.parametrize("count", [1, 30])
def test_the_board_asks_the_database_as_often_for_many_units_as_for_few(
    september, count, django_assert_max_num_queries
):
    department = september.administration.departments.get()
    for _number in range(count):
        give_budget(factories.UnitFactory(department=department))
    for unit in september.administration.units.all():
        submit(september, unit.code)

    with django_assert_max_num_queries(22):
        fill(board_rows(september, TODAY), september)


def test_a_submitted_forecast_has_a_deviation_after_measures(september, client_of):
    unit = submit(september, "4100", 1_300_00).unit
    factories.measure(unit, {date(2026, 9, 1): 400_00, date(2026, 12, 1): 100_00})
    other = write(september, "4200", 1_200_00)
    factories.measure(other, {date(2026, 12, 1): 100_00})

    after = [(row_of(september, code).deviation, row_of(september, code).after) for code in ("4100", "4200")]

    assert after == [(-300_00, -200_00), (-200_00, None)]
    assert "Efter åtgärder" in _board(client_of(Role.CONTROLLER), september)


def test_a_board_where_no_measure_counts_has_no_column_for_it(september, client_of):
    submit(september, "4100", 1_300_00)

    assert "Efter åtgärder" not in _board(client_of(Role.CONTROLLER), september)


def _board(client: Client, round: Round, **query: str) -> str:
    return client.get(reverse("forecasts:round", args=["EX", round.pk]), query).content.decode()


def test_a_unit_head_sees_the_own_unit_only(september, client_of):
    page = _board(client_of(Role.UNIT_HEAD), september)

    assert "Barn och ungdom" in page
    assert "Vuxen" not in page


def test_a_department_head_sees_the_department_but_cannot_lock(september, client_of):
    page = _board(client_of(Role.DEPARTMENT_HEAD), september)

    assert "Vuxen" in page
    assert "Lås omgången" not in page


def test_the_controller_finds_what_is_missing_and_the_lock(september, client_of):
    page = _board(client_of(Role.CONTROLLER), september)

    assert "Vad som saknas, och hos vem" in page
    assert "Lås omgången" in page


def test_the_lock_says_how_many_are_missing_first(september, client_of):
    answer = client_of(Role.CONTROLLER).get(reverse("forecasts:round-lock", args=["EX", september.pk]))

    assert "2 enheter har inte lämnat in." in answer.content.decode()


def test_locking_is_done_by_post(september, client_of):
    client_of(Role.CONTROLLER).post(reverse("forecasts:round-lock", args=["EX", september.pk]))

    assert Round.objects.get(pk=september.pk).is_locked


def test_forecasts_without_remarks_are_checked_at_once(september, client_of):
    submit(september, "4100")

    client_of(Role.CONTROLLER).post(reverse("forecasts:round-check", args=["EX", september.pk]))

    assert Forecast.objects.get().state == Forecast.State.CHECKED


def test_the_board_can_be_taken_away_as_excel(september, client_of):
    submit(september, "4100", 1_100_00)
    answer = client_of(Role.CONTROLLER).get(
        reverse("forecasts:round", args=["EX", september.pk]), {"export": "xlsx", "state": "submitted"}
    )

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] and row[0].startswith("4100")]
    assert [row[0] for row in rows] == ["4100 Barn och ungdom"]
    assert -100 in rows[0]


def test_who_writes_anew_what_is_submitted_is_not_missing(september):
    unit = submit(september, "4100").unit
    group = factories.group(september.administration)
    drafts.write_amount(unit, september, group, amount=1_100_00, seen=1_000_00, by=None)

    row = row_of(september, "4100")

    assert (row.state, row.outstanding, tally([row]).submitted) == ("draft", False, 1)


def test_in_january_the_rounds_of_december_are_shown(september, client_of):
    with time_machine.travel(datetime(2027, 1, 12, 8, tzinfo=UTC)):
        page = client_of(Role.CONTROLLER).get(reverse("forecasts:rounds", args=["EX"])).content.decode()

    assert "<title>Prognosomgångar 2026" in " ".join(page.split()).replace("<title> ", "<title>")


def test_a_unit_that_was_missing_at_the_lock_can_be_corrected_by_the_controller(september, client_of):
    Round.objects.filter(pk=september.pk).update(locked_at=datetime(2026, 10, 20, tzinfo=UTC))

    page = client_of(Role.CONTROLLER).get(reverse("forecasts:forecast", args=["EX", "4100"])).content.decode()

    assert "Rätta efter låsning" in page


def saved_in_rows(round: Round) -> dict[str, int]:
    rows = board_rows(round, TODAY)
    fill(rows, round)
    return {row.code: row.after - row.deviation for row in rows if row.after is not None}


def test_what_a_unit_saves_that_only_its_parts_forecast_for_is_in_the_rows_of_the_parts(september):
    unit = september.administration.units.get(code="4100")
    Figure.objects.filter(unit=unit).delete()
    first, second, bare = (
        factories.UnitFactory(department=unit.department, parent=unit, code=code) for code in ("4110", "4120", "4130")
    )
    for part in (first, second):
        give_budget(part)
        submit(september, part.code)
    december = date(2026, 12, 1)
    for place, saved in ((unit, 100_01), (first, 10_00), (bare, 40_00)):
        factories.measure(place, {december: saved})

    found = saved_in_rows(september)

    whole = standings(
        Unit.objects.filter(pk=unit.pk),
        Period(2026, september.as_of, september.as_of),
        effects=remaining_effects(Unit.objects.filter(pk=unit.pk), 2026, september.as_of),
    )
    assert found == {"4110": 80_00, "4120": 70_01}
    assert sum(found.values()) == whole[0].effect == 150_01


def test_what_a_part_saves_that_does_not_forecast_is_in_the_row_of_its_unit(september):
    unit = submit(september, "4100").unit
    factories.measure(
        factories.UnitFactory(department=unit.department, parent=unit, code="4110"), {date(2026, 12, 1): 30_00}
    )

    assert saved_in_rows(september) == {"4100": 30_00}
