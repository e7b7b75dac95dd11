"""A budget change is in the budget on every page, in every file and in the API, and undone it is nowhere."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.db.models import Sum

from forecasts.budgets.changes import undo_change
from forecasts.closing_queries import frame_checks, month_states
from forecasts.models import ClosedMonth, Figure, Frame
from forecasts.overview_queries import frame_of
from forecasts.uploads.template_rows import template_lines
from tests import factories
from tests.forecasts.budgets.making import changed
from units.models import Unit
from units.roles import Role

MNKR = 100_000_000
ADMINISTRATION = "/administrations/EX/"
UNIT = f"{ADMINISTRATION}units/4100/"
BUDGET, ACTUAL, CHANGE = Figure.Kind.BUDGET, Figure.Kind.ACTUAL, Figure.Kind.CHANGE


@pytest.fixture(autouse=True)
def _in_october(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2026, 11, 15))


@pytest.fixture
def loaded(administration):
    """4100: 10 mnkr a month in budget and 11 in actual to October, all closed to September; forecast 130 of 120."""
    administration.money_unit = "mnkr"
    administration.save()
    unit, group = administration.units.get(code="4100"), factories.group(administration)
    for month in (date(2026, number, 1) for number in range(1, 13)):
        kinds = {BUDGET: 10} | ({ACTUAL: 11} if month.month <= 10 else {})
        for kind, amount in kinds.items():
            factories.FigureFactory(
                unit=unit, group=group, account="5020", month=month, kind=kind, amount=amount * MNKR
            )
        if month.month <= 9:
            ClosedMonth.objects.create(administration=administration, month=month)
    made = factories.ForecastFactory(unit=unit, as_of=date(2026, 9, 1))
    factories.ForecastLineFactory(forecast=made, group=group, amount=130 * MNKR)
    Frame.objects.create(administration=administration, year=2026, amount=120 * MNKR)
    Frame.objects.create(
        administration=administration, department=administration.departments.get(), year=2026, amount=120 * MNKR
    )
    return administration


@pytest.fixture
def client(loaded, client_of):
    return client_of(Role.CONTROLLER)


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\xa0", " ")


def sheet(client, address):
    return list(openpyxl.load_workbook(BytesIO(client.get(address).content)).active.values)


def amounts(client, query):
    rows = client.get(f"/api/v1/{query}").json()["rows"]
    return sum(row["amount_ore"] for row in rows)


def in_sql(*kinds):
    return Figure.objects.filter(kind__in=kinds).aggregate(sum=Sum("amount", default=0))["sum"]


def deviations_everywhere(client):
    """The unit's full-year deviation in mnkr, as each place that shows or gives it has it."""
    api = client.get("/api/v1/deviations/?month=2026-09-01&unit=4100").json()["rows"][0]
    page = client.get(f"{ADMINISTRATION}?month=2026-09").context["overview"]
    unit = client.get(f"{UNIT}?month=2026-09").context["page"]
    exported = next(
        row for row in sheet(client, f"{ADMINISTRATION}?month=2026-09&export=xlsx") if row[0] == "4100 Barn och ungdom"
    )
    forecast = 130 * MNKR
    return {
        "administration": page.total.deviation / MNKR,
        "its export": exported[6] / 1e6,
        "unit": unit.standing.deviation / MNKR,
        "its account groups": sum(row.deviation for row in unit.groups) / MNKR,
        "its months": (sum(point.budget for point in unit.months) - forecast) / MNKR,
        "api, deviations": api["deviation_ore"] / MNKR,
        "api, budget": (amounts(client, "figures/?kind=budget") - forecast) / MNKR,
        "api, its parts": (
            amounts(client, "figures/?kind=budget-adopted") + amounts(client, "figures/?kind=budget-change") - forecast
        )
        / MNKR,
        "api, all but actuals": (amounts(client, "figures/") - amounts(client, "figures/?kind=actual") - forecast)
        / MNKR,
        "sql": (in_sql(BUDGET, CHANGE) - forecast) / MNKR,
    }


def test_the_deviation_is_the_same_everywhere_after_a_change(client, loaded):
    changed(loaded, 2 * MNKR)

    assert set(deviations_everywhere(client).values()) == {-4.0}


