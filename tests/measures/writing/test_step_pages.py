"""The page where a measure takes its steps."""

from datetime import date
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from measures.models import FollowUp, Measure, Verification
from measures.services import move_measure, start_measure
from measures.stages import Stage, moves
from measures.writing.steps import act_for
from tests.measures.writing.making import SEPTEMBER, plan
from units.roles import ALLOWED, Act, Role

DECISION = {"decision_body": "Socialnämnden", "decided_on": "2026-09-10"}


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
    return start_measure(administration, plan(unit, owner=controller), by=controller)


def in_stage(measure, stage):
    Measure.objects.filter(pk=measure.pk).update(stage=stage)
    measure.refresh_from_db()
    return measure


def address(measure):
    return reverse("measures:measure-move", args=["EX", measure.pk])


def move(client, measure, to, **more):
    return client.post(address(measure), {"to": to, "seen": measure.version} | more)


def errors(response):
    return {name: [unescape(each) for each in found] for name, found in response.context["form"].errors.items()}


def demanded(response):
    return {str(each.demand): each.met for each in response.context["step"].demanded}


def test_a_measure_is_proposed(client, measure):
    response = move(client, measure, "proposed", word="Klar att prövas.")

    measure.refresh_from_db()
    assert response.url == reverse("measures:measure", args=["EX", measure.pk])
    assert (measure.stage, measure.steps.last().word) == ("proposed", "Klar att prövas.")


def test_a_step_shows_what_it_takes_and_what_is_there(client, administration, unit):
    bare = start_measure(administration, plan(unit, what=""), by=None)

    response = client.get(f"{address(bare)}?to=proposed")

    assert demanded(response) == {"owner": False, "what": False, "effect": True}
    assert reverse("measures:measure-edit", args=["EX", bare.pk]) + "#id_owner" in response.content.decode()


def test_the_page_that_leads_to_a_decision_fills_in_who_decides_and_when(client, measure):
    proposed = in_stage(measure, "proposed")
    told = {"to": "decided", "decision_body": "Ledningsgruppen", "decided_on": "2026-09-14"}

    response = client.get(address(proposed), told)

    initial = response.context["form"].initial
    assert (initial["decision_body"], initial["decided_on"]) == ("Ledningsgruppen", "2026-09-14")


def test_without_a_stage_it_is_the_usual_next_one(client, measure):
    assert client.get(address(measure)).context["to"] == "investigated"


def test_a_blocked_step_says_what_is_missing_and_keeps_what_was_typed(client, measure):
    measure = in_stage(measure, "proposed")

    response = move(client, measure, "decided", decision_body="Socialnämnden", decision_text="Enligt bilaga 1.")

    measure.refresh_from_db()
    assert (response.status_code, measure.stage, measure.decision_body) == (422, "proposed", "")
    assert errors(response) == {"decided_on": ["Ange vilken dag beslutet togs."]}
    assert response.context["form"]["decision_text"].value() == "Enligt bilaga 1."


def test_a_decision_takes_the_day_of_the_union_negotiation_and_the_risks(client, administration, unit, controller):
    made = start_measure(administration, plan(unit, owner=controller, union_required=True), by=controller)
    made = in_stage(made, "proposed")

    shown = client.get(f"{address(made)}?to=decided")
    response = move(client, made, "decided", **DECISION)

    assert {name for name, met in demanded(shown).items() if not met} == {"body", "decided-on", "union", "risk"}
    assert set(errors(response)) == {"union_on", "risk"}


def test_the_risks_are_written_where_it_is_decided(client, administration, unit, controller):
    made = start_measure(administration, plan(unit, owner=controller, union_required=True), by=controller)

    move(client, in_stage(made, "proposed"), "decided", **DECISION, union_on="2026-09-09", risk="Låg.")

    made.refresh_from_db()
    assert (made.stage, made.risk) == ("decided", "Låg.")


def test_the_forecast_that_contains_it_is_chosen_where_it_is_closed(client, measure):
    measure = in_stage(measure, "verified")

    lacking = move(client, measure, "closed")
    move(client, measure, "closed", contained_from="2026-08")

    measure.refresh_from_db()
    assert list(errors(lacking)) == ["contained_from"]
    assert (measure.stage, measure.contained_from) == ("closed", date(2026, 8, 1))


def test_a_step_at_once_keeps_what_was_written_before(client, measure):
    Measure.objects.filter(pk=measure.pk).update(investigate_by=date(2026, 10, 1))

    move(client, measure, "investigated")

    measure.refresh_from_db()
    assert (measure.stage, measure.investigate_by) == ("investigated", date(2026, 10, 1))


def test_a_first_month_to_come_leads_nowhere(client, administration, unit, controller):
    later = plan(unit, start=date(2026, 10, 1), months={}, owner=controller)
    made = in_stage(start_measure(administration, later, by=controller), "decided")

    page = client.get(f"{address(made)}?to=running").content.decode()

    assert "#id_start" not in page


def test_a_decision_freezes_the_plan_and_keeps_what_was_decided(client, measure):
    measure = in_stage(measure, "proposed")

    move(client, measure, "decided", **DECISION, decision_paragraph="§ 91", decision_reference="SN 2026/12")

    measure.refresh_from_db()
    assert (measure.stage, measure.decision_body, measure.decided_on) == ("decided", "Socialnämnden", date(2026, 9, 10))
    assert (measure.decision_paragraph, measure.decision_reference) == ("§ 91", "SN 2026/12")
    assert set(measure.effects.values_list("planned", flat=True)) == {100_00}


