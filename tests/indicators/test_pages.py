"""The pages of key figures: who reads what, what they say, and what is suppressed."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from forecasts.models import ClosedMonth
from indicators.models import Indicator
from tests import factories
from tests.indicators.files import receive
from tests.indicators.fixtures import LONG
from units.months import parse_month
from units.roles import Role

LIST = "/administrations/EX/indicators/"
FIELDS = {
    "name": "Vårddygn", "code": "dygn", "unit_of_measure": "dygn", "decimals": "0", "aggregate": "sum",
    "better": "less", "about": "", "order": "",
}  # fmt: skip


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def page_of(indicator):
    return reverse("indicators:indicator", args=["EX", indicator.pk])


def cells(client, address):
    response = client.get(address)
    sheet = openpyxl.load_workbook(BytesIO(response.content)).worksheets[0]
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


@pytest.fixture
def year(days, observe):
    """Vårddygn HVB in August of two years, and one unit in September."""
    observe(days, "4100", "2025-08", 300)
    observe(days, "4200", "2025-08", 20)
    observe(days, "4100", "2026-08", 312)
    observe(days, "4200", "2026-08", 25)
    return days


@pytest.fixture
def few(households, observe):
    """Hushåll: three and fifty of them in August."""
    observe(households, "4100", "2026-08", 3)
    observe(households, "4200", "2026-08", 50)
    return households


def test_the_list_says_the_total_of_the_latest_month_and_the_change_from_last_year(year, client_of):
    page = text(client_of(Role.CONTROLLER), LIST)

    assert "<h1>Nyckeltalet har värden för augusti 2026</h1>" in page
    assert ">337</td>" in page
    assert "+17" in page
    assert "2 av 2" in page


def test_no_change_is_told_when_other_units_have_values(year, observe, client_of):
    observe(year, "4100", "2026-09", 5)
    observe(year, "4100", "2025-09", 4)
    observe(year, "4200", "2025-09", 4)

    page = text(client_of(Role.CONTROLLER), LIST)

    assert "1 av 2" in page
    assert "deviation" not in page


def test_a_change_says_whether_it_is_better(year, client_of):
    Indicator.objects.update(better="less")

    assert '+17 <span class="small">sämre</span>' in text(client_of(Role.CONTROLLER), LIST)


def test_a_unit_head_reads_the_own_unit(year, client_of):
    page = text(client_of(Role.UNIT_HEAD), page_of(year))

    assert "Vårddygn HVB: 312 dygn i augusti 2026" in page
    assert "Vuxen" not in page
    assert "De enheter vars siffror du får läsa" in page


def test_a_department_head_reads_the_units_of_the_department(year, administration, client_of):
    other = factories.DepartmentFactory(administration=administration, code="20")
    administration.units.filter(code="4200").update(department=other)

    page = text(client_of(Role.DEPARTMENT_HEAD), page_of(year))

    assert ("Barn och ungdom" in page, "Vuxen" in page) == (True, False)


def test_the_committee_reads_totals_of_closed_months(year, observe, administration, client_of):
    observe(year, "4100", "2026-09", 5)
    for month in ("2026-07", "2026-08"):
        ClosedMonth.objects.create(administration=administration, month=parse_month(month))

    page = text(client_of(Role.COMMITTEE), page_of(year))

    assert "Vårddygn HVB: 337 dygn i augusti 2026" in page
    assert "Barn och ungdom" not in page


def test_the_committee_is_not_given_so_few_that_they_could_be_pointed_out(
    households, observe, administration, client_of
):
    observe(households, "4100", "2026-08", 3)
    ClosedMonth.objects.create(administration=administration, month=parse_month("2026-08"))

    client = client_of(Role.COMMITTEE)

    assert "Hushåll: färre än 5 hushåll" in text(client, page_of(households))
    assert "färre än 5" in text(client, LIST)


def test_who_reads_figures_sees_every_count_on_the_page_and_not_in_the_workbook(few, client_of):
    client = client_of(Role.MANAGEMENT)

    assert "färre än 5" not in text(client, page_of(few))
    rows = cells(client, f"{page_of(few)}?export=xlsx")
    assert ["4100", "Barn och ungdom", "färre än 5", "färre än 5"] in rows
    assert ["4200", "Vuxen", 50, 50] in rows
    assert ["Summa", "färre än 5", "färre än 5"] in [row[-3:] for row in rows]


def test_the_workbook_of_the_controller_has_every_count(few, client_of):
    rows = cells(client_of(Role.CONTROLLER), f"{page_of(few)}?export=xlsx")

    assert ["4100", "Barn och ungdom", 3, 3] in rows


def test_the_list_as_a_workbook(year, client_of):
    rows = cells(client_of(Role.CONTROLLER), f"{LIST}?export=xlsx")

    assert rows[-1][:2] == ["Vårddygn HVB", "dygn"]
    assert rows[-1][3:] == [337, 17, 2]


def test_another_year_is_shown_when_it_is_asked_for(year, client_of):
    page = text(client_of(Role.CONTROLLER), f"{page_of(year)}?year=2025")

    assert '<td class="amount">320</td>' in page
    assert '<a href="?year=2025" aria-current="true">2025</a>' in page


@pytest.mark.parametrize(
    ("role", "sentence"),
    [(Role.CONTROLLER, "Bestäm vad som räknas"), (Role.UNIT_HEAD, "Här finns inga nyckeltal än")],
)
def test_an_empty_list_teaches_the_next_step(administration, client_of, role, sentence):
    assert sentence in text(client_of(role), LIST)


def test_key_figures_without_values_teach_the_next_step(days, client_of):
    client = client_of(Role.CONTROLLER)

    assert "Inga värden är inlästa än" in text(client, LIST)
    assert "Mall för värden" in text(client, page_of(days))


def test_a_key_figure_is_made(administration, client_of):
    response = client_of(Role.CONTROLLER).post(f"{LIST}new/", FIELDS, follow=True)

    assert "Nyckeltalet är upplagt." in response.content.decode()
    assert Indicator.objects.get().name == "Vårddygn"


def test_a_name_that_is_taken_is_refused_and_nothing_typed_is_lost(days, client_of):
    response = client_of(Role.CONTROLLER).post(f"{LIST}new/", FIELDS | {"name": "vårddygn hvb"})

    assert response.status_code == 422
    assert "heter i filer" in response.content.decode()
    assert 'value="vårddygn hvb"' in response.content.decode()


@pytest.mark.parametrize("field", ["name", "code", "unit_of_measure", "about"])
def test_a_personal_identity_number_is_refused(administration, client_of, field):
    response = client_of(Role.CONTROLLER).post(f"{LIST}new/", FIELDS | {field: "19800101-1231"})

    assert response.status_code == 422
    assert not Indicator.objects.exists()


def test_a_key_figure_is_changed(days, client_of):
    client_of(Role.CONTROLLER).post(f"{page_of(days)}edit/", FIELDS | {"of_people": "on", "order": "7"})

    days.refresh_from_db()
    assert (days.code, days.of_people, days.order) == ("dygn", True, 7)


def test_a_key_figure_of_another_administration_is_not_there(days, client_of):
    other = factories.small_administration("ZZ")
    factories.ResponsibilityFactory(user=factories.UserFactory(), administration=other)

    assert client_of(Role.CONTROLLER).get(f"/administrations/ZZ/indicators/{days.pk}/").status_code == 404


def test_an_unknown_key_figure_in_a_file_leads_to_the_page_where_it_is_made(days, administration, person, client):
    user = person(Role.CONTROLLER)
    client.force_login(user)
    upload = receive(administration, f"{LONG}\nOkänt;4100;2026-08;3", by=user)

    page = text(client, reverse("forecasts:upload", args=["EX", upload.pk]))

    assert f'href="{LIST}"' in page.partition("problem-error")[2]


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_of_the_list_do_not_grow(make, observe, client_of, count, django_assert_num_queries):
    for number in range(count):
        indicator = make(f"k{number}", f"Nyckeltal {number}")
        for unit in ("4100", "4200")[: count - 1 or 1]:
            observe(indicator, unit, "2026-08", 10)
    client = client_of(Role.CONTROLLER)

    with django_assert_num_queries(8):
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 2])
def test_the_queries_of_a_key_figure_do_not_grow(days, observe, client_of, count, django_assert_num_queries):
    for unit in ("4100", "4200")[:count]:
        observe(days, unit, "2026-08", 10)
    client = client_of(Role.CONTROLLER)

    with django_assert_num_queries(16):
        client.get(page_of(days))


def test_who_reads_some_units_is_told_of_the_key_figures_that_they_have(days, price, observe, client_of):
    observe(days, "4200", "2026-08", 10)
    observe(price, "4100", "2026-08", 5000)
    client = client_of(Role.UNIT_HEAD)

    page = text(client, LIST)

    assert ("Pris" in page, "Vårddygn HVB" in page) == (True, False)
    assert "Inga värden är inlästa än" in text(client, page_of(days))


def test_a_total_that_lacks_a_unit_says_so(year, observe, client_of):
    observe(year, "4100", "2026-09", 5)

    assert "1 av 2 enheter har ett värde för månaden." in text(client_of(Role.CONTROLLER), page_of(year))
