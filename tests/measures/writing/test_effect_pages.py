"""The pages where a measure's effect is revised, carried into another year, and found in a forecast."""

from datetime import date
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from forecasts.models import ClosedMonth, Round
from measures.models import Measure
from measures.services import effects_by_month, move_measure, start_measure
from tests import factories
from tests.measures.writing.making import AUTUMN, SEPTEMBER, plan
from units.months import months_of
from units.roles import Role


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def controller(person):
    return person(Role.CONTROLLER)


@pytest.fixture
def client(client, controller):
    client.force_login(controller)
    return client


@pytest.fixture
def decided(administration, unit, controller):
    """A decided measure that saves 100 kr a month from September to December 2026, 1 200 kr in a whole year."""
    made = start_measure(administration, plan(unit, owner=controller, full_year_effect=1200_00), by=controller)
    proposed = move_measure(made, "proposed", seen=1, by=controller)
    values = {"decision_body": "Socialnämnden", "decided_on": date(2026, 9, 10)}
    return move_measure(proposed, "decided", seen=2, values=values, by=controller)


def address(measure, what):
    return reverse(f"measures:measure-{what}", args=["EX", measure.pk])


def revised(measure, **more):
    usual = {f"month_{month:%Y_%m}": "100" for month in AUTUMN} | {"seen": measure.version, "reason": "Försenat."}
    return usual | more


def errors(response):
    return {name: [unescape(each) for each in found] for name, found in response.context["form"].errors.items()}


def test_the_effect_is_revised_month_by_month_and_the_plan_stays(client, decided):
    client.post(address(decided, "effect"), revised(decided, month_2026_10="40", month_2026_11=""))

    effects = list(decided.effects.order_by("month").values_list("amount", "planned"))
    assert effects == [(100_00, 100_00), (40_00, 100_00), (0, 100_00), (100_00, 100_00)]
    assert decided.revisions.get().reason == "Försenat."


def test_the_plan_stands_beside_what_is_written(client, decided):
    [year] = client.get(address(decided, "effect")).context["years"]

    assert (year.year, year.planned, year.expected) == (2026, 400_00, 400_00)
    assert [row.amounts.planned_effect for row in year.months] == [100_00] * 4


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"month_2026_10": "50", "reason": " "}, "reason"),
        ({"month_2026_10": "mycket"}, "month_2026_10"),
        ({"reason": "Gäller 19121212-1212", "month_2026_10": "50"}, "reason"),
        ({}, "__all__"),
    ],
)
def test_a_revision_that_cannot_be_is_refused_and_kept(client, decided, values, field):
    response = client.post(address(decided, "effect"), revised(decided) | values)

    assert (response.status_code, list(errors(response))) == (422, [field])
    assert response.context["form"]["month_2026_12"].value() == "100"


def test_a_closed_month_is_revised_only_by_one_who_says_so(client, administration, decided):
    ClosedMonth.objects.create(administration=administration, month=SEPTEMBER)
    form = revised(decided, month_2026_09="50")

    refused = client.post(address(decided, "effect"), form)
    client.post(address(decided, "effect"), form | {"under_way": "on"})

    assert refused.status_code == 422
    assert effects_by_month(decided)[SEPTEMBER] == 50_00


def test_a_stale_revision_is_kept_and_saved_again(client, decided):
    Measure.objects.filter(pk=decided.pk).update(version=9)

    stale = client.post(address(decided, "effect"), revised(decided, month_2026_10="50"))
    seen = stale.context["form"]["seen"].value()
    again = client.post(address(decided, "effect"), revised(decided, month_2026_10="50", seen=seen))

    assert (stale.status_code, seen, again.status_code) == (422, "9", 302)


def test_the_effect_of_a_measure_that_is_not_decided_is_changed_where_it_is_written(
    client, administration, unit, controller
):
    made = start_measure(administration, plan(unit), by=controller)

    response = client.post(address(made, "effect"), revised(made, month_2026_10="50"))

    assert errors(response) == {"__all__": ["Åtgärden är inte beslutad, så planen ändras där den är skriven."]}


