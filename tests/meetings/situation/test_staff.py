"""The plain page for staff."""

from datetime import date

import pytest
import time_machine

from forecasts.models import Figure
from tests import factories
from tests.meetings.reading import heading, signed_in, text
from tests.meetings.situation.making import item, message
from units.roles import Role

PAGE = "/administrations/EX/situation/staff/"


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    unit = administration.units.get(code="4100")
    in_deficit(unit)
    return unit


def in_deficit(unit):
    """A budget of 1 000 tkr and a forecast of 1 300 as of August."""
    month, group = date(2026, 8, 1), factories.group(unit.administration)
    factories.FigureFactory(unit=unit, month=month, kind=Figure.Kind.BUDGET, group=group, amount=1_000_000_00)
    factories.FigureFactory(unit=unit, month=month, group=group, amount=900_000_00)
    forecast = factories.ForecastFactory(unit=unit, as_of=month)
    factories.ForecastLineFactory(forecast=forecast, group=group, amount=1_300_000_00)


def test_staff_reads_how_it_goes_in_the_words_of_the_units_plain_page(unit, client_of):
    client = client_of(Role.STAFF)

    response = client.get(PAGE)

    assert heading(response) == "Så går det för Barn och ungdom −300 tkr årets första prognos"
    assert "Året väntas kosta 300 tkr mer än budgeten." in text(response)
    assert "−300 tkr" in text(client.get("/administrations/EX/units/4100/"))


def test_measures_are_told_by_title_and_never_by_amount(unit, client_of):
    factories.measure(unit, {date(2026, 9, 1): 77_000_00}, title="Färre konsulter", stage="running")
    factories.measure(unit, {date(2026, 9, 1): 88_000_00}, title="Nytt avtal", stage="verified")
    factories.measure(unit, {date(2026, 9, 1): 99_000_00}, title="Stoppad", stage="stopped")
    factories.measure(unit, {date(2026, 9, 1): 99_000_00}, title="En tanke", stage="idea")

    page = text(client_of(Role.STAFF).get(PAGE))

    assert "Det här gör vi Färre konsulter" in page
    assert "Det här gav det Nytt avtal – det syns i utfallet" in page
    assert [words in page for words in ("Stoppad", "En tanke", "77", "88")] == [False] * 4


def test_staff_is_told_what_is_meant_for_staff_and_the_message_of_the_week(administration, unit, client_of):
    item(administration, section="ask", title="Lämna en idé")
    item(administration, section="ask", title="Bara för ledningen", for_staff=False)
    told = message(administration)

    response = client_of(Role.STAFF).get(PAGE)

    page = text(response)
    assert "Lämna en idé" in page
    assert "Bara för ledningen" not in page
    assert "Tack för prognoserna!" in page
    assert f"/administrations/EX/messages/{told.pk}/" in response.content.decode()
    assert "/administrations/EX/ideas/new/" in response.content.decode()


def test_a_message_that_is_not_sent_is_not_told(administration, unit, client_of):
    message(administration, sent=False)

    assert "Tack för prognoserna!" not in text(client_of(Role.STAFF).get(PAGE))


def test_a_unit_whose_plain_page_is_not_open_is_not_there(administration, unit, client_of):
    assert client_of(Role.STAFF).get(f"{PAGE}?unit=4200").status_code == 404
    assert client_of(Role.STAFF).get(f"{PAGE}?unit=4100").status_code == 200


def test_those_without_a_unit_of_their_own_choose_one(administration, unit, client_of):
    client = client_of(Role.MANAGEMENT)

    assert heading(client.get(PAGE)) == "Så går det i Exempelstads socialförvaltning"
    assert heading(client.get(f"{PAGE}?unit=4100")).startswith("Så går det för Barn och ungdom −300 tkr")


def test_the_committee_reads_closed_months_here_too(administration, unit, client_of):
    page = client_of(Role.COMMITTEE).get(f"{PAGE}?unit=4100")

    assert "−300" not in text(page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_much_there_is(administration, person, unit, count, django_assert_num_queries):
    staff = person(Role.STAFF)
    for number in range(count):
        item(administration)
        factories.measure(unit, {date(2026, 9, 1): 100_00}, title=f"Åtgärd {number}", stage="running")
        other = factories.UnitFactory(department=unit.department)
        factories.ResponsibilityFactory(user=staff, role=Role.STAFF, administration=administration, unit=other)
        in_deficit(other)
    client = signed_in(staff)

    with django_assert_num_queries(20):
        client.get(PAGE)
