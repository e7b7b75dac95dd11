"""A unit with its year and the open round as of August."""

import pytest

from tests.forecasts.entry.cycle import round_of, year_of


@pytest.fixture
def unit(administration):
    return year_of(administration)


@pytest.fixture
def august(administration, unit):
    return round_of(administration)