def test_a_measure_that_needs_no_union_negotiation_is_not_asked_for_it(client, measure):
    shown = client.get(f"{address(in_stage(measure, 'proposed'))}?to=decided")

    assert "union_on" not in shown.context["form"].fields
    assert "union" not in demanded(shown)


def test_an_investigation_takes_a_day(client, measure):
    refused = move(client, measure, "investigated")
    move(client, measure, "investigated", investigate_by="2026-10-01")

    measure.refresh_from_db()
    assert list(errors(refused)) == ["investigate_by"]
    assert (measure.stage, measure.investigate_by) == ("investigated", date(2026, 10, 1))


@pytest.mark.parametrize(("stage", "to"), [("idea", "rejected"), ("running", "stopped"), ("decided", "proposed")])
def test_a_step_that_ends_or_goes_back_takes_a_word(client, measure, stage, to):
    measure = in_stage(measure, stage)

    refused = move(client, measure, to)
    move(client, measure, to, word="För dyrt.")

    measure.refresh_from_db()
    assert list(errors(refused)) == ["word"]
    assert (measure.stage, measure.steps.last().word) == (to, "För dyrt.")


def test_undoing_a_decision_keeps_what_was_written_of_it(client, measure):
    Measure.objects.filter(pk=measure.pk).update(decision_body="Socialnämnden")
    measure = in_stage(measure, "decided")

    move(client, measure, "proposed", word="Nytt underlag.")

    measure.refresh_from_db()
    assert measure.decision_body == "Socialnämnden"


def test_a_double_click_takes_one_step(client, measure):
    first, second = (move(client, measure, "proposed") for _ in range(2))

    assert (first.url, measure.steps.count()) == (second.url, 2)


def test_a_step_taken_meanwhile_is_said(client, measure, controller):
    move_measure(measure, "rejected", word="Nej.", seen=1, by=controller)

    response = client.post(address(measure), {"to": "investigated", "seen": 1}, follow=True)

    assert [str(each) for each in response.context["messages"]] == [
        "En åtgärd i skedet avslagen kan inte gå till skedet utreds."
    ]


def test_a_step_on_an_older_version_is_refused_and_can_be_taken_again(client, measure, person):
    Measure.objects.filter(pk=measure.pk).update(version=7)

    stale = move(client, measure, "proposed")
    again = move(client, measure, "proposed", seen=stale.context["form"]["seen"].value())

    assert (stale.status_code, list(errors(stale)), again.status_code) == (422, ["__all__"], 302)


def test_an_unknown_stage_is_not_found(client, measure):
    assert client.get(f"{address(measure)}?to=finished").status_code == 404


def test_a_personal_identity_number_in_the_word_is_refused(client, measure):
    assert list(errors(move(client, measure, "proposed", word="19121212-1212"))) == ["word"]


def test_a_measure_is_verified_when_the_controller_has_signed_its_effect(client, measure, controller):
    measure = in_stage(measure, "realised")

    refused = move(client, measure, "verified")
    Verification.objects.create(
        measure=measure, year=2026, through=SEPTEMBER, amount=1, word="Huvudboken", signed_by=controller
    )
    move(client, measure, "verified")

    measure.refresh_from_db()
    assert (refused.status_code, measure.stage) == (422, "verified")


def test_a_measure_is_realised_when_it_is_followed_up_with_an_effect(client, measure):
    measure = in_stage(measure, "running")

    refused = move(client, measure, "realised")
    FollowUp.objects.create(measure=measure, day=date(2026, 9, 14), status="done", realised=1)
    move(client, measure, "realised")

    measure.refresh_from_db()
    assert (refused.status_code, measure.stage) == (422, "realised")


STEPS = [(stage, to) for stage in Stage for to in moves(stage)]


@pytest.mark.parametrize(("stage", "to"), STEPS)
def test_each_step_is_for_those_whose_role_allows_it(client_of, measure, stage, to):
    measure = in_stage(measure, stage)
    writers = [Role.UNIT_HEAD, Role.DEPARTMENT_HEAD, Role.CONTROLLER, Role.MANAGEMENT, Role.SUPPORT]

    answers = {role: client_of(role).get(f"{address(measure)}?to={to}").status_code for role in writers}

    assert answers == {role: 200 if act_for(stage, to) in ALLOWED[role] else 403 for role in writers}


def test_a_unit_head_proposes_and_does_not_decide(client_of, measure):
    head = client_of(Role.UNIT_HEAD)

    proposed = move(head, measure, "proposed")
    measure.refresh_from_db()

    assert (proposed.status_code, move(head, measure, "decided", **DECISION).status_code) == (302, 403)


def test_management_decides_and_does_not_verify(client_of, measure):
    assert move(client_of(Role.MANAGEMENT), in_stage(measure, "realised"), "verified").status_code == 403


def test_a_measure_of_two_units_takes_steps_by_those_who_write_for_both(client_of, administration, unit):
    other = administration.units.get(code="4200")
    shared = start_measure(administration, plan(unit, shares={unit.pk: 1, other.pk: 9_999}), by=None)

    assert client_of(Role.UNIT_HEAD).get(f"{address(shared)}?to=proposed").status_code == 403


def test_a_measure_that_one_does_not_see_is_not_found(client_of, measure):
    assert client_of(Role.COMMITTEE).get(address(measure)).status_code == 404


@pytest.mark.parametrize("stage", ["decided", "stopped", "rejected"])
def test_to_go_back_on_a_decision_is_for_those_who_decide(stage):
    assert act_for(stage, "proposed") is Act.DECIDE
