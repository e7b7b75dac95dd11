"""A year ends preliminarily, then finally, and its results are carried over to the öre."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from forecasts.budgets import refusals
from forecasts.budgets.carrying import CarryRule, total
from forecasts.budgets.changes import undo_change
from forecasts.budgets.corrections import add_correction
from forecasts.budgets.year_end import make_final, make_preliminary
from forecasts.budgets.year_end_queries import year_end
from forecasts.budgets.years import change_budget_year
from forecasts.closing import reopen_month
from forecasts.models import BudgetChange, ClosedMonth, Figure
from tests import factories
from tests.forecasts.budgets.test_change_pages import text
from units.models import Change
from units.roles import Role

PAGE = "/administrations/EX/year-end/?year=2025"


@pytest.fixture(autouse=True)
def _in_february(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2026, 2, 10))


@pytest.fixture
def ended(administration):
    """2025: 4100 had 1 000 kr left of 12 000, 4200 used 13 000,07; 2025 closed, and January 2026."""
    group = factories.group(administration)
    for code, actual in (("4100", 11_000_00), ("4200", 13_000_07)):
        unit = administration.units.get(code=code)
        for kind, amount in ((Figure.Kind.BUDGET, 12_000_00), (Figure.Kind.ACTUAL, actual)):
            factories.FigureFactory(unit=unit, group=group, month=date(2025, 12, 1), kind=kind, amount=amount)
    made = factories.ForecastFactory(unit=administration.units.get(code="4200"), as_of=date(2025, 10, 1))
    factories.ForecastLineFactory(forecast=made, group=group, amount=12_500_00)
    for month in [*(date(2025, number, 1) for number in range(1, 13)), date(2026, 1, 1)]:
        ClosedMonth.objects.create(administration=administration, month=month)
    change_budget_year(administration, 2025, carry_surplus=50, carry_deficit=100, carry_cap=80, by=None)
    return administration


def final(administration):
    return make_final(administration, 2025, decision="Nämnden 2026-02-09, § 5", by=None)


@pytest.mark.parametrize(
    ("deviation", "budget", "carried"),
    [(1000, 10_000, 500), (-1000, 10_000, -800), (5000, 10_000, 800), (1, 10_000, 0), (0, 10_000, 0), (100, 0, 0)],
)
def test_a_share_up_to_the_cap_is_carried_over(deviation, budget, carried):
    assert CarryRule(surplus=50, deficit=100, cap=80).carried(deviation, budget) == carried


def test_nothing_is_carried_over_without_a_rule():
    assert CarryRule().carried(1000, 10_000) == 0


def test_each_unit_has_budget_result_last_forecast_and_its_error(ended):
    barn, vuxen = year_end(ended, 2025).units

    assert (barn.deviation, barn.forecast_deviation, barn.error, barn.carried) == (1_000_00, None, None, 500_00)
    assert (vuxen.deviation, vuxen.forecast_deviation, vuxen.error, vuxen.carried) == (
        -1_000_07, -500_00, -500_07, -960_00,
    )  # fmt: skip


def test_final_carries_over_from_the_first_open_month_to_the_ore(ended):
    final(ended)

    change = BudgetChange.objects.get()
    assert (change.kind, change.year, change.frame_amount) == ("carry-over", 2026, -460_00)
    lines = change.lines.filter(unit__code="4100").order_by("month")
    assert [line.month.month for line in lines] == list(range(2, 13))
    assert [line.amount for line in lines] == [45_45] * 10 + [45_50]
    assert sum(line.amount for line in change.lines.filter(unit__code="4200")) == -960_00


def test_preliminary_again_undoes_what_was_carried_over(ended):
    final(ended)

    make_preliminary(ended, 2025, by=None)

    assert BudgetChange.objects.get().undone_at is not None
    assert Figure.objects.filter(kind=Figure.Kind.CHANGE).count() == 0
    assert year_end(ended, 2025).final is False
    assert {"year-final", "year-reopened"} <= set(Change.objects.values_list("action", flat=True))


def test_a_year_is_not_made_final_twice_or_with_an_open_month(ended):
    ClosedMonth.objects.filter(month=date(2025, 12, 1)).delete()
    with pytest.raises(refusals.YearNotClosedError, match="December 2025"):
        final(ended)

    ClosedMonth.objects.create(administration=ended, month=date(2025, 12, 1))
    final(ended)
    with pytest.raises(refusals.YearFinalError):
        final(ended)


def test_a_month_of_a_final_year_stays_closed(ended):
    final(ended)

    with pytest.raises(refusals.YearFinalError):
        reopen_month(ended, date(2025, 12, 1), by=None)


def test_what_was_carried_to_a_month_closed_since_stays(ended):
    final(ended)
    ClosedMonth.objects.create(administration=ended, month=date(2026, 2, 1))

    with pytest.raises(refusals.BudgetMonthClosedError):
        make_preliminary(ended, 2025, by=None)
    assert year_end(ended, 2025).final


def test_what_an_ended_unit_carries_goes_to_its_successor(ended):
    units = {unit.code: unit for unit in ended.units.all()}
    units["4100"].valid_to, units["4100"].successor = date(2025, 12, 1), units["4200"]
    units["4100"].save()

    final(ended)

    assert {line.unit.code for line in BudgetChange.objects.get().lines.all()} == {"4200"}
    assert sum(line.amount for line in BudgetChange.objects.get().lines.all()) == -460_00


def test_the_page_says_preliminary_then_final(ended, client_of):
    client = client_of(Role.CONTROLLER)
    assert "preliminärt resultat" in text(client.get(PAGE))

    page = client.post("/administrations/EX/year-end/final/?year=2025", {"final-decision": "§ 5"}, follow=True)

    assert "slutligt resultat" in text(page)
    unit = text(client.get("/administrations/EX/units/4100/?month=2025-12"))
    assert "Årets resultat är slutligt." in unit
    assert "Årets resultat är slutligt." in text(client.get("/administrations/EX/?month=2025-12"))


def test_the_rule_is_set_on_the_page_and_not_when_final(ended, client_of):
    client = client_of(Role.CONTROLLER)
    rule = {"carry_surplus": "100", "carry_deficit": "0", "carry_cap": "5"}

    assert client.post(PAGE, rule).status_code == 302
    assert [each.carried for each in year_end(ended, 2025).units] == [600_00, 0]
    final(ended)
    assert client.post(PAGE, rule).status_code == 422


def test_the_rule_of_a_final_year_is_kept_by_whoever_changes_it(ended):
    final(ended)

    with pytest.raises(refusals.YearFinalError):
        change_budget_year(ended, 2025, carry_surplus=100, by=None)
    change_budget_year(ended, 2025, price_index=340, by=None)

    assert [each.carried for each in year_end(ended, 2025).units] == [500_00, -960_00]


def test_what_a_final_year_carried_over_is_not_undone_alone(ended):
    final(ended)

    with pytest.raises(refusals.YearFinalError):
        undo_change(BudgetChange.objects.get(), by=None)


def test_the_decision_is_kept_when_nothing_is_carried_over(ended):
    change_budget_year(ended, 2025, carry_cap=0, by=None)

    final(ended)

    assert Change.objects.get(action="year-final").after == {"decision": "Nämnden 2026-02-09, § 5", "unit_results": {}}


def test_what_an_ended_unit_leaves_to_nobody_is_not_said_to_be_carried_over(ended):
    ended.units.filter(code="4100").update(valid_to=date(2025, 12, 1))

    assert [each.carried for each in year_end(ended, 2025).units] == [0, -960_00]


def test_the_rule_stays_in_its_form_when_the_year_cannot_be_final(ended, client_of):
    ClosedMonth.objects.filter(month=date(2025, 12, 1)).delete()

    page = client_of(Role.CONTROLLER).post("/administrations/EX/year-end/final/?year=2025", {"final-decision": "§ 5"})

    assert page.status_code == 422
    assert 'name="carry_surplus" value="50"' in page.content.decode()


def test_a_final_year_takes_no_correction(ended):
    final(ended)

    with pytest.raises(refusals.YearFinalError):
        add_correction(
            ended.units.get(code="4100"), None, month=date(2025, 12, 1), reverses=None, amount=1, reason="x", by=None
        )


@pytest.fixture
def running(ended):
    """2025 with the actuals in October instead, and only until then closed."""
    Figure.objects.filter(kind=Figure.Kind.ACTUAL).update(month=date(2025, 10, 1))
    ClosedMonth.objects.filter(month__gt=date(2025, 10, 1)).delete()
    return ended


def test_a_year_without_actuals_in_december_has_no_result(running):
    page = year_end(running, 2025)

    shown = [(each.result, each.deviation, each.forecast_deviation, each.error, each.carried) for each in page.units]
    assert (page.over, shown) == (False, [(None, None, None, None, None), (None, None, -500_00, None, None)])
    assert total(page.units).deviation is None


def test_the_page_and_the_workbook_say_that_the_year_is_not_over(running, client_of):
    client = client_of(Role.CONTROLLER)
    said = "2025 är inte slut: bokslutet kan läsas när december har utfall"

    page = text(client.get(PAGE))
    sheet = openpyxl.load_workbook(BytesIO(client.get(f"{PAGE}&export=xlsx").content)).active

    assert said in page
    assert "Gör slutligt" not in page
    cells = list(sheet.iter_rows(values_only=True))
    assert cells[1][0] == said
    assert cells[-1] == ("Summa", 24_000, None, None, -500, None, None)


def test_the_last_forecast_its_error_and_who_made_none_add_up_to_the_deviation(ended, client_of):
    found = total(year_end(ended, 2025).units)

    assert (found.forecast_deviation, found.error, found.unforeseen) == (-500_00, -500_07, 1_000_00)
    assert found.forecast_deviation + found.error + found.unforeseen == found.deviation
    assert "En enhet saknar prognos och ingår inte i prognosfelet: 4100 Barn och ungdom (avvikelse +1 tkr)." in text(
        client_of(Role.CONTROLLER).get(PAGE)
    )
