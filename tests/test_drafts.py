"""What is written in a draft is seen on the page where it is written, and counts nowhere else."""

import io
import zipfile

import pytest
from django.urls import reverse

from forecasts.entry.drafts import fill_empty, write_amount, write_causes, write_comment
from forecasts.models import Forecast
from forecasts.queries import current_forecasts, period, standings
from measures.queries import remaining_effects
from tests import factories
from tests.forecasts.entry.cycle import AUGUST, TKR, round_of, submitted, year_of
from units.models import Unit
from units.roles import Role

AMOUNT, COMMENT = 7_654_321 * TKR, "Hemligt utkast"
MARKS = ("7654321", "7 654 321", "7 654,3", "7642,3", "7 642,3", "7 642 321", "7642321", COMMENT)
PAGES = [
    reverse("socbudget:start"),
    reverse("socbudget:administration", args=["EX"]),
    reverse("socbudget:administration", args=["EX"]) + "?export=xlsx",
    reverse("socbudget:department", args=["EX", "10"]),
    reverse("socbudget:unit", args=["EX", "4100"]),
    reverse("socbudget:unit", args=["EX", "4100"]) + "?export=xlsx",
    reverse("forecasts:unit-figures", args=["EX", "4100"]),
    reverse("forecasts:template", args=["EX"]) + "?month=2026-08",
    reverse("forecasts:frames", args=["EX"]),
    reverse("forecasts:uploads", args=["EX"]),
    *(reverse(f"api:{name}") for name in ("figures", "forecasts", "deviations")),
]


@pytest.fixture
def unit(administration) -> Unit:
    """A unit with a submitted forecast of June, and a draft in the open round that nobody may count with."""
    unit = year_of(administration)
    submitted(unit, AUGUST.replace(month=6), PER=12_100 * TKR, INT=-600 * TKR)
    august = round_of(administration)
    write_amount(unit, august, factories.group(administration), amount=AMOUNT, seen=None, by=None)
    fill_empty(unit, august, source="budget", by=None)
    write_comment(unit, august, text=COMMENT, seen="", by=None)
    write_causes(unit, august, [("volume", -AMOUNT, COMMENT)], by=None)
    return unit


def text_of(response) -> str:
    content = b"".join(response) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist() if name.endswith(".xml"))
    return content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.CONTROLLER, Role.UNIT_HEAD])
def test_no_page_and_no_file_has_it(unit, client_of, role, page):
    response = client_of(role).get(page)

    assert response.status_code in (200, 403)
    found = text_of(response)
    assert [mark for mark in MARKS if mark in found] == []


def test_no_figure_counts_it(administration, unit):
    shown = period(administration, AUGUST)
    units = Unit.objects.filter(pk=unit.pk)

    [standing] = standings(units, shown)

    assert (standing.forecast, len(standing.forecasts)) == (11_500 * TKR, 1)
    assert [as_of for _, _, as_of in current_forecasts([unit.pk], 2026, AUGUST)] == [AUGUST.replace(month=6)]
    assert remaining_effects(units, 2026, AUGUST) == {}


def test_no_relation_leads_to_it(administration, unit):
    draft = Forecast.drafts.get()

    assert draft not in unit.forecasts.all()
    assert draft not in administration.rounds.get().forecasts.all()
    assert not Forecast.objects.filter(pk=draft.pk).exists()
