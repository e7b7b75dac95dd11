"""The pages of an administration and a department."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forecasts.models import ClosedMonth, Figure, Frame
from forecasts.overview_queries import units_of
from tests import factories
from units.money import MoneyUnit
from units.roles import Role

JANUARY, JULY, AUGUST = (date(2026, month, 1) for month in (1, 7, 8))
MNKR = MoneyUnit.MNKR.ore
PAGE = "/administrations/EX/"


def figure(unit, month, kind, mnkr):
    group = factories.group(unit.administration)
    factories.FigureFactory(unit=unit, month=month, kind=kind, group=group, amount=mnkr * MNKR)


def forecast(unit, as_of, mnkr):
    made = factories.ForecastFactory(unit=unit, as_of=as_of, submitted_at=datetime(2026, 9, 1, tzinfo=UTC))
    group = factories.group(unit.administration)
    factories.ForecastLineFactory(forecast=made, group=group, amount=mnkr * MNKR)


@pytest.fixture
def figures(administration):
    """Unit 4100 with a deficit of 30 in August and 28 in July, of 4 to date; unit 4200 without a forecast. mnkr."""
    administration.money_unit = "mnkr"
    administration.save()
    barn, vuxen = administration.units.order_by("code")
    for month in range(1, 13):
        figure(barn, date(2026, month, 1), Figure.Kind.BUDGET, 10)
        figure(vuxen, date(2026, month, 1), Figure.Kind.BUDGET, 5)
    for month in range(1, 9):
        figure(barn, date(2026, month, 1), Figure.Kind.ACTUAL, 12)
        ClosedMonth.objects.create(administration=administration, month=date(2026, month, 1))
    figure(barn, date(2026, 9, 1), Figure.Kind.ACTUAL, 99)
    forecast(barn, JULY, 148)
    forecast(barn, AUGUST, 150)
    return administration


def text(response):
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def test_the_headline_says_how_the_year_is_expected_to_end_and_what_changed(figures, client_of):
    page = text(client_of(Role.CONTROLLER).get(PAGE))

    assert (
        '<span class="headline"> Förvaltningen väntas gå 30,0 mnkr över budget '
        '<span class="then">2,0 mnkr sämre än i juli</span> </span> </h1>'
    ) in page


def test_the_total_states_its_scope(figures, client_of):
    page = text(client_of(Role.CONTROLLER).get(PAGE))

    assert (
        "<p>Summan av 2 enheter. Prognoserna är gjorda per augusti 2026. "
        "En enhet saknar prognos och räknas som om den håller sin budget. "
        "Före åtgärder; inga beslutade åtgärder har effekt utöver prognoserna. "
        "Utfallet är stängt till och med augusti.</p>"
    ) in page


def test_the_budgets_are_held_against_the_frame(figures, client_of):
    Frame.objects.create(administration=figures, year=2026, amount=175 * MNKR)

    page = text(client_of(Role.CONTROLLER).get(PAGE))

    assert "Enheternas budgetar summerar till 5,0 mnkr mer än ramen på 175,0 mnkr." in page


def test_an_earlier_month_shows_what_was_known_then(figures, client_of):
    page = text(client_of(Role.CONTROLLER).get(f"{PAGE}?month=2026-07"))

    assert '<span class="headline"> Förvaltningen väntas gå 28,0 mnkr över budget </span> </h1>' in page


def test_what_is_no_month_is_not_found(figures, client_of):
    assert client_of(Role.CONTROLLER).get(f"{PAGE}?month=x").status_code == 404


def test_the_committee_is_shown_the_last_closed_month(figures, client_of):
    page = text(client_of(Role.COMMITTEE).get(PAGE))

    assert '<option value="2026-08" selected>' in page
    assert "2026-09" not in page


def test_the_committee_is_not_shown_a_month_that_is_not_closed(figures, client_of):
    assert client_of(Role.COMMITTEE).get(f"{PAGE}?month=2026-09").status_code == 403


def test_the_committee_is_told_when_nothing_is_reported(administration, client_of):
    assert "Inget är rapporterat ännu" in text(client_of(Role.COMMITTEE).get(PAGE))


def test_the_table_shows_the_units_asked_for(figures, client_of):
    page = text(client_of(Role.CONTROLLER).get(f"{PAGE}?status=missing"))

    assert [code in page for code in (">4100<", ">4200<")] == [False, True]


def test_htmx_is_answered_with_the_table_alone(figures, client_of):
    page = text(client_of(Role.CONTROLLER).get(f"{PAGE}?sort=budget", headers={"HX-Request": "true"}))

    assert page.startswith('<section class="section" id="units"')
    assert page.index(">4200<") < page.index(">4100<")


def test_the_workbook_holds_the_table_with_its_scope_and_sum(figures, client_of):
    response = client_of(Role.CONTROLLER).get(f"{PAGE}?export=xlsx&sort=budget")

    rows = list(openpyxl.load_workbook(BytesIO(response.content)).active.values)
    assert response["Content-Disposition"] == 'attachment; filename="EX-2026-08.xlsx"'
    assert [row[0] for row in rows[:2]] == [
        "Exempelstads socialförvaltning, augusti 2026",
        "Förvaltningen väntas gå 30,0\u00a0mnkr över budget",
    ]
    assert [row[:7] for row in rows[-3:]] == [
        ("4200 Vuxen", 60e6, 40e6, 0, 40e6, None, None),
        ("4100 Barn och ungdom", 120e6, 80e6, 96e6, -16e6, 150e6, -30e6),
        ("Summa", 180e6, 120e6, 96e6, 24e6, 210e6, -30e6),
    ]


def test_a_department_shows_its_own_units(figures, client_of):
    other = factories.DepartmentFactory(administration=figures, code="20")
    factories.UnitFactory(department=other, code="5100")

    response = client_of(Role.DEPARTMENT_HEAD).get(f"{PAGE}departments/10/")
    page = text(response)

    assert f'href="{PAGE}departments/10/programme/?year=' in response.text

    assert "Avdelningen väntas gå 30,0 mnkr över budget" in page
    assert ">5100<" not in page


@pytest.mark.parametrize("units", [1, 3])
def test_the_page_asks_the_database_as_often_for_many_units_as_for_one(figures, client_of, units):
    department = figures.departments.get()
    for _ in range(units):
        forecast(factories.UnitFactory(department=department), AUGUST, 10)
    client = client_of(Role.CONTROLLER)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(PAGE)

    assert len(queries) == 15


def test_an_ended_unit_is_shown_as_long_as_it_has_figures_in_the_year(figures):
    figures.units.filter(code="4200").update(valid_to=date(2025, 12, 1))

    assert [unit.code for unit in units_of(figures, 2026)] == ["4100", "4200"]


def test_the_workbook_holds_no_markup(administration, client_of):
    unit = administration.units.get(code="4100")
    for month in (8, 9):
        row = factories.ForecastFactory(unit=unit, as_of=date(2026, month, 1))
        factories.ForecastLineFactory(forecast=row, group=factories.group(administration), amount=month * 100_00)

    answer = client_of(Role.CONTROLLER).get("/administrations/EX/?month=2026-09&export=xlsx")

    cells = [
        str(cell.value) for row in openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows() for cell in row
    ]
    assert not [text for text in cells if "<" in text]
