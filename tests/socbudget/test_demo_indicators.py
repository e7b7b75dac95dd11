"""The key figures of the demo, on any day that it is loaded."""

from django.db.models import Count

from indicators.band_queries import left_band
from indicators.models import Indicator, Observation
from units.models import Administration
from units.months import MONTHS_IN_YEAR, add_months, first_of


def test_exempelstad_has_two_years_of_values_up_to_its_last_month(any_day):
    last = add_months(first_of(any_day), -1)
    months = set(Observation.objects.values_list("month", flat=True))

    assert max(months) == last
    assert {add_months(last, -back) for back in range(2 * MONTHS_IN_YEAR)} <= months


def test_every_key_figure_of_the_demo_has_values_and_says_how_it_is_counted(any_day):
    found = Indicator.objects.annotate(units=Count("observations__unit", distinct=True))

    assert {each.administration.code for each in found.select_related("administration")} == {"EX"}
    assert [each.code for each in found if not each.units or "Påhittade" not in each.about] == []


def test_a_few_key_figures_have_left_their_bands(any_day):
    administration = Administration.objects.get(code="EX")

    found = left_band(administration, administration.units.all(), through=any_day, whole=True)

    assert 1 <= len(found) <= 8
