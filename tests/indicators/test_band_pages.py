"""Bands of a key figure: set by those in control, told and marked on its page."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from forecasts.models import ClosedMonth
from indicators.models import Band
from indicators.refusals import BandReversedError
from indicators.scale import SCALE
from indicators.services import set_bands
from tests import factories
from units.log import lines
from units.models import Change, Unit
from units.months import add_months, parse_month
from units.roles import Role

AUGUST = parse_month("2026-08")


def page_of(indicator, name="indicator"):
    return reverse(f"indicators:{name}", args=["EX", indicator.pk])


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def stored():
    """What is set: unit, from and to."""
    return [(each.unit and each.unit.code, each.low, each.high) for each in Band.objects.select_related("unit")]


@pytest.fixture
def values(days, observe):
    """Vårddygn HVB in August: 312 in 4100 and 25 in 4200."""
    observe(days, "4100", "2026-08", 312)
    observe(days, "4200", "2026-08", 25)
    return days


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


def test_bands_are_set_and_logged_in_words(days, unit):
    set_bands(days, {None: (None, 300 * SCALE), unit.pk: (100 * SCALE, 200 * SCALE)}, by=None)

    assert sorted(stored(), key=str) == [("4100", 100 * SCALE, 200 * SCALE), (None, None, 300 * SCALE)]
    [line] = lines(Change.objects.get(action="indicator-bands-set"), figures=True)
    assert (line.name, line.before, line.after) == ("intervall", "", "summa högst 300, 4100 100–200")


def test_bands_that_are_not_named_stay_and_empty_ones_are_taken_away(days, unit):
    set_bands(days, {None: (None, 300), unit.pk: (100, 200)}, by=None)

    set_bands(days, {unit.pk: (None, None)}, by=None)

    assert stored() == [(None, None, 300)]


def test_the_same_bands_again_are_not_logged(days):
    for _ in range(2):
        set_bands(days, {None: (1, None)}, by=None)

    assert Change.objects.filter(action="indicator-bands-set").count() == 1


def test_a_band_that_ends_before_it_begins_is_refused(days, unit):
    with pytest.raises(BandReversedError, match="Barn och ungdom"):
        set_bands(days, {unit.pk: (2, 1)}, by=None)


def test_a_unit_of_another_administration_has_no_band_here(days):
    other = factories.small_administration("ZZ").units.first()

    with pytest.raises(Unit.DoesNotExist):
        set_bands(days, {other.pk: (1, None)}, by=None)


def test_bands_are_written_as_numbers_are_in_sweden(values, unit, client_of):
    typed = {"low-total": "1 000,5", "high-total": "", f"low-{unit.pk}": "", f"high-{unit.pk}": "300"}

    response = client_of(Role.CONTROLLER).post(page_of(values, "indicator-bands"), typed)

    assert response.status_code == 302
    assert sorted(stored(), key=str) == [("4100", None, 300 * SCALE), (None, 1000 * SCALE + 5000, None)]


@pytest.mark.parametrize(
    ("low", "high", "sentence"),
    [
        ("tio", "", "tio är inget värde"),
        ("20", "10", "lägre än värdet"),
        ("1,23456", "", "högst 4 decimaler"),
        ("", "1000000000000", "för stort"),
    ],
)
def test_what_cannot_be_a_band_is_said_and_nothing_typed_is_lost(values, client_of, low, high, sentence):
    response = client_of(Role.CONTROLLER).post(
        page_of(values, "indicator-bands"), {"low-total": low, "high-total": high}
    )

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert f'value="{low or high}"' in response.content.decode()
    assert stored() == []


def test_the_form_shows_the_bands_and_the_range_of_the_latest_year(values, observe, unit, client_of):
    observe(values, "4100", "2026-07", 290)
    set_bands(values, {unit.pk: (None, 300 * SCALE)}, by=None)

    page = text(client_of(Role.CONTROLLER), page_of(values, "indicator-bands"))

    assert "Senaste tolv månaderna: 290–312" in page
    assert 'value="300"' in page


def test_a_month_outside_its_band_is_marked_and_told(values, unit, client_of):
    set_bands(values, {unit.pk: (None, 300 * SCALE)}, by=None)

    page = text(client_of(Role.CONTROLLER), page_of(values))

    assert "Barn och ungdom: 312 dygn i augusti 2026, över sitt intervall (högst 300)." in page
    assert '312<span class="outside watch">↑ över</span>' in page


def test_a_month_within_its_band_is_not_marked(values, unit, client_of):
    set_bands(values, {unit.pk: (None, 312 * SCALE)}, by=None)

    page = text(client_of(Role.CONTROLLER), page_of(values))

    assert "outside" not in page
    assert "Intervall: högst 312" in page


def test_what_is_usual_is_told_where_no_band_is_set(values, administration, client_of):
    for number in range(1, 13):
        values.observations.create(
            unit=administration.units.get(code="4200"), month=add_months(AUGUST, -number), scaled=10 * SCALE
        )

    page = text(client_of(Role.CONTROLLER), page_of(values))

    assert "Vuxen: 25 dygn i augusti 2026, över det vanliga (10)." in page
    assert '25<span class="outside watch">↑ över</span>' in page


@pytest.mark.parametrize(("better", "kind"), [("less", "deficit"), ("more", "surplus"), ("neither", "watch")])
def test_a_mark_says_by_its_colour_whether_it_is_for_the_better(make, observe, client_of, unit, better, kind):
    indicator = make("x", "Nyckeltal", better=better)
    observe(indicator, "4100", "2026-08", 312)
    set_bands(indicator, {unit.pk: (None, 300 * SCALE)}, by=None)

    assert f'<span class="outside {kind}">↑ över</span>' in text(client_of(Role.CONTROLLER), page_of(indicator))


def test_a_unit_head_is_told_of_the_own_unit_alone(values, administration, client_of):
    set_bands(values, {None: (None, 1), **{each.pk: (None, 1) for each in administration.units.all()}}, by=None)

    page = text(client_of(Role.UNIT_HEAD), page_of(values))

    assert ("Barn och ungdom: 312" in page, "Vuxen" in page, "Summan:" in page) == (True, False, False)
    assert page.count("↑ över") == 1


def test_the_committee_is_told_of_the_total_in_closed_months(values, administration, client_of):
    set_bands(values, {None: (None, 1), **{each.pk: (None, 1) for each in administration.units.all()}}, by=None)
    ClosedMonth.objects.create(administration=administration, month=AUGUST)

    page = text(client_of(Role.COMMITTEE), page_of(values))

    assert ("Summan: 337 dygn" in page, "Barn och ungdom" in page) == (True, False)


def test_so_few_people_are_not_told_to_the_committee(households, observe, administration, client_of):
    observe(households, "4100", "2026-08", 3)
    set_bands(households, {None: (None, 2 * SCALE)}, by=None)
    ClosedMonth.objects.create(administration=administration, month=AUGUST)

    page = text(client_of(Role.COMMITTEE), page_of(households))

    assert "Summan: färre än 5 hushåll i augusti 2026, utanför sitt intervall." in page
    assert ("högst 2" in page, "↑ över" in page) == (False, False)


def test_the_workbook_has_the_bands(values, unit, client_of):
    set_bands(values, {unit.pk: (100 * SCALE, 300 * SCALE)}, by=None)

    response = client_of(Role.CONTROLLER).get(f"{page_of(values)}?export=xlsx")

    sheet = openpyxl.load_workbook(BytesIO(response.content)).worksheets[0]
    rows = {row[1]: row[-2:] for row in sheet.iter_rows(values_only=True)}
    assert (rows["Enhet"], rows["Barn och ungdom"], rows["Vuxen"]) == (
        ("Intervall från", "Intervall till"),
        (100, 300),
        (None, None),
    )


@pytest.mark.parametrize("count", [1, 2])
def test_the_queries_of_the_bands_do_not_grow(days, observe, client_of, count, django_assert_num_queries):
    for unit in ("4100", "4200")[:count]:
        observe(days, unit, "2026-08", 10)
    client = client_of(Role.CONTROLLER)

    with django_assert_num_queries(10):
        client.get(page_of(days, "indicator-bands"))
