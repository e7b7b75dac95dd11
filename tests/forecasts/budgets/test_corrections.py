"""Corrections of the deviation to date stand beside the ledger and never in it."""

from datetime import date

import pytest

from forecasts.budgets import refusals
from forecasts.budgets.adjusting import Adjustment, Real, real_deviation
from forecasts.budgets.corrections import add_correction, remove_correction
from forecasts.budgets.corrections_queries import real_of
from forecasts.models import ClosedMonth, Correction, Figure
from tests import factories
from tests.forecasts.budgets.test_change_pages import text
from units.models import Change
from units.roles import Role

MARCH, APRIL, MAY = (date(2026, month, 1) for month in (3, 4, 5))
TKR = 1000_00


@pytest.fixture
def unit(administration):
    """4100: −3 075 tkr to the end of March, closed."""
    unit, group = administration.units.get(code="4100"), factories.group(administration)
    for kind, amount in ((Figure.Kind.BUDGET, 10_000), (Figure.Kind.ACTUAL, 13_075)):
        factories.FigureFactory(unit=unit, group=group, month=MARCH, kind=kind, amount=amount * TKR)
    for month in (1, 2, 3):
        ClosedMonth.objects.create(administration=administration, month=date(2026, month, 1))
    return unit


def corrected(unit, amount=-1_451 * TKR, month=MARCH, reverses=None, reason="Upplupen semesterlön"):
    return add_correction(unit, None, month=month, reverses=reverses, amount=amount, reason=reason, by=None)


def test_the_published_case_of_alingsas():
    assert real_deviation(-3_075 * TKR, [Adjustment(MARCH, -1_451 * TKR)], MARCH) == Real(-3_075 * TKR, 1_451 * TKR)
    assert Real(-3_075 * TKR, 1_451 * TKR).amount == -1_624 * TKR


@pytest.mark.parametrize(("month", "counts"), [(MARCH, False), (APRIL, True), (MAY, False)])
def test_a_correction_counts_from_its_month_until_it_is_taken_back(month, counts):
    assert Adjustment(APRIL, 100, reverses=MAY).counts_at(month) is counts


def test_a_correction_of_last_year_does_not_count_this_year():
    assert real_deviation(0, [Adjustment(date(2025, 12, 1), 100)], MARCH) is None


def test_the_real_deviation_is_beside_the_ledgers_on_the_unit_and_in_the_total(unit, client_of):
    corrected(unit)
    client = client_of(Role.CONTROLLER)

    page = text(client.get("/administrations/EX/units/4100/?month=2026-03"))
    assert "−3 075 tkr." in page
    assert "Med rättelser på +1 451 tkr som inte är bokförda är det reellt −1 624 tkr." in page
    overview = client.get("/administrations/EX/?month=2026-03")
    assert overview.context["overview"].total.deviation_to_date == -3_075 * TKR
    assert "Reellt januari–mars, med rättelser −1 624" in text(overview)


def test_a_removed_correction_counts_no_more_and_stays_in_the_list(unit, client_of):
    correction = corrected(unit)
    client = client_of(Role.UNIT_HEAD)

    page = client.post(f"/administrations/EX/units/4100/corrections/{correction.pk}/remove/", follow=True)

    assert page.context["real"] is None
    assert "Upplupen semesterlön" in text(page)
    with pytest.raises(refusals.CorrectionRemovedError):
        remove_correction(correction, by=None)


def test_a_unit_head_adds_one_with_the_sign_of_the_deviation(unit, client_of):
    data = {"month": "2026-03", "effect": "1 451 000", "reason": "Upplupen semesterlön", "group": "", "reverses": ""}
    address = "/administrations/EX/units/4100/corrections/?month=2026-03"
    client = client_of(Role.UNIT_HEAD)

    answers = [client.post(address, data).status_code for _ in range(2)]

    assert answers == [302, 422]
    assert list(Correction.objects.values_list("amount", flat=True)) == [-1_451 * TKR]
    assert "Reellt −1 624 tkr till och med mars" in text(client.get(address))
    assert Change.objects.get(action="correction-added").after["amount_ore"] == -1_451 * TKR


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"amount": 0}, refusals.CorrectionNothingError),
        ({"reverses": MARCH}, refusals.ReversedBeforeError),
        ({"reverses": date(2027, 1, 1)}, refusals.ReversedBeforeError),
        ({"month": date(2019, 1, 1)}, refusals.UnitNotThereError),
    ],
)
def test_a_correction_is_refused(unit, more, refusal):
    with pytest.raises(refusal):
        corrected(unit, **more)


def test_the_ledger_is_untouched(unit):
    before = list(Figure.objects.order_by("pk").values_list("kind", "amount"))

    corrected(unit)

    assert list(Figure.objects.order_by("pk").values_list("kind", "amount")) == before


def test_a_correction_of_a_part_counts_once_in_its_unit(unit):
    part = factories.UnitFactory(department=unit.department, parent=unit, code="4110")
    corrected(part, 100)

    assert real_of([unit.pk], MARCH, -1_000) == Real(-1_000, -100)
    assert real_of([unit.pk, part.pk], MARCH, -1_000) == Real(-1_000, -100)
