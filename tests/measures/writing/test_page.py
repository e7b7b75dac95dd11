"""The page of a measure."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.models import Calculation, FollowUp, Measure, MeasureLink, MeasureStep, Revision, Verification
from measures.services import contain_measure, move_measure, revise_effect, start_measure
from tests import factories
from tests.measures.writing.making import AUTUMN, SEPTEMBER, plan
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
def measure(administration, unit, controller):
    """A measure that saves 400 tkr from September to December 2026."""
    months = dict.fromkeys(AUTUMN, 100_000_00)
    return start_measure(administration, plan(unit, months=months, owner=controller), by=controller)


@pytest.fixture
def decided(measure, controller):
    proposed = move_measure(measure, "proposed", seen=1, by=controller)
    values = {"decision_body": "Socialnämnden", "decided_on": date(2026, 9, 10), "decision_paragraph": "§ 91"}
    return move_measure(proposed, "decided", seen=2, values=values, by=controller)


def address(measure):
    return reverse("measures:measure", args=["EX", measure.pk])


def text(response):
    shown = re.sub(r"<(script|style|option)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", shown))).replace("\xa0", " ")


def finding(client, measure, query=""):
    return client.get(address(measure) + query).context["page"].finding.replace("\xa0", " ")


def test_an_idea_says_what_it_would_save(client, measure):
    assert finding(client, measure) == "Skulle spara 400 tkr 2026"


def test_an_idea_without_an_effect_says_so(client, administration, unit):
    bare = start_measure(administration, plan(unit, months={}), by=None)

    response = client.get(address(bare))

    assert response.context["page"].finding == "Vad den sparar 2026 är inte beräknat än"
    assert response.context["page"].chart is None


def test_a_decided_measure_is_held_against_its_plan(client, decided, controller):
    before = finding(client, decided)
    revise_effect(decided, dict.fromkeys(AUTUMN, 75_000_00), reason="Försenat.", seen=3, by=controller)

    assert before == "Väntas spara 400 tkr 2026, som planerat"
    assert finding(client, decided) == "Väntas spara 300 tkr 2026, 100 tkr mindre än planerat"


def test_what_the_controller_has_signed_is_the_headline(client, decided, controller):
    Verification.objects.create(
        measure=decided, year=2026, through=AUTUMN[-1], amount=350_000_00, word="Huvudboken", signed_by=controller
    )

    assert finding(client, decided) == (
        "Har till och med december 2026 sparat 350 tkr enligt controllern, 50 tkr mindre än planerat"
    )


def test_what_is_signed_to_a_month_is_held_against_the_plan_to_that_month_both_before_costs(client, decided):
    decided.effects.filter(month=SEPTEMBER).update(cost=30_000_00, planned_cost=30_000_00)
    Verification.objects.create(
        measure=decided, year=2026, through=AUTUMN[1], amount=200_000_00, word="Huvudboken", signed_by=None
    )

    response = client.get(address(decided))

    assert response.context["page"].finding.replace("\xa0", " ") == (
        "Har till och med oktober 2026 sparat 200 tkr enligt controllern, som planerat"
    )
    assert "Den kostar 30 tkr 2026, som inte är avdraget från det verifierade." in text(response)


def test_a_stopped_measure_says_what_is_left_of_its_plan(client, decided, controller):
    move_measure(decided, "stopped", word="Inget kvar.", seen=3, by=controller)

    assert finding(client, decided) == "Stoppad; den sparar 0 tkr 2026, 400 tkr mindre än planerat"


def test_a_rejected_measure_says_what_it_would_have_saved(client, measure, controller):
    move_measure(measure, "rejected", word="Nej.", seen=1, by=controller)

    assert finding(client, measure) == "Avslagen; den skulle ha sparat 400 tkr 2026"


def test_costs_are_taken_off_and_said(client, administration, unit):
    made = start_measure(
        administration, plan(unit, months=dict.fromkeys(AUTUMN, 100_000_00), one_time_cost=150_000_00), by=None
    )

    response = client.get(address(made))

    assert response.context["page"].finding.replace("\xa0", " ") == "Skulle spara 250 tkr 2026"
    assert "Kostnader på 150 tkr 2026 är avdragna." in text(response)


def test_the_year_asked_for_is_shown(client, administration, unit):
    made = start_measure(administration, plan(unit, months={date(2027, 1, 1): 5_000_00}, end=None), by=None)

    assert finding(client, made, "?year=2027") == "Skulle spara 5 tkr 2027"
    assert list(client.get(address(made) + "?year=2027").context["page"].years) == [2027]


def test_the_year_shown_first_is_the_nearest_with_an_effect(client, administration, unit):
    made = start_measure(
        administration, plan(unit, months={date(2024, 1, 1): 5_000_00}, start=date(2024, 1, 1), end=None), by=None
    )

    assert finding(client, made) == "Skulle spara 5 tkr 2024"


def test_an_amount_below_a_million_is_said_in_thousands_where_millions_are_shown(client, administration, measure):
    administration.money_unit = "mnkr"
    administration.save()

    assert finding(client, measure) == "Skulle spara 400 tkr 2026"


def test_the_months_of_the_year_stand_beside_their_plan(client, decided):
    chart = client.get(address(decided)).context["page"].chart

    assert chart.rows[7:9] == [["augusti", "0", "0", "0", "0"], ["september", "100", "100", "0", "100"]]


def test_it_shows_how_far_it_has_come_and_when(client, decided):
    way = client.get(address(decided)).context["page"].way

    assert [(each.stage, each.passed, each.here, each.day) for each in way[:5]] == [
        ("idea", True, False, date(2026, 9, 15)),
        ("investigated", True, False, None),
        ("proposed", True, False, date(2026, 9, 15)),
        ("decided", False, True, date(2026, 9, 15)),
        ("running", False, False, None),
    ]


def test_a_measure_that_was_stopped_stands_beside_the_way(client, decided, controller):
    move_measure(decided, "stopped", word="Inget kvar.", seen=3, by=controller)

    way = client.get(address(decided)).context["page"].way

    assert [each.stage for each in way if each.passed] == ["idea", "proposed", "decided"]
    assert (way[-1].stage, way[-1].here) == ("stopped", True)


def test_it_shows_what_was_decided_and_what_it_rests_on(client, administration, decided, controller):
    Measure.objects.filter(pk=decided.pk).update(for_children="Barnens bästa prövat.")
    MeasureLink.objects.create(measure=decided, text="Riskanalys", url="https://example.org/risk")
    Calculation.objects.create(
        administration=administration, kind="x", title="Två konsulter", amount=900_000_00, measure=decided
    )

    shown = text(client.get(address(decided)))

    assert "Socialnämnden, 2026-09-10, § 91" in shown
    assert "Barnens bästa prövat." in shown
    assert "Riskanalys dokument" in shown
    assert "Två konsulter: 900 tkr om året kalkyl" in shown
    assert "konsekvenser för personal, konsekvenser för kvalitet, risk." in shown


def test_what_was_realised_is_said_as_it_was_followed_up(client, decided):
    FollowUp.objects.create(measure=decided, day=date(2026, 9, 14), status="late", realised=80_000_00)

    shown = text(client.get(address(decided)))

    assert "80 tkr var sparat 2026-09-14 enligt uppföljningen." in shown


def test_revisions_are_told_with_their_years_and_reasons(client, decided, controller):
    revise_effect(decided, dict.fromkeys(AUTUMN, 75_000_00), reason="Försenat.", seen=3, by=controller)

    [revised] = client.get(address(decided)).context["page"].revisions

    assert (revised.revision.reason, revised.years) == ("Försenat.", [(2026, 400_000_00, 300_000_00)])


def test_the_probability_is_the_stages_until_the_measure_says_another(client, decided):
    usual = client.get(address(decided)).context["page"].probability
    Measure.objects.filter(pk=decided.pk).update(probability=35)

    assert (usual, client.get(address(decided)).context["page"].probability) == (80, 35)


def test_it_says_which_forecasts_count_on_it(client, decided, controller):
    contain_measure(decided, SEPTEMBER, seen=decided.version, by=controller)

    assert "Prognoser per september 2026 och senare räknar redan med den" in text(client.get(address(decided)))


def test_the_units_and_their_shares_are_shown(client, administration, unit):
    other = administration.units.get(code="4200")
    made = start_measure(administration, plan(unit, shares={unit.pk: 3_333, other.pk: 6_667}), by=None)

    assert "Barn och ungdom 33,33 % Vuxen 66,67 %" in text(client.get(address(made)))


def steps(client, measure):
    return [(str(each.to), each.at_once) for each in client.get(address(measure)).context["page"].next_steps]


def test_a_step_that_lacks_nothing_is_a_button_and_others_have_a_page(client, measure):
    assert steps(client, measure) == [("investigated", False), ("proposed", True), ("rejected", False)]


def test_the_steps_are_those_that_the_person_may_take(client_of, decided):
    assert steps(client_of(Role.UNIT_HEAD), decided) == [("running", True)]
    assert steps(client_of(Role.SUPPORT), decided) == []


def test_a_reader_is_offered_nothing_to_write(client_of, decided):
    response = client_of(Role.SUPPORT).get(address(decided))

    assert response.status_code == 200
    assert "/edit/" not in response.content.decode()
    assert "/contain/" not in response.content.decode()


def test_one_who_reads_only_one_of_its_units_sees_all_of_it(client_of, administration, unit):
    other = administration.units.get(code="4200")
    made = start_measure(administration, plan(unit, shares={unit.pk: 5_000, other.pk: 5_000}), by=None)

    assert client_of(Role.UNIT_HEAD).get(address(made)).status_code == 200


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.STAFF, Role.SYSTEM])
def test_one_who_may_not_read_figures_does_not_learn_that_it_is_there(client_of, measure, role):
    assert client_of(role).get(address(measure)).status_code == 404


def test_the_head_of_another_unit_does_not_learn_that_it_is_there(client_of, administration, measure):
    other = administration.units.get(code="4200")

    assert client_of(Role.UNIT_HEAD, unit=other).get(address(measure)).status_code == 404


def test_the_page_is_read_in_english(client, controller, decided):
    controller.language = "en"
    controller.save()

    shown = text(client.get(address(decided), headers={"accept-language": "en"}))

    assert "Expected to save 400 tkr in 2026, as planned" in shown
    assert "How far it has come" in client.get(address(decided)).content.decode()


def told_more(measure, controller, count):
    """`count` of each thing that a page lists."""
    for number in range(count):
        FollowUp.objects.create(measure=measure, day=date(2026, 9, 1 + number), status="late", made_by=controller)
        MeasureLink.objects.create(measure=measure, text=f"Länk {number}")
        MeasureStep.objects.create(
            measure=measure, stage="decided", at=datetime(2026, 9, 1 + number, tzinfo=UTC), by=controller
        )
        Revision.objects.create(measure=measure, by=controller, reason="Skäl", before={}, after={"2026-09-01": number})
        Calculation.objects.create(
            administration=measure.administration, kind="x", title="Kalkyl", amount=1, measure=measure,
            made_by=controller,
        )  # fmt: skip
        measure.team.add(factories.UserFactory())


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_whatever_it_lists(client, decided, controller, count):
    told_more(decided, controller, count)
    client.get(address(decided))

    with CaptureQueriesContext(connection) as asked:
        client.get(address(decided))

    assert len(asked) == 27