def test_an_undone_change_is_nowhere(client, loaded):
    undo_change(changed(loaded, 2 * MNKR), by=None)

    assert set(deviations_everywhere(client).values()) == {-10.0}


def test_a_change_of_a_month_without_closing_counts_for_the_year_and_not_to_date(client, loaded):
    changed(loaded, 2 * MNKR)

    standing = client.get(f"{UNIT}?month=2026-10").context["page"].standing

    assert (standing.budget, standing.budget_to_date) == (126 * MNKR, 90 * MNKR)


def test_the_matrix_of_accounts_shows_the_change_without_account(client, loaded):
    changed(loaded, 2 * MNKR)

    rows = sheet(client, f"{UNIT}figures/?show=budget&export=xlsx")

    assert [row[-1] for row in rows if row[0] in {"Personalkostnader", ""}] == [126e6, 6e6, 120e6]


def test_the_months_and_the_template_have_the_budget_as_it_stands(loaded):
    changed(loaded, 2 * MNKR)

    assert sum(state.budget for state in month_states(loaded, 2026)) == 126 * MNKR
    lines = template_lines(loaded, Unit.objects.filter(code="4100"), date(2026, 9, 1))
    assert [line.budget for line in lines] == [126 * MNKR]


def test_the_frame_check_says_frame_and_budgets_before_and_now(loaded):
    changed(loaded, 2 * MNKR, given=7 * MNKR)

    whole, department = frame_checks(loaded, 2026)

    assert (whole.set_to, whole.added, whole.amount) == (120 * MNKR, 7 * MNKR, 127 * MNKR)
    assert (whole.adopted, whole.changes, whole.budget, whole.difference) == (
        120 * MNKR, 6 * MNKR, 126 * MNKR, 1 * MNKR,
    )  # fmt: skip
    assert (department.amount, department.budget, department.difference) == (126 * MNKR, 126 * MNKR, 0)
    assert frame_of(loaded, 2026) == whole.amount
    assert frame_of(loaded.departments.get(), 2026) == department.amount


def test_the_frames_page_shows_the_change(client, loaded):
    changed(loaded, 2 * MNKR)

    assert "+6,0" in read(client, f"{ADMINISTRATION}frames/?year=2026")


def test_the_api_gives_each_amount_once(client, loaded):
    changed(loaded, 2 * MNKR)
    address = "/api/v1/figures/?limit=5&page="

    rows = [row for page in range(1, 9) for row in client.get(f"{address}{page}").json()["rows"]]

    assert [len(rows), {row["kind"] for row in rows}] == [25, {"budget", "actual"}]
    assert sum(row["amount_ore"] for row in rows) == in_sql(BUDGET, ACTUAL, CHANGE)


def test_a_committee_member_reads_the_budget_as_it_stands_of_closed_months(loaded, client_of):
    ClosedMonth.objects.all().delete()
    changed(loaded, 2 * MNKR)
    ClosedMonth.objects.create(administration=loaded, month=date(2026, 10, 1))

    found = client_of(Role.COMMITTEE).get("/api/v1/figures/").json()["rows"]

    assert [(row["kind"], row["amount_ore"]) for row in found] == [("budget", 12 * MNKR), ("actual", 11 * MNKR)]


def test_a_budget_file_replaces_the_adopted_budget_and_is_told_of_the_changes(client, loaded):
    changed(loaded, 2 * MNKR)
    rows = "".join(f"4100;5020;2026{month:02};9000000\n" for month in range(1, 13))
    content = BytesIO(f"Ansvar;Konto;Period;Budget kr\n{rows}".encode())
    content.name = "budget.csv"
    client.post(f"{ADMINISTRATION}uploads/", {"file": content, "kind": "budget"})
    upload = loaded.uploads.get()
    page = client.get(f"{ADMINISTRATION}uploads/{upload.pk}/").content.decode()
    seen = re.search(r'name="seen"\s+value="(\w+)"', page)[1]

    client.post(f"{ADMINISTRATION}uploads/{upload.pk}/commit/", {"seen": seen})

    assert "4100 +6\xa0000\xa0000 kr" in page
    assert (in_sql(BUDGET), in_sql(CHANGE)) == (108 * MNKR, 6 * MNKR)
