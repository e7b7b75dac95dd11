"""The pages of calculators: calculate, keep, take away."""

import re
from html import unescape
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.test import Client

from measures.calculators.kinds import KINDS
from measures.calculators.refusals import CalculationUsedError
from measures.calculators.services import remove_calculation, save_calculation
from measures.models import Calculation, Measure
from tests import factories
from units.models import Change, User
from units.roles import Role

LIST = "/administrations/EX/calculators/"
STAFFING = f"{LIST}staffing/"
EXAMPLE = KINDS["staffing"].example


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def client(client_of):
    return client_of(Role.UNIT_HEAD)


def text(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).replace("\xa0", " ")


def saved(administration, by=None, **values):
    usual = {"title": "Gruppledare", "given": dict(EXAMPLE), "amount": 4_900_000_00}
    return save_calculation(administration, "staffing", **(usual | values), by=by)


def address(kept):
    return f"/administrations/EX/calculations/{kept.pk}/"


def test_the_published_example_is_shown_step_by_step(client):
    page = text(client.get(STAFFING))

    assert "15 handläggare per gruppledare och 50 % färre administratörer sparar 4 900 000 kr per år" in page
    assert "114 / 15 = 7,6" in page
    assert "(12 − 7,6) × 500 000 kr = 2 200 000 kr" in page
    assert "12 × 50 % × 450 000 kr = 2 700 000 kr" in page
    assert "(12 − 8) × 500 000 kr + 2 700 000 kr = 4 700 000 kr" in page
    assert "(12 − 7) × 500 000 kr + 2 700 000 kr = 5 200 000 kr" in page


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("vacancy/?posts=2&salary=30000&charges=42&first=2026-10&months=6&covered=0",
         "Vakanserna sparar 255 600 kr under 2026, och 1 022 400 kr om de varar ett helt år"),
        ("hiring-freeze/?staff=120&turnover=10&months=6&salary=35000&covered=0",
         "På 6 månader väntas 6 sluta, vilket sparar 894 600 kr under stoppet och 3 578 400 kr per år därefter"),
        ("consultants/?number=3&hourly=900&hours=160&salary=40000&overhead=5000&recruiting=100000",
         "Anställda i stället för konsulter sparar 246 600 kr per månad och 2 959 200 kr per år"),
        ("consultants/?hourly=300", "Anställda kostar 52 920 kr mer per månad än konsulterna"),
        ("price-volume/", "Kostnaden minskar med 4 823 050 kr: volym −3 020 118 kr, pris −1 802 932 kr"),
        ("price-volume/?volume_after=13000&price_after=2100",
         "Kostnaden ökar med 2 234 450 kr: volym +1 480 450 kr, pris +754 000 kr"),
        ("premises/?notice_from=2026-10", "Att lämna lokalerna sparar 720 000 kr per år från juli 2027"),
        ("premises/?new_rent=1500000", "De nya lokalerna kostar 300 000 kr mer per år"),
        ("staffing/?leaders=7&fewer_percent=0",
         "15 handläggare per gruppledare och 0 % färre administratörer kostar 300 000 kr mer per år"),
    ],
)  # fmt: skip
def test_every_calculator_says_what_it_found(client, address, said):
    assert said in text(client.get(LIST + address))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_calculator_begins_with_an_example_that_holds(client, kind):
    page = client.get(f"{LIST}{kind}/")

    assert (page.status_code, "Så räknas det" in text(page)) == (200, True)


def test_a_calculator_that_is_not_there_is_not_found(client):
    assert client.get(f"{LIST}lottery/").status_code == 404


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("leaders=tolv", "”tolv” är inget tal. Skriv siffror: 7,5."),
        ("leaders=", "Detta fält måste fyllas i."),
        ("leaders=-1", "Skriv ett tal från 0 till 100 000."),
        ("per_leader=0", "Skriv ett tal från 1 till 100 000."),
        ("fewer_percent=101", "Skriv ett tal från 0 till 100."),
        ("leaders=1,234", "Skriv högst 2 decimaler."),
        ("leader_cost=", "Detta fält måste fyllas i."),
        ("leader_cost=1e9", "”1e9” är inget belopp."),
        ("leader_cost=99999999999", "Skriv högst 10 000 000 000 kronor."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_stays(client, query, said):
    page = client.get(f"{STAFFING}?{query}")
    name, value = query.split("=")

    assert (page.status_code, said in text(page)) == (422, True)
    assert f'name="{name}" value="{value}"' in page.content.decode() or not value


def test_months_are_whole(client):
    assert "Skriv ett helt tal." in text(client.get(f"{LIST}vacancy/?months=1,5"))


def test_the_largest_that_can_be_put_in_can_be_saved(client_of):
    given = {
        "case_officers": "0", "leaders": "100000", "per_leader": "1", "leader_cost": "10000000000",
        "administrators": "100000", "fewer_percent": "100", "administrator_cost": "10000000000", "title": "Störst",
    }  # fmt: skip

    client_of(Role.CONTROLLER).post(f"{STAFFING}save/", given)

    assert Calculation.objects.get().amount == 2 * 10**17


def test_a_calculation_is_kept_and_calculated_again(client):
    page = client.post(f"{STAFFING}save/", EXAMPLE | {"leaders": "10", "title": "Våra gruppledare"}, follow=True)

    kept = Calculation.objects.get()
    assert (kept.title, kept.amount) == ("Våra gruppledare", 3_900_000_00)
    assert "(10 − 7,6) × 500 000 kr = 1 200 000 kr" in text(page)
    assert Change.objects.get(action="calculation-saved").after == {"calculator": "staffing", "amount_ore": 390000000}


def test_a_double_click_saves_one_calculation(client):
    for _ in range(2):
        client.post(f"{STAFFING}save/", EXAMPLE | {"title": "Våra gruppledare"})

    assert Calculation.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": ""}, "Detta fält måste fyllas i."),
        ({"title": "Gäller 19811218-9876"}, "personnummer"),
        ({"title": "x" * 151}, "Skriv högst 150 tecken. Nu är det 151."),
        ({"title": "Bra", "leaders": "tolv"}, "”tolv” är inget tal"),
    ],
)
def test_a_calculation_that_cannot_be_saved_keeps_what_was_written(client, values, said):
    page = client.post(f"{STAFFING}save/", EXAMPLE | {"case_officers": "98"} | values)

    assert (page.status_code, Calculation.objects.count()) == (422, 0)
    assert said in text(page)
    assert 'value="98"' in page.content.decode()


