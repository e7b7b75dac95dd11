import pytest
from django.db import IntegrityError, transaction

from indicators.models import Indicator, Observation
from indicators.refusals import IndicatorTakenError
from indicators.services import change_indicator
from units.models import Change


def test_a_key_figure_is_made_last_and_logged(days, price):
    assert (days.order, price.order) == (1, 2)
    assert Change.objects.get(action="indicator-made", subject="Pris").after["unit_of_measure"] == "kr/dygn"


@pytest.mark.parametrize("given", [("HVB", "Annat"), ("annat", "vårddygn  hvb"), ("annat", "hvb")])
def test_no_two_key_figures_are_called_the_same_in_files(days, make, given):
    with pytest.raises(IndicatorTakenError, match="Vårddygn HVB"):
        make(*given)


def test_a_change_keeps_the_values_and_logs_what_differs(days, observe):
    observe(days, "4100", "2026-08", 312)

    change_indicator(days, {"name": "Dygn HVB", "decimals": 1, "code": "hvb"}, by=None)

    assert Observation.objects.get().indicator.name == "Dygn HVB"
    logged = Change.objects.get(action="indicator-changed")
    assert (logged.before, logged.after) == (
        {"name": "Vårddygn HVB", "decimals": 0},
        {"name": "Dygn HVB", "decimals": 1},
    )


def test_a_change_of_nothing_is_not_logged(days):
    change_indicator(days, {"name": "Vårddygn HVB"}, by=None)

    assert not Change.objects.filter(action="indicator-changed").exists()


def test_a_key_figure_cannot_take_the_name_of_another(days, price):
    with pytest.raises(IndicatorTakenError):
        change_indicator(price, {"name": "vårddygn hvb"}, by=None)


def test_a_unit_has_one_value_a_month(days, observe):
    observe(days, "4100", "2026-08", 312)

    with pytest.raises(IntegrityError), transaction.atomic():
        observe(days, "4100", "2026-08", 313)


def test_a_month_is_on_its_first_day(days, observe):
    row = observe(days, "4100", "2026-08", 312)

    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.filter(pk=row.pk).update(month="2026-08-02")


def test_codes_differ_in_more_than_their_capitals(days):
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.create(administration=days.administration, code="HVB", name="X", unit_of_measure="dygn")