def test_a_measure_is_carried_into_the_next_year_with_its_full_year_effect(client, decided):
    form = client.get(address(decided, "carry")).context["form"]
    client.post(
        address(decided, "carry"),
        {"year": form["year"].value(), "amount": form["amount"].value(), "seen": 3, "word": "Går vidare."},
    )

    decided.refresh_from_db()
    own = decided.effects.filter(month__in=months_of(2027))
    assert set(own.values_list("amount", "planned")) == {(100_00, 100_00)}
    assert (decided.end, decided.steps.last().carried_to) == (date(2027, 12, 1), 2027)


@pytest.mark.parametrize(("year", "says"), [(2029, "2027"), (2026, "2027")])
def test_a_measure_is_carried_one_year_at_a_time(client, decided, year, says):
    response = client.post(address(decided, "carry"), {"year": year, "amount": "1 200", "seen": 3})

    assert says in errors(response)["__all__"][0]


def test_a_measure_is_not_carried_twice_into_a_year(client, decided):
    for seen in (3, 4):
        response = client.post(address(decided, "carry"), {"year": 2027, "amount": "1 200", "seen": seen})

    assert "2027" in errors(response)["__all__"][0]
    assert client.get(address(decided, "carry")).context["form"]["year"].value() == 2028


def round_as_of(administration, month):
    steps = ("ledger", "unit_head", "controller", "department_head", "director", "committee")
    days = dict.fromkeys([f"{step}_due" for step in steps], date(2026, 12, 1))
    return Round.objects.create(administration=administration, as_of=month, **days)


def test_a_measure_is_said_to_be_in_the_forecasts_of_a_round_and_not_to_be(client, administration, decided):
    round_as_of(administration, SEPTEMBER)

    client.post(address(decided, "contain"), {"month": "2026-09", "seen": decided.version})
    contained = Measure.objects.get().contained_from
    client.post(address(decided, "contain"), {"month": "", "seen": decided.version + 1})

    assert (contained, Measure.objects.get().contained_from) == (SEPTEMBER, None)


def test_a_month_without_a_round_is_not_chosen_where_the_year_has_rounds(client, administration, decided):
    round_as_of(administration, AUTUMN[1])

    client.post(address(decided, "contain"), {"month": "2026-09", "seen": decided.version})

    assert Measure.objects.get().contained_from is None


def test_any_month_of_a_year_without_rounds_is_chosen(client, decided):
    client.post(address(decided, "contain"), {"month": "2026-03", "seen": decided.version})

    assert Measure.objects.get().contained_from == date(2026, 3, 1)


@pytest.mark.parametrize("what", ["effect", "carry", "contain"])
def test_the_head_of_one_of_two_units_changes_none_of_it(client_of, administration, unit, what):
    other = administration.units.get(code="4200")
    shared = start_measure(administration, plan(unit, shares={unit.pk: 5_000, other.pk: 5_000}), by=None)

    assert client_of(Role.UNIT_HEAD).post(address(shared, what)).status_code == 403


def test_a_measure_of_another_administration_is_not_found(client, decided):
    factories.small_administration("ZZ")

    assert client.get(f"/administrations/ZZ/measures/{decided.pk}/effect/").status_code == 404


def test_a_month_that_cannot_be_chosen_is_said_to_be_none(client, decided):
    answer = client.post(address(decided, "contain"), {"month": "x", "seen": decided.version}, follow=True)

    assert "Inget sparades" in answer.content.decode()


def test_who_has_not_seen_the_latest_change_does_not_say_what_forecasts_contain(client, decided):
    client.post(address(decided, "contain"), {"month": "2026-03", "seen": decided.version - 1})

    assert Measure.objects.get().contained_from is None


def test_the_sum_of_a_year_is_shown_as_it_was_written_when_something_is_refused(client, decided):
    shown = client.get(address(decided, "effect"))
    refused = client.post(address(decided, "effect"), revised(decided, month_2026_09="300", reason=""))

    assert shown.context["years"][0].written == 400_00
    assert (refused.status_code, refused.context["years"][0].written) == (422, 600_00)
