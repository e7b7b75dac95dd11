import pytest
import time_machine

from indicators.models import Observation
from indicators.scale import to_scaled
from indicators.services import make_indicator
from units.months import parse_month


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def make(administration):
    """Make a key figure of the administration."""

    def making(code, name, unit_of_measure="dygn", **values):
        given = {"code": code, "name": name, "unit_of_measure": unit_of_measure, **values}
        return make_indicator(administration, given, by=None)

    return making


@pytest.fixture
def days(make):
    """Vårddygn HVB, whose months are summed."""
    return make("hvb", "Vårddygn HVB")


@pytest.fixture
def price(make):
    """Pris, in kr/dygn."""
    return make("pris", "Pris", "kr/dygn", aggregate="mean")


@pytest.fixture
def occupancy(make):
    """Beläggning, in per cent with one decimal."""
    return make("belaggning", "Beläggning", "%", aggregate="mean", decimals=1)


@pytest.fixture
def households(make):
    """Hushåll, which counts people."""
    return make("hushall", "Hushåll", "hushåll", aggregate="last", of_people=True)


@pytest.fixture
def observe(administration):
    """Store a value of a key figure in a unit and month."""

    def observing(indicator, unit, month, value):
        return Observation.objects.create(
            indicator=indicator,
            unit=administration.units.get(code=unit),
            month=parse_month(month),
            scaled=to_scaled(value),
        )

    return observing


@pytest.fixture
def stored(administration):
    """What is stored: code, unit, month and value."""

    def storing():
        rows = Observation.objects.filter(indicator__administration=administration).select_related("indicator", "unit")
        ordered = rows.order_by("indicator__code", "unit__code", "month")
        return [(each.indicator.code, each.unit.code, f"{each.month:%Y-%m}", str(each.value)) for each in ordered]

    return storing