def test_the_workbook_has_what_was_put_in_and_every_step(client, administration):
    content = client.get(f"{address(saved(administration, by=User.objects.get()))}?export=xlsx").content

    rows = list(openpyxl.load_workbook(BytesIO(content)).active.values)
    assert ("Handläggare", "ingångsvärde", "114", None) in rows
    assert ("Färre gruppledare", "(12 − 7,6) × 500 000 kr =", "2 200 000 kr", 2200000) in [
        tuple(str(cell).replace("\xa0", " ") if isinstance(cell, str) else cell for cell in row) for row in rows
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_many_there_are(client, administration, count, django_assert_num_queries):
    measure = factories.measure(administration.units.get(code="4100"))
    for number in range(count):
        saved(administration, title=f"Kalkyl {number}")
    Calculation.objects.update(measure=measure)

    with django_assert_num_queries(8):
        client.get(LIST)


def test_a_calculation_names_the_measure_that_rests_on_it(client, administration):
    kept = saved(administration)
    kept.measure = factories.measure(administration.units.get(code="4100"), title="Färre gruppledare i år")
    kept.save()

    page = text(client.get(f"/administrations/EX/calculations/{kept.pk}/"))

    assert "Åtgärd: Färre gruppledare i år" in page
    assert "Ta bort kalkylen" not in page


def test_a_calculation_is_read_by_its_maker_and_those_who_decide_or_control(client_of, administration):
    maker = client_of(Role.UNIT_HEAD)
    kept = saved(administration, by=User.objects.get(), title="Ett utkast")
    others = [client_of(role) for role in (Role.SUPPORT, Role.DEPARTMENT_HEAD, Role.CONTROLLER, Role.MANAGEMENT)]

    answers = [(each.get(address(kept)).status_code, "Ett utkast" in text(each.get(LIST))) for each in [maker, *others]]

    assert answers == [(200, True), (404, False), (404, False), (200, True), (200, True)]


def test_a_measure_that_may_not_be_read_is_not_named_on_a_calculation(client, administration):
    kept = saved(administration, by=User.objects.get())
    Calculation.objects.update(measure=factories.measure(administration.units.get(code="4200"), title="Hemlig åtgärd"))

    listed, page = (client.get(where) for where in (LIST, f"/administrations/EX/calculations/{kept.pk}/"))

    assert "en åtgärd" in text(listed)
    assert "Åtgärd: en åtgärd" in text(page)
    assert "Hemlig åtgärd" not in text(listed) + text(page)


def test_a_calculation_is_removed_by_its_maker(person, administration):
    maker = person(Role.UNIT_HEAD)
    kept, client = saved(administration, by=maker), Client()
    client.force_login(maker)

    page = client.post(f"/administrations/EX/calculations/{kept.pk}/remove/", follow=True)

    assert "Kalkylen är borttagen." in text(page)
    assert Change.objects.get(action="calculation-removed").before["amount_ore"] == 4_900_000_00


def test_a_calculation_that_a_measure_rests_on_stays(administration):
    kept = saved(administration)
    Calculation.objects.update(measure=factories.measure(administration.units.get(code="4100")))

    with pytest.raises(CalculationUsedError, match="bygger på kalkylen"):
        remove_calculation(kept, by=None)


def test_a_calculator_suits_a_kind_of_measure():
    assert {kind.measure for kind in KINDS.values()} <= set(Measure.Kind.values)


def test_calculations_are_told_in_english_to_those_who_read_it(client):
    User.objects.update(language="en")

    page = text(client.get(STAFFING))

    assert "15 case officers per leader and 50 % fewer administrators save 4 900 000 kr a year" in page


def test_a_measure_is_started_from_a_calculation_by_those_who_write_measures(client_of, administration):
    pages = []
    for role in (Role.SUPPORT, Role.UNIT_HEAD):
        client = client_of(role)
        kept = saved(administration, by=User.objects.get(responsibilities__role=role))
        pages.append(client.get(f"/administrations/EX/calculations/{kept.pk}/"))

    assert ["Starta en åtgärd från kalkylen" in text(page) for page in pages] == [False, True]


def test_saving_is_confirmed(client):
    page = client.post(f"{STAFFING}save/", EXAMPLE | {"title": "Gruppledare"}, follow=True)

    assert "Kalkylen är sparad." in text(page)


def test_every_calculator_has_a_title_of_its_own_as_example(client):
    examples = [str(kind.about) for kind in KINDS.values()]

    assert len(set(examples)) == len(KINDS)
    assert all(str(kind.about) in text(client.get(f"{LIST}{slug}/")) for slug, kind in KINDS.items())
