import pytest
import time_machine


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def department(administration):
    return administration.departments.get(code="10")


@pytest.fixture
def barn(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def vuxen(administration):
    return administration.units.get(code="4200")
