"""The action plan of a unit and of a department."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forecasts.models import Figure
from measures.models import MeasureShare
from tests import factories
from tests.measures.followups.making import followed
from tests.measures.writing.making import AUTUMN
from units.roles import Role

ADDRESS = "/administrations/EX/units/4100/action-plan/"
OF_DEPARTMENT = "/administrations/EX/departments/10/action-plan/"
SEPTEMBER = AUTUMN[0]


@pytest.fixture(autouse=True)
def _october():
    with time_machine.travel("2026-10-15 12:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    """Has a budget of 900 tkr and a forecast of 1 000 as of September."""
    unit = administration.units.get(code="4100")
    group = factories.group(administration)
    values = {"unit": unit, "group": group, "month": SEPTEMBER}
    factories.FigureFactory(**values, kind=Figure.Kind.BUDGET, amount=900_000_00)
    factories.FigureFactory(**values, amount=100_00)
    forecast = factories.ForecastFactory(unit=unit, as_of=SEPTEMBER)
    factories.ForecastLineFactory(forecast=forecast, group=group, amount=1_000_000_00)
    return unit


@pytest.fixture
def client(unit, client_of):
    return client_of(Role.UNIT_HEAD)


def text(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).replace("\xa0", " ")


def numbers(response):
    return [row.record.row.number for row in response.context["table"].rows]


def cut(unit, **values):
    """A decided measure of 60 tkr in October to December that the forecast does not contain."""
    usual = {"number": 1, "full_year_effect": 240_000_00, "start": SEPTEMBER}
    return factories.measure(unit, dict.fromkeys(AUTUMN[1:], 20_000_00), **usual | values)


def test_the_plan_says_how_the_year_ends_before_measures_and_after(unit, client):
    cut(unit)

    assert "Året väntas sluta på −100 tkr före åtgärder och −40 tkr efter" in text(client.get(ADDRESS))


def test_the_plan_says_so_when_measures_add_nothing(client):
    assert "Året väntas sluta på −100 tkr; ingen beslutad åtgärd tillkommer" in text(client.get(ADDRESS))


def test_the_plan_names_who_answers_the_decision_and_the_signature(unit, client, administration):
    cut(
        unit,
        decision_body="Socialnämnden",
        decision_paragraph="§ 44",
        decision_reference="SN 2026/7",
        decided_on=date(2026, 9, 10),
    )

    shown = text(client.get(ADDRESS))

    assert f"Enhetschef {administration.responsibilities.get(role=Role.UNIT_HEAD).user}" in shown
    assert "Socialnämnden, § 44, SN 2026/7, 2026-09-10" in shown
    assert "Ort och dag" in shown


def test_the_plan_tells_consequences_risk_and_what_hinders(unit, client):
    followed(cut(unit, for_clients="Kortare insatser", risk="Fler placeringar"), hinders="Sjukskrivning")

    shown = text(client.get(ADDRESS))

    assert "För brukare Kortare insatser Risk Fler placeringar Vad som hindrar Sjukskrivning" in shown


def test_rejected_measures_are_not_in_the_plan(unit, client):
    for number, stage in enumerate(["idea", "proposed", "decided", "closed", "rejected"], 1):
        cut(unit, number=number, stage=stage)

    assert numbers(client.get(ADDRESS)) == [1, 2, 3, 4]


def test_the_plan_holds_the_unit_s_part_of_a_shared_measure(unit, administration, client):
    measure = cut(unit)
    MeasureShare.objects.filter(measure=measure).update(share=5_000)
    MeasureShare.objects.create(measure=measure, unit=administration.units.get(code="4200"), share=5_000)

    row = client.get(ADDRESS).context["plan"].rows[0]

    assert (row.full_year, row.others) == (120_000_00, 1)


def test_the_plan_of_a_department_holds_all_of_its_units(unit, administration, client_of):
    cut(unit)
    cut(administration.units.get(code="4200"), number=2)

    answer = client_of(Role.DEPARTMENT_HEAD).get(OF_DEPARTMENT)

    assert numbers(answer) == [1, 2]
    assert "Avdelningschef person-" in text(answer)


def test_the_workbook_is_the_plan_with_its_sums_and_consequences(unit, client):
    cut(unit, what="Avsluta tre avtal", risk="Hög")
    cut(unit, number=2)

    answer = client.get(f"{ADDRESS}?format=xlsx")

    values = list(openpyxl.load_workbook(BytesIO(answer.content)).active.values)
    heading = next(index for index, row in enumerate(values) if row[0] == "Åtgärd")
    column = values[heading].index("Effekt i år (kr)")
    assert [row[column] for row in values[heading + 1 :]] == [60_000, 60_000, 120_000]
    assert values[heading + 1][-1] == "Vad som görs: Avsluta tre avtal\nRisk: Hög"


def test_an_empty_plan_teaches_what_goes_into_it(client):
    assert "Planen har ingen åtgärd ännu" in text(client.get(ADDRESS))


def test_a_unit_without_a_forecast_has_a_plan_too(administration, client_of):
    cut(administration.units.get(code="4200"))

    assert "Årets prognos saknas ännu" in text(
        client_of(Role.CONTROLLER).get("/administrations/EX/units/4200/action-plan/")
    )


@pytest.mark.parametrize("year", ["2025", "2027", "x", "99999"])
def test_a_plan_of_another_year_can_be_asked_for(client, year):
    assert client.get(f"{ADDRESS}?year={year}").status_code == 200


def test_the_decided_effects_of_the_plan_are_those_of_the_savings_programme(unit, client):
    december = AUTUMN[-1]
    for number, (stage, saved) in enumerate(
        [("running", 1), ("closed", 2), ("stopped", 3), ("stopped", 0), ("rejected", 4)], start=1
    ):
        factories.measure(unit, {december: saved * 100_000_00}, number=number, stage=stage)

    response = client.get(ADDRESS)

    assert numbers(response) == [1, 2, 3]
    assert "3 åtgärder, varav 3 beslutade som väntas ge 600 tkr under 2026" in text(response)
    assert "Inget krav. Beslutade åtgärder ger 600 tkr." in text(response)


def test_the_plan_of_a_department_leads_to_its_savings_programme(unit, client_of):
    address = "/administrations/EX/departments/10/programme/?year=2026"

    assert f'href="{address}"' in client_of(Role.CONTROLLER).get(OF_DEPARTMENT).text


def test_the_plan_takes_as_many_queries_for_one_measure_as_for_three(unit, client):
    counted = []
    for count in (1, 2):
        for _ in range(count):
            followed(cut(unit, number=len(counted) * 10 + _, owner=factories.UserFactory()))
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        counted.append(len(captured))

    assert counted[0] == counted[1] <= 26
