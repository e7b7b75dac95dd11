"""Unit heads accept the year's budget and conditions, or say what is missing, and controllers see who has."""

import re
from datetime import date

import pytest

from forecasts.budgets.changes import undo_change
from forecasts.budgets.conditions_queries import answer_year, conditions_rows
from forecasts.budgets.years import change_budget_year
from forecasts.models import Acceptance, Figure
from tests import factories
from tests.forecasts.budgets.making import changed
from tests.forecasts.budgets.test_change_pages import text
from units.roles import Role

ALL = "/administrations/EX/conditions/?year=2026"
UNIT = "/administrations/EX/units/4100/conditions/?year=2026"
MNKR = 100_000_000


@pytest.fixture(autouse=True)
def _in_january(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2026, 1, 20))


@pytest.fixture
def budgeted(administration):
    """4100 and 4200 with 12,3 mnkr each."""
    administration.money_unit = "mnkr"
    administration.save()
    for unit in administration.units.all():
        factories.FigureFactory(
            unit=unit,
            group=factories.group(administration),
            month=date(2026, 6, 1),
            kind=Figure.Kind.BUDGET,
            amount=1_230_000_000,
        )
    return administration


def states(administration):
    return {row.unit.code: row.state for row in conditions_rows(administration, 2026, date(2026, 1, 20))}


def test_a_unit_head_accepts_and_a_later_change_shows(budgeted, client_of):
    head = client_of(Role.UNIT_HEAD)
    assert "väntar på svar" in text(head.get(UNIT))

    assert head.post(UNIT, {"answer": "accept", "seen": 1_230_000_000}).status_code == 302
    assert states(budgeted) == {"4100": "accepted", "4200": "unanswered"}
    changed(budgeted, 50_000_000, months=[date(2026, 12, 1)], decided_on=date(2026, 1, 10))

    assert "Accepterad vid 12,3 mnkr, nu 12,8 mnkr" in text(head.get(UNIT))
    assert states(budgeted)["4100"] == "changed"


def test_what_is_missing_is_recorded(budgeted, client_of):
    client_of(Role.UNIT_HEAD).post(UNIT, {"answer": "missing", "missing": "Två tjänster", "seen": 1_230_000_000})

    page = text(client_of(Role.CONTROLLER).get(f"{ALL}&state=missing"))
    assert "Två tjänster" in page
    assert "En enhet har inte besvarat sin budget för 2026" in page
    assert Acceptance.objects.get().accepted is False


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"answer": "accept", "seen": 1}, "Budgeten har ändrats sedan du såg den"),
        ({"answer": "missing", "missing": " ", "seen": 1_230_000_000}, "Skriv vad som saknas"),
        ({"answer": "missing", "missing": "19811218-9876", "seen": 1_230_000_000}, "personnummer"),
    ],
)
def test_an_answer_is_refused(budgeted, client_of, data, said):
    answer = client_of(Role.UNIT_HEAD).post(UNIT, data)

    assert answer.status_code == 422
    assert said in text(answer)
    assert Acceptance.objects.count() == 0


def test_the_controller_writes_what_is_accepted(budgeted, client_of):
    client_of(Role.CONTROLLER).post(ALL, {"conditions": "Löner upp 3,4 %"})

    assert "Löner upp 3,4 %" in text(client_of(Role.UNIT_HEAD).get(UNIT))


def test_it_waits_on_the_start_page_until_it_is_answered(budgeted, client_of):
    head = client_of(Role.UNIT_HEAD)
    assert "Besvara budget och förutsättningar 2026 för Barn och ungdom" in text(head.get("/"))
    assert "2 enheter har inte besvarat sin budget för 2026" in text(client_of(Role.CONTROLLER).get("/"))

    head.post(UNIT, {"answer": "accept", "seen": 1_230_000_000})

    assert "Besvara budget" not in text(head.get("/"))


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2025, 11, 30), None), (date(2025, 12, 1), 2026), (date(2026, 3, 31), 2026), (date(2026, 4, 1), None)],
)
def test_answers_are_asked_for_from_december_to_march(day, year):
    assert answer_year(day) == year


def test_a_unit_head_sees_the_changes_of_the_own_budget_and_nothing_of_another_unit(budgeted, client_of):
    december = [date(2026, 12, 1)]
    changed(budgeted, 50_000_000, months=december, decided_on=date(2026, 1, 10), decision="§ 7", note="Fler barn")
    changed(budgeted, 90_000_000, of="4200", months=december, decided_on=date(2026, 1, 10), decision="§ 8")
    undo_change(changed(budgeted, 10_000_000, months=december, decided_on=date(2026, 1, 10), decision="§ 9"), by=None)

    page = text(client_of(Role.UNIT_HEAD).get(UNIT))

    assert (
        "Antagen budget 12,3 § 7 2026-01-10 tilläggsbudget Fler barn Personalkostnader dec +0,5 Budget nu 12,8" in page
    )
    assert "§ 8" not in page
    assert "§ 9" not in page


def test_conditions_that_change_while_they_are_read_are_not_accepted_unread(budgeted, client_of):
    head, seen = client_of(Role.UNIT_HEAD), {"answer": "accept", "seen": 1_230_000_000}
    head.get(UNIT)
    change_budget_year(budgeted, 2026, conditions="Löner upp 3,4 %", by=None)

    assert "Förutsättningarna har ändrats sedan du såg dem" in text(head.post(UNIT, seen))
    terms = re.search(r'name="terms" value="(\w+)"', head.get(UNIT).content.decode())[1]

    assert head.post(UNIT, seen | {"terms": terms}).status_code == 302
    assert states(budgeted)["4100"] == "accepted"


def test_conditions_that_change_afterwards_show(budgeted, client_of):
    head = client_of(Role.UNIT_HEAD)
    head.post(UNIT, {"answer": "accept", "seen": 1_230_000_000})

    change_budget_year(budgeted, 2026, conditions="Löner upp 3,4 %", by=None)

    assert states(budgeted)["4100"] == "changed"
    assert "förutsättningarna har ändrats sedan dess" in text(head.get(UNIT))


def test_the_budget_of_a_part_is_in_that_of_its_unit(budgeted):
    whole = budgeted.units.get(code="4100")
    part = factories.UnitFactory(department=whole.department, parent=whole, code="4110")
    factories.FigureFactory(
        unit=part,
        group=factories.group(budgeted),
        month=date(2026, 6, 1),
        kind=Figure.Kind.BUDGET,
        amount=70_000_000,
    )

    rows = conditions_rows(budgeted, 2026, date(2026, 1, 20))

    assert [(row.unit.code, row.budget) for row in rows] == [("4100", 1_300_000_000), ("4200", 1_230_000_000)]
